import type { Channel } from '../../../shared/floor/model.ts'
import { countsOf, totalOf, volumeOf } from '../../../shared/volume/counts.ts'
import type { Month } from '../../../shared/volume/months.ts'
import type { BaselineMonth, LineVolume, Per } from '../../../shared/volume/volume.ts'

/** What is counted of each month, in the order of the page. `calls` is the sum of the six after it. */
export const MEASURES = [
  'calls',
  'answered',
  'abandoned',
  'abandonedShort',
  'voicemail',
  'other',
  'unknown',
  'callBacks',
  'callBacksAnswered',
  'closedLine',
] as const
export type Measure = (typeof MEASURES)[number]
export type Counts = Readonly<Record<Measure, number>>

export interface MonthRow {
  readonly month: Month
  /** Month of service; below 1 before the first day. */
  readonly number: number
  readonly counts: Counts
  readonly inhabitants: number
  /** Null on one channel alone, and before the line's first month: what it counted was all that came. */
  readonly baseline: BaselineMonth | null
  readonly isRunning: boolean
  /** Of all that is counted, made-up calls and what another system counted. */
  readonly synthetic: number
  readonly imported: number
}

/** A line's months on one channel or on all. */
export function monthRows(line: LineVolume, channel: Channel | 'all'): MonthRow[] {
  return line.months.map((one) => {
    const counted = countsOf(one, channel)
    const { calls, closedLine, callBacks, unknown, synthetic, imported } = counted
    const { answered, abandoned, abandonedShort, voicemail, closed, interrupted } = calls
    return {
      month: one.month,
      number: one.number,
      counts: {
        ...{ calls: volumeOf(counted), answered, abandoned, abandonedShort, voicemail, other: closed + interrupted, unknown },
        ...{ callBacks: totalOf(callBacks), callBacksAnswered: callBacks.answered, closedLine: totalOf(closedLine) },
      },
      inhabitants: one.inhabitants,
      baseline: channel === 'all' && one.number >= 1 ? one.baseline : null,
      isRunning: one.month === line.running?.month,
      synthetic,
      imported,
    }
  })
}

/** The counts of several months or lines together. */
export function sumOf(rows: readonly { readonly counts: Counts }[]): Counts {
  const sums = Object.fromEntries(MEASURES.map((measure) => [measure, rows.reduce((sum, { counts }) => sum + counts[measure], 0)]))
  return sums as Record<Measure, number>
}

/** What stands for all of these months: every one of them for a sum, those of service that are over for a mean rate. */
export function wholeOf(rows: readonly MonthRow[], per: Per): { readonly counts: Counts; readonly inhabitants: number } {
  const part = per === 'calls' ? rows : rows.filter(({ number, isRunning }) => number >= 1 && !isRunning)
  return { counts: sumOf(part), inhabitants: part.reduce((sum, row) => sum + row.inhabitants, 0) }
}

/**
 * A count as it is shown: itself, or per million inhabitants, rounded to hundredths; null without inhabitants.
 * Over several months `inhabitants` is the sum of theirs, which gives the mean rate a month.
 */
export function amountOf(count: number, inhabitants: number, per: Per): number | null {
  if (per === 'calls') return count
  return inhabitants > 0 ? Math.round((count / inhabitants) * 1e8) / 100 : null
}

/** What a baseline is shown as, in the same unit. */
export function baselineAmount(baseline: BaselineMonth | null, per: Per): number | null {
  if (baseline === null) return null
  return per === 'calls' ? baseline.calls : baseline.perMillion === null ? null : Math.round(baseline.perMillion * 100) / 100
}
