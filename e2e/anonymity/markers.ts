import { createHash } from 'node:crypto'

/** A number and an address that occur nowhere else: whatever shows one of them has it from the caller's messages. */
export const NUMBER = '46709998877'
export const ADDRESS = '203.0.113.77'
/** What the caller's own messages call the caller, besides number and address. */
export const NAME = 'Kajsa Kvarnmarker'

/** The shapes in which identity is looked for, each with its name. */
interface Trace {
  readonly shape: string
  readonly bytes: Buffer
}

const plain: readonly (readonly [string, string])[] = [
  ['number', NUMBER.slice(2)],
  ['address', ADDRESS],
  ['address with dashes', ADDRESS.replaceAll('.', '-')],
  ['address as a number', String(ADDRESS.split('.').reduce((sum, part) => sum * 256 + Number(part), 0))],
  ['name', NAME],
  ['surname', NAME.split(' ')[1] ?? NAME],
]

/** Whole values somebody might have hashed. */
const hashed = [NUMBER, `+${NUMBER}`, `0${NUMBER.slice(2)}`, `sip:+${NUMBER}@${ADDRESS}`, ADDRESS, NAME]

const traces: readonly Trace[] = [
  ...plain.flatMap(([what, text]) => shapesOf(what, text)),
  { shape: 'address as four bytes in hex', bytes: Buffer.from('cb00714d') },
  ...hashed.flatMap((value) =>
    ['md5', 'sha1', 'sha256'].flatMap((kind): Trace[] => {
      const digest = createHash(kind).update(value).digest()
      return [
        { shape: `${kind}`, bytes: digest },
        { shape: `${kind} in hex`, bytes: Buffer.from(digest.toString('hex')) },
        { shape: `${kind} in base64`, bytes: Buffer.from(digest.toString('base64').slice(0, -2)) },
      ]
    }),
  ),
]

/** In which shapes a caller's identity is in these bytes; upper and lower case are the same. Empty when it is nowhere. */
export function tracesIn(data: Buffer | string): string[] {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data
  const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')
  const found = traces.filter((trace) => bytes.includes(trace.bytes) || lower.includes(lowered(trace.bytes)))
  return [...new Set(found.map(({ shape }) => shape))]
}

function lowered(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')
}

function shapesOf(what: string, text: string): Trace[] {
  const bytes = Buffer.from(text)
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  return [
    { shape: what, bytes },
    { shape: `${what} reversed`, bytes: Buffer.from([...bytes].reverse()) },
    { shape: `${what} in UTF-16`, bytes: Buffer.from(text, 'utf16le') },
    { shape: `${what} in hex`, bytes: Buffer.from(bytes.toString('hex')) },
    { shape: `${what} percent-encoded`, bytes: Buffer.from(percent) },
    { shape: `${what} with its blanks encoded`, bytes: Buffer.from(encodeURIComponent(text)) },
    ...[0, 1, 2].map((shift) => ({ shape: `${what} in base64`, bytes: base64Core(bytes, shift) })),
  ]
}

/** The part of the base64 of `bytes` that does not depend on what stands before and after it. */
function base64Core(bytes: Buffer, shift: number): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  const from = Math.ceil((shift * 8) / 6)
  const to = Math.floor(((shift + bytes.length) * 8) / 6)
  return Buffer.from(encoded.slice(from, to))
}
