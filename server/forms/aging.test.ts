import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import { plainService } from '../../shared/floor/service.ts'
import { mondayOf, weekOf } from '../../shared/review/weeks.ts'
import { addDays, momentOf } from '../../shared/zonedTime.ts'
import type { Db } from '../record/open.ts'
import { openTestRecord } from '../record/testRecord.ts'
import { answeredCall } from '../stats/testing/publishedCalls.ts'
import { ageForms, bringFormsForward } from './aging.ts'

const ZONE = 'Europe/Stockholm'
const line: Line = {
  ...{ id: 'linjen', name: 'Linjen', greeting: '', order: 1, startedOn: '2019-02-01', catchment: 1, timeZone: ZONE },
  ...{ number: '', hours: null, service: plainService },
}
/** A Thursday, and with it the first week that is not all older than twelve months: the one with 2025-11-26, from Monday the 24th. */
const TODAY = '2026-11-26'
const NOW = momentOf(TODAY, 600, ZONE)

/** Three calls a day on so many days from this one, each with a form whose age tells which it is. */
async function fill(db: Db, from: string, days: number) {
  let n = 0
  for (let day = 0; day < days; day++)
    for (let each = 0; each < 3; each++) {
      const id = crypto.randomUUID()
      const form = crypto.randomUUID()
      const call = answeredCall(id, line.id, momentOf(addDays(from, day), 600 + 60 * each, ZONE))
      await db
        .insertInto('calls')
        .values({ ...call, advisor: 'ada' })
        .execute()
      await db
        .insertInto('forms')
        .values({ id: form, call: id, kind: 'call', line: line.id, day: call.day, version: 2, closed: 1, rev: 3, saved: call.ended })
        .execute()
      await db
        .insertInto('answers')
        .values({ form, question: 'age', answer: `${12 + (n++ % 90)}` })
        .execute()
      await db.insertInto('form_notes').values({ form, text: 'lugn efteråt', erase_on: '2099-01-01', confirmed: '[]' }).execute()
    }
}

const forms = (db: Db) => db.selectFrom('forms').leftJoin('answers', 'form', 'id').selectAll().orderBy('id').execute()

/** Every column of every table but those of forms, as texts: what a form could be joined with. */
async function everythingElse(db: Db): Promise<Set<string>> {
  const known = new Set<string>()
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
  for (const { name } of tables.rows.filter((table) => !['forms', 'answers', 'form_notes'].includes(table.name))) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db)
    for (const row of rows) for (const value of Object.values(row)) known.add(String(value))
  }
  return known
}

it('leaves nothing by which a form that has been cut off can be joined with its call', async () => {
  await using record = await openTestRecord()
  const { db } = record
  await fill(db, '2025-10-06', 14)
  const calls = await everythingElse(db)
  const before = await forms(db)
  expect(
    before.every(({ call, day }) => calls.has(String(call)) && calls.has(day)),
    'before, each can be',
  ).toBe(true)

  expect(await ageForms(db, [line], NOW)).toEqual({ cut: 42, notesErased: 0 })
  const after = await forms(db)
  expect(after.map(({ answer }) => answer).sort()).toEqual(before.map(({ answer }) => answer).sort())
  const oldIds = new Set(before.map(({ id }) => id))
  for (const form of after) {
    expect(form).toMatchObject({ call: null, rev: 0, saved: null, day: mondayOf(weekOf(form.day)) })
    expect(oldIds.has(form.id)).toBe(false)
    // what is left of it that anything else has as well says only the line, the week and the kind of call
    const { line: own, kind, day, version, closed, rev, call, saved, question, answer, ...left } = form
    expect([own, kind]).toEqual([line.id, 'call'])
    expect(Object.values(left).filter((value) => calls.has(String(value)))).toEqual([])
  }
  // each week has as many forms as calls, and nothing says which is which: rows lie in the order of ids that were drawn when they were cut
  const perWeek = (monday: string) => after.filter(({ day }) => day === monday).length
  expect([perWeek('2025-10-06'), perWeek('2025-10-13')]).toEqual([21, 21])
  await expect(sql`select rowid from forms`.execute(db)).rejects.toThrow('rowid')
  await expect(sql`select rowid from answers`.execute(db)).rejects.toThrow('rowid')
  const inOrder = after.map(({ answer }) => Number(answer))
  expect(inOrder).not.toEqual([...inOrder].sort((a, b) => a - b))
  expect(await db.selectFrom('form_notes').selectAll().execute()).toEqual([])

  // and nothing of the old ids is left in the file
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
  const { rows } = await sql<{ file: string }>`pragma database_list`.execute(db)
  const bytes = readFileSync(rows[0]?.file ?? '')
  expect(before.filter(({ id }) => bytes.includes(id)).map(({ id }) => id)).toEqual([])
})

it('cuts off whole weeks only, when their last day is older than the limit of the line', async () => {
  await using record = await openTestRecord()
  const { db } = record
  await fill(db, '2025-11-17', 14)
  await ageForms(db, [line], NOW)
  const left = await db.selectFrom('forms').select('day').distinct().where('call', 'is not', null).orderBy('day').execute()
  expect(left.map(({ day }) => day)).toEqual(Array.from({ length: 7 }, (_, index) => addDays('2025-11-24', index)))
  expect((await ageForms(db, [line], NOW)).cut).toBe(0)
  const sooner = { ...line, service: { ...plainService, forms: { ...plainService.forms, cutMonths: 3 } } }
  expect((await ageForms(db, [sooner], NOW)).cut).toBe(21)
})

it('erases notes when their day begins in the time zone of the line', async () => {
  await using record = await openTestRecord()
  const { db } = record
  await fill(db, addDays(TODAY, -10), 1)
  await db.updateTable('form_notes').set({ erase_on: TODAY }).execute()
  expect((await ageForms(db, [line], momentOf(TODAY, 0, ZONE) - 1)).notesErased).toBe(0)
  expect((await ageForms(db, [line], momentOf(TODAY, 0, ZONE))).notesErased).toBe(3)
  expect(await db.selectFrom('form_notes').selectAll().execute()).toEqual([])
})

it('brings forms of an earlier questionnaire forward, and loses no answer', async () => {
  await using record = await openTestRecord()
  const { db } = record
  await fill(db, TODAY, 80)
  await db.updateTable('forms').set({ version: 1 }).execute()
  const before = await db.selectFrom('answers').selectAll().execute()
  expect(await bringFormsForward(db)).toBe(240)
  expect(await db.selectFrom('answers').selectAll().execute()).toEqual(before)
  expect(await bringFormsForward(db)).toBe(0)
})
