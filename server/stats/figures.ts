import { sql } from 'kysely'
import type { Line } from '../../shared/floor/model.ts'
import type { Figures, LineFigures } from '../../shared/wire.ts'
import type { Db } from '../record/open.ts'
import { callsInMonth, perMillion, RESPECT_PHONELINE } from './baseline.ts'
import { dayOf, daysOfMonth, monthNumber, monthOf } from './calendar.ts'

/** What the record says of one day of a line: calls that came while it was open; no call-backs. Results are of our own calls alone. */
export interface DayCounts {
  /** YYYY-MM-DD */
  readonly day: string
  readonly calls: number
  readonly answered: number
  readonly abandoned: number
  readonly abandonedShort: number
  /** Of `calls`, those made up for a demonstration. */
  readonly synthetic: number
  /** Of `calls`, those that were imported. */
  readonly imported: number
}

/** The figures of these lines at `now` (ms), from the record. */
export async function readFigures(db: Db, lines: readonly Line[], now: number): Promise<Figures> {
  const figures: Record<string, LineFigures> = {}
  for (const line of lines) {
    const today = dayOf(now, line.timeZone)
    figures[line.id] = lineFigures(line, today, await daysOf(db, line.id, monthOf(today)))
  }
  return figures
}

/** A line's figures from the days of its present month; days without calls may be missing. Pure. */
export function lineFigures(line: Line, today: string, days: readonly DayCounts[]): LineFigures {
  const month = monthOf(today)
  const byDay = new Map(days.map((day) => [day.day, day]))
  const ofToday = byDay.get(today)
  const monthCount = days.reduce((sum, { calls }) => sum + calls, 0)
  const number = monthNumber(line.startedOn, month)
  const baseline = callsInMonth(RESPECT_PHONELINE, number)
  return {
    day: today,
    month,
    answeredToday: ofToday?.answered ?? 0,
    abandonedToday: ofToday?.abandoned ?? 0,
    abandonedShortToday: ofToday?.abandonedShort ?? 0,
    monthCount,
    monthByDay: Array.from({ length: Number(today.slice(8)) }, (_, index) => {
      return byDay.get(`${month}-${String(index + 1).padStart(2, '0')}`)?.calls ?? 0
    }),
    monthDays: daysOfMonth(month),
    monthNumber: number,
    baseline,
    monthPerMillion: perMillion(monthCount, line.catchment),
    baselinePerMillion: perMillion(baseline, RESPECT_PHONELINE.catchment) ?? 0,
    synthetic: days.some(({ synthetic }) => synthetic > 0),
    imported: days.reduce((sum, { imported }) => sum + imported, 0),
  }
}

async function daysOf(db: Db, line: string, month: string): Promise<DayCounts[]> {
  const rows = await db
    .selectFrom('counted_calls')
    .select('day')
    .select((is) => is.fn.countAll().as('calls'))
    .select([
      sql<number>`sum(case when answered is not null and origin <> 'imported' then 1 else 0 end)`.as('answered'),
      sql<number>`sum(case when outcome = 'abandoned' and origin <> 'imported' then 1 else 0 end)`.as('abandoned'),
      sql<number>`sum(case when outcome = 'abandonedShort' and origin <> 'imported' then 1 else 0 end)`.as('abandonedShort'),
      sql<number>`sum(case when origin = 'demo' then 1 else 0 end)`.as('synthetic'),
      sql<number>`sum(case when origin = 'imported' then 1 else 0 end)`.as('imported'),
    ])
    .where('line', '=', line)
    .where('month', '=', month)
    .where('kind', '=', 'call')
    .where('met_closed', '=', 0)
    .groupBy('day')
    .execute()
  return rows.map((row) => ({
    day: row.day,
    calls: Number(row.calls),
    answered: Number(row.answered),
    abandoned: Number(row.abandoned),
    abandonedShort: Number(row.abandonedShort),
    synthetic: Number(row.synthetic),
    imported: Number(row.imported),
  }))
}
