import { daysIn, monthsAfter } from '../../shared/volume/months.ts'

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

/** ISO 8601 week of a day, YYYY-Www: weeks start on Monday, and the first is the one with the year's first Thursday. */
export function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000)
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** How many days the month YYYY-MM has. */
export const daysOfMonth = daysIn

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
