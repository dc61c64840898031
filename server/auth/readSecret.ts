import { createInterface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

type Input = Readable & { readonly isTTY?: boolean }

/**
 * A secret from `input`: of a terminal one line, which is not shown while it is typed; of anything else all of it, without its line
 * breaks. Null when a terminal ends without a line. `ask` is shown at a terminal, on `output`.
 */
export async function readSecret(ask: string, input: Input, output: NodeJS.WritableStream = process.stderr): Promise<string | null> {
  if (!input.isTTY) return (await text(input)).replaceAll(/\r?\n/g, '')
  output.write(ask)
  // A readline that writes nowhere keeps the terminal from echoing, and still knows backspace.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: nowhere, terminal: true })
  try {
    return await new Promise<string | null>((resolve) => {
      lines.once('line', resolve)
      lines.once('SIGINT', () => resolve(null))
      lines.once('close', () => resolve(null))
    })
  } finally {
    lines.close()
    output.write('\n')
  }
}
