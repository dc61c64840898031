import { execFileSync } from 'node:child_process'
import { type G711, PCMA, PCMU } from './g711.ts'

/** RTP payload types of the telephone network's codecs (RFC 3551, 6): each has 160 bytes in 20 ms. */
export const PAYLOAD_TYPES = { PCMU: 0, PCMA: 8, G722: 9 } as const
export type Codec = keyof typeof PAYLOAD_TYPES

/** Samples a second, after decoding and before encoding. */
export const RATE = 8_000
const G711S: Readonly<Record<Exclude<Codec, 'G722'>, G711>> = { PCMA, PCMU }

export function codecOfType(type: number): Codec | undefined {
  return (Object.keys(PAYLOAD_TYPES) as Codec[]).find((codec) => PAYLOAD_TYPES[codec] === type)
}

/** One second of a tone, to be sent round and round; `hz` null is silence. */
export function encode(codec: Codec, hz: number | null): Buffer {
  const samples = Int16Array.from({ length: RATE }, (_, i) =>
    hz === null ? 0 : Math.round(9_000 * Math.sin((2 * Math.PI * hz * i) / RATE)),
  )
  if (codec !== 'G722') return Buffer.from(samples.map((sample) => G711S[codec].encode(sample)))
  return ffmpeg(['-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:', '-ar', '16000', '-f', 'g722'], Buffer.from(samples.buffer))
}

/** Samples of 16 bit. */
export function decode(codec: Codec, sound: Buffer): Int16Array {
  if (codec !== 'G722') return Int16Array.from(sound, (byte) => G711S[codec].decode(byte))
  const bytes = ffmpeg(['-f', 'g722', '-i', 'pipe:', '-ar', String(RATE), '-f', 's16le'], sound)
  return Int16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2))
}

/** G.722 (sub-band ADPCM) is ffmpeg's. */
function ffmpeg(args: readonly string[], input: Buffer): Buffer {
  return execFileSync('ffmpeg', ['-v', 'error', ...args, 'pipe:'], { input, maxBuffer: 1 << 24 })
}
