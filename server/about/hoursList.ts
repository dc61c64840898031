import type { Line } from '../../shared/floor/model.ts'
import { hoursOn, preview, type Span } from '../../shared/hours.ts'
import { timeText } from '../../shared/openingText.ts'
import { weekdayOf } from '../../shared/zonedTime.ts'
import { timetableOf } from '../hours/opening.ts'
import { aboutWords } from './words.ts'

/** How far ahead days that differ from the week are told. */
const AHEAD_DAYS = 21

/** When a line is open, in words: days and times. */
export type HoursRow = readonly [days: string, times: string]

type Tongue = keyof typeof aboutWords

/** The line's week, days that follow one another with the same hours together; none for a line that is always open. */
export function weekRows({ hours }: Pick<Line, 'hours'>, language: Tongue): HoursRow[] {
  const { weekdays } = aboutWords[language]
  const rows: { from: number; to: number; times: string }[] = []
  for (const [day, spans] of (hours?.week ?? []).entries()) {
    const times = timesText(spans, language)
    const last = rows.at(-1)
    if (last?.times === times) last.to = day
    else rows.push({ from: day, to: day, times })
  }
  return rows.map(({ from, to, times }) => {
    const [first = '', last = ''] = [weekdays[from], weekdays[to]]
    return [capital(from === to ? first : `${first}–${last}`), times]
  })
}

/** The coming days that differ from the week: holidays, and days that are set apart. Why, is for staff. `now` in ms since 1970. */
export function otherRows(line: Pick<Line, 'hours' | 'timeZone'>, now: number, language: Tongue): HoursRow[] {
  const { hours } = line
  if (!hours) return []
  const always = { hours: { ...hours, holidays: [], exceptions: [] }, holidaysOn: () => [] }
  return preview(timetableOf(line), now, AHEAD_DAYS).flatMap(({ day, spans }) => {
    const times = timesText(spans, language)
    return times === timesText(hoursOn(always, day).spans, language) ? [] : [[capital(dayText(day, language)), times] as const]
  })
}

function timesText(spans: readonly Span[], language: Tongue): string {
  if (spans.length === 0) return aboutWords[language].closed
  if (spans.length === 1 && spans[0]?.from === '00:00' && spans[0].to === '24:00') return aboutWords[language].allDay
  return spans.map(({ from, to }) => `${timeText(from, language)}–${timeText(to, language)}`).join(', ')
}

function dayText(day: string, language: Tongue): string {
  const [date, month] = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .split(' ')
  return `${aboutWords[language].weekdays[weekdayOf(day)]} ${date} ${month}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
