import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** A call as it stands in the database file. Times in ms since 1970, lengths in seconds. */
export interface RecordedCall {
  readonly id: string
  readonly line: string
  readonly channel: string
  readonly kind?: string
  readonly reason?: string | null
  readonly arrived: number
  readonly answered: number | null
  readonly ended: number | null
  readonly waited_s: number
  readonly talked_s: number
  readonly held_s: number
  readonly outcome: string | null
  readonly advisor: string | null
  readonly day: string
  readonly week: string
  readonly month: string
}

/** The database file of a data directory. */
export function databaseFile(dataDir: string): string {
  const name = readdirSync(dataDir).find((file) => /\.(sqlite|sqlite3|db)$/.test(file))
  if (!name) throw new Error(`no database in ${dataDir}: ${readdirSync(dataDir).join(', ')}`)
  return join(dataDir, name)
}

/** All calls in the record, in the order of their arrival; read from the file, beside the running server. */
export function recordedCalls(dataDir: string): RecordedCall[] {
  return query(dataDir, (database) => database.prepare('SELECT * FROM calls ORDER BY arrived, rowid').all() as RecordedCall[])
}

/** The forms in the record, in the order of their calls; each answer as its question and itself. */
export function savedForms(dataDir: string): { readonly call: string; readonly closed: number; readonly answers: readonly string[] }[] {
  return query(dataDir, (database) => {
    const forms = database.prepare('SELECT forms.id, call, closed FROM forms JOIN calls ON calls.id = call ORDER BY arrived').all()
    const answers = database.prepare("SELECT question || ' ' || answer AS said FROM answers WHERE form = ? ORDER BY said")
    return (forms as { readonly id: string; readonly call: string; readonly closed: number }[]).map(({ id, call, closed }) => ({
      ...{ call, closed },
      answers: (answers.all(id) as { readonly said: string }[]).map(({ said }) => said),
    }))
  })
}

/** The notes in the record. */
export function savedNotes(dataDir: string): unknown[] {
  return query(dataDir, (database) => database.prepare('SELECT text, confirmed FROM form_notes').all())
}

/** What SQLite itself says of the file; `ok` when it is whole. */
export function integrity(dataDir: string): string {
  return query(dataDir, (database) => String(database.pragma('integrity_check', { simple: true })))
}

function query<T>(dataDir: string, ask: (database: Database.Database) => T): T {
  const database = new Database(databaseFile(dataDir), { readonly: true, fileMustExist: true })
  try {
    return ask(database)
  } finally {
    database.close()
  }
}
