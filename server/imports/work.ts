import { type Kysely, sql } from 'kysely'
import type { LineId } from '../../shared/floor/model.ts'
import { createPairs, createRepeats, rowKey, SAME_CALL_MS } from '../../shared/imports/duplicates.ts'
import type { Alike, CallRow, Found, MonthFound } from '../../shared/imports/imports.ts'
import type { Log } from '../log.ts'
import { turn } from '../pieces.ts'
import type { Db } from '../record/open.ts'
import type { ImportRowTable, ImportTable, Tables } from '../record/schema.ts'
import { dayOf, monthOf } from '../stats/calendar.ts'
import { after } from '../timers.ts'
import {
  addDays,
  BEGINNING,
  type Cursor,
  checkTotals,
  copyRows,
  forget,
  markAlike,
  STEP_ROWS,
  sumDays,
  takeAway,
  writeFound,
} from './rows.ts'

/** How long until work that failed is tried again, in ms. */
const AGAIN_MS = 10_000

/** What imports have to be done for, one after another, in steps between which calls have their turn. */
export interface Work {
  /** An import that is `checking` is to be looked through. */
  look(id: string): void
  /** Takes up all that is to be done, as the record says. */
  resume(): Promise<void>
  idle(): Promise<void>
  close(): Promise<void>
}

/** Calls `onCounted` when an import of calls has begun to count. */
export function createWork(db: Db, log: Pick<Log, 'error'>, onCounted: () => void): Work {
  let queue: Promise<void> = Promise.resolve()
  let closed = false
  const waiting = new Set<string>()

  function add(id: string): void {
    if (waiting.has(id) || closed) return
    waiting.add(id)
    queue = queue.then(async () => {
      waiting.delete(id)
      if (closed) return
      try {
        await workOn(db, id, () => closed, onCounted)
        await resume()
      } catch (error) {
        log.error('import fault', { error })
        after(AGAIN_MS, () => add(id)).unref()
      }
    })
  }

  async function resume(): Promise<void> {
    const { rows } = await sql<{ id: string }>`select id from imports where state in ('keeping', 'checking', 'discarded')
      or (state in ('kept', 'undone') and exists (select 1 from import_rows where import_id = imports.id))
      or (state = 'undone' and exists (select 1 from calls where import_id = imports.id)) order by at`.execute(db)
    for (const { id } of rows) add(id)
  }

  return {
    look: add,
    resume,
    idle: async () => {
      let last: Promise<void> | null = null
      while (last !== queue) {
        last = queue
        await last
      }
    },
    async close() {
      closed = true
      await queue
    },
  }
}

/** Does what the state of an import asks for; each step reads the state anew, for it may be undone or thrown away meanwhile. */
async function workOn(db: Db, id: string, isClosed: () => boolean, onCounted: () => void): Promise<void> {
  const row = (await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()) as ImportTable | undefined
  if (row?.state === 'checking' && row.what === 'months') return db.transaction().execute((tx) => checkTotals(tx, id))
  if (row?.state === 'checking') await check(db, row, isClosed)
  if (row?.state === 'keeping' && (await keep(db, row, isClosed))) onCounted()
  if (!row || row.state === 'checking' || row.state === 'staged') return
  while (!isClosed() && (await takeAway(db, id))) await turn()
  if (row.state === 'discarded' && !isClosed()) await db.transaction().execute((tx) => forget(tx, id))
}

/** What has been looked through already must be looked through again, for the line's record has changed. In the transaction that changes it. */
export async function lookAgain(tx: Kysely<Tables>, line: LineId): Promise<void> {
  await tx.updateTable('imports').set({ state: 'checking', done: 0 }).where('state', '=', 'staged').where('line', '=', line).execute()
}

/** False when it was stopped before its end. */
async function keep(db: Db, row: ImportTable, isClosed: () => boolean): Promise<boolean> {
  const leftOut = JSON.parse(row.left_out) as Alike[]
  await db.transaction().execute((tx) => sumDays(tx, row.id, leftOut))
  let done = 0
  for (let from: Cursor | null = BEGINNING; from !== null; ) {
    if (isClosed()) return false
    const start: Cursor = from
    done += STEP_ROWS
    from = await db.transaction().execute(async (tx) => {
      await tell(tx, row, done)
      return copyRows(tx, row, leftOut, start)
    })
    await turn()
  }
  await db.transaction().execute(async (tx) => {
    await addDays(row, tx)
    await tx.updateTable('imports').set({ state: 'kept', done: row.received }).where('id', '=', row.id).execute()
    await lookAgain(tx, row.line)
  })
  return true
}

/** Looks for duplicates, page by page in order of time, and sums up what there is. */
async function check(db: Db, row: ImportTable, isClosed: () => boolean): Promise<void> {
  const isRepeat = createRepeats()
  const pairs = createPairs()
  const totals = await monthsWithTotals(db, row)
  const months = new Map<string, MonthFound & { answered: number }>()
  const alike: Partial<Record<Alike, number>> = {}
  let [from, to, talkKnown, waitKnown, done] = [null as number | null, null as number | null, 0, 0, 0]
  let imported = new Map<string, number>()
  let known = Number.NEGATIVE_INFINITY
  for (let cursor: Cursor | undefined = BEGINNING; cursor; ) {
    if (isClosed()) return
    const page: readonly ImportRowTable[] = await pageOf(db, row.id, cursor)
    const [first, last] = [page[0], page.at(-1)]
    if (!first || !last) break
    const there = await callsBetween(db, row, Math.max(known + 1, first.arrived - SAME_CALL_MS), last.arrived + SAME_CALL_MS)
    known = last.arrived + SAME_CALL_MS
    pairs.add(there.filter(({ import_id }) => import_id === null).map(({ arrived }) => arrived))
    imported = new Map([...imported].filter(([, at]) => at >= first.arrived))
    for (const call of there) if (call.import_id !== null) imported.set(keyOfCall(call), call.arrived)
    const marks: [number, number, Alike | null][] = []
    for (const each of page) {
      const call: CallRow = [each.arrived, each.answered, each.talked_s, each.waited_s]
      const month = monthOf(each.day)
      const is: Alike | null = isRepeat(call)
        ? 'file'
        : imported.has(rowKey(call))
          ? 'import'
          : pairs.has(each.arrived)
            ? 'own'
            : totals.has(month)
              ? 'total'
              : null
      if (is !== each.alike) marks.push([each.arrived, each.n, is])
      if (is) alike[is] = (alike[is] ?? 0) + 1
      const sum = months.get(month) ?? { month, calls: 0, answered: 0, alike: 0 }
      months.set(month, { month, calls: sum.calls + 1, answered: sum.answered + each.answered, alike: sum.alike + (is ? 1 : 0) })
      if (each.talked_s !== null) talkKnown++
      if (each.waited_s !== null) waitKnown++
    }
    from ??= first.arrived
    to = last.arrived
    done += page.length
    await db.transaction().execute(async (tx) => {
      await markAlike(tx, row.id, marks)
      await tell(tx, row, done)
    })
    cursor = page.length < STEP_ROWS ? undefined : last
    await turn()
  }
  const found: Found = { from, to, months: [...months.values()], alike, talkKnown, waitKnown }
  await writeFound(db, row.id, found)
}

async function pageOf(db: Db, id: string, from: Cursor): Promise<ImportRowTable[]> {
  const { rows } =
    await sql<ImportRowTable>`select * from import_rows where import_id = ${id} and (arrived, n) > (${from.arrived}, ${from.n})
    order by arrived, n limit ${STEP_ROWS}`.execute(db)
  return rows
}

type CallThere = Pick<Tables['counted_calls'], 'arrived' | 'outcome' | 'talked_s' | 'waited_s'> & { readonly import_id: string | null }

/** Calls of the line and channel that count, in order of time. */
async function callsBetween(db: Db, { line, channel }: ImportTable, from: number, to: number): Promise<CallThere[]> {
  // A day more on both sides: days are of the line's zone.
  const [first, last] = [dayOf(from - 86_400_000, 'UTC'), dayOf(to + 86_400_000, 'UTC')]
  return db
    .selectFrom('counted_calls')
    .select(['arrived', 'import_id', 'outcome', 'talked_s', 'waited_s'])
    .where('line', '=', line)
    .where('day', '>=', first)
    .where('day', '<=', last)
    .where('channel', '=', channel)
    .where('kind', '=', 'call')
    .where('arrived', '>=', from)
    .where('arrived', '<=', to)
    .orderBy('arrived')
    .execute()
}

/** As the row said it that this call came from. */
const keyOfCall = ({ arrived, outcome, talked_s, waited_s }: CallThere): string =>
  rowKey([arrived, outcome === 'answered' ? 1 : 0, talked_s || null, waited_s || null])

async function monthsWithTotals(db: Db, { line, channel }: ImportTable): Promise<Set<string>> {
  const rows = await db
    .selectFrom('month_totals')
    .innerJoin('imports', 'imports.id', 'month_totals.import_id')
    .select('month')
    .where('imports.state', '=', 'kept')
    .where('month_totals.line', '=', line)
    .where('month_totals.channel', '=', channel)
    .execute()
  return new Set(rows.map(({ month }) => month))
}

async function tell(db: Kysely<Tables>, { id, state, received }: ImportTable, done: number): Promise<void> {
  await db
    .updateTable('imports')
    .set({ done: Math.min(done, received) })
    .where('id', '=', id)
    .where('state', '=', state)
    .execute()
}
