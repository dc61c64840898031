import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrate } from './migrations.ts'
import type { Tables } from './schema.ts'

export type Db = Kysely<Tables>

/**
 * The record in its file, made and brought up to date when needed. What a transaction has written is on disk when its
 * promise resolves (WAL, synchronous=FULL). The file is readable by its owner alone. Whoever opens it calls `destroy`.
 */
export async function openRecord(file: string): Promise<Db> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  chmodSync(file, 0o600)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  try {
    await migrate(db as unknown as Kysely<never>)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}
