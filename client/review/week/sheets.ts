import type { Meeting, ReviewWeek, WeekDay } from '../../../shared/review/week.ts'
import type { Sheet, SheetCell } from '../../../shared/sheet.ts'
import { placeIn, type UsualRange } from '../../../shared/volume/usualRange.ts'
import { CALL_BACK_RESULTS, type MarkKind } from '../../../shared/volume/volume.ts'
import { createWords, formatNumber, language } from '../../i18n/i18n.ts'
import { clockText } from '../calls/format.ts'
import { figuresOf } from './figures.ts'
import { momentText, periodOf, weekdayText } from './format.ts'
import { sampleText } from './SampleNote.tsx'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** 'Vecka 47', and its days: what stands above the page and every table. */
export const weekTitle = (week: string): string => words().title(Number(week.slice(6)))
export function periodText({ days }: Pick<ReviewWeek, 'days'>): string {
  return periodOf(days[0]?.day ?? '', days[6]?.day ?? '')
}

/** What is said of a day, or of the whole week, beside its usual range. */
export function verdictOf(day: Pick<WeekDay, 'calls' | 'usual' | 'earlier' | 'closedBy' | 'state'>, whole = false): string {
  if (day.closedBy) return closedText(day.closedBy)
  if (day.state !== 'over') return whole ? words().weekNotOver : words().notOver
  const place = placeIn(day.usual, day.calls)
  if (place === null || day.usual === null) return (whole ? words().nothingSaidWeeks : words().nothingSaid)(day.earlier)
  return words().places[place](rangeText(day.usual))
}

export const rangeText = ({ low, high }: UsualRange): string => `${formatNumber(low)}–${formatNumber(high)}`

function closedText(by: NonNullable<WeekDay['closedBy']>): string {
  if (by.is === 'holiday') return words().closedFor(by.names[language()])
  if (by.is === 'notBegun') return words().notBegun
  return by.is === 'exception' && by.note !== '' ? words().closedFor(by.note) : words().closed
}

/** The week as one more day: its sum beside its own usual range. */
export function wholeWeekOf({
  days,
  usual,
  earlier,
}: ReviewWeek): Pick<WeekDay, 'calls' | 'closedLine' | 'usual' | 'earlier' | 'closedBy' | 'state'> {
  return {
    calls: days.reduce((sum, { calls }) => sum + calls, 0),
    closedLine: days.reduce((sum, { closedLine }) => sum + closedLine, 0),
    ...{ usual, earlier, closedBy: null, state: days.every(({ state }) => state === 'over') ? 'over' : 'running' },
  }
}

/** The hours that have something: one of the lines open, or a call; from the first to the last. */
export function hoursShown({ hours }: Pick<ReviewWeek, 'hours'>): number[] {
  const used = Array.from({ length: 24 }, (_, hour) =>
    hours.some((day) => (day[hour]?.openMinutes ?? 0) + (day[hour]?.calls ?? 0) + (day[hour]?.closedLine ?? 0) > 0),
  )
  const [first, last] = [used.indexOf(true), used.lastIndexOf(true)]
  return first < 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Everything that the page shows, table by table, for a file. */
export function weekSheets(answer: ReviewWeek, meeting: Meeting, kinds: Readonly<Record<MarkKind, string>>): Sheet[] {
  const lineName = (id: string | null) => (id === null ? words().allLines : (answer.allLines.find((line) => line.id === id)?.name ?? id))
  const linesText = (ids: readonly string[] | null) => (ids === null ? words().allLines : ids.map(lineName).join(', '))
  const { synthetic, imported } = answer.figures
  const above = [
    `${weekTitle(answer.week)}, ${periodText(answer)}`,
    answer.lines.map(({ name }) => name).join(', '),
    ...(synthetic > 0 ? [words().demo(synthetic)] : []),
    ...(imported > 0 ? [words().imported(imported)] : []),
  ]
  const sheet = (name: string, columns: readonly string[], rows: readonly (readonly SheetCell[])[], note: string | null = null): Sheet => ({
    name,
    above: note === null ? above : [...above, note],
    columns,
    rows,
  })
  const w = words()
  const dayRow = (name: string, day: ReturnType<typeof wholeWeekOf>, whole = false) => [
    ...[name, day.calls, day.closedLine, day.usual?.low ?? null, day.usual?.high ?? null, day.earlier, verdictOf(day, whole)],
  ]
  const { decisions, note, otherNotes } = meeting
  return [
    sheet(
      w.figures,
      [w.figure, w.value, w.unit, w.of],
      figuresOf(answer).map(({ name, value, unit, of }) => [w.names[name], value, w.units[unit], of]),
    ),
    sheet(
      w.days,
      [w.day, w.calls, w.attempts, w.usualLow, w.usualHigh, w.earlierDays, w.verdict],
      [...answer.days.map((day) => dayRow(weekdayText(day.day), day)), dayRow(w.wholeWeek, wholeWeekOf(answer), true)],
    ),
    sheet(
      w.hours,
      [w.hour, ...answer.days.flatMap(({ day }) => [weekdayText(day), `${weekdayText(day)}, ${w.closedHour}`])],
      hoursShown(answer).map((hour) => [
        clockText(hour * 60),
        ...answer.hours.flatMap((day) => [day[hour]?.calls ?? 0, day[hour]?.closedLine ?? 0]),
      ]),
    ),
    sheet(
      w.waits,
      [w.day, w.quarter, w.outcome, w.waitS, w.lengthS],
      answer.dots.map(({ weekday, minute, of, waitedS, lengthS }) => [
        ...[weekdayText(answer.days[weekday]?.day ?? ''), clockText(minute), w.outcomes[of], waitedS, lengthS],
      ]),
      sampleText(answer),
    ),
    sheet(
      w.callBacksTable,
      [w.reason, ...CALL_BACK_RESULTS.map((result) => w.outcomes[result])],
      Object.entries(answer.figures.callBacks).map(([reason, results]) => [
        w.reasons[reason as keyof typeof w.reasons],
        ...CALL_BACK_RESULTS.map((result) => results[result]),
      ]),
    ),
    sheet(
      w.marks,
      [w.day, w.markKind, w.line, w.markText],
      answer.marks.map(({ day, kind, line, text }) => [weekdayText(day), kinds[kind], lineName(line), text]),
    ),
    sheet(
      w.note,
      [w.line, w.note, w.author],
      [note, ...otherNotes].filter(({ text }) => text !== '').map(({ lines, text, by }) => [linesText(lines), text, by?.name ?? '']),
    ),
    sheet(
      w.decisions,
      [w.newDecision, w.line, w.decidedAt, w.author, w.state],
      decisions.map(({ text, lines, week, by, done }) => [
        ...[text, linesText(lines), weekTitle(week), by.name, done ? w.doneBy(done.name, momentText(done.at)) : w.ongoing],
      ]),
    ),
  ]
}
