import { type Kysely, sql } from 'kysely'
import { assertUnreachable } from '../../shared/assertUnreachable.ts'
import type { Change } from '../../shared/floor/changes.ts'
import type { Line } from '../../shared/floor/model.ts'
import type { ChangeStore } from '../floor/port.ts'
import { countEnded } from './callDays.ts'
import { touchedRows } from './callRows.ts'
import type { Db } from './open.ts'
import type { CallTable, LineTable, Tables } from './schema.ts'

/**
 * Keeps what changes mean for the record: calls, lines, and who serves which line, with the last change's number.
 * One transaction for each append, on disk when its promise resolves. An advisor must have an account row first.
 * `origin` marks the calls of a demonstration.
 */
export function createChangeStore(db: Db, origin: Exclude<CallTable['origin'], 'imported'> = 'live'): ChangeStore {
  return {
    async append(rev, changes, before) {
      const rows = touchedRows(changes, before)
      await db.transaction().execute(async (tx) => {
        await tx
          .updateTable('meta')
          .set({ value: String(rev) })
          .where('name', '=', 'rev')
          .where(sql<number>`cast(value as integer)`, '<', rev)
          .execute()
        await writeCalls(
          tx,
          rows.map((row) => ({ ...row, origin })),
        )
        for (const row of rows) await countEnded(tx, { ...row, origin })
        for (const change of changes) await writeStaff(tx, change)
      })
    },
  }
}

/** One statement for all of them: each statement costs a turn of this thread and of the record's. */
async function writeCalls(tx: Kysely<Tables>, rows: readonly CallTable[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const { id, line, channel, arrived, day, week, month, origin, ...moving } = first
  const columns = Object.keys(moving) as (keyof typeof moving)[]
  await tx
    .insertInto('calls')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute()
}

async function writeStaff(tx: Kysely<Tables>, change: Change): Promise<void> {
  switch (change.type) {
    case 'lineSet': {
      const { id, ...rest } = lineRow(change.line)
      await tx
        .insertInto('lines')
        .values({ id, ...rest })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute()
      return
    }
    case 'lineRemoved':
      await tx.deleteFrom('lines').where('id', '=', change.line).execute()
      return
    case 'advisorSet':
      await tx
        .updateTable('accounts')
        .set({ name: change.name, languages: JSON.stringify(change.languages) })
        .where('id', '=', change.advisor)
        .execute()
      await tx.deleteFrom('account_lines').where('account', '=', change.advisor).execute()
      for (const line of change.lines) await tx.insertInto('account_lines').values({ account: change.advisor, line }).execute()
      return
    case 'advisorRemoved':
      await tx.deleteFrom('account_lines').where('account', '=', change.advisor).execute()
      return
    case 'callArrived':
    case 'languageChosen':
    case 'callTurnedAway':
    case 'voicemailStarted':
    case 'messageLeft':
    case 'voicemailGivenUp':
    case 'callBackStarted':
    case 'calleeRang':
    case 'calleeAnswered':
    case 'interpreterCalled':
    case 'interpreterRang':
    case 'interpreterAnswered':
    case 'interpreterHeld':
    case 'interpreterResumed':
    case 'interpreterEnded':
    case 'callQueued':
    case 'callOffered':
    case 'offerEnded':
    case 'callAnswered':
    case 'callHeld':
    case 'callResumed':
    case 'callReturned':
    case 'callEnded':
    case 'shiftStarted':
    case 'advisorReady':
    case 'advisorPaused':
    case 'advisorOffline':
    case 'phoneRegistered':
    case 'phoneReached':
    case 'phoneGone':
    case 'trunkSet':
    case 'keepingSet':
      return
    default:
      return assertUnreachable(change)
  }
}

/** A line as its row. */
export function lineRow(line: Line): LineTable {
  return {
    id: line.id,
    name: line.name,
    greeting: line.greeting,
    place: line.order,
    started_on: line.startedOn,
    catchment: line.catchment,
    time_zone: line.timeZone,
    number: line.number,
    hours: line.hours && JSON.stringify(line.hours),
    service: JSON.stringify(line.service),
  }
}
