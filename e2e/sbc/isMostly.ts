/** Whether a tone is most of these samples of 16 bit, by Goertzel; silence is mostly nothing. */
export function isMostly(hz: number, samples: Int16Array, rate: number): boolean {
  let all = 0
  let real = 0
  let imaginary = 0
  for (const [i, value] of samples.entries()) {
    all += value * value
    real += value * Math.cos((2 * Math.PI * hz * i) / rate)
    imaginary += value * Math.sin((2 * Math.PI * hz * i) / rate)
  }
  // Quieter than this is silence, whatever it is.
  if (samples.length === 0 || all / samples.length < 100 ** 2) return false
  return (2 * (real * real + imaginary * imaginary)) / samples.length / all > 0.3
}
