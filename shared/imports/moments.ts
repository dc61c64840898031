import { addDays, DAY_MS, MINUTE_MS, momentOf, wallOf } from '../zonedTime.ts'
import type { TimeNote } from './imports.ts'
import type { Written } from './times.ts'

/** So many days are remembered; a file in order of time needs few. */
const MOST_DAYS = 5_000

export interface Moment {
  /** ms since 1970 */
  readonly at: number
  /** What had to be decided: 24:00 is 00:00 of the next day; a time that a clock change skips is the moment of the change; one that comes twice is the first; an offset of its own comes before the zone. */
  readonly note: TimeNote | null
}

/** Gives the moments of written times in a zone. Quick for many times of the same days. Throws RangeError for a zone that is not known. */
export function createMoments(timeZone: string): (written: Written) => Moment {
  wallOf(0, timeZone)
  const starts = new Map<string, number>()

  function startOf(day: string): number {
    let start = starts.get(day)
    if (start === undefined) {
      if (starts.size >= MOST_DAYS) starts.clear()
      start = momentOf(day, 0, timeZone)
      starts.set(day, start)
    }
    return start
  }

  return ({ day, second, offset }) => {
    const ms = Math.round(second * 1000)
    if (offset !== null) return { at: Date.parse(`${day}T00:00:00Z`) + ms - offset * MINUTE_MS, note: 'offset' }
    const start = startOf(day)
    const note = ms === DAY_MS ? 'midnight' : null
    const end = startOf(addDays(day, 1))
    if (note) return { at: end, note }
    if (end - start === DAY_MS) return { at: start + ms, note: null }
    return onChangeDay(day, ms, end - start - DAY_MS, timeZone)
  }
}

/** A day on which the clocks go forward or back; `longer` is by how much it is longer, in ms. */
function onChangeDay(day: string, ms: number, longer: number, timeZone: string): Moment {
  const minute = Math.floor(ms / MINUTE_MS)
  const at = momentOf(day, minute, timeZone)
  const shows = (moment: number): boolean => {
    const wall = wallOf(moment, timeZone)
    return wall.day === day && wall.minute === minute
  }
  if (!shows(at)) return { at, note: 'skipped' }
  return { at: at + (ms % MINUTE_MS), note: longer > 0 && shows(at + longer) ? 'twice' : null }
}
