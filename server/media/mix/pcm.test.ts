import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toneFrame } from '../testing/tones.ts'
import { crossFade, levelOf, mix, SILENCE_DBFS } from './pcm.ts'

const samples = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }).map((each) => Float32Array.from(each))

describe('a mix', () => {
  it('is the plain sum while that is quiet', () => {
    const sum = mix([new Float32Array([0.1, -0.2, 0.3]), new Float32Array([0.2, -0.1, 0.3])], 3)
    expect([...sum].map((each) => Number(each.toFixed(6)))).toEqual([0.3, -0.3, 0.6])
  })

  it('never goes beyond full scale, keeps its sign, and grows with the sum', () => {
    fc.assert(
      fc.property(fc.array(samples, { maxLength: 6 }), (frames) => {
        const sum = mix(frames, 8)
        const plain = Array.from({ length: 8 }, (_, i) => frames.reduce((all, frame) => all + (frame[i] as number), 0))
        for (const [i, each] of sum.entries()) {
          expect(Math.abs(each)).toBeLessThanOrEqual(1)
          if (Math.abs(plain[i] as number) > 1e-6) expect(Math.sign(each)).toBe(Math.sign(plain[i] as number))
          expect(Math.abs(each)).toBeLessThanOrEqual(Math.abs(plain[i] as number) + 1e-6)
        }
      }),
    )
  })
})

describe('two frames in the time of one', () => {
  it('begin as the first and end as the second', () => {
    const both = crossFade(new Float32Array(100).fill(0.5), new Float32Array(100).fill(-0.5))
    expect(both[0]).toBeCloseTo(0.5)
    expect(both[50]).toBeCloseTo(0)
    expect(both[99]).toBeCloseTo(-0.49)
  })
})

describe('a level', () => {
  it.each([
    ['full scale', toneFrame(1000, 0, 1), -3.01],
    ['a tenth of it', toneFrame(1000, 0, 0.1), -23.01],
    ['silence', new Float32Array(960), SILENCE_DBFS],
    ['nothing at all', new Float32Array(0), SILENCE_DBFS],
  ])('of %s', (_what, frame, dbfs) => expect(levelOf(frame)).toBeCloseTo(dbfs, 1))
})
