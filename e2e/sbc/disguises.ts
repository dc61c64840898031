import { ADDRESS, NAME, NUMBER, tracesIn } from '../anonymity/markers.ts'

/** Alphabets in which bytes are written as 64 letters: the standard one, that of URLs, and that of Kamailio's `uac` module. */
const ALPHABETS = ['+/', '-_', './'] as const
/** Shorter runs hide no number. */
const SHORTEST = 8

/**
 * In which disguises the caller is in a text, besides those that `tracesIn` finds: whatever looks encoded is decoded (base64 of three alphabets
 * at each start, hex, percent) and looked at as it is, and XORed with each of the known texts and with each single byte.
 */
export function disguisesIn(text: string, known: readonly string[]): string[] {
  const found = new Set(tracesIn(text))
  for (const [encoding, bytes] of decoded(text)) {
    for (const shape of tracesIn(bytes)) found.add(`${shape} within ${encoding}`)
    for (const key of known) if (isTold(xor(bytes, Buffer.from(key)))) found.add(`${encoding} and XOR with known text`)
    if (DIFFERENCES.some((trace) => differences(bytes).includes(trace))) found.add(`${encoding} and XOR with one byte`)
  }
  return [...found]
}

function* decoded(text: string): Generator<readonly [encoding: string, bytes: Buffer]> {
  const seen = new Set<string>()
  for (const [run] of text.matchAll(/[A-Za-z0-9+/._-]{8,}/g)) {
    if (seen.has(run)) continue
    seen.add(run)
    for (const alphabet of ALPHABETS) {
      const plain = run.replaceAll(alphabet[0] as string, '+').replaceAll(alphabet[1] as string, '/')
      for (let start = 0; start < 4; start++) yield ['base64', Buffer.from(plain.slice(start).replace(/[^A-Za-z0-9+/].*$/, ''), 'base64')]
    }
    for (const [hex] of run.matchAll(/[0-9a-fA-F]{16,}/g)) for (const start of [0, 1]) yield ['hex', Buffer.from(hex.slice(start), 'hex')]
  }
  for (const [run] of text.matchAll(/(?:%[0-9a-fA-F]{2}){4,}/g)) yield ['percent', Buffer.from(run.replaceAll('%', ''), 'hex')]
}

function xor(bytes: Buffer, key: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, i) => byte ^ (key[i % key.length] ?? 0)))
}

/** What each byte has of its neighbour's bits: the same under XOR with any one byte. */
function differences(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(1).map((byte, i) => byte ^ (bytes[i] ?? 0)))
}

function isTold(bytes: Buffer): boolean {
  return bytes.length >= SHORTEST && PLAIN.some((trace) => bytes.includes(trace))
}

const PLAIN = [NUMBER.slice(2), ADDRESS, NAME.split(' ')[1] ?? NAME].map((text) => Buffer.from(text))
const DIFFERENCES = PLAIN.map(differences)
