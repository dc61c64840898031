import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QUESTIONS, questionOf } from '../../shared/form/questionnaire.ts'
import { COUNTIES, countyOf } from '../../shared/geography/counties.ts'
import { REPORTED_QUESTIONS } from '../../shared/reports/report.ts'
import { type Counted, tellReport } from '../../shared/reports/tell.ts'
import { CALL_BACK_RESULTS, CALL_RESULTS } from '../../shared/volume/volume.ts'
import { rebuildCallDays } from '../record/callDays.ts'
import { rebuildFormSums } from '../record/formSums.ts'
import type { CallTable } from '../record/schema.ts'
import { openTestRecord } from '../record/testRecord.ts'
import { LINES, randomCall } from '../stats/week/testing/randomWeek.ts'
import { readReport } from './readReport.ts'

/** Days around which something is odd, and periods that begin and end near them. */
const CASES = [
  { name: 'clocks go forward', around: '2026-03-29', from: '2026-03-27', to: '2026-04-02' },
  { name: 'clocks go back', around: '2026-10-25', from: '2026-10-24', to: '2026-11-01' },
  { name: 'the year ends', around: '2026-12-31', from: '2026-12-30', to: '2027-01-02' },
  { name: 'a leap day', around: '2024-02-29', from: '2024-02-01', to: '2024-02-29' },
] as const
const SPAN_MS = 6 * 86_400_000

interface MadeForm {
  readonly call: CallTable
  readonly given: Readonly<Record<string, readonly string[]>>
}

const answersOf = (id: string): fc.Arbitrary<readonly string[]> => {
  const question = questionOf(id)
  const options = question.options.map((option) => option.id)
  if (question.type === 'number')
    return fc.oneof(
      fc.integer({ min: 18, max: 80 }).map((age) => [String(age)]),
      fc.constantFrom(['declined'], []),
    )
  if (question.type === 'municipality') return fc.constantFrom(['0180'], ['0127'], ['1280'], ['2580'], ['outside_sweden'], ['declined'], [])
  if (question.type === 'multi')
    return fc.oneof(fc.uniqueArray(fc.constantFrom(...options.slice(0, 3)), { maxLength: 3 }), fc.constant(['unknown']))
  return fc.oneof(
    fc.constantFrom(...options).map((option) => [option]),
    fc.constant([]),
  )
}
const given = fc.record({
  caller_category: fc.constantFrom<readonly string[]>(['used_violence'], ['used_violence'], ['relative'], []),
  ...Object.fromEntries(REPORTED_QUESTIONS.map((id) => [id, answersOf(id)])),
})

describe('a report equals a plain count of the calls and forms', () => {
  it.each(CASES)('where $name', async ({ around, from, to }) => {
    const calls = fc.array(randomCall(Date.parse(`${around}T12:00:00Z`), SPAN_MS), { minLength: 10, maxLength: 60 })
    await using record = await openTestRecord()
    const { db } = record
    await fc.assert(
      fc.asyncProperty(calls, fc.array(given, { minLength: 60, maxLength: 60 }), async (rows, answers) => {
        const forms = rows.flatMap((call, at): MadeForm[] => (at % 3 === 0 ? [] : [{ call, given: answers[at] ?? {} }]))
        for (const table of ['calls', 'forms', 'answers'] as const) await db.deleteFrom(table).execute()
        await db.insertInto('calls').values(rows).execute()
        await db.transaction().execute(rebuildCallDays)
        const formRows = forms.map(({ call }, at) => ({
          id: `form${at}`,
          call: call.id,
          kind: call.kind,
          line: call.line,
          day: call.day,
          version: 1,
        }))
        const answerRows = forms.flatMap((form, at) =>
          Object.entries(form.given).flatMap(([question, list]) => list.map((answer) => ({ form: `form${at}`, question, answer }))),
        )
        await db.insertInto('forms').values(formRows).execute()
        if (answerRows.length > 0) await db.insertInto('answers').values(answerRows).execute()
        await db.transaction().execute(rebuildFormSums)
        expect(await readReport(db, LINES, from, to)).toEqual(tellReport(counted(rows, forms, from, to)))
      }),
      { numRuns: 12 },
    )
  })
})

/** The same by loops over the rows themselves. */
function counted(all: readonly CallTable[], allForms: readonly MadeForm[], from: string, to: string): Counted {
  const inside = ({ day }: CallTable) => day >= from && day <= to
  const rows = all.filter((row) => inside(row) && row.outcome !== null)
  const calls = rows.filter((row) => row.kind === 'call' && row.met_closed === 0)
  const resultOf = (row: CallTable) => (row.answered === null ? row.outcome : 'answered')
  const count = <T>(list: readonly T[], is: (one: T) => boolean) => list.filter(is).length
  const forms = allForms.filter(({ call }) => inside(call) && call.kind === 'call')
  const group = forms.filter((form) => form.given.caller_category?.[0] === 'used_violence')
  const callBacks = rows.filter(({ kind }) => kind === 'callBack')
  const months = [...new Set([from.slice(0, 7), to.slice(0, 7)])]
  return {
    ...{ from, to, lines: LINES.map(({ id, name }) => ({ id, name })), imported: false },
    synthetic: rows.some(({ origin }) => origin === 'demo'),
    months: months.map((key) => ({ key, count: count(calls, ({ month }) => month === key) })),
    results: [...CALL_RESULTS.map((key) => ({ key, count: count(calls, (row) => resultOf(row) === key) })), { key: 'unknown', count: 0 }],
    channels: (['phone', 'web'] as const).map((key) => ({ key, count: count(calls, ({ channel }) => channel === key) })),
    closedLine: count(rows, (row) => row.kind === 'call' && row.met_closed === 1),
    callBackResults: CALL_BACK_RESULTS.map((key) => ({ key, count: count(callBacks, (row) => resultOf(row) === key) })),
    ...{ messages: 0, messagesReached: 0, emailReplies: 0 },
    categories: questionOf('caller_category').options.map(({ id }) => ({
      key: id,
      count: count(forms, (form) => (form.given.caller_category?.[0] ?? 'unknown') === id),
    })),
    questions: REPORTED_QUESTIONS.map((question) => {
      const { type, options } = questionOf(question)
      const lists = group.map((form) => form.given[question] ?? []).filter((list) => list.length > 0)
      const real = lists.filter(([first]) => first !== 'declined' && first !== 'unknown')
      const keys = [
        ...(type === 'municipality' ? Object.keys(COUNTIES).sort() : []),
        ...(type === 'number' ? [] : options.map(({ id }) => id).filter((id) => id !== 'declined' && id !== 'unknown')),
      ]
      return {
        question,
        several: type === 'multi',
        answered: real.length,
        unknown: count(lists, ([first]) => first === 'unknown'),
        declined: count(lists, ([first]) => first === 'declined'),
        options: keys.map((key) => ({
          key,
          count: count(real, (list) => list.some((answer) => answer === key || countyOf(answer) === key)),
        })),
        sum: type === 'number' ? real.reduce((sum, [answer]) => sum + Number(answer), 0) : null,
      }
    }),
  }
}

it('the questionnaire has words in both languages for all that it asks', () => {
  for (const { id, sv, en, options, prompt } of QUESTIONS)
    for (const text of [sv, en, ...(prompt ? [prompt.sv, prompt.en] : []), ...options.flatMap((option) => [option.sv, option.en])])
      expect(text, id).not.toBe('')
})
