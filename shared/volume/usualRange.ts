import { negativeBinomialAtMost } from './distributions.ts'
import { firstWhole, type Interval, wholeInterval } from './intervals.ts'

/** Between which counts a new one falls at least 95 times of a hundred, if nothing has changed; both ends are counted. */
export interface UsualRange extends Interval {
  /** How many earlier counts it is drawn from. */
  readonly from: number
  /** Their mean. */
  readonly mean: number
  /** `scattered`: they vary more than calls that come at random would. */
  readonly model: 'random' | 'scattered'
}

/** With fewer earlier counts nothing is said: how much they scatter cannot be seen. */
export const FEWEST_EARLIER = 6
const TAIL = 0.025

/**
 * The usual range of a count after earlier ones of the same kind, the oldest or the newest first; null with fewer than FEWEST_EARLIER.
 *
 * While their variance s² is not above their mean m, they are taken for Poisson counts: with S their sum, the new count is what
 * wholeInterval gives for the share n / (n + 1) less S (Krishnamoorthy & Peng, J. Statist. Plann. Inference 141 (2011)), which has
 * the uncertainty of m in it. Above it, for negative binomial ones with mean m and size k = m² / (s²·(1 + 1/n) - m), by moments:
 * s²·(1 + 1/n) is the variance of a new count around a mean that is itself known from n (Cameron & Trivedi, Regression Analysis of
 * Count Data, 2nd ed., 3.3). Either tail has at most 2.5 %.
 */
export function usualRange(earlier: readonly number[]): UsualRange | null {
  const from = earlier.length
  if (from < FEWEST_EARLIER) return null
  const sum = earlier.reduce((all, one) => all + one, 0)
  const mean = sum / from
  const variance = earlier.reduce((all, one) => all + (one - mean) ** 2, 0) / (from - 1)
  if (variance <= mean) {
    const whole = wholeInterval(sum, from / (from + 1))
    return whole && { low: whole.low - sum, high: whole.high - sum, from, mean, model: 'random' }
  }
  const size = mean ** 2 / (variance * (1 + 1 / from) - mean)
  const low = firstWhole(0, (count) => negativeBinomialAtMost(count, mean, size) > TAIL)
  const high = firstWhole(low, (count) => negativeBinomialAtMost(count, mean, size) >= 1 - TAIL)
  return { low, high, from, mean, model: 'scattered' }
}

/** Where a count lies to its usual range; null without one. */
export function placeIn(range: UsualRange | null, count: number): 'below' | 'within' | 'above' | null {
  if (range === null) return null
  return count < range.low ? 'below' : count > range.high ? 'above' : 'within'
}
