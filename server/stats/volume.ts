import { sql } from 'kysely'
import type { Channel, Line } from '../../shared/floor/model.ts'
import { baselineOf, inhabitantsIn } from '../../shared/volume/baseline.ts'
import { addCounts, callsOf, countsOf, noCounts } from '../../shared/volume/counts.ts'
import { wholeInterval } from '../../shared/volume/intervals.ts'
import { addMonths, daysIn, type Month, monthsAfter, monthsFrom } from '../../shared/volume/months.ts'
import { openTime } from '../../shared/volume/openTime.ts'
import type { LineMonth, LineVolume, MonthCounts, RunningMonth, Signature, VolumeSettings } from '../../shared/volume/volume.ts'
import { momentOf } from '../../shared/zonedTime.ts'
import { timetableOf } from '../hours/opening.ts'
import type { Db } from '../record/open.ts'
import { CALL_DAY_COUNTS, type CallDayTable, type MonthTotalTable } from '../record/schema.ts'
import { dayOf, monthOf } from './calendar.ts'

const HOUR_MS = 3_600_000

/** The sums of a month, apart by channel, kind, and whether the line was closed. */
export type MonthRow = Pick<CallDayTable, 'line' | 'month' | 'channel' | 'kind' | 'met_closed' | (typeof CALL_DAY_COUNTS)[number]>

/** A month of which only the total is left. */
export type TotalRow = Pick<MonthTotalTable, 'line' | 'month' | 'channel' | 'calls' | 'answered' | 'abandoned'>

/** Months of one line, by channel. */
export type MonthsOfLine = ReadonlyMap<Month, LineMonth['channels']>

/** The daily sums of these months, added up by month, line by line, and the months of which only a total is left. */
export const readMonths = (db: Db, lines: readonly string[], from: Month, to: Month): Promise<Map<string, MonthsOfLine>> =>
  readDays(db, lines, `${from}-01`, lastDayOf(to))

/** As readMonths, of the days from the first to the last, both counted; a month's total counts when the whole month is among them. */
export async function readDays(db: Db, lines: readonly string[], from: string, to: string): Promise<Map<string, MonthsOfLine>> {
  if (lines.length === 0) return new Map()
  const totals = await db
    .selectFrom('month_totals')
    .innerJoin('imports', 'imports.id', 'month_totals.import_id')
    .select(['month_totals.line', 'month_totals.channel', 'month', 'calls', 'answered', 'abandoned'])
    .where('imports.state', '=', 'kept')
    .where('month_totals.line', 'in', lines)
    .where('month', '>=', from.endsWith('-01') ? monthOf(from) : addMonths(monthOf(from), 1))
    .where('month', '<=', to === lastDayOf(monthOf(to)) ? monthOf(to) : addMonths(monthOf(to), -1))
    .execute()
  const rows = await db
    .selectFrom('call_days')
    .select(['line', 'month', 'channel', 'kind', 'met_closed'])
    .select(CALL_DAY_COUNTS.map((name) => sql<number>`sum(${sql.ref(name)})`.as(name)))
    .where('line', 'in', lines)
    .where('month', '>=', monthOf(from))
    .where('month', '<=', monthOf(to))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['line', 'month', 'channel', 'kind', 'met_closed'])
    .execute()
  return byLine(rows as MonthRow[], totals)
}

const lastDayOf = (month: Month): string => `${month}-${String(daysIn(month)).padStart(2, '0')}`

/** Rows as counts by line, month and channel. Pure. */
export function byLine(rows: readonly MonthRow[], totals: readonly TotalRow[] = []): Map<string, MonthsOfLine> {
  const lines = new Map<string, Map<Month, Partial<Record<Channel, MonthCounts>>>>()
  const add = ({ line, month, channel }: Pick<MonthRow, 'line' | 'month' | 'channel'>, counts: MonthCounts) => {
    const months = lines.get(line) ?? new Map<Month, Partial<Record<Channel, MonthCounts>>>()
    const channels = months.get(month) ?? {}
    channels[channel] = addCounts(channels[channel] ?? noCounts, counts)
    lines.set(line, months.set(month, channels))
  }
  for (const row of rows) add(row, countsOfRow(row))
  for (const total of totals) add(total, countsOfTotal(total))
  return lines
}

/** What is not said to have been answered or abandoned is unknown. */
function countsOfTotal({ calls, answered, abandoned }: TotalRow): MonthCounts {
  const known = { answered: answered ?? 0, abandoned: abandoned ?? 0 }
  return { ...noCounts, calls: { ...noCounts.calls, ...known }, unknown: calls - known.answered - known.abandoned, imported: calls }
}

function countsOfRow(row: MonthRow): MonthCounts {
  const { answered, abandoned, voicemail, closed, interrupted, synthetic, imported } = row
  const results = { answered, abandoned, abandonedShort: row.abandoned_short, voicemail, closed, interrupted }
  if (row.kind === 'callBack') {
    const { busy, unreachable } = row
    return { ...noCounts, callBacks: { answered, busy, noAnswer: row.no_answer, unreachable, interrupted }, synthetic, imported }
  }
  return row.met_closed === 1
    ? { ...noCounts, closedLine: results, synthetic, imported }
    : { ...noCounts, calls: results, synthetic, imported }
}

export interface VolumeQuestion {
  readonly line: Line
  readonly settings: VolumeSettings
  readonly setBy: Signature | null
  readonly from: Month
  readonly to: Month
  /** ms since 1970 */
  readonly now: number
}

/** A line's months from its counts, which must hold the period, an own baseline's, and the running month. Pure. */
export function lineVolume({ line, settings, setBy, from, to, now }: VolumeQuestion, counts: MonthsOfLine): LineVolume {
  const start = monthOf(line.startedOn)
  const callsIn = (month: Month): number => callsOf({ channels: counts.get(month) ?? {} }, 'all')
  const present = monthOf(dayOf(now, line.timeZone))
  return {
    id: line.id,
    name: line.name,
    startedOn: line.startedOn,
    timeZone: line.timeZone,
    settings,
    setBy,
    months: monthsFrom(from, to).map((month) => ({
      month,
      number: monthsAfter(start, month) + 1,
      inhabitants: inhabitantsIn(settings.catchments, month),
      baseline: baselineOf(settings, start, month, callsIn),
      channels: counts.get(month) ?? {},
    })),
    running:
      present < from || present > to
        ? null
        : runningMonth(line, present, callsIn(present), now, countsOf({ channels: counts.get(present) ?? {} }, 'all').imported),
  }
}

/**
 * What the running month will come to: its calls so far, over the share of its open hours that has passed (wholeInterval), which
 * takes it that calls come as often in every open hour. Hours are those of the line as they are set now, from its first day on: of
 * imported calls nobody knows in which they came, and with them there is a forecast only when the line does not open again.
 */
export function runningMonth(line: Line, month: Month, calls: number, now: number, imported = 0): RunningMonth {
  const first = line.startedOn > `${month}-01` && line.startedOn < addMonths(month, 1) ? line.startedOn : `${month}-01`
  const from = momentOf(first, 0, line.timeZone)
  const to = momentOf(`${addMonths(month, 1)}-01`, 0, line.timeZone)
  const table = timetableOf(line)
  const passed = openTime(table, from, Math.min(now, to))
  const inAll = openTime(table, from, to)
  return {
    month,
    openHours: passed / HOUR_MS,
    openHoursInAll: inAll / HOUR_MS,
    calls,
    forecast: inAll > 0 && (imported === 0 || passed === inAll) ? wholeInterval(calls, passed / inAll) : null,
    imported,
  }
}

/** The months that must be read for the question: the period, and the line's own baseline's. */
export function monthsNeeded({ settings, from, to }: Pick<VolumeQuestion, 'settings' | 'from' | 'to'>): { from: Month; to: Month } {
  const { baseline } = settings
  if (baseline.is !== 'own') return { from, to }
  return { from: baseline.from < from ? baseline.from : from, to: baseline.to > to ? baseline.to : to }
}
