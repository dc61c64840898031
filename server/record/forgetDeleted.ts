import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Moves what the log of the database still holds into the database, where deleted rows have been overwritten, and empties the log. */
export async function forgetDeleted(db: Db): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
}
