import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { oggFrames } from './oggFrames.ts'
import { FRAME_MS } from './rtp.ts'

/** Opus frames of 20 ms each, ready to be sent; never changed once made. */
export type Clip = readonly Buffer[]

/**
 * Reads an Ogg Opus file (RFC 7845) with 20 ms frames. Throws with the file's name when it cannot be read, has no Opus track
 * or other frames: a prompt that cannot be played must be known at the start, not in a call.
 */
export async function readOggOpus(path: string): Promise<Clip> {
  try {
    return await parseOggOpus(await readFile(path))
  } catch (cause) {
    throw unusable(path, cause)
  }
}

/** The same for a plain file that we have made ourselves: there are fifty, read at each start, and this takes a tenth of the time. */
export function readOurOggOpus(path: string): Clip {
  try {
    return checked(oggFrames(readFileSync(path)))
  } catch (cause) {
    throw unusable(path, cause)
  }
}

function unusable(path: string, cause: unknown): Error {
  return new Error(`${path} is no usable Ogg Opus file: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
}

/** The frames of an Ogg Opus file. Throws when there is something else in it than what `readOggOpus` says, and says what. */
export async function parseOggOpus(bytes: Buffer): Promise<Clip> {
  // Not before a file comes that others have made: it is large, and most starts do without.
  const { BufferSource, EncodedPacketSink, Input, OGG } = await import('mediabunny')
  const input = new Input({ formats: [OGG], source: new BufferSource(bytes) })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (!track || (await track.getCodec()) !== 'opus') throw new Error('it has no Opus audio')
    const channels = await track.getNumberOfChannels()
    if (channels > 2) throw new Error(`it has ${channels} channels; at most 2 are allowed`)
    const frames: Buffer[] = []
    for await (const packet of new EncodedPacketSink(track).packets()) frames.push(Buffer.from(packet.data))
    return checked(frames)
  } finally {
    input.dispose()
  }
}

function checked(frames: Clip): Clip {
  const odd = frames.find((frame) => frameMs(frame) !== FRAME_MS)
  if (odd) throw new Error(`its frames are ${frameMs(odd)} ms; 20 ms are needed (opusenc --framesize 20)`)
  if (frames.some((frame) => frame.length > LARGEST_FRAME)) throw new Error('a frame is larger than Opus allows')
  if (frames.length === 0) throw new Error('it is empty')
  return frames
}

/** Bytes of an Opus packet with one frame (RFC 6716, 3.2.1): it also fits into a UDP packet. */
const LARGEST_FRAME = 1_276

/** Length of an Opus packet from its table-of-contents byte (RFC 6716, 3.1). */
export function frameMs(packet: Buffer): number {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const one = config < 12 ? [10, 20, 40, 60][config & 3] : config < 16 ? [10, 20][config & 1] : [2.5, 5, 10, 20][config & 3]
  const count = (toc & 3) === 0 ? 1 : (toc & 3) === 3 ? (packet[1] ?? 0) & 63 : 2
  return (one ?? 0) * count
}
