import type { Line } from '../../../shared/floor/model.ts'
import { hoursOn, minutesOf } from '../../../shared/hours.ts'
import { type ClosedBy, EARLIER_WEEKS, type HourCell, type WeekDay } from '../../../shared/review/week.ts'
import { daysOfWeek, mondayOf, type Week } from '../../../shared/review/weeks.ts'
import { type UsualRange, usualRange } from '../../../shared/volume/usualRange.ts'
import { addDays, momentOf } from '../../../shared/zonedTime.ts'
import { holidays } from '../../hours/holidays.ts'
import { timetableOf } from '../../hours/opening.ts'
import { append } from './figures.ts'
import { makeQuarters } from './quarters.ts'
import type { WeekCall } from './rows.ts'

const WEEKDAYS = 7
const HOURS = 24
const MINUTES = HOURS * 60

/** What the line has, by its hours as they are set now: it has begun, and is open for a while. */
export const isOpenOn = (line: Line, day: string): boolean => day >= line.startedOn && hoursOn(timetableOf(line), day).spans.length > 0

/**
 * The seven days of a week. A day's calls are those that came while the line was open; they are laid beside earlier days of
 * the same weekday, up to EARLIER_WEEKS back, on which the same of the lines were open: usualRange. Nothing is said of a day that is not
 * over or on which all lines are closed. `earlier` has the calls by line and day. Pure.
 */
export function weekDays(
  lines: readonly Line[],
  week: Week,
  calls: readonly WeekCall[],
  earlier: ReadonlyMap<string, ReadonlyMap<string, number>>,
  now: number,
): WeekDay[] {
  const callsOn = (day: string) => lines.reduce((sum, { id }) => sum + (earlier.get(id)?.get(day) ?? 0), 0)
  const came = new Map<string, WeekCall[]>()
  for (const call of calls) if (call.kind === 'call') append(came, call.day, call)
  return daysOfWeek(week).map((day) => {
    const state = stateOf(lines, day, now)
    const ofDay = came.get(day) ?? []
    const alike = closedBy(lines, day)
      ? []
      : earlierDays(day).filter((other) => lines.every((line) => isOpenOn(line, other) === isOpenOn(line, day)))
    return {
      day,
      closedBy: closedBy(lines, day),
      state,
      calls: ofDay.filter(({ met_closed }) => met_closed === 0).length,
      closedLine: ofDay.filter(({ met_closed }) => met_closed === 1).length,
      usual: state === 'over' ? usualRange(alike.map(callsOn)) : null,
      earlier: alike.length,
    }
  })
}

/** The whole week's usual range, after the weeks before it in which every line had begun; null for a week that is not over. Pure. */
export function weekTotal(
  lines: readonly Line[],
  week: Week,
  earlier: ReadonlyMap<string, ReadonlyMap<string, number>>,
  now: number,
): { readonly usual: UsualRange | null; readonly earlier: number } {
  const monday = mondayOf(week)
  const mondays = earlierDays(monday).filter((day) => lines.every(({ startedOn }) => startedOn <= day))
  const totals = mondays.map((from) =>
    lines.reduce((sum, { id }) => {
      const days = earlier.get(id)
      return sum + daysFrom(from).reduce((ofLine, day) => ofLine + (days?.get(day) ?? 0), 0)
    }, 0),
  )
  const over = stateOf(lines, addDays(monday, WEEKDAYS - 1), now) === 'over'
  return { usual: over ? usualRange(totals) : null, earlier: totals.length }
}

/**
 * Calls by weekday and hour on each line's own clock, with how long of each hour one of the lines at least is open. An hour that
 * comes twice when clocks go back is one. Pure.
 */
export function weekHours(lines: readonly Line[], week: Week, calls: readonly WeekCall[]): HourCell[][] {
  const zones = new Map(lines.map(({ id, timeZone }) => [id, timeZone]))
  const weekdays = new Map(daysOfWeek(week).map((day, weekday) => [day, weekday]))
  const quarterOf = makeQuarters()
  const counts = Array.from({ length: WEEKDAYS * HOURS }, () => ({ calls: 0, closedLine: 0 }))
  for (const { line, arrived, day, kind, met_closed } of calls) {
    const zone = zones.get(line)
    const weekday = weekdays.get(day)
    if (kind !== 'call' || zone === undefined || weekday === undefined) continue
    const cell = counts[weekday * HOURS + Math.floor(quarterOf(arrived, zone) / 60)]
    if (cell) cell[met_closed === 1 ? 'closedLine' : 'calls']++
  }
  return daysOfWeek(week).map((day, weekday) => {
    const open = openMinutes(lines, day)
    return Array.from({ length: HOURS }, (_, hour) => ({
      ...(counts[weekday * HOURS + hour] ?? { calls: 0, closedLine: 0 }),
      openMinutes: open.subarray(hour * 60, hour * 60 + 60).reduce((sum, minute) => sum + minute, 0),
    }))
  })
}

/** 1 for each minute of the day in which one of the lines is open. */
function openMinutes(lines: readonly Line[], day: string): Uint8Array {
  const open = new Uint8Array(MINUTES)
  for (const line of lines) {
    if (!isOpenOn(line, day)) continue
    for (const { from, to } of hoursOn(timetableOf(line), day).spans) open.fill(1, minutesOf(from), minutesOf(to))
  }
  return open
}

/** Null when one of the lines is open; else what closes the first of those that had begun. */
function closedBy(lines: readonly Line[], day: string): ClosedBy | null {
  if (lines.length === 0 || lines.some((line) => isOpenOn(line, day))) return null
  const first = lines.find(({ startedOn }) => startedOn <= day)
  if (!first) return { is: 'notBegun' }
  const { by } = hoursOn(timetableOf(first), day)
  if (by.is === 'exception') return { is: 'exception', note: by.note }
  const holiday = by.is === 'holiday' && holidays.find(({ id }) => id === by.id)
  return holiday ? { is: 'holiday', names: holiday.names } : { is: 'week' }
}

function stateOf(lines: readonly Line[], day: string, now: number): WeekDay['state'] {
  if (lines.every(({ timeZone }) => now >= momentOf(addDays(day, 1), 0, timeZone))) return 'over'
  return lines.every(({ timeZone }) => now < momentOf(day, 0, timeZone)) ? 'ahead' : 'running'
}

/** The same weekday of the weeks before, the latest first. */
const earlierDays = (day: string): string[] => Array.from({ length: EARLIER_WEEKS }, (_, back) => addDays(day, -(back + 1) * WEEKDAYS))
const daysFrom = (monday: string): string[] => Array.from({ length: WEEKDAYS }, (_, index) => addDays(monday, index))
