import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poissonInterval, rateRatio, shareInterval, wholeInterval } from './intervals.ts'

/** ln(n!) by a plain loop. */
const lnFactorials = [0]
for (let n = 1; n <= 4_000; n++) lnFactorials.push((lnFactorials[n - 1] ?? 0) + Math.log(n))
const lnFactorial = (n: number): number => lnFactorials[n] ?? Number.NaN

/** Tails by adding up one probability after another: the independent way. */
const poisson = (k: number, mean: number) => (mean === 0 ? (k === 0 ? 1 : 0) : Math.exp(k * Math.log(mean) - mean - lnFactorial(k)))
const binomial = (k: number, n: number, p: number) =>
  Math.exp(lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p))
const summed = (from: number, to: number, of: (k: number) => number) => {
  let sum = 0
  for (let k = from; k <= to; k++) sum += of(k)
  return sum
}

describe('the interval of a count', () => {
  // As printed in tables of exact Poisson limits.
  it.each([
    [0, 0, 3.6889],
    [1, 0.0253, 5.5716],
    [5, 1.6235, 11.6683],
    [10, 4.7954, 18.3904],
    [100, 81.3637, 121.6268],
  ])('of %i is %f to %f', (count, low, high) => {
    const interval = poissonInterval(count)
    expect(interval.low).toBeCloseTo(low, 3)
    expect(interval.high).toBeCloseTo(high, 3)
  })

  it('leaves 2.5 % in each tail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_500 }), (count) => {
        const { low, high } = poissonInterval(count)
        expect(1 - summed(0, count - 1, (k) => poisson(k, low))).toBeCloseTo(0.025, 7)
        expect(summed(0, count, (k) => poisson(k, high))).toBeCloseTo(0.025, 7)
      }),
    )
  })

  it('is about the normal one for very many', () => {
    const { low, high } = poissonInterval(1_000_000)
    expect(low).toBeCloseTo(1_000_000 - 1.96 * 1_000, -2)
    expect(high).toBeCloseTo(1_000_000 + 1.96 * 1_000, -2)
  })
})

describe('how many times one rate is the other', () => {
  it('leaves 2.5 % in each tail of the first count, given both', () => {
    const counts = fc.integer({ min: 1, max: 800 })
    const exposures = fc.double({ min: 0.1, max: 100, noNaN: true })
    fc.assert(
      fc.property(counts, counts, exposures, exposures, (a, b, ea, eb) => {
        const found = rateRatio({ count: a, exposure: ea }, { count: b, exposure: eb })
        if (!found) throw new Error('there is a ratio')
        const share = (ratio: number) => (ratio * ea) / (ratio * ea + eb)
        expect(found.ratio).toBeCloseTo(a / ea / (b / eb), 6)
        expect(summed(a, a + b, (k) => binomial(k, a + b, share(found.low)))).toBeCloseTo(0.025, 6)
        expect(summed(0, a, (k) => binomial(k, a + b, share(found.high)))).toBeCloseTo(0.025, 6)
      }),
    )
  })

  it('has no end where nothing was counted', () => {
    expect(rateRatio({ count: 0, exposure: 1 }, { count: 9, exposure: 1 })).toMatchObject({ ratio: 0, low: 0 })
    expect(rateRatio({ count: 9, exposure: 1 }, { count: 0, exposure: 1 })).toMatchObject({ high: Number.POSITIVE_INFINITY })
    expect(rateRatio({ count: 0, exposure: 1 }, { count: 0, exposure: 1 })).toBeNull()
    expect(rateRatio({ count: 1, exposure: 0 }, { count: 1, exposure: 1 })).toBeNull()
  })
})

describe('what the whole will come to', () => {
  it('is every whole that the count does not contradict', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0.15, max: 0.95, noNaN: true }), (count, share) => {
        const fits = (whole: number) =>
          summed(0, count, (k) => (k > whole ? 0 : binomial(k, whole, share))) > 0.025 &&
          summed(count, whole, (k) => binomial(k, whole, share)) > 0.025
        const all = Array.from({ length: 1_500 }, (_, index) => count + index).filter(fits)
        expect(wholeInterval(count, share)).toEqual({ low: all[0], high: all.at(-1) })
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    [4, 0.1],
    [20, 0.5],
    [50, 0.3],
    [50, 0.9],
  ])('holds at least 95 times of a hundred (%i calls expected, %f passed)', (mean, share) => {
    let held = 0
    for (let whole = 0; whole <= mean + 12 * Math.sqrt(mean) + 10; whole++)
      for (let count = 0; count <= whole; count++) {
        const interval = wholeInterval(count, share)
        if (interval && interval.low <= whole && whole <= interval.high) held += poisson(whole, mean) * binomial(count, whole, share)
      }
    expect(held).toBeGreaterThanOrEqual(0.95)
    expect(held, 'and is not wider than it must be').toBeLessThan(0.999)
  })

  it('narrows to the count, and says nothing before anything has passed', () => {
    expect(wholeInterval(7, 1)).toEqual({ low: 7, high: 7 })
    expect(wholeInterval(7, 0)).toBeNull()
    const width = (share: number) => {
      const interval = wholeInterval(Math.round(50 * share), share)
      return interval ? interval.high - interval.low : 0
    }
    expect([0.1, 0.3, 0.6, 0.9].map(width).every((one, index, all) => index === 0 || one < (all[index - 1] ?? 0))).toBe(true)
  })

  it('stands a very large line', () => {
    const interval = wholeInterval(500_000, 0.5)
    expect(interval?.low).toBeGreaterThan(997_000)
    expect(interval?.high).toBeLessThan(1_003_000)
  })
})

describe('the interval of a share', () => {
  // Clopper & Pearson; of none and of all it is 1 - 0.025^(1/n)
  it.each([
    [5, 10, 0.187, 0.813],
    [0, 10, 0, 0.308],
    [10, 10, 0.692, 1],
    [20, 30, 0.472, 0.827],
  ])('%i of %i', (count, of, low, high) => {
    const interval = shareInterval(count, of)
    expect(interval?.low).toBeCloseTo(low, 3)
    expect(interval?.high).toBeCloseTo(high, 3)
  })

  it('of nothing is none', () => expect(shareInterval(0, 0)).toBeNull())
})
