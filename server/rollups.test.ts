import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Db, openRecord } from './record/open.ts'
import { publishedForms } from './reports/testing/publishedForms.ts'
import { rollups } from './rollups.ts'
import { publishedCalls } from './stats/testing/publishedCalls.ts'

let dir: string
let db: Db
const run = (...argv: string[]) => rollups(argv, { DATA_DIR: dir })

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lyhord-rollups-'))
  db = await openRecord(join(dir, 'lyhord.db'))
  const calls = publishedCalls('line').slice(0, 30)
  const { forms, answers } = publishedForms(calls)
  await db.insertInto('calls').values(calls).execute()
  await db.insertInto('forms').values(forms).execute()
  await db.insertInto('answers').values(answers).execute()
})
afterEach(async () => {
  await db.destroy()
  rmSync(dir, { recursive: true, force: true })
})

it('says which sums are wrong, and makes them right', async () => {
  await expect(run('--check')).rejects.toThrow('line 2019-02 2019-02-04 phone call 0')
  expect(await run('--rebuild')).toContain('equal the calls')
  expect(await run('--check')).toContain('equal the calls')
  await db.updateTable('form_sums').set({ forms: 7 }).where('span', '=', '2019-02').execute()
  await expect(run('--check')).rejects.toThrow('line 2019-02 caller_category used_violence used_violence')
  expect(await run('--rebuild')).toContain('equal the calls and the forms')
})

it.each([[[]], [['--both']], [['--check', '--rebuild']]])('says how it is used when asked %j', async (argv) => {
  await expect(run(...argv)).rejects.toThrow('npm run rollups -- --check|--rebuild')
})
