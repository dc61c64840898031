import { QUARTER } from '../../../shared/review/week.ts'
import { MINUTE_MS, wallOf } from '../../../shared/zonedTime.ts'

const QUARTER_MS = QUARTER * MINUTE_MS

/**
 * Looks up the quarter of an hour in which a moment lies on the clock of a zone, in minutes from midnight. The clocks of all zones are whole
 * quarters from UTC (Nepal's since 1986 as the last), so that a quarter is looked up once: a week has 672 of them, whatever its calls.
 */
export function makeQuarters(): (at: number, timeZone: string) => number {
  const known = new Map<string, number>()
  return (at, timeZone) => {
    const from = Math.floor(at / QUARTER_MS) * QUARTER_MS
    const key = `${timeZone} ${from}`
    let minute = known.get(key)
    if (minute === undefined) {
      minute = Math.floor(wallOf(from, timeZone).minute / QUARTER) * QUARTER
      known.set(key, minute)
    }
    return minute
  }
}
