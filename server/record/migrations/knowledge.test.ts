import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { SHIPPED_PAGES } from '../../../shared/knowledge.ts'
import { openTestRecord } from '../testRecord.ts'
import { knowledge } from './knowledge.ts'

const DRAFT = SHIPPED_PAGES[0]?.text.sv ?? ''

it.each([
  ['the newest words of supervisors', ['Först', '  Det här är vårt. '], ['Det här är vårt.']],
  ['no draft that came with Lyhörd', ['Det här är vårt.', DRAFT], []],
  ['nothing that was emptied', ['Det här är vårt.', ' '], []],
  ['nothing where nothing was set', [], []],
])('takes over %s', async (_name, versions, taken) => {
  await using record = await openTestRecord()
  const { db } = record
  for (const [index, text] of versions.entries()) {
    const settings = JSON.stringify({ keepSentDays: 30, keepUnsentDays: 90, knowledge: text, laws: [] })
    await db
      .insertInto('duty_settings')
      .values({ version: index + 2, at: index, account: 'ada', way: 'changed', settings })
      .execute()
  }
  await knowledge.up(db as unknown as Kysely<unknown>)
  const rows = await db.selectFrom('written_texts').selectAll().execute()
  expect(rows).toEqual(taken.map((sv) => ({ id: 'knowledge/in-call.text', version: 1, at: 1, account: 'ada', sv, en: '' })))
})
