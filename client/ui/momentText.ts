import { formatTime, language } from '../i18n/i18n.ts'

/** The clock time of a moment, with its day when that is not today. */
export function momentText(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  const day = isToday ? '' : `${new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'long' }).format(at)} `
  return day + formatTime(at)
}
