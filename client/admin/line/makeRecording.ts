import { isSound, type PromptId, RECORDING_MAX_S } from '../../../shared/prompts.ts'
import { BACKGROUND_DB, isSilent, levelled, RATE, SPEECH_DB, secondsOf, toMono, withoutSilence } from './sound.ts'

/** Why a sound did not become a recording; each has its own words. */
export const RECORDING_FAULTS = ['empty', 'unreadable', 'silent', 'tooLong', 'tooLarge', 'cannotEncode'] as const
export type RecordingFault = (typeof RECORDING_FAULTS)[number]

/** A recording ready to be kept. */
export interface Made {
  readonly file: Blob
  readonly seconds: number
}

/** A file larger than this is no prompt, and would only fill the memory. */
const MOST_BYTES = 100_000_000

/**
 * Makes an Ogg Opus file of any sound that this browser can read: one channel, as loud as all other prompts of its kind.
 * Speech loses the silence before and after; of a sound it is a part.
 */
export async function makeRecording(sound: Blob, id: PromptId): Promise<Made | RecordingFault> {
  if (sound.size === 0) return 'empty'
  if (sound.size > MOST_BYTES) return 'tooLarge'
  const { canEncode, encodeOpus } = await import('./encodeOpus.ts')
  if (!(await canEncode())) return 'cannotEncode'
  const decoded = await decode(sound)
  if (!decoded) return 'unreadable'
  if (isSilent(decoded)) return 'silent'
  const samples = isSound(id) ? decoded : withoutSilence(decoded)
  if (secondsOf(samples) > RECORDING_MAX_S) return 'tooLong'
  const level = id === 'waiting' || id === 'hold' ? BACKGROUND_DB : SPEECH_DB
  try {
    return { file: await encodeOpus(new Float32Array(levelled(samples, level))), seconds: secondsOf(samples) }
  } catch {
    return 'cannotEncode'
  }
}

/** One channel at `RATE`, whatever it was before; null when the browser cannot read it. */
async function decode(sound: Blob): Promise<Float32Array | null> {
  try {
    const buffer = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await sound.arrayBuffer())
    return toMono(Array.from({ length: buffer.numberOfChannels }, (_, at) => buffer.getChannelData(at)))
  } catch {
    return null
  }
}
