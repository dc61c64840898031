import { readFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { RECORDING_MAX_BYTES } from '../../shared/prompts.ts'
import { OggFault, readOgg } from './oggFrames.ts'
import { FRAME_MS } from './rtp.ts'

/** Opus frames of 20 ms each, ready to be sent; never changed once made. */
export type Clip = readonly Buffer[]

/**
 * Reads an Ogg Opus file (RFC 7845) with 20 ms frames. Throws with the file's name when it cannot be read, is larger than a recording may
 * be, or holds something else: a prompt that cannot be played must be known at the start, not in a call.
 */
export async function readOggOpus(path: string): Promise<Clip> {
  try {
    if ((await stat(path)).size > RECORDING_MAX_BYTES) throw new OggFault(`it is larger than ${RECORDING_MAX_BYTES / 1e6} MB`)
    return parseOggOpus(await readFile(path))
  } catch (cause) {
    throw unusable(path, cause)
  }
}

/** The same for a file that we ship; it waits for the disk. */
export function readOurOggOpus(path: string): Clip {
  try {
    return parseOggOpus(readFileSync(path))
  } catch (cause) {
    throw unusable(path, cause)
  }
}

function unusable(path: string, cause: unknown): Error {
  return new Error(`${path} is no usable Ogg Opus file: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
}

/** The frames of an Ogg Opus file. Throws an OggFault when there is something else in it than what `readOggOpus` says, and says what. */
export function parseOggOpus(bytes: Buffer): Clip {
  const { frames, outputGain } = readOgg(bytes)
  // Applied only by decoding and encoding anew, which nobody does who passes frames on (RFC 7845, 5.1: players should apply it).
  if (outputGain !== 0)
    throw new OggFault(
      `its header asks players for ${outputGain.toFixed(1)} dB of output gain, which calls do not apply; 0 is needed (ffmpeg -i recording.ogg -c:a libopus -frame_duration 20 new.ogg)`,
    )
  const odd = frames.find((frame) => frameMs(frame) !== FRAME_MS)
  if (odd) throw new OggFault(`its frames are ${frameMs(odd)} ms; 20 ms are needed (opusenc --framesize 20)`)
  if (frames.some((frame) => frame.length > LARGEST_FRAME)) throw new OggFault('a frame is larger than Opus allows')
  if (frames.length === 0) throw new OggFault('it is empty')
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
