import { binomialAtLeast, binomialAtMost, poissonAtLeast, poissonAtMost } from './distributions.ts'

/** `low` and `high` are both counted; `high` may be infinite. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** All intervals here hold at least 95 times of a hundred. */
const TAIL = 0.025
/** Halvings: more than a double has bits. */
const HALVINGS = 100

/**
 * The means of a Poisson distribution that a count does not contradict: `low` where P(X >= count) = 2.5 %, `high` where
 * P(X <= count) = 2.5 %; half the chi-square quantiles χ²(0.025; 2n) and χ²(0.975; 2n + 2).
 * Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936).
 */
export function poissonInterval(count: number): Interval {
  const most = count + 10 * Math.sqrt(count + 1) + 10
  return {
    low: count === 0 ? 0 : root((mean) => poissonAtLeast(count, mean) - TAIL, 0, count),
    high: root((mean) => TAIL - poissonAtMost(count, mean), count, most),
  }
}

/**
 * How many times as high the first rate is as the second: counts over exposures (any unit, the same for both). Given their sum, the
 * first count is binomial with share r·e1 / (r·e1 + e2); its exact limits (Clopper & Pearson, Biometrika 26 (1934)) give those
 * of r (Przyborowski & Wilenski, Biometrika 31 (1940)). Null when nothing was counted or an exposure is not above 0.
 */
export function rateRatio(first: Rate, second: Rate): (Interval & { readonly ratio: number }) | null {
  const both = first.count + second.count
  if (both === 0 || first.exposure <= 0 || second.exposure <= 0) return null
  const low = first.count === 0 ? 0 : root((p) => binomialAtLeast(first.count, both, p) - TAIL, 0, 1)
  const high = second.count === 0 ? 1 : root((p) => TAIL - binomialAtMost(first.count, both, p), 0, 1)
  const toRatio = (share: number) => ((share / (1 - share)) * second.exposure) / first.exposure
  return { ratio: toRatio(first.count / both), low: toRatio(low), high: toRatio(high) }
}

export interface Rate {
  readonly count: number
  readonly exposure: number
}

/** The shares that `count` of `of` do not contradict: the exact limits of Clopper & Pearson. Null when there is nothing to have a share of. */
export function shareInterval(count: number, of: number): Interval | null {
  if (of <= 0) return null
  return {
    low: count === 0 ? 0 : root((p) => binomialAtLeast(count, of, p) - TAIL, 0, 1),
    high: count === of ? 1 : root((p) => TAIL - binomialAtMost(count, of, p), 0, 1),
  }
}

/**
 * What the whole will come to when a share of it has given `count`, if calls go on coming at random and at the same rate: given the
 * whole N the count is Binomial(N, share), and N is kept while neither tail is below 2.5 %. Of itself it is wide with few
 * calls and narrows to the count as the share nears 1. The Poisson rate's own uncertainty (Garwood) and that of the calls still
 * to come are both in it. Krishnamoorthy & Peng, J. Statist. Plann. Inference 141 (2011), the exact interval.
 * Null for a share that is not above 0; a share of 1 or more is the count itself.
 */
export function wholeInterval(count: number, share: number): Interval | null {
  if (!(share > 0)) return null
  if (share >= 1) return { low: count, high: count }
  const low = firstWhole(count, (whole) => binomialAtLeast(count, whole, share) > TAIL)
  const high = firstWhole(count, (whole) => binomialAtMost(count, whole, share) <= TAIL) - 1
  return { low, high }
}

/** The least whole number from `from` on for which `holds`, which from there on holds for good. */
export function firstWhole(from: number, holds: (whole: number) => boolean): number {
  if (holds(from)) return from
  let step = 1
  while (!holds(from + step)) step *= 2
  let [under, over] = [from + Math.floor(step / 2), from + step]
  while (over - under > 1) {
    const middle = Math.floor((under + over) / 2)
    if (holds(middle)) over = middle
    else under = middle
  }
  return over
}

/** Where a rising function is 0. */
function root(rising: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (rising(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
