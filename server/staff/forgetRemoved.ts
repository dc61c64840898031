import { sql } from 'kysely'
import type { AdvisorId } from '../../shared/floor/model.ts'
import { forgetDeleted } from '../record/forgetDeleted.ts'
import type { Db } from '../record/open.ts'

/** In `meta` from an account's removal until nothing leads to it any more: a stop in between is made good at the next start. */
const DUE = 'accounts removed'
/** How many calls are looked through at once: what else is to be written waits as long as one part takes. */
const ROWS = 20_000

/** Removes the row of an account; `forgetRemoved` is due then. */
export async function removeRow(db: Db, id: AdvisorId): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('accounts').where('id', '=', id).execute()
    await tx
      .insertInto('meta')
      .values({ name: DUE, value: '' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

/**
 * Takes accounts that are gone out of the calls that they answered, and erases who had taken out what was kept of them. What they have
 * written in their work stays, with a random id that leads to no name. When it resolves, nothing of what is erased is left in the record's files.
 */
export async function forgetRemoved(db: Db): Promise<void> {
  if (!(await db.selectFrom('meta').select('name').where('name', '=', DUE).executeTakeFirst())) return
  const { last } = await db.selectFrom('calls').select(sql<number | null>`max(rowid)`.as('last')).executeTakeFirstOrThrow()
  for (let from = 0; from <= (last ?? 0); from += ROWS) {
    await db
      .updateTable('calls')
      .set({ advisor: null })
      .where(sql<boolean>`calls.rowid between ${from + 1} and ${from + ROWS}`)
      .where('ended', 'is not', null)
      .where('advisor', 'not in', (eb) => eb.selectFrom('accounts').select('id'))
      .execute()
  }
  await db
    .deleteFrom('account_readings')
    .where('account', 'not in', (eb) => eb.selectFrom('accounts').select('id'))
    .execute()
  await forgetDeleted(db)
  // A call that goes on keeps its last advisor until it has ended; it is looked for again at the next start.
  const stillOpen = await db
    .selectFrom('calls')
    .select('id')
    .where('ended', 'is', null)
    .where('advisor', 'not in', (eb) => eb.selectFrom('accounts').select('id'))
    .executeTakeFirst()
  if (!stillOpen) await db.deleteFrom('meta').where('name', '=', DUE).execute()
}
