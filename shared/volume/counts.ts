import { CHANNELS, type Channel } from '../floor/model.ts'
import { CALL_BACK_RESULTS, CALL_RESULTS, type LineMonth, type MonthCounts } from './volume.ts'

/** A month in which nothing happened. */
export const noCounts: MonthCounts = {
  calls: noneOf(CALL_RESULTS),
  closedLine: noneOf(CALL_RESULTS),
  callBacks: noneOf(CALL_BACK_RESULTS),
  unknown: 0,
  synthetic: 0,
  imported: 0,
}

/** The counts of two parts together. */
export function addCounts(a: MonthCounts, b: MonthCounts): MonthCounts {
  return {
    calls: added(a.calls, b.calls, CALL_RESULTS),
    closedLine: added(a.closedLine, b.closedLine, CALL_RESULTS),
    callBacks: added(a.callBacks, b.callBacks, CALL_BACK_RESULTS),
    unknown: a.unknown + b.unknown,
    synthetic: a.synthetic + b.synthetic,
    imported: a.imported + b.imported,
  }
}

/** A month's counts on one channel, or on all. */
export function countsOf(month: Pick<LineMonth, 'channels'>, channel: Channel | 'all'): MonthCounts {
  const chosen: readonly Channel[] = channel === 'all' ? CHANNELS : [channel]
  return chosen.reduce<MonthCounts>((sum, one) => addCounts(sum, month.channels[one] ?? noCounts), noCounts)
}

/** Sum over all results. */
export const totalOf = (results: Readonly<Record<string, number>>): number => Object.values(results).reduce((sum, one) => sum + one, 0)

/** The volume of these counts: calls that came while the line was open, whatever became of them, also when nobody knows. */
export const volumeOf = (counts: Pick<MonthCounts, 'calls' | 'unknown'>): number => totalOf(counts.calls) + counts.unknown

/** A month's volume. */
export const callsOf = (month: Pick<LineMonth, 'channels'>, channel: Channel | 'all'): number => volumeOf(countsOf(month, channel))

function noneOf<K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>
}

function added<K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>, names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as Record<K, number>
}
