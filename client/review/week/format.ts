import { createWords, formatDate, formatDuration, formatNumber, language } from '../../i18n/i18n.ts'
import { dayText } from '../calls/format.ts'
import type { Figure } from './figures.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** 'måndag 16 nov.' */
export const weekdayText = (day: string): string => dayText(day, { weekday: 'long', day: 'numeric', month: 'short' })

/** '16–22 november 2026' of two days. */
export function periodOf(from: string, to: string): string {
  const [first, last] = [from, to].map((day) => Date.parse(`${day}T12:00:00Z`))
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language() === 'sv' ? 'sv-SE' : 'en-GB', options).formatRange(first ?? 0, last ?? 0)
}

/** When somebody wrote something. */
export const momentText = (at: number): string => formatDate(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** A figure's value as it is read. */
export function valueText({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
  if (value === null) return words().none
  return unit === 'seconds' ? formatDuration(value) : formatNumber(value)
}

/** What is said beside a value: of how many, and how much that is in per cent. */
export function partText({ value, of, percent }: Figure): string {
  if (of === null) return ''
  const share = percent && value !== null ? ` (${words().percent(formatNumber((value / of) * 100))})` : ''
  return words().among(formatNumber(of)) + share
}
