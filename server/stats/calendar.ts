import { weekOf } from '../../shared/review/weeks.ts'
import { monthsAfter } from '../../shared/volume/months.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Day, ISO week and month of a moment (ms since 1970) in an IANA time zone. Throws RangeError for an unknown zone. */
export function calendarOf(at: number, timeZone: string): { readonly day: string; readonly week: string; readonly month: string } {
  const day = dayOf(at, timeZone)
  return { day, week: weekOf(day), month: monthOf(day) }
}

/** YYYY-MM-DD of a moment in a time zone. */
export function dayOf(at: number, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(at)
}

/** YYYY-MM of a day. */
export const monthOf = (day: string): string => day.slice(0, 7)

export { weekOf }

/** Which month of a service this is; 1 is the month of its first day, and the months before count as 1. */
export function monthNumber(startedOn: string, month: string): number {
  return Math.max(1, monthsAfter(startedOn, month) + 1)
}

/** Whether the zone is known to this machine. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
