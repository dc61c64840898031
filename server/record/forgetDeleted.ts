import { CompiledQuery } from 'kysely'
import type { Db } from './open.ts'

/** One statement on a connection that nobody else uses meanwhile, with its rows. */
type Run = (statement: string) => Promise<readonly unknown[]>

/**
 * Moves what the log of the database still holds into the database, where deleted and overwritten text is gone (`secure_delete`), and empties
 * the log. False when somebody else reads just now, such as a backup: then the log stands as it was. It never waits for a reader, for
 * calls wait behind it. See "PRAGMA wal_checkpoint" of SQLite: the first column of the answer says whether it was busy.
 */
export async function emptyLog(run: Run): Promise<boolean> {
  const [before] = (await run('pragma busy_timeout')) as { readonly timeout: number }[]
  await run('pragma busy_timeout = 0')
  try {
    const [done] = (await run('pragma wal_checkpoint(truncate)')) as { readonly busy: number }[]
    return done?.busy === 0
  } finally {
    await run(`pragma busy_timeout = ${before?.timeout ?? 0}`)
  }
}

/** Empties the log now. Where that cannot be done at once, the record does so by itself as soon as it can: see `createForgetting`. */
export async function forgetDeleted(db: Db): Promise<void> {
  await db.connection().execute((one) => emptyLog(async (statement) => (await one.executeQuery(CompiledQuery.raw(statement))).rows))
}
