/** Sound as samples between -1 and 1. */

/** Below this, samples pass as they are; above, they are bent so that no sum goes beyond 1. */
const KNEE = 0.7
/** Silence in dBFS: the least level that RFC 6464 can tell. */
export const SILENCE_DBFS = -127

/** The sum, into a new frame. Loud sums are bent, never cut or wrapped. */
export function mix(frames: readonly Float32Array[], length: number): Float32Array {
  const sum = new Float32Array(length)
  for (const frame of frames) for (let i = 0; i < length; i++) sum[i] = (sum[i] as number) + (frame[i] as number)
  for (let i = 0; i < length; i++) if (Math.abs(sum[i] as number) > KNEE) sum[i] = bend(sum[i] as number)
  return sum
}

function bend(sample: number): number {
  const over = (Math.abs(sample) - KNEE) / (1 - KNEE)
  return Math.sign(sample) * (KNEE + (1 - KNEE) * Math.tanh(over))
}

/** Begins as `from` and ends as `to`, in the time of one: two frames heard as one without a click. */
export function crossFade(from: Float32Array, to: Float32Array): Float32Array {
  const length = Math.min(from.length, to.length)
  return Float32Array.from({ length }, (_, i) => ((from[i] as number) * (length - i) + (to[i] as number) * i) / length)
}

/** Level of samples from `start` to `end`: root mean square in dB relative to full scale, SILENCE_DBFS to about 0. */
export function levelOf(samples: Float32Array, start = 0, end = samples.length): number {
  let power = 0
  for (let i = start; i < end; i++) power += (samples[i] as number) ** 2
  const level = 10 * Math.log10(power / Math.max(1, end - start))
  return Math.max(SILENCE_DBFS, level)
}
