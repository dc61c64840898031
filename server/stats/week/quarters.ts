import { QUARTER } from '../../../shared/review/week.ts'
import { MINUTE_MS, wallOf } from '../../../shared/zonedTime.ts'

/** The clocks of all time zones differ by whole quarters of an hour. */
export const QUARTER_MS = QUARTER * MINUTE_MS

/**
 * Looks up the quarter of an hour in which a moment lies on the clock of a zone, in minutes from midnight. The clocks of all zones are whole
 * quarters from UTC (Nepal's since 1986 as the last), so that a quarter is looked up once: a week has 672 of them, whatever its calls.
 */
export function makeQuarters(): (at: number, timeZone: string) => number {
  const zones = new Map<string, Map<number, number>>()
  return (at, timeZone) => {
    const known = zones.get(timeZone) ?? new Map<number, number>()
    if (known.size === 0) zones.set(timeZone, known)
    const quarter = Math.floor(at / QUARTER_MS)
    let minute = known.get(quarter)
    if (minute === undefined) {
      minute = Math.floor(wallOf(quarter * QUARTER_MS, timeZone).minute / QUARTER) * QUARTER
      known.set(quarter, minute)
    }
    return minute
  }
}
