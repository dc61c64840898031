import { type Kysely, sql } from 'kysely'
import type { CallOutcome } from '../../shared/floor/model.ts'
import type { CallDayTable, CallTable, Tables } from './schema.ts'

/** The column of each outcome. Each call that has ended counts in one: `answered` when somebody talked, else its outcome's. */
export const COUNT_COLUMNS = {
  answered: 'answered',
  abandoned: 'abandoned',
  abandonedShort: 'abandoned_short',
  voicemail: 'voicemail',
  closed: 'closed',
  interrupted: 'interrupted',
  busy: 'busy',
  noAnswer: 'no_answer',
  unreachable: 'unreachable',
} as const satisfies Record<CallOutcome, keyof CallDayTable>

const KEY = ['line', 'month', 'day', 'channel', 'kind', 'met_closed'] as const
const COUNTS = [...Object.values(COUNT_COLUMNS), 'synthetic', 'imported'] as const
const COLUMNS = ['line', 'month', 'week', 'day', 'channel', 'kind', 'met_closed', ...COUNTS] as const

/** Adds a call that has just ended to its day's sums. In the transaction that ends it, once; an open call is left alone. */
export async function countEnded(tx: Kysely<Tables>, row: CallTable): Promise<void> {
  if (row.outcome === null) return
  const counted = COUNT_COLUMNS[row.answered === null ? row.outcome : 'answered']
  const synthetic = row.origin === 'demo' ? 1 : 0
  const imported = row.origin === 'imported' ? 1 : 0
  const { line, month, week, day, channel, kind, met_closed } = row
  await tx
    .insertInto('call_days')
    .values({ line, month, week, day, channel, kind, met_closed, [counted]: 1, synthetic, imported })
    .onConflict((conflict) =>
      conflict.columns(KEY).doUpdateSet({
        [counted]: sql`call_days.${sql.ref(counted)} + 1`,
        synthetic: sql`call_days.synthetic + ${synthetic}`,
        imported: sql`call_days.imported + ${imported}`,
      }),
    )
    .execute()
}

/** Makes all sums anew from the calls. In a transaction. */
export async function rebuildCallDays(tx: Kysely<Tables>): Promise<void> {
  await tx.deleteFrom('call_days').execute()
  await sql`insert into call_days (${columns}) ${summed}`.execute(tx)
}

/** Days whose sums are not those of their calls: what is kept, and what it should be; null where there is no row. None proves that the sums equal the calls. */
export async function checkCallDays(db: Kysely<Tables>): Promise<CallDayDifference[]> {
  const kept = await sql<CallDayTable>`select ${columns} from call_days except ${summed}`.execute(db)
  const right = await sql<CallDayTable>`${summed} except select ${columns} from call_days`.execute(db)
  const keyOf = (row: CallDayTable) => KEY.map((name) => row[name]).join(' ')
  const differences = new Map<string, CallDayDifference>()
  for (const row of kept.rows) differences.set(keyOf(row), { key: keyOf(row), kept: row, right: null })
  for (const row of right.rows)
    differences.set(keyOf(row), { key: keyOf(row), kept: differences.get(keyOf(row))?.kept ?? null, right: row })
  return [...differences.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

export interface CallDayDifference {
  /** Line, month, day, channel, kind, and whether the line was closed. */
  readonly key: string
  readonly kept: CallDayTable | null
  readonly right: CallDayTable | null
}

const columns = sql.join(COLUMNS.map((name) => sql.ref(name)))

/** The sums as one plain query over the calls. */
const summed = sql`select line, month, week, day, channel, kind, met_closed, ${sql.join(
  Object.entries(COUNT_COLUMNS).map(([outcome, column]) => sql`sum(case when ${isOf(outcome)} then 1 else 0 end) as ${sql.ref(column)}`),
)}, sum(case when origin = 'demo' then 1 else 0 end) as synthetic,
  sum(case when origin = 'imported' then 1 else 0 end) as imported from counted_calls where outcome is not null
  group by line, month, week, day, channel, kind, met_closed`

function isOf(outcome: string) {
  return outcome === 'answered'
    ? sql`(answered is not null or outcome = 'answered')`
    : sql`(answered is null and outcome = ${sql.lit(outcome)})`
}
