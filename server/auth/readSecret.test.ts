import { PassThrough, Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readSecret } from './readSecret.ts'

/** A terminal that types; `shown` is what a person sees on it. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
  const output = new PassThrough()
  return { input, output, shown: () => String(output.read() ?? '') }
}

it('takes all of a pipe, without its line breaks', async () => {
  expect(await readSecret('Password: ', Readable.from(['first part,\r\nsecond part\n']))).toBe('first part,second part')
})

it('takes one line of a terminal and shows nothing of it', async () => {
  const { input, output, shown } = terminal()
  const secret = readSecret('Password: ', input, output)
  input.write('hjortrom\u007fn 47\rmore')
  expect([await secret, shown()]).toEqual(['hjortron 47', 'Password: \n'])
})

it.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('gives up at %s', async (_name, key) => {
  const { input, output } = terminal()
  const secret = readSecret('Password: ', input, output)
  input.write(key)
  expect(await secret).toBeNull()
})
