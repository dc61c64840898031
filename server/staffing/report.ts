import { sql } from 'kysely'
import type { Line } from '../../shared/floor/model.ts'
import {
  LEAST_ADVISORS,
  PRESENCE_KINDS,
  type PresenceTimes,
  type StaffingHour,
  type StaffingReport,
  type StaffingSpan,
  type ToldPresence,
} from '../../shared/review/staffing.ts'
import { wallOf } from '../../shared/zonedTime.ts'
import type { Db } from '../record/open.ts'
import type { PresenceHourTable } from '../record/schema.ts'
import { calendarOf } from '../stats/calendar.ts'
import { QUARTER_MS } from '../stats/week/quarters.ts'
import { PRESENCE_COLUMNS } from './presence.ts'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** How a line was staffed in a period, hour by hour of the day (shared/review/staffing.ts); without `period` the present one. `now` in ms. */
export async function readStaffing(
  db: Db,
  line: Line,
  span: StaffingSpan,
  period: string | undefined,
  now: number,
): Promise<StaffingReport> {
  const latest = calendarOf(now, line.timeZone)[span]
  const wanted = period ?? latest
  const rows = await db.selectFrom('presence_hours').selectAll().where('line', '=', line.id).where(span, '=', wanted).execute()
  const quarters = await db
    .selectFrom('counted_calls')
    .select(({ fn, eb }) => [
      sql<number>`arrived / ${sql.lit(QUARTER_MS)}`.as('quarter'),
      fn.countAll<number>().as('calls'),
      fn.count<number>('answered').as('answered'),
      fn.sum<number>(eb.case().when('answered', 'is not', null).then(eb.ref('waited_s')).else(0).end()).as('waitedS'),
    ])
    .where('line', '=', line.id)
    .where(span, '=', wanted)
    .where('kind', '=', 'call')
    .where('origin', '<>', 'imported')
    .where(({ or, eb }) => or([eb('answered', 'is not', null), eb('outcome', '=', 'abandoned')]))
    .groupBy('quarter')
    .execute()
  const first = await db.selectFrom('presence_hours').select('day').where('line', '=', line.id).orderBy('day').limit(1).executeTakeFirst()

  const calls = quarters.map((one) => ({ ...one, hour: Math.floor(wallOf(one.quarter * QUARTER_MS, line.timeZone).minute / 60) }))
  const told = (there: readonly PresenceHourTable[], came: typeof calls): Omit<StaffingHour, 'hour'> => {
    const sum = (of: 'calls' | 'answered' | 'waitedS') => came.reduce((total, quarter) => total + quarter[of], 0)
    const answered = sum('answered')
    return { presence: presenceOf(there), answered, calls: sum('calls'), meanWaitS: answered === 0 ? null : sum('waitedS') / answered }
  }
  return {
    ...{ line: line.id, span, period: wanted, latest, since: first?.day ?? null },
    hours: HOURS.map((hour) => ({
      hour,
      ...told(
        rows.filter((row) => row.hour === hour),
        calls.filter((quarter) => quarter.hour === hour),
      ),
    })),
    whole: told(rows, calls),
  }
}

function presenceOf(rows: readonly PresenceHourTable[]): ToldPresence {
  if (rows.length === 0) return { is: 'none' }
  const counted = rows.filter(({ most }) => most >= LEAST_ADVISORS)
  if (counted.length === 0) return { is: 'few' }
  const sum = (of: (row: PresenceHourTable) => number) => counted.reduce((total, row) => total + of(row), 0)
  const times = Object.fromEntries(
    PRESENCE_KINDS.map((kind) => [kind, sum((row) => row[PRESENCE_COLUMNS[kind]])]),
  ) as unknown as PresenceTimes
  return { is: 'told', times, missed: sum(({ missed }) => missed), hours: counted.length }
}
