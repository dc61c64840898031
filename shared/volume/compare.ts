import type { Channel } from '../floor/model.ts'
import { inhabitantsIn } from './baseline.ts'
import { callsOf } from './counts.ts'
import { type Interval, poissonInterval, rateRatio } from './intervals.ts'
import type { Month } from './months.ts'
import { PUBLISHED } from './publishedFigures.ts'
import type { LineMonth, LineVolume } from './volume.ts'

/** Months of a line beside the same number of a baseline's, and what their difference allows to conclude. */
export interface Comparison {
  readonly months: readonly Month[]
  readonly calls: readonly number[]
  /** What stands beside each. */
  readonly baseline: readonly number[]
  /** The baseline's months were counted; otherwise they are an average or a target, which is taken as exact. */
  readonly counted: boolean
  /** Calls per million inhabitants and month: sum of calls / sum of the months' inhabitants; null where either is not known. */
  readonly perMillion: { readonly own: number; readonly baseline: number } | null
  /** How many times the baseline, with its 95 % interval: of the rates where both are known, else of the calls. Null with nothing to divide by. */
  readonly times: (Interval & { readonly ratio: number }) | null
  readonly verdict: 'more' | 'fewer' | 'cannotTell'
}

/**
 * What a line's months say beside its baseline, apart for months that were counted and for those that are an average or a target.
 * Only months that are over and not before the line's first: a month that is running has no total.
 */
export function comparisonsOf(line: LineVolume, channel: Channel | 'all'): Comparison[] {
  const over = line.months.filter(({ month, number, baseline }) => number >= 1 && baseline && (!line.running || month < line.running.month))
  const counted = over.filter(({ baseline }) => baseline?.counted !== null)
  const fixed = over.filter(({ baseline }) => baseline?.counted === null)
  return [counted, fixed].filter(({ length }) => length > 0).map((months) => compare(line, months, channel))
}

function compare(line: LineVolume, months: readonly LineMonth[], channel: Channel | 'all'): Comparison {
  const calls = months.map((month) => callsOf(month, channel))
  const baseline = months.map((month) => month.baseline?.calls ?? 0)
  const inhabitants = sum(months.map((month) => month.inhabitants))
  const counted = months[0]?.baseline?.counted != null
  const other = otherSide(line, months)
  const hasRates = line.settings.baseline.is !== 'target' && inhabitants > 0 && other.inhabitants > 0
  const own = { count: sum(calls), exposure: hasRates ? inhabitants : months.length }
  const theirs = { count: other.calls, exposure: hasRates ? other.inhabitants : other.months }
  const times = counted ? rateRatio(own, theirs) : timesOfFixed(own.count, (theirs.count / theirs.exposure) * own.exposure)
  return {
    months: months.map(({ month }) => month),
    calls,
    baseline,
    counted,
    perMillion: hasRates ? { own: (own.count / inhabitants) * 1e6, baseline: (other.calls / other.inhabitants) * 1e6 } : null,
    times,
    verdict: times === null ? 'cannotTell' : times.low > 1 ? 'more' : times.high < 1 ? 'fewer' : 'cannotTell',
  }
}

/** A count over what was expected, with the limits of its mean (Garwood): a standardised ratio. */
function timesOfFixed(count: number, expected: number): Comparison['times'] {
  if (!(expected > 0)) return null
  const { low, high } = poissonInterval(count)
  return { ratio: count / expected, low: low / expected, high: high / expected }
}

/** The baseline's calls and inhabitants, summed over its months; one that stands beside several of ours was counted once only. */
function otherSide(line: LineVolume, months: readonly LineMonth[]): { calls: number; inhabitants: number; months: number } {
  const seen = new Set<Month>()
  const each = months.filter(({ baseline }) => {
    const known = baseline?.counted != null && seen.has(baseline.counted)
    if (baseline?.counted != null) seen.add(baseline.counted)
    return !known
  })
  const { is } = line.settings.baseline
  return {
    calls: sum(each.map(({ baseline }) => baseline?.calls ?? 0)),
    inhabitants: sum(
      each.map(({ month, baseline }) =>
        is === 'respectMonths' || is === 'respectAverage'
          ? PUBLISHED.respectCatchment.value
          : inhabitantsIn(line.settings.catchments, baseline?.counted ?? month),
      ),
    ),
    months: each.length,
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
