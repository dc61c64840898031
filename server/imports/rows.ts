import { type Kysely, sql } from 'kysely'
import type { Alike, CallRow, Found, MonthFound, NewTotals } from '../../shared/imports/imports.ts'
import { SHORT_ABANDON_S } from '../../shared/limits.ts'
import { CALL_DAY_COUNTS, type ImportTable, type Tables } from '../record/schema.ts'
import { dayOf, weekOf } from '../stats/calendar.ts'

/** Rows that one step copies or deletes: some ten milliseconds of the record's time. */
export const STEP_ROWS = 1_000

type Tx = Kysely<Tables>

/** Puts rows aside that follow after `first` ones. As one text of JSON, for thousands of bound values would hold up whoever else is served. */
export async function addRows(tx: Tx, id: string, first: number, rows: readonly CallRow[], timeZone: string): Promise<void> {
  const json = JSON.stringify(rows.map((row) => [...row, dayOf(row[0], timeZone)]))
  await sql`insert into import_rows (import_id, arrived, n, answered, talked_s, waited_s, day)
    select ${id}, json_extract(value, '$[0]'), ${first} + key, json_extract(value, '$[1]'), json_extract(value, '$[2]'),
      json_extract(value, '$[3]'), json_extract(value, '$[4]') from json_each(${json})`.execute(tx)
}

/** Marks rows as what they are a second time of. */
export async function markAlike(
  tx: Tx,
  id: string,
  marks: readonly (readonly [arrived: number, n: number, alike: Alike | null])[],
): Promise<void> {
  if (marks.length === 0) return
  await sql`update import_rows set alike = marks.alike from (select json_extract(value, '$[0]') as arrived, json_extract(value, '$[1]') as n,
      json_extract(value, '$[2]') as alike from json_each(${JSON.stringify(marks)})) as marks
    where import_id = ${id} and import_rows.arrived = marks.arrived and import_rows.n = marks.n`.execute(tx)
}

/** Sums the days of what is kept of an import; nothing counts by it. */
export async function sumDays(tx: Tx, id: string, leftOut: readonly Alike[]): Promise<void> {
  await tx.deleteFrom('import_days').where('import_id', '=', id).execute()
  const { rows } = await sql<{ day: string; answered: number; abandoned: number; abandoned_short: number }>`
    select day, sum(answered) as answered, sum(answered = 0 and not ${isShort}) as abandoned, sum(answered = 0 and ${isShort}) as abandoned_short
    from import_rows where import_id = ${id} and ${isWanted(leftOut)} group by day`.execute(tx)
  const days = rows.map(({ day, answered, abandoned, abandoned_short }) => [day, weekOf(day), answered, abandoned, abandoned_short])
  await sql`insert into import_days (import_id, day, week, month, answered, abandoned, abandoned_short)
    select ${id}, json_extract(value, '$[0]'), json_extract(value, '$[1]'), substr(json_extract(value, '$[0]'), 1, 7),
      json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]') from json_each(${JSON.stringify(days)})`.execute(
    tx,
  )
}

/** Where a step has come to, in the order of the rows. */
export interface Cursor {
  readonly arrived: number
  readonly n: number
}
export const BEGINNING: Cursor = { arrived: -1, n: -1 }

/** Copies the next rows of an import into the calls; a row that is there already is left alone. Gives where it has come to, null at the end. */
export async function copyRows(
  tx: Tx,
  { id, line, channel }: ImportTable,
  leftOut: readonly Alike[],
  from: Cursor,
): Promise<Cursor | null> {
  const { rows } =
    await sql<Cursor>`select arrived, n from import_rows where import_id = ${id} and (arrived, n) > (${from.arrived}, ${from.n})
    order by arrived, n limit ${STEP_ROWS}`.execute(tx)
  const last = rows.at(-1)
  if (!last) return null
  await sql`insert into calls (id, import_id, line, channel, kind, met_closed, interpreted_s, arrived, answered, ended, waited_s, talked_s, held_s,
      outcome, day, week, month, heartbeat_at, origin)
    select import_id || printf(':%09d', n), import_id, ${line}, ${channel}, 'call', 0, 0, arrived,
      case when answered = 1 and waited_s is not null then arrived + cast(round(waited_s * 1000) as integer) end, ${ended}, coalesce(waited_s, 0),
      case when answered = 1 then coalesce(talked_s, 0) else 0 end, 0,
      case when answered = 1 then 'answered' when ${isShort} then 'abandonedShort' else 'abandoned' end, day, week, month, ${ended}, 'imported'
    from import_rows join (select import_id, day, week, month from import_days) using (import_id, day)
    where import_id = ${id} and (arrived, n) > (${from.arrived}, ${from.n}) and (arrived, n) <= (${last.arrived}, ${last.n}) and ${isWanted(leftOut)}
    on conflict do nothing`.execute(tx)
  return rows.length < STEP_ROWS ? null : last
}

/** Adds an import's days to those of its line. In the transaction that keeps it. */
export async function addDays({ id, line, channel }: ImportTable, tx: Tx): Promise<void> {
  await sql`insert into call_days (line, month, week, day, channel, kind, met_closed, answered, abandoned, abandoned_short, imported,
      imported_answered, imported_abandoned)
    select ${line}, month, week, day, ${channel}, 'call', 0, answered, abandoned, abandoned_short, answered + abandoned + abandoned_short,
      answered, abandoned
    from import_days where import_id = ${id}
    on conflict (line, month, channel, kind, met_closed, day) do update set answered = call_days.answered + excluded.answered,
      abandoned = call_days.abandoned + excluded.abandoned, abandoned_short = call_days.abandoned_short + excluded.abandoned_short,
      imported = call_days.imported + excluded.imported, imported_answered = call_days.imported_answered + excluded.imported_answered,
      imported_abandoned = call_days.imported_abandoned + excluded.imported_abandoned`.execute(tx)
}

/** Takes them away again. In the transaction that undoes it. */
export async function takeBackDays(tx: Tx, { id, line, channel }: ImportTable): Promise<void> {
  const ofImport = sql`line = ${line} and channel = ${channel} and kind = 'call' and met_closed = 0
    and call_days.day in (select day from import_days where import_id = ${id})`
  await sql`update call_days set answered = call_days.answered - taken.answered, abandoned = call_days.abandoned - taken.abandoned,
      abandoned_short = call_days.abandoned_short - taken.abandoned_short,
      imported = imported - taken.answered - taken.abandoned - taken.abandoned_short,
      imported_answered = imported_answered - taken.answered, imported_abandoned = imported_abandoned - taken.abandoned
    from (select * from import_days where import_id = ${id}) as taken where call_days.month = taken.month and call_days.day = taken.day
      and ${ofImport}`.execute(tx)
  const empty = sql.join(
    CALL_DAY_COUNTS.map((name) => sql`${sql.ref(name)} = 0`),
    sql` and `,
  )
  await sql`delete from call_days where ${ofImport} and ${empty}`.execute(tx)
}

/** Deletes some of what an import that does not count has left in the record; false when there is no more. */
export async function takeAway(tx: Tx, id: string): Promise<boolean> {
  const staged = sql`delete from import_rows where import_id = ${id} and (arrived, n) in
    (select arrived, n from import_rows where import_id = ${id} limit ${STEP_ROWS})`
  if (Number((await staged.execute(tx)).numAffectedRows ?? 0) > 0) return true
  const copied = sql`delete from calls where rowid in (select rowid from calls where import_id = ${id}
    and import_id not in (select id from imports where state = 'kept') limit ${STEP_ROWS})`
  return Number((await copied.execute(tx)).numAffectedRows ?? 0) > 0
}

/** Of an import that was thrown away, what is little, and itself. */
export async function forget(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('import_days').where('import_id', '=', id).execute()
  await tx.deleteFrom('month_totals').where('import_id', '=', id).execute()
  await tx.deleteFrom('imports').where('id', '=', id).execute()
}

/** Puts monthly totals aside. */
export async function addTotals(tx: Tx, id: string, { line, channel, totals }: NewTotals): Promise<void> {
  const rows = totals.map(({ month, calls, answered, abandoned }) => ({ import_id: id, line, channel, month, calls, answered, abandoned }))
  await tx
    .insertInto('month_totals')
    .values(rows.map((row) => ({ ...row, alike: null })))
    .execute()
}

/** Looks which months of totals have calls already, or a total, and writes down what it finds. */
export async function checkTotals(tx: Tx, id: string): Promise<void> {
  const hasCalls = sql`exists (select 1 from call_days as there where there.line = mine.line and there.channel = mine.channel
    and there.month = mine.month and there.kind = 'call'`
  await sql`update month_totals as mine set alike = case
    when exists (select 1 from month_totals as other join imports on imports.id = other.import_id where imports.state = 'kept'
      and other.line = mine.line and other.channel = mine.channel and other.month = mine.month and other.import_id <> mine.import_id) then 'total'
    when ${hasCalls} and there.imported > 0) then 'import' when ${hasCalls}) then 'own' end where import_id = ${id}`.execute(tx)
  const rows = await tx.selectFrom('month_totals').selectAll().where('import_id', '=', id).orderBy('month').execute()
  const alike: Partial<Record<Alike, number>> = {}
  for (const row of rows) if (row.alike) alike[row.alike] = (alike[row.alike] ?? 0) + 1
  const months = rows.map(
    (row): MonthFound => ({ month: row.month, calls: row.calls, answered: row.answered, alike: row.alike ? row.calls : 0 }),
  )
  await writeFound(tx, id, { from: null, to: null, months, alike, talkKnown: 0, waitKnown: 0 })
}

/** Writes down what has been found; the import can be kept now. Not when it has moved on meanwhile. */
export async function writeFound(tx: Tx, id: string, found: Found): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ found: JSON.stringify(found), state: 'staged' })
    .where('id', '=', id)
    .where('state', 'in', ['checking', 'staged'])
    .execute()
}

const isShort = sql`(waited_s is not null and waited_s < ${sql.lit(SHORT_ABANDON_S)})`
const ended = sql`arrived + cast(round((coalesce(waited_s, 0) + case when answered = 1 then coalesce(talked_s, 0) else 0 end) * 1000) as integer)`

function isWanted(leftOut: readonly Alike[]) {
  return leftOut.length === 0 ? sql`true` : sql`(alike is null or alike not in (${sql.join(leftOut)}))`
}
