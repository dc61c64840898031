import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openRecord } from './open.ts'

/** A record in a file of its own with one advisor, Ada; goes away with its scope. */
export async function openTestRecord(): Promise<{ readonly db: Db; readonly file: string } & AsyncDisposable> {
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-test-'))
  const file = join(dir, 'lyhord.db')
  const db = await openRecord(file)
  await db.insertInto('accounts').values({ id: 'ada', username: 'ada', name: 'Ada', role: 'advisor', password: '' }).execute()
  return {
    db,
    file,
    async [Symbol.asyncDispose]() {
      await db.destroy()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
