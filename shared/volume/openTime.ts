import { hoursOn, minutesOf, type Timetable } from '../hours.ts'
import { addDays, momentOf, wallOf } from '../zonedTime.ts'

/**
 * How long a line is open between two moments (ms since 1970), in ms: the length of its spans, each from the moment at which the
 * wall shows its `from` to the one at which it shows its `to`, as in shared/hours.ts. Spans that overlap are counted once.
 */
export function openTime(table: Timetable, from: number, to: number): number {
  if (to <= from) return 0
  if (!table.hours) return to - from
  let sum = 0
  let reached = from
  const last = wallOf(to, table.timeZone).day
  for (let day = wallOf(from, table.timeZone).day; day <= last; day = addDays(day, 1)) {
    for (const span of hoursOn(table, day).spans) {
      const begins = Math.max(reached, momentOf(day, minutesOf(span.from), table.timeZone))
      const ends = Math.min(to, momentOf(day, minutesOf(span.to), table.timeZone))
      if (ends <= begins) continue
      sum += ends - begins
      reached = ends
    }
  }
  return sum
}
