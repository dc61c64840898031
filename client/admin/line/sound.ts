/** What is done to a recording's samples before it is encoded. Samples are from -1 to 1; everything is one channel at `RATE`. */
export const RATE = 48_000

/** Loudness is looked at in steps of 20 ms. */
const STEP = RATE / 50
/** Quieter than this, in amplitude, nobody has spoken: -50 dB below full scale. */
const SILENT = 10 ** (-50 / 20)
/** So much below the loudest step is not part of what is said: -35 dB. */
const BELOW = 10 ** (-35 / 20)
/** How much is left before the first and after the last sound, in seconds, so that no breath is cut. */
const LEAD_S = 0.25
const TAIL_S = 0.4
/** Steps so much below the loudest are pauses and do not count for the loudness: -20 dB. */
const PAUSE = 10 ** (-20 / 20)
/** Loudness in dB below full scale, near that of our own: of what is listened to, and of what is waited to. */
export const SPEECH_DB = -23
export const BACKGROUND_DB = -29
/** How near the top a peak may come. */
const PEAK = 0.9
/** More would raise noise to speech: 30 dB. */
const MOST_GAIN = 10 ** (30 / 20)

/** The mean of all channels. */
export function toMono(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = channels
  if (others.length === 0) return first
  return first.map((sample, at) => others.reduce((sum, channel) => sum + (channel[at] ?? 0), sample) / channels.length)
}

/** Whether there is nothing to be heard in it. */
export function isSilent(samples: Float32Array): boolean {
  return loudest(loudness(samples)) < SILENT
}

/** Without the silence before and after what is said; unchanged when there is none, or nothing else. */
export function withoutSilence(samples: Float32Array): Float32Array {
  const steps = loudness(samples)
  const least = Math.max(SILENT, loudest(steps) * BELOW)
  const first = steps.findIndex((step) => step >= least)
  if (first < 0) return samples
  const last = steps.findLastIndex((step) => step >= least)
  const from = Math.max(0, first * STEP - Math.round(LEAD_S * RATE))
  return samples.subarray(from, Math.min(samples.length, (last + 1) * STEP + Math.round(TAIL_S * RATE)))
}

/** As loud as `wantedDb`, by gain alone; silence stays silence. */
export function levelled(samples: Float32Array, wantedDb: number): Float32Array {
  const steps = loudness(samples)
  const top = loudest(steps)
  const said = steps.filter((step) => step >= top * PAUSE)
  const now = Math.sqrt(said.reduce((sum, step) => sum + step * step, 0) / Math.max(1, said.length))
  if (now === 0) return samples
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const gain = Math.min(10 ** (wantedDb / 20) / now, PEAK / peak, MOST_GAIN)
  return samples.map((sample) => sample * gain)
}

export const secondsOf = (samples: Float32Array): number => samples.length / RATE

/** Root mean square of each step. */
function loudness(samples: Float32Array): number[] {
  const steps: number[] = []
  for (let from = 0; from < samples.length; from += STEP) {
    const step = samples.subarray(from, from + STEP)
    steps.push(Math.sqrt(step.reduce((sum, sample) => sum + sample * sample, 0) / step.length))
  }
  return steps
}

const loudest = (steps: readonly number[]): number => steps.reduce((most, step) => Math.max(most, step), 0)
