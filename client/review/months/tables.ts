import type { Channel } from '../../../shared/floor/model.ts'
import type { Sheet, SheetCell } from '../../../shared/sheet.ts'
import type { Along, LineVolume, Mark, Per } from '../../../shared/volume/volume.ts'
import { createWords, formatDate } from '../../i18n/i18n.ts'
import { conclusionsOf, forecastText } from './conclude.ts'
import { dayName, monthName } from './names.ts'
import { amountOf, baselineAmount, type Counts, MEASURES, type Measure, type MonthRow, monthRows, sumOf, wholeOf } from './rows.ts'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)

export interface Shown {
  readonly channel: Channel | 'all'
  readonly per: Per
  /** Null: as chosen for the line. */
  readonly along: Along | null
}

/** A line's months as the page and a file show them: the same cells. The last row is the sum, or the mean rate a month. */
export function lineTable(line: LineVolume, { channel, per, along }: Shown): Sheet {
  const rows = monthRows(line, channel)
  const months = line.months.map(({ month }) => monthName(month))
  const columns = columnsOf(rows, per)
  return {
    name: line.name,
    above: [
      words().above(months[0] ?? '', months.at(-1) ?? '', words().channels[channel], words().units[per]),
      words().baselineIs(line.settings.baseline, along ?? line.settings.along),
      ...sentencesOf(line, channel),
      ...warningsOf(rows),
    ],
    columns: columns.map(({ name }) => name),
    rows: [...rows.map((row) => columns.map(({ cell }) => cell(row))), columns.map(({ sum }) => sum)],
  }
}

/** What is not of our own callers among these rows. */
export function warningsOf(rows: readonly MonthRow[]): string[] {
  const any = (count: (row: MonthRow) => number) => rows.some((row) => count(row) > 0)
  return [...(any(({ synthetic }) => synthetic) ? [words().demo] : []), ...(any(({ imported }) => imported) ? [words().importedIn] : [])]
}

interface Column {
  readonly name: string
  readonly cell: (row: MonthRow) => SheetCell
  readonly sum: SheetCell
}

/** What hardly ever happens has a column only when it did. */
const measuresOf = (sums: Counts): Measure[] => MEASURES.filter((measure) => measure !== 'unknown' || sums.unknown > 0)

function columnsOf(rows: readonly MonthRow[], per: Per): Column[] {
  const whole = wholeOf(rows, per)
  const counted = (name: string, count: (row: MonthRow) => number): Column[] =>
    total(rows, count) > 0 ? [{ name, cell: count, sum: total(rows, count) }] : []
  return [
    {
      name: words().month,
      cell: (row) => (row.isRunning ? words().running(monthName(row.month)) : monthName(row.month)),
      sum: per === 'calls' ? words().sum : words().mean,
    },
    { name: words().number, cell: ({ number }) => (number >= 1 ? number : null), sum: null },
    ...measuresOf(sumOf(rows)).map((measure) => ({
      name: words().columns[measure],
      cell: (row: MonthRow) => amountOf(row.counts[measure], row.inhabitants, per),
      sum: amountOf(whole.counts[measure], whole.inhabitants, per),
    })),
    { name: words().baseline, cell: (row) => baselineAmount(row.baseline, per), sum: null },
    { name: words().baselineMonth, cell: ({ baseline }) => (baseline?.counted ? monthName(baseline.counted) : null), sum: null },
    ...(per === 'million'
      ? [{ name: words().inhabitants, cell: (row: MonthRow) => (row.inhabitants > 0 ? Math.round(row.inhabitants) : null), sum: null }]
      : []),
    ...counted(words().synthetic, (row) => row.synthetic),
    ...counted(words().imported, (row) => row.imported),
  ]
}

const total = <T>(all: readonly T[], count: (one: T) => number): number => all.reduce((sum, one) => sum + count(one), 0)

/** What is said of a line above its table. */
export function sentencesOf(line: LineVolume, channel: Channel | 'all'): string[] {
  if (channel !== 'all') return [words().oneChannel]
  return [...conclusionsOf(line), ...(line.running ? [forecastText(line.running)] : [])]
}

/** Several lines beside each other over the whole period, in calls; null for one line. */
export function allLinesTable(lines: readonly LineVolume[], channel: Channel | 'all'): Sheet | null {
  if (lines.length < 2) return null
  const each = lines.map((line) => ({ name: line.name, counts: sumOf(monthRows(line, channel)) }))
  const sums = sumOf(each)
  const measures = measuresOf(sums)
  const cells = (name: string, counts: Counts) => [name, ...measures.map((measure) => counts[measure])]
  return {
    name: words().allLines,
    above: [],
    columns: [words().line, ...measures.map((measure) => words().columns[measure])],
    rows: [...each.map(({ name, counts }) => cells(name, counts)), cells(words().sum, sums)],
  }
}

/** The marks of the period, for a file. */
export function marksTable(marks: readonly Mark[], lines: readonly Pick<LineVolume, 'id' | 'name'>[]): Sheet | null {
  if (marks.length === 0) return null
  return {
    name: words().marks,
    above: [],
    columns: [words().day, words().kind, words().text, words().line, words().writtenBy, words().writtenAt],
    rows: marks.map(({ day, kind, text, line, by }) => [
      ...[dayName(day), words().kinds[kind], text, line === null ? words().allLines : (lines.find(({ id }) => id === line)?.name ?? '')],
      ...[by.name, formatDate(by.at, { dateStyle: 'medium', timeStyle: 'short' })],
    ]),
  }
}
