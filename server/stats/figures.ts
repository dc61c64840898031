import { type RawBuilder, sql } from 'kysely'
import type { Line, LineId } from '../../shared/floor/model.ts'
import { baselineOf, inhabitantsIn } from '../../shared/volume/baseline.ts'
import { callsOf } from '../../shared/volume/counts.ts'
import { addMonths, daysIn, type Month } from '../../shared/volume/months.ts'
import type { VolumeSettings } from '../../shared/volume/volume.ts'
import type { Figures, LineFigures } from '../../shared/wire.ts'
import { momentOf, wallOf } from '../../shared/zonedTime.ts'
import { COUNT_COLUMNS } from '../record/callDays.ts'
import type { Db } from '../record/open.ts'
import { monthNumber, monthOf } from './calendar.ts'
import { readMonths } from './volume.ts'
import { plainSettings, readSettings } from './volumeSettings.ts'

/** What the record says of one day of a line: calls that came while it was open; no call-backs. */
export interface DayCounts {
  /** YYYY-MM-DD */
  readonly day: string
  readonly calls: number
  /** Of `calls`, those made up for a demonstration, and those that were imported. */
  readonly synthetic: number
  readonly imported: number
}

/** What a line's figures are reckoned from. */
export interface FigureSources {
  /** Of the present month and the one before, and perhaps others, which do not count; days without calls may be missing. */
  readonly days: readonly DayCounts[]
  /** What became of today's calls, of our own alone. */
  readonly today: Pick<LineFigures, 'answeredToday' | 'abandonedToday' | 'abandonedShortToday'>
  /** Calls of the day that `sameMoment` names, before its moment. */
  readonly sameDay: number
  /** Months of which only an imported total is left: their days are not known. */
  readonly totals: readonly Month[]
  /** Calls in a month of the line itself, for a baseline of its own. */
  readonly ownCalls: (month: Month) => number
}

/** The figures of these lines at `now` (ms), from the record. */
export async function readFigures(db: Db, lines: readonly Line[], now: number): Promise<Figures> {
  const kept = await readSettings(db)
  const byLine = await readDayCounts(db, lines, now)
  const totals = await readTotals(db)
  const figures: Record<LineId, LineFigures> = {}
  for (const line of lines) {
    const settings = kept.get(line.id)?.settings ?? plainSettings(line)
    const days = byLine.get(line.id) ?? []
    figures[line.id] = lineFigures(line, settings, now, {
      days,
      ...(await readToday(db, line, now)),
      totals: totals.flatMap((total) => (total.line === line.id ? [total.month] : [])),
      ownCalls: await readOwnCalls(db, line, settings),
    })
  }
  return figures
}

/**
 * The same day and time of day in the month before: its day, and its moment (ms since 1970). Null when that month is too short for
 * it: then all of it lies before.
 */
export function sameMoment(now: number, timeZone: string): { readonly day: string; readonly at: number } | null {
  const { day, minute } = wallOf(now, timeZone)
  const before = addMonths(monthOf(day), -1)
  if (Number(day.slice(8)) > daysIn(before)) return null
  const same = `${before}${day.slice(7)}`
  return { day: same, at: momentOf(same, minute, timeZone) }
}

/** A line's figures. Pure. */
export function lineFigures(line: Line, settings: VolumeSettings, now: number, sources: FigureSources): LineFigures {
  const { days, sameDay, totals, ownCalls } = sources
  const today = wallOf(now, line.timeZone).day
  const month = monthOf(today)
  const lastMonth = addMonths(month, -1)
  // Other lines' months may be others, and a call can be open since long before.
  const own = days.filter(({ day }) => [month, lastMonth].includes(monthOf(day)))
  const byDay = new Map(own.map((day) => [day.day, day]))
  const callsBy = (of: Month, count: number) =>
    Array.from({ length: count }, (_, index) => byDay.get(`${of}-${String(index + 1).padStart(2, '0')}`)?.calls ?? 0)
  const monthByDay = callsBy(month, Number(today.slice(8)))
  const lastMonthByDay = callsBy(lastMonth, daysIn(lastMonth))
  const same = sameMoment(now, line.timeZone)
  const isKnown = sum(lastMonthByDay) > 0 || (lastMonth >= monthOf(line.startedOn) && !totals.includes(lastMonth))
  const baseline = baselineOf(settings, monthOf(line.startedOn), month, ownCalls)
  return {
    day: today,
    month,
    ...sources.today,
    monthCount: sum(monthByDay),
    monthByDay,
    monthDays: daysIn(month),
    monthNumber: monthNumber(line.startedOn, month),
    inhabitants: inhabitantsIn(settings.catchments, month),
    lastMonth: isKnown
      ? {
          byDay: lastMonthByDay,
          soFar: same ? sum(lastMonthByDay.slice(0, Number(same.day.slice(8)) - 1)) + sameDay : sum(lastMonthByDay),
          inhabitants: inhabitantsIn(settings.catchments, lastMonth),
        }
      : null,
    baseline: baseline && { ...baseline, is: settings.baseline.is, along: settings.along },
    per: settings.per,
    synthetic: own.some(({ synthetic }) => synthetic > 0),
    imported: sum(own.map(({ imported }) => imported)),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/**
 * The days of each line's present month and the one before: daily sums of what has ended, and calls that are still open, in one
 * statement, so that a call which ends meanwhile is counted once.
 */
async function readDayCounts(db: Db, lines: readonly Line[], now: number): Promise<Map<LineId, DayCounts[]>> {
  const days = new Map<LineId, DayCounts[]>()
  if (lines.length === 0) return days
  const present = new Set(lines.map(({ timeZone }) => monthOf(wallOf(now, timeZone).day)))
  const months = new Set([...present].flatMap((month) => [addMonths(month, -1), month]))
  const ended = sql.join(
    Object.values(COUNT_COLUMNS).map((name) => sql.ref(name)),
    sql` + `,
  )
  const { rows } = await sql<DayCounts & { readonly line: LineId }>`
    select line, day, sum(calls) as calls, sum(synthetic) as synthetic, sum(imported) as imported
    from (
      select line, day, ${ended} as calls, synthetic, imported from call_days
      where line in (${sql.join(lines.map(({ id }) => id))}) and month in (${sql.join([...months])}) and kind = 'call' and met_closed = 0
      union all
      select line, day, 1, case when origin = 'demo' then 1 else 0 end, 0 from calls
      where ended is null and kind = 'call' and met_closed = 0
    ) as counted group by line, day`.execute(db)
  for (const { line, day, calls, synthetic, imported } of rows) {
    const counts = { day, calls: Number(calls), synthetic: Number(synthetic), imported: Number(imported) }
    days.set(line, [...(days.get(line) ?? []), counts])
  }
  return days
}

/** What became of today's calls, and how many had come by this time a month ago; of these two days alone. */
async function readToday(db: Db, line: Line, now: number): Promise<Pick<FigureSources, 'today' | 'sameDay'>> {
  const today = wallOf(now, line.timeZone).day
  const same = sameMoment(now, line.timeZone)
  const count = (name: string, is: RawBuilder<unknown>) => sql<number>`sum(case when ${is} then 1 else 0 end)`.as(name)
  const own = sql`day = ${today} and origin <> 'imported'`
  const found = await db
    .selectFrom('counted_calls')
    .select([
      count('answered', sql`${own} and answered is not null`),
      count('abandoned', sql`${own} and answered is null and outcome = 'abandoned'`),
      count('abandonedShort', sql`${own} and answered is null and outcome = 'abandonedShort'`),
      count('sameDay', sql`day = ${same?.day ?? ''} and arrived < ${same?.at ?? 0}`),
    ])
    .where('line', '=', line.id)
    .where('day', 'in', same ? [today, same.day] : [today])
    .where('kind', '=', 'call')
    .where('met_closed', '=', 0)
    .executeTakeFirstOrThrow()
  const of = (name: string) => Number((found as Record<string, unknown>)[name] ?? 0)
  return {
    today: { answeredToday: of('answered'), abandonedToday: of('abandoned'), abandonedShortToday: of('abandonedShort') },
    sameDay: of('sameDay'),
  }
}

async function readTotals(db: Db): Promise<{ readonly line: LineId; readonly month: Month }[]> {
  return db
    .selectFrom('month_totals')
    .innerJoin('imports', 'imports.id', 'month_totals.import_id')
    .select(['month_totals.line', 'month'])
    .where('imports.state', '=', 'kept')
    .execute()
}

/** Calls in the months of the line's own baseline; nothing is read for another one. */
async function readOwnCalls(db: Db, line: Line, { baseline }: VolumeSettings): Promise<(month: Month) => number> {
  if (baseline.is !== 'own') return () => 0
  const months = (await readMonths(db, [line.id], baseline.from, baseline.to)).get(line.id)
  return (month) => callsOf({ channels: months?.get(month) ?? {} }, 'all')
}
