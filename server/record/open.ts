import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { migrate } from './migrations/migrate.ts'
import type { Tables } from './schema.ts'
import { sqliteThread } from './sqliteThread.ts'

export type Db = Kysely<Tables>

/**
 * The record in its file, made and brought up to date when needed. What a transaction has written is on disk when its
 * promise resolves (WAL, synchronous=FULL). The file is readable by its owner alone. Whoever opens it calls `destroy`.
 */
export async function openRecord(file: string): Promise<Db> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // Before SQLite makes it: its companions, the log and its index, take their modes from it.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const db = new Kysely<Tables>({ dialect: sqliteThread(file) })
  try {
    await migrate(db as unknown as Kysely<never>)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}
