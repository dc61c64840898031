import { readFile } from 'node:fs/promises'
import { BufferSource, EncodedPacketSink, Input, OGG } from 'mediabunny'
import { FRAME_MS } from './rtp.ts'

/** Opus frames of 20 ms each, ready to be sent; never changed once made. */
export type Clip = readonly Buffer[]

/**
 * Reads an Ogg Opus file (RFC 7845) with 20 ms frames. Throws with the file's name when it cannot be read, has no Opus track
 * or other frames: a prompt that cannot be played must be known at the start, not in a call.
 */
export async function readOggOpus(path: string): Promise<Clip> {
  const input = new Input({ formats: [OGG], source: new BufferSource(await readFile(path)) })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (track?.codec !== 'opus') throw new Error('it has no Opus audio')
    const frames: Buffer[] = []
    for await (const packet of new EncodedPacketSink(track).packets()) frames.push(Buffer.from(packet.data))
    const odd = frames.find((frame) => frameMs(frame) !== FRAME_MS)
    if (odd) throw new Error(`its frames are ${frameMs(odd)} ms; 20 ms are needed (opusenc --framesize 20)`)
    if (frames.length === 0) throw new Error('it is empty')
    return frames
  } catch (cause) {
    throw new Error(`${path} is no usable Ogg Opus file: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  } finally {
    input.dispose()
  }
}

/** Length of an Opus packet from its table-of-contents byte (RFC 6716, 3.1). */
export function frameMs(packet: Buffer): number {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const one = config < 12 ? [10, 20, 40, 60][config & 3] : config < 16 ? [10, 20][config & 1] : [2.5, 5, 10, 20][config & 3]
  const count = (toc & 3) === 0 ? 1 : (toc & 3) === 3 ? (packet[1] ?? 0) & 63 : 2
  return (one ?? 0) * count
}
