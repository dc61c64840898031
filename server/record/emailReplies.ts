import { sql } from 'kysely'
import type { Line, LineId } from '../../shared/floor/model.ts'
import type { MadeReply, ReplyCounts } from '../../shared/http.ts'
import { calendarOf } from '../stats/calendar.ts'
import type { Db } from './open.ts'

/** How many e-mails a line has answered. Of each there is the line and the hour, and nothing of who wrote or who answered. */
export interface EmailReplies {
  add(line: Line): Promise<MadeReply>
  /** Takes back a slip; false when there is no such reply. */
  remove(id: string): Promise<boolean>
  /** By line, for the lines given: today and this month in the line's time zone. */
  counts(lines: readonly Line[]): Promise<ReplyCounts>
}

const HOUR_MS = 3_600_000

export function createEmailReplies(db: Db, clock: () => number): EmailReplies {
  return {
    async add(line) {
      const id = crypto.randomUUID()
      const at = Math.floor(clock() / HOUR_MS) * HOUR_MS
      await db
        .insertInto('email_replies')
        .values({ id, line: line.id, at, ...calendarOf(at, line.timeZone) })
        .execute()
      return { id }
    },
    async remove(id) {
      const gone = await db.deleteFrom('email_replies').where('id', '=', id).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
    async counts(lines) {
      const counted = await Promise.all(lines.map((line) => countOf(db, line, clock())))
      return Object.fromEntries(counted)
    },
  }
}

async function countOf(db: Db, line: Line, now: number): Promise<[LineId, ReplyCounts[LineId] & object]> {
  const { day, month } = calendarOf(now, line.timeZone)
  const row = await db
    .selectFrom('email_replies')
    .select(({ fn }) => [fn.countAll<number>().as('month'), sql<number | null>`sum(day = ${day})`.as('today')])
    .where('line', '=', line.id)
    .where('month', '=', month)
    .executeTakeFirst()
  return [line.id, { today: Number(row?.today ?? 0), month: Number(row?.month ?? 0) }]
}
