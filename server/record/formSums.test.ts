import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type WrittenForm, writeForm } from '../forms/writing.ts'
import { checkFormSums, countForm, rebuildFormSums, rebuildYear, yearsToSum } from './formSums.ts'
import { rollups } from './migrations/rollups.ts'
import type { Db } from './open.ts'
import { openTestRecord } from './testRecord.ts'

const answers = fc.record(
  {
    caller_category: fc.constantFrom(['used_violence'], ['relative']),
    violence_types: fc.subarray(['physical', 'material', 'other'], { minLength: 1 }),
    age: fc.constantFrom(['37'], ['declined']),
    gender: fc.constantFrom(['woman'], ['unknown']),
  },
  { requiredKeys: [] },
)
/** Forms by few ids, so that many are written again: changed, moved to another day, or given another id, as when they are cut off. */
const writing = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  next: fc.constantFrom('a', 'b', 'c', 'd', null),
  line: fc.constantFrom('one', 'other'),
  day: fc.constantFrom('2024-02-29', '2024-12-31', '2025-01-01', '2025-01-31'),
  kind: fc.constantFrom('call' as const, 'call' as const, 'callBack' as const),
  answers,
})
type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never

const wrong = async (db: Db) => (await Promise.all((await yearsToSum(db)).map((year) => checkFormSums(db, year)))).flat()
const sums = async (db: Db) => (await db.selectFrom('form_sums').selectAll().execute()).map((row) => Object.values(row).join(' ')).sort()

it('are kept by who writes forms, equal a loop over them, and are the same when they are made anew or for the first time', async () => {
  await using record = await openTestRecord()
  const { db } = record
  await fc.assert(
    fc.asyncProperty(fc.array(writing, { minLength: 1, maxLength: 12 }), async (writings) => {
      for (const table of ['forms', 'answers', 'form_sums'] as const) await db.deleteFrom(table).execute()
      const forms = await writeAll(db, writings)
      const kept = await sums(db)
      expect(kept).toEqual(byHand(forms))
      expect(await wrong(db)).toEqual([])
      for (const year of await yearsToSum(db)) await rebuildYear(db, year)
      expect(await sums(db), 'year by year').toEqual(kept)
      await db.transaction().execute(rebuildFormSums)
      expect(await sums(db), 'all at once').toEqual(kept)
      await db.schema.dropTable('form_sums').execute()
      for (const count of ['in_time', 'imported_answered', 'imported_abandoned'])
        await db.schema.alterTable('call_days').dropColumn(count).execute()
      await rollups.up(db as never)
      expect(await sums(db), 'filled when the table is made').toEqual(kept)
    }),
    { numRuns: 25 },
  )
})

it('that are wrong are found, and a form that was counted twice is', async () => {
  await using record = await openTestRecord()
  const { db } = record
  const row = { id: 'a', call: null, kind: 'call', line: 'one', day: '2025-01-31', version: 1, closed: 0, rev: 0, saved: null } as const
  await writeForm(db, null, { row, answers: { caller_category: ['relative'] } })
  expect(await wrong(db)).toEqual([])
  await countForm(db, 'a', 1)
  expect(await wrong(db)).toEqual(['2025', '2025-01', '2025-01-31'].map((span) => `one ${span} caller_category relative relative`))
  await db.deleteFrom('form_sums').execute()
  expect(await wrong(db)).toHaveLength(3)
})

async function writeAll(db: Db, writings: readonly Writing[]): Promise<WrittenForm[]> {
  const there = new Map<string, WrittenForm>()
  for (const { id, next, line, day, kind, answers: given } of writings) {
    const before = there.get(id) ?? null
    const to = before && next !== null && !there.has(next) ? next : id
    const after = {
      row: { id: to, call: null, kind, line, day, version: 1, closed: 0, rev: 0, saved: null } as const,
      answers: given as WrittenForm['answers'],
    }
    await db.transaction().execute((tx) => writeForm(tx, before, after))
    there.delete(id)
    there.set(to, after)
  }
  return [...there.values()]
}

function byHand(forms: readonly WrittenForm[]): string[] {
  const counts = new Map<string, number>()
  for (const { row, answers: given } of forms) {
    if (row.kind !== 'call') continue
    const category = given.caller_category?.[0] ?? 'unknown'
    for (const span of [row.day, row.day.slice(0, 7), row.day.slice(0, 4)]) {
      const add = (question: string, answer: string) => {
        const key = [row.line, span, question, category, answer].join(' ')
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      add('caller_category', category)
      for (const [question, list] of Object.entries(given)) {
        if (question === 'caller_category') continue
        for (const answer of list) add(question, answer)
        if (list[0] !== 'declined' && list[0] !== 'unknown') add(question, '')
      }
    }
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).sort()
}
