import { createWords, formatDate, formatDuration } from '../../i18n/i18n.ts'
import { callWords } from './words.ts'

const words = createWords(callWords)

/** A day, YYYY-MM-DD, as a date at its noon; its parts as Intl.DateTimeFormat's options say. */
export const dayText = (day: string, options: Intl.DateTimeFormatOptions): string =>
  formatDate(Date.parse(`${day}T12:00:00Z`), { ...options, timeZone: 'UTC' })

/** '10:15' of minutes from midnight. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Seconds, or a dash for none. */
export const secondsText = (seconds: number | null): string => (seconds === null ? words().none : formatDuration(seconds))
