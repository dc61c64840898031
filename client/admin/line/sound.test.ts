import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BACKGROUND_DB, isSilent, levelled, RATE, SPEECH_DB, secondsOf, toMono, withoutSilence } from './sound.ts'

const quiet = (seconds: number) => new Float32Array(Math.round(seconds * RATE))
const tone = (seconds: number, amplitude: number) => quiet(seconds).map((_, at) => amplitude * Math.sin((2 * Math.PI * 440 * at) / RATE))
function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
const dB = (amplitude: number) => 20 * Math.log10(amplitude)

describe('a recording', () => {
  it('becomes one channel', () => {
    expect([...toMono([new Float32Array([1, 0, -1]), new Float32Array([0, 0, -1])])]).toEqual([0.5, 0, -1])
    expect(toMono([])).toHaveLength(0)
  })

  it.each([
    ['nothing', quiet(0), true],
    ['silence', quiet(1), true],
    ['a whisper of noise', tone(1, 0.001), true],
    ['one word', joined(quiet(5), tone(0.3, 0.2), quiet(5)), false],
  ])('is silent or not: %s', (_name, samples, expected) => expect(isSilent(samples)).toBe(expected))

  it('loses the silence around what is said, and not the pauses inside', () => {
    const said = joined(tone(1, 0.3), quiet(2), tone(1, 0.3))
    expect(secondsOf(withoutSilence(joined(quiet(3), said, quiet(3))))).toBeCloseTo(4 + 0.25 + 0.4, 1)
    expect(secondsOf(withoutSilence(said))).toBe(4)
    expect(secondsOf(withoutSilence(quiet(1)))).toBe(1)
  })

  it.each([0.002, 0.02, 0.3])('of amplitude %d is as loud as the others', (amplitude) => {
    const level = dB(rms(levelled(tone(2, amplitude), SPEECH_DB)))
    // 30 dB is all the gain there is
    expect(level).toBeCloseTo(Math.min(-23, dB(amplitude / Math.SQRT2) + 30), 1)
  })

  it('is not made louder by its pauses', () => {
    const said = levelled(joined(tone(1, 0.1), quiet(9)), BACKGROUND_DB)
    expect(dB(rms(said.subarray(0, RATE)))).toBeCloseTo(-29, 1)
  })

  it('never goes over the top, nor becomes anything but a number', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 3_000 }), (values) => {
        const samples = levelled(withoutSilence(new Float32Array(values)), SPEECH_DB)
        expect(samples.every((sample) => Math.abs(sample) <= 1)).toBe(true)
      }),
    )
  })
})
