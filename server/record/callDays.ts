import { type Kysely, sql } from 'kysely'
import type { CallOutcome } from '../../shared/floor/model.ts'
import { SERVICE_S } from '../../shared/review/week.ts'
import { CALL_DAY_COUNTS, type CallDayTable, type CallTable, SERVICE_COUNTS, type Tables } from './schema.ts'

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
const COLUMNS = ['line', 'month', 'week', 'day', 'channel', 'kind', 'met_closed', ...CALL_DAY_COUNTS, ...SERVICE_COUNTS] as const

/** Adds a call that has just ended to its day's sums. In the transaction that ends it, once; an open call is left alone. */
export async function countEnded(tx: Kysely<Tables>, row: CallTable): Promise<void> {
  if (row.outcome === null) return
  const { line, month, week, day, channel, kind, met_closed } = row
  const counts = countsOf(row, row.outcome)
  await tx
    .insertInto('call_days')
    .values({ line, month, week, day, channel, kind, met_closed, ...Object.fromEntries(counts.map((count) => [count, 1])) })
    .onConflict((conflict) =>
      conflict.columns(KEY).doUpdateSet(Object.fromEntries(counts.map((count) => [count, sql`${sql.ref(`call_days.${count}`)} + 1`]))),
    )
    .execute()
}

/** The columns in which a call that has ended counts. */
function countsOf({ answered, waited_s, origin }: CallTable, outcome: CallOutcome): (keyof CallDayTable)[] {
  const counted = COUNT_COLUMNS[answered === null ? outcome : 'answered']
  const isImported = origin === 'imported'
  return [
    counted,
    ...(origin === 'demo' ? (['synthetic'] as const) : []),
    ...(isImported ? (['imported'] as const) : []),
    ...(isImported && counted === 'answered' ? (['imported_answered'] as const) : []),
    ...(isImported && counted === 'abandoned' ? (['imported_abandoned'] as const) : []),
    ...(!isImported && answered !== null && waited_s <= SERVICE_S ? (['in_time'] as const) : []),
  ]
}

/** Makes all sums anew from the calls. In a transaction. */
export async function rebuildCallDays(tx: Kysely<Tables>): Promise<void> {
  await tx.deleteFrom('call_days').execute()
  await sql`insert into call_days (${columns}) ${summed} ${byDay}`.execute(tx)
}

/** The months of each line that have calls or sums. */
export async function monthsToSum(db: Kysely<Tables>): Promise<Pick<CallDayTable, 'line' | 'month'>[]> {
  const query = sql<Pick<CallDayTable, 'line' | 'month'>>`
    select distinct line, month from calls union select distinct line, month from call_days order by line, month`
  return (await query.execute(db)).rows
}

/** As rebuildCallDays, of one month of a line: short enough for whoever else writes to wait for. */
export async function rebuildMonth(tx: Kysely<Tables>, { line, month }: Pick<CallDayTable, 'line' | 'month'>): Promise<void> {
  await tx.deleteFrom('call_days').where('line', '=', line).where('month', '=', month).execute()
  await sql`insert into call_days (${columns}) ${summed} and line = ${line} and month = ${month} ${byDay}`.execute(tx)
}

/**
 * Days whose sums are not those of their calls: what is kept, and what it should be; null where there is no row. None proves that the sums
 * equal the calls. One statement, which sees one moment and holds up nobody who writes.
 */
export async function checkCallDays(db: Kysely<Tables>): Promise<CallDayDifference[]> {
  const { rows } = await sql<CallDayTable & { readonly side: 'kept' | 'right' }>`
    with made as materialized (${summed} ${byDay}), there as (select ${columns} from call_days)
    select 'kept' as side, * from (select * from there except select * from made)
    union all select 'right' as side, * from (select * from made except select * from there)`.execute(db)
  const differences = new Map<string, CallDayDifference>()
  for (const { side, ...row } of rows) {
    const key = KEY.map((name) => row[name]).join(' ')
    differences.set(key, { ...(differences.get(key) ?? { key, kept: null, right: null }), [side]: row })
  }
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
  sum(case when origin = 'imported' then 1 else 0 end) as imported,
  sum(case when origin <> 'imported' and answered is not null and waited_s <= ${sql.lit(SERVICE_S)} then 1 else 0 end) as in_time,
  sum(case when origin = 'imported' and ${isOf('answered')} then 1 else 0 end) as imported_answered,
  sum(case when origin = 'imported' and ${isOf('abandoned')} then 1 else 0 end) as imported_abandoned
  from counted_calls where outcome is not null`
const byDay = sql`group by line, month, week, day, channel, kind, met_closed`

function isOf(outcome: string) {
  return outcome === 'answered'
    ? sql`(answered is not null or outcome = 'answered')`
    : sql`(answered is null and outcome = ${sql.lit(outcome)})`
}
