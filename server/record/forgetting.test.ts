import { existsSync, readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { CompiledQuery, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { emptyLog } from './forgetDeleted.ts'
import { createForgetting, FORGET_MS, leavesTraces } from './forgetting.ts'
import type { Db } from './open.ts'
import { openTestRecord } from './testRecord.ts'

const MARK = 'Rakel Exempelsson'

/** Everything that lies on the disk of a record, as bytes. */
function onDisk(file: string): string {
  return ['', '-wal', '-shm', '-journal'].map((end) => (existsSync(file + end) ? readFileSync(file + end, 'latin1') : '')).join('')
}
const within = { timeout: 15_000, interval: 25 }
const logSize = (file: string): number => statSync(`${file}-wal`).size

async function tablesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite%'`.execute(db)
  return rows.map(({ name }) => name)
}

/** A row in which every text is the mark. */
async function insertMarks(db: Db, table: string): Promise<void> {
  const { rows } = await sql<{ name: string; type: string }>`select name, type from pragma_table_info(${table})`.execute(db)
  const values = rows.map(({ type }) => (type.toLowerCase() === 'text' ? MARK : 1))
  const marks = rows.map(() => '?').join(', ')
  await db.executeQuery(
    CompiledQuery.raw(`insert into "${table}" (${rows.map(({ name }) => `"${name}"`).join(', ')}) values (${marks})`, values),
  )
}

describe('what is taken out of the record', () => {
  let record: Awaited<ReturnType<typeof openTestRecord>>
  let db: Db
  let file: string
  beforeAll(async () => {
    record = await openTestRecord()
    db = record.db
    file = record.file
  })
  afterAll(() => record[Symbol.asyncDispose]())

  // Before the others: what follows is not to be mistaken for it.
  test('is gone from a log that a crash has left, soon after the start', async () => {
    await expect.poll(() => logSize(file), within).toBe(0)
  })

  test('leaves every file of it when it is written over', async () => {
    await db.updateTable('accounts').set({ name: MARK }).execute()
    await db.updateTable('accounts').set({ name: 'Ada' }).execute()
    await expect.poll(() => onDisk(file).includes(MARK), within).toBe(false)
  })

  test('leaves it once a reader who was there, such as a backup, has gone, and nobody waits for the reader', async () => {
    await db.updateTable('accounts').set({ name: MARK }).execute()
    const reader = new Database(file, { readonly: true })
    reader.exec('begin')
    reader.prepare('select name from accounts').all()
    await db.updateTable('accounts').set({ name: 'Ada' }).execute()
    const empty = () =>
      db.connection().execute((one) => emptyLog(async (statement) => (await one.executeQuery(CompiledQuery.raw(statement))).rows))
    expect(await empty()).toBe(false)
    expect((await sql<{ timeout: number }>`pragma busy_timeout`.execute(db)).rows).toEqual([{ timeout: 5_000 }])
    expect(onDisk(file)).toContain(MARK)
    reader.exec('commit')
    reader.close()
    await expect.poll(() => onDisk(file).includes(MARK), within).toBe(false)
  })

  test('of sums, not even the steps by which they have grown', async () => {
    const one = { line: 'a', quarter: '2026-Q1', question: 'safer', answer: 'yes', count: 1 }
    for (let answer = 0; answer < 3; answer++)
      await db
        .insertInto('survey_counts')
        .values(one)
        .onConflict((known) =>
          known.columns(['line', 'quarter', 'question', 'answer']).doUpdateSet({ count: sql`survey_counts.count + excluded.count` }),
        )
        .execute()
    expect(logSize(file)).toBeGreaterThan(0)
    await expect.poll(() => logSize(file), within).toBe(0)
  })

  test('leaves it, from every table that is not named as harmless', async () => {
    await sql`pragma foreign_keys = off`.execute(db)
    const tables = (await tablesOf(db)).filter((table) => leavesTraces(`delete from "${table}"`))
    for (const table of tables) await insertMarks(db, table)
    expect(onDisk(file), 'the mark should have been there').toContain(MARK)
    for (const table of tables) await db.executeQuery(CompiledQuery.raw(`delete from "${table}"`))
    await expect.poll(() => onDisk(file).includes(MARK), within).toBe(false)
    expect(tables).toEqual(expect.arrayContaining(['form_notes', 'answers', 'duty_reports', 'message_keys', 'accounts', 'written_texts']))
  })
})

describe('a statement', () => {
  test.each([
    ['insert into "survey_counts" ("line") values (?)', true],
    ['delete from "form_notes" where "form" = ?', true],
    ['update "duty_reports" set "sealed" = ?', true],
    ['  insert or replace into some_new_table values (1)', true],
    ['select "text" from "form_notes"', false],
    ['update "calls" set "heartbeat_at" = ?', false],
    ['begin immediate', false],
    ['pragma wal_checkpoint(truncate)', false],
  ])('%s leaves traces: %s', (statement, leaves) => {
    expect(leavesTraces(statement)).toBe(leaves)
  })
})

describe('tries', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('are made until one succeeds, after pauses that grow to half a minute', async () => {
    const at: number[] = []
    const forgetting = createForgetting(async () => at.push(performance.now()) > 8)
    const began = performance.now()
    forgetting.wrote('delete from "form_notes"')
    await vi.advanceTimersByTimeAsync(600_000)
    const pauses = at.map((moment, index) => moment - (at[index - 1] ?? began))
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30].map((seconds) => seconds * 1_000))
  })

  test('are one for all that was written in a second, and come after a fault too', async () => {
    let tries = 0
    const forgetting = createForgetting(async () => {
      tries += 1
      if (tries === 1) throw new Error('disk I/O error')
      return true
    })
    for (let write = 0; write < 50; write++) forgetting.wrote('delete from "form_notes"')
    await vi.advanceTimersByTimeAsync(FORGET_MS)
    expect(tries).toBe(1)
    await vi.advanceTimersByTimeAsync(2 * FORGET_MS)
    expect([tries, vi.getTimerCount()]).toEqual([2, 0])
    forgetting.wrote('delete from "form_notes"')
    forgetting.close()
    await vi.advanceTimersByTimeAsync(10 * FORGET_MS)
    expect(tries).toBe(2)
  })
})
