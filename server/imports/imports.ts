import type { Kysely } from 'kysely'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { Line, LineId } from '../../shared/floor/model.ts'
import type { CallRow, Import, ImportState, Keep, NewImport, NewTotals, ToldOfFile } from '../../shared/imports/imports.ts'
import { DAY_MS } from '../../shared/zonedTime.ts'
import type { Log } from '../log.ts'
import type { Db } from '../record/open.ts'
import type { ImportTable, Tables } from '../record/schema.ts'
import { calendarOf } from '../stats/calendar.ts'
import { readImports } from './read.ts'
import { addRows, addTotals, checkTotals, takeBackDays } from './rows.ts'
import { createWork, lookAgain } from './work.ts'

/**
 * Brings history into the record, as a whole or not at all. Rows lie apart until they are kept; what is long is done in small steps, so
 * that a call never waits for it; and a server that dies goes on at its next start with what was asked of it.
 */
export interface Imports {
  /** Newest first. */
  list(): Promise<Import[]>
  /** An import of calls that is empty yet. Accounts are named by their ids. */
  begin(asked: NewImport, account: string): Promise<Outcome<Import>>
  /** Rows that follow after `first` ones; those that are there already may be sent once more. */
  receive(id: string, first: number, rows: readonly CallRow[]): Promise<Outcome<{ readonly received: number }>>
  /** All rows have come. */
  complete(id: string, told: ToldOfFile): Promise<Outcome<Import>>
  /** An import of monthly totals, whole at once. */
  totals(asked: NewTotals, account: string): Promise<Outcome<Import>>
  keep(id: string, how: Keep, account: string): Promise<Outcome<Import>>
  /** What it brought counts no more at once, and is taken out of the record after. */
  undo(id: string, account: string): Promise<Outcome<Import>>
  /** Throws away what was never kept. */
  discard(id: string): Promise<Outcome>
  /** Calls `listener` when what counts has changed, until the returned function is called. */
  onCounted(listener: () => void): () => void
  /** When all that was begun is done. */
  idle(): Promise<void>
  /** Stops after the step under way. */
  close(): Promise<void>
}

export interface ImportsOptions {
  readonly db: Db
  readonly lineOf: (id: LineId) => Line | undefined
  readonly log: Pick<Log, 'error'>
  /** ms since 1970 */
  readonly clock: () => number
}

const NOTHING_TOLD: ToldOfFile = {
  timeZone: 'UTC',
  rows: 0,
  columns: { read: 0, left: 0, numbers: 0 },
  otherDirection: 0,
  broken: {},
  notes: {},
}

/** Takes up what an earlier server left undone. */
export async function createImports({ db, lineOf, log, clock }: ImportsOptions): Promise<Imports> {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const work = createWork(db, log, tell)
  await db
    .updateTable('imports')
    .set({ state: 'discarded' })
    .where('state', '=', 'receiving')
    .where('at', '<', clock() - DAY_MS)
    .execute()
  await work.resume()

  async function found(id: string): Promise<Outcome<Import>> {
    const [one] = await readImports(db, id)
    return one ? ok(one) : refuse('notFound')
  }

  /** Changes an import that is in one of these states, in one transaction. */
  async function move<T>(id: string, from: readonly ImportState[], change: (tx: Kysely<Tables>, row: ImportTable) => Promise<Outcome<T>>) {
    return db.transaction().execute(async (tx): Promise<Outcome<T>> => {
      const row = (await tx.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()) as ImportTable | undefined
      if (!row || row.state === 'discarded') return refuse('notFound')
      return from.includes(row.state) ? change(tx, row) : refuse('illegalTransition')
    })
  }

  async function add(asked: NewImport, account: string, rest: Pick<ImportTable, 'what' | 'state' | 'received'>, tx: Kysely<Tables> = db) {
    const id = crypto.randomUUID()
    const { line, channel } = asked
    const row = { id, line, channel, ...rest, done: 0, told: JSON.stringify(NOTHING_TOLD), account, at: clock() }
    await tx.insertInto('imports').values(row).execute()
    return id
  }

  return {
    list: () => readImports(db),

    async begin(asked, account) {
      if (!lineOf(asked.line)) return refuse('unknownLine', 'line')
      return found(await add(asked, account, { what: 'calls', state: 'receiving', received: 0 }))
    },

    async receive(id, first, rows) {
      const upTo = first + rows.length
      return move(id, ['receiving'], async (tx, { received, line }) => {
        if (upTo <= received) return ok({ received })
        const zone = lineOf(line)?.timeZone
        if (!zone) return refuse('unknownLine')
        if (first !== received) return refuse('badRequest', 'first', `must be ${received}, the rows that have come`)
        await addRows(tx, id, first, rows, zone)
        await tx.updateTable('imports').set({ received: upTo }).where('id', '=', id).execute()
        return ok({ received: upTo })
      })
    },

    async complete(id, told) {
      const done = await move(id, ['receiving'], async (tx, { received }) => {
        if (received === 0) return refuse('badRequest', 'rows', 'must have at least one call')
        if (told.rows < received) return refuse('badRequest', 'rows', 'must be at least as many as have come')
        await tx
          .updateTable('imports')
          .set({ state: 'checking', told: JSON.stringify(told) })
          .where('id', '=', id)
          .execute()
        return ok(undefined)
      })
      if (!done.ok) return done
      work.look(id)
      return found(id)
    },

    async totals(asked, account) {
      const line = lineOf(asked.line)
      if (!line) return refuse('unknownLine', 'line')
      const present = calendarOf(clock(), line.timeZone).month
      const running = asked.totals.findIndex(({ month }) => month >= present)
      if (running !== -1) return refuse('badRequest', `totals.${running}.month`, 'must be a month that is over')
      const id = await db.transaction().execute(async (tx) => {
        const made = await add(asked, account, { what: 'months', state: 'staged', received: asked.totals.length }, tx)
        await addTotals(tx, made, asked)
        await checkTotals(tx, made)
        return made
      })
      return found(id)
    },

    async keep(id, { leaveOut, withoutBroken }, account) {
      const kept = await move(id, ['staged'], async (tx, { what, told, line }) => {
        const broken = Object.keys((JSON.parse(told) as ToldOfFile).broken).length > 0
        if (broken && !withoutBroken) return refuse('badRequest', 'withoutBroken', 'must be true, for some rows could not be read')
        // What is being kept may be what this one is a second time of.
        const other = await tx.selectFrom('imports').select('id').where('line', '=', line).where('state', '=', 'keeping').executeTakeFirst()
        if (other) return refuse('illegalTransition')
        const state = what === 'calls' ? 'keeping' : 'kept'
        await tx
          .updateTable('imports')
          .set({ state, done: 0, left_out: JSON.stringify(leaveOut), kept_by: account, kept_at: clock() })
          .where('id', '=', id)
          .execute()
        if (what === 'months' && leaveOut.length > 0)
          await tx.deleteFrom('month_totals').where('import_id', '=', id).where('alike', 'in', leaveOut).execute()
        if (what === 'months') await lookAgain(tx, line)
        return ok(undefined)
      })
      await work.resume()
      if (kept.ok) tell()
      return kept.ok ? found(id) : kept
    },

    async undo(id, account) {
      const undone = await move(id, ['kept'], async (tx, row) => {
        await tx.updateTable('imports').set({ state: 'undone', undone_by: account, undone_at: clock() }).where('id', '=', id).execute()
        if (row.what === 'calls') await takeBackDays(tx, row)
        await lookAgain(tx, row.line)
        return ok(undefined)
      })
      await work.resume()
      if (undone.ok) tell()
      return undone.ok ? found(id) : undone
    },

    async discard(id) {
      const gone = await move(id, ['receiving', 'checking', 'staged'], async (tx) => {
        await tx.updateTable('imports').set({ state: 'discarded' }).where('id', '=', id).execute()
        return ok(undefined)
      })
      await work.resume()
      return gone
    },

    onCounted(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    idle: work.idle,
    close: work.close,
  }
}
