import { forgetDeleted } from '../record/forgetDeleted.ts'
import type { Db } from '../record/open.ts'

/**
 * Takes accounts that are gone out of the calls that they answered, and erases who had taken out what was kept of them. What they have
 * written in their work stays, with a random id that leads to no name. When it resolves, nothing of what is erased is left in the record's files.
 */
export async function forgetRemoved(db: Db): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('calls')
    .set({ advisor: null })
    .where('ended', 'is not', null)
    .where('advisor', 'not in', (eb) => eb.selectFrom('accounts').select('id'))
    .executeTakeFirstOrThrow()
  const { numDeletedRows } = await db
    .deleteFrom('account_readings')
    .where('account', 'not in', (eb) => eb.selectFrom('accounts').select('id'))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows + numDeletedRows > 0n) await forgetDeleted(db)
}
