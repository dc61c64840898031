import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { negativeBinomialAtMost } from './distributions.ts'
import { FEWEST_EARLIER, placeIn, usualRange } from './usualRange.ts'

/** P(X = k) of a negative binomial, factor by factor from its recurrence. */
function negativeBinomial(k: number, mean: number, size: number): number {
  let chance = (size / (size + mean)) ** size
  for (let n = 1; n <= k; n++) chance *= ((n - 1 + size) / n) * (mean / (size + mean))
  return chance
}

describe('the usual range of a count', () => {
  it('is not said of a few', () => {
    expect(usualRange([3, 4, 5, 4, 3])).toBeNull()
    expect(usualRange(Array(FEWEST_EARLIER).fill(4))).not.toBeNull()
    expect(placeIn(null, 4)).toBeNull()
  })

  it.each([
    // As random as four calls a day are: Poisson(4) alone would give 1 to 8; with the mean known from 26 days it is hardly wider.
    [Array.from({ length: 26 }, (_, day) => [2, 4, 6, 3, 5][day % 5] ?? 0), 'random', 1, 8],
    // Nothing ever came: a first call has one chance in 27, two would be unusual.
    [Array(26).fill(0), 'random', 0, 1],
    // Mostly none, now and then twelve: a day with twelve is usual.
    [[0, 0, 12, 0, 0, 12, 0, 0, 0, 12], 'scattered', 0, 21],
  ] as const)('of %j is %s, %i to %i', (earlier, model, low, high) => {
    const range = usualRange(earlier)
    expect(range).toMatchObject({ model, low, high })
  })

  it.each([
    [0, 'below'],
    [1, 'within'],
    [8, 'within'],
    [9, 'above'],
  ] as const)('has %i %s', (count, place) => {
    const range = usualRange(Array.from({ length: 26 }, (_, day) => [2, 4, 6, 3, 5][day % 5] ?? 0))
    expect(placeIn(range, count)).toBe(place)
  })

  it('is the narrowest that leaves 2.5 % on either side, recomputed by adding up chances', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: FEWEST_EARLIER, maxLength: 26 }), (earlier) => {
        const range = usualRange(earlier)
        if (range?.model !== 'scattered') return
        const n = earlier.length
        const mean = earlier.reduce((sum, one) => sum + one, 0) / n
        const variance = earlier.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1)
        const size = mean ** 2 / (variance * (1 + 1 / n) - mean)
        let [sum, low, high] = [0, -1, -1]
        for (let k = 0; high < 0; k++) {
          sum += negativeBinomial(k, mean, size)
          if (low < 0 && sum > 0.025) low = k
          if (sum >= 0.975 - 1e-12) high = k
        }
        expect([range.low, range.high]).toEqual([low, high])
      }),
    )
  })

  it('holds a new count at least 95 times of a hundred, calls coming at random', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.constantFrom(0.4, 4, 30), (seed, mean) => {
        const random = lehmer(seed)
        let inside = 0
        const tries = 300
        for (let at = 0; at < tries; at++) {
          const earlier = Array.from({ length: 12 }, () => poisson(random, mean))
          const range = usualRange(earlier)
          if (placeIn(range, poisson(random, mean)) === 'within') inside++
        }
        // 95 % of 300 less four standard errors.
        expect(inside).toBeGreaterThan(0.9 * tries)
      }),
      { numRuns: 6 },
    )
  })
})

it('negative binomial chances add up', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0.1, max: 50, noNaN: true }),
      fc.double({ min: 0.2, max: 50, noNaN: true }),
      (k, mean, size) => {
        const sum = Array.from({ length: k + 1 }, (_, n) => negativeBinomial(n, mean, size)).reduce((all, one) => all + one, 0)
        expect(negativeBinomialAtMost(k, mean, size)).toBeCloseTo(sum, 9)
      },
    ),
  )
})

/** Park & Miller's generator. */
function lehmer(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Knuth's way. */
function poisson(random: () => number, mean: number): number {
  let count = -1
  for (let product = 1; product > Math.exp(-mean); product *= random()) count++
  return count
}
