/** A file is read in pieces of so many bytes. */
const PIECE = 512 * 1024
/** How much of a file is looked at to guess how it is written. */
export const HEAD_BYTES = 64 * 1024

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** By the mark at the file's beginning, or by the zeros that western text has in UTF-16; else UTF-8, which `readText` proves on the way. */
export async function encodingOf(file: Blob): Promise<Encoding> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const many = head.length / 5
  if ((zeros[1] ?? 0) > many) return 'utf-16le'
  return (zeros[0] ?? 0) > many ? 'utf-16be' : 'utf-8'
}

/**
 * The text of a file piece by piece, with every line end as \n and without a mark at its beginning; `at` is how many bytes have been read.
 * Throws TypeError for bytes that are no UTF-8 or UTF-16.
 */
export async function* readText(file: Blob, encoding: Encoding): AsyncGenerator<{ readonly text: string; readonly at: number }> {
  const decoder = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' })
  let held = ''
  for (let at = 0; at < file.size; ) {
    const piece = file.slice(at, at + PIECE)
    at += piece.size
    const last = at >= file.size
    let text = held + decoder.decode(await piece.arrayBuffer(), { stream: !last })
    // A carriage return at the end of a piece may have its line feed in the next.
    held = !last && text.endsWith('\r') ? '\r' : ''
    if (held) text = text.slice(0, -1)
    yield { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, at }
  }
}
