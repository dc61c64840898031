import { sql } from 'kysely'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { AdvisorId } from '../../shared/floor/model.ts'
import { KEEP_ACCOUNT_READINGS_DAYS, type StaffData, type StaffPart } from '../../shared/staff/staffData.ts'
import { DAY_MS } from '../../shared/zonedTime.ts'
import type { Accounts } from '../auth/accounts.ts'
import type { Db } from '../record/open.ts'

/**
 * Every column of the record in which an account stands, and what of its row is the account's own: never what a caller has told, a secret,
 * or a random id that leads to a call. What is `counted` is given as numbers of like rows: the moment of a call, beside what an operator keeps,
 * would say who rang. A test finds columns that are missing here.
 */
export const STAFF_PLACES: readonly {
  readonly table: string
  readonly as: readonly string[]
  readonly gives: readonly string[]
  readonly counted?: true
}[] = [
  { table: 'account_lines', as: ['account'], gives: ['line'] },
  { table: 'sessions', as: ['account'], gives: ['created', 'seen', 'expires'] },
  { table: 'account_readings', as: ['account', 'reader'], gives: ['at'] },
  { table: 'calls', as: ['advisor'], gives: ['line', 'channel', 'kind', 'month'], counted: true },
  { table: 'messages', as: ['claimed_by'], gives: ['line', 'month'], counted: true },
  { table: 'message_events', as: ['account'], gives: ['what', 'outcome'], counted: true },
  { table: 'duty_reports', as: ['author'], gives: ['line', 'kind', 'made_on', 'sent_on', 'erased_on'] },
  { table: 'duty_readings', as: ['account'], gives: ['at'] },
  { table: 'duty_settings', as: ['account'], gives: ['version', 'at', 'way'] },
  { table: 'written_texts', as: ['account'], gives: ['id', 'version', 'at', 'sv', 'en'] },
  { table: 'meeting_notes', as: ['account'], gives: ['week', 'lines', 'text', 'at'] },
  { table: 'meeting_decisions', as: ['account', 'done_account'], gives: ['week', 'lines', 'text', 'at', 'done_in', 'done_at'] },
  { table: 'time_marks', as: ['account'], gives: ['line', 'day', 'kind', 'text', 'at'] },
  { table: 'line_baselines', as: ['account'], gives: ['line', 'settings', 'at'] },
  { table: 'imports', as: ['account', 'kept_by', 'undone_by'], gives: ['what', 'line', 'at', 'kept_at', 'undone_at'] },
  { table: 'services', as: ['checked_by'], gives: ['id', 'checked_at'] },
  { table: 'service_versions', as: ['account'], gives: ['service', 'version', 'at', 'way'] },
  { table: 'service_meetings', as: ['account'], gives: ['day', 'kind', 'text', 'views', 'at'] },
  { table: 'service_asks', as: ['account'], gives: ['service', 'at', 'answered_at'] },
  { table: 'referral_counts', as: ['account'], gives: ['line', 'year', 'name', 'contacted', 'started', 'source', 'at'] },
  { table: 'training', as: ['account', 'entered_by'], gives: ['day', 'what', 'at'] },
  { table: 'data_grounds', as: ['account'], gives: ['kind', 'text', 'at'] },
]

export interface StaffDataDesk {
  /** Everything that is kept of an account. Who takes out what is kept of somebody else is kept too, and stands in it. Refuses notFound. */
  read(id: AdvisorId, reader: AdvisorId): Promise<Outcome<StaffData>>
  /** Erases what has been kept for its time. */
  sweep(): Promise<void>
}

/** `clock` gives ms since 1970. */
export function createStaffDataDesk(db: Db, accounts: Pick<Accounts, 'list'>, clock: () => number): StaffDataDesk {
  return {
    async read(id, reader) {
      const found = (await accounts.list()).find((one) => one.id === id)
      if (!found) return refuse('notFound')
      if (reader !== id) await db.insertInto('account_readings').values({ account: id, at: clock(), reader }).execute()
      const { id: _ours, ...account } = found
      const kept: StaffPart[] = []
      for (const { table, as, gives, counted } of STAFF_PLACES) {
        const columns = sql.join(gives.map((name) => sql.ref(name)))
        for (const column of as) {
          const { rows } = await sql<StaffPart['rows'][number]>`
            select ${columns}${counted ? sql`, count(*) as number` : sql``} from ${sql.table(table)} where ${sql.ref(column)} = ${id}
            ${counted ? sql`group by ${columns} order by ${columns}` : sql``}`.execute(db)
          if (rows.length > 0) kept.push({ table, as: column, rows })
        }
      }
      return ok({ madeAt: clock(), account, kept })
    },

    async sweep() {
      await db
        .deleteFrom('account_readings')
        .where('at', '<=', clock() - KEEP_ACCOUNT_READINGS_DAYS * DAY_MS)
        .execute()
    },
  }
}
