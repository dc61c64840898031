import { addDays, momentOf, wallOf, weekdayOf } from './zonedTime.ts'

/** Opening hours of a line, by the clock of the line's own time zone. */
export interface Hours {
  /** Monday first, seven days; a day without spans is closed. */
  readonly week: readonly (readonly Span[])[]
  /** Public holidays on which the line is closed, as ids of the holiday calendar. */
  readonly holidays: readonly string[]
  /** Days that differ from the week and from holidays; an exception without spans closes the day. */
  readonly exceptions: readonly DayException[]
}

/** From `from` up to, not including, `to`; HH:MM, `to` later than `from`, at most 24:00. */
export interface Span {
  readonly from: string
  readonly to: string
}

export interface DayException {
  /** YYYY-MM-DD */
  readonly day: string
  readonly spans: readonly Span[]
  /** Why, for staff; empty for no reason given. */
  readonly note: string
}

/** Ids of the holidays that fall on a day, YYYY-MM-DD; mostly none. */
export type HolidaysOn = (day: string) => readonly string[]

/** The hours of one day, and what gave them: an exception goes before a holiday, a holiday before the week. */
export interface DayHours {
  readonly day: string
  readonly spans: readonly Span[]
  readonly by:
    | { readonly is: 'always' | 'week' }
    | { readonly is: 'holiday'; readonly id: string }
    | { readonly is: 'exception'; readonly note: string }
}

/** What a line is open by: its hours (null: always), on which clock, and when holidays are. */
export interface Timetable {
  readonly hours: Hours | null
  /** IANA name. */
  readonly timeZone: string
  readonly holidaysOn: HolidaysOn
}

/** Whether a line is open at a moment, and the moment after it at which that changes; ms since 1970, null for not within LOOK_AHEAD_DAYS. */
export interface Opening {
  readonly open: boolean
  readonly changesAt: number | null
}

/** How far ahead a change is looked for: over a year, so that even a line with one open day a year finds it. */
export const LOOK_AHEAD_DAYS = 370

const ALL_DAY: readonly Span[] = [{ from: '00:00', to: '24:00' }]

/** The hours of one day, YYYY-MM-DD. */
export function hoursOn({ hours, holidaysOn }: Pick<Timetable, 'hours' | 'holidaysOn'>, day: string): DayHours {
  if (!hours) return { day, spans: ALL_DAY, by: { is: 'always' } }
  const exception = hours.exceptions.find((one) => one.day === day)
  if (exception) return { day, spans: exception.spans, by: { is: 'exception', note: exception.note } }
  const id = holidaysOn(day).find((one) => hours.holidays.includes(one))
  if (id !== undefined) return { day, spans: [], by: { is: 'holiday', id } }
  return { day, spans: hours.week[weekdayOf(day)] ?? [], by: { is: 'week' } }
}

/** The hours of `days` days from the one that a moment falls in. */
export function preview(table: Timetable, from: number, days: number): DayHours[] {
  const first = wallOf(from, table.timeZone).day
  return Array.from({ length: days }, (_, index) => hoursOn(table, addDays(first, index)))
}

/**
 * Whether the line is open at a moment, and when that changes. A span lasts from the first moment at which the wall shows its
 * `from` until the first at which it shows its `to` (`momentOf`), so the hour that comes twice is open once or for two hours,
 * and never closed in between. Spans that meet, at midnight too, are one.
 */
export function openingAt(table: Timetable, at: number): Opening {
  if (!table.hours) return { open: true, changesAt: null }
  const today = wallOf(at, table.timeZone).day
  let openUntil: number | null = null
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
    const { day, spans } = hoursOn(table, addDays(today, ahead))
    for (const span of spans) {
      const from = momentOf(day, minutesOf(span.from), table.timeZone)
      const to = momentOf(day, minutesOf(span.to), table.timeZone)
      if (to <= at || to === from) continue
      if (openUntil === null && from > at) return { open: false, changesAt: from }
      if (openUntil !== null && from > openUntil) return { open: true, changesAt: openUntil }
      openUntil = to
    }
    const midnight = openUntil !== null && momentOf(addDays(day, 1), 0, table.timeZone)
    if (openUntil !== null && openUntil !== midnight) return { open: true, changesAt: openUntil }
  }
  return { open: openUntil !== null, changesAt: null }
}

/** Whether the line is open at a moment. */
export const isOpen = (table: Timetable, at: number): boolean => openingAt(table, at).open

/** The first moment after `at` at which the line opens; null for none within LOOK_AHEAD_DAYS of it, or of its closing. */
export const nextOpening = (table: Timetable, at: number): number | null => nextChangeTo(true, table, at)

/** The first moment after `at` at which the line closes; null as for `nextOpening`. */
export const nextClosing = (table: Timetable, at: number): number | null => nextChangeTo(false, table, at)

/** 'HH:MM' as minutes from midnight; 24:00 is 1440. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function nextChangeTo(open: boolean, table: Timetable, at: number): number | null {
  const now = openingAt(table, at)
  if (now.changesAt === null || now.open !== open) return now.changesAt
  return openingAt(table, now.changesAt).changesAt
}
