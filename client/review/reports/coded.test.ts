import { describe, expect, it } from 'vitest'
import { QUESTIONS, questionOf } from '../../../shared/form/questionnaire.ts'
import { CATEGORY_QUESTION, hangsOn, REPORTED_QUESTIONS } from '../../../shared/reports/report.ts'
import { type Counted, tellReport } from '../../../shared/reports/tell.ts'
import { codedSheets } from './coded.ts'
import { reportWords } from './words.ts'

/** So many forms of the group, each question answered by 30 of them: by its options 3, 4, 5 and so on, a place left out. */
const counted: Counted = {
  ...{ from: '2019-02-04', to: '2019-11-25', lines: [], imported: false, synthetic: false, months: [], channels: [], callBackResults: [] },
  ...{ closedLine: 0, messages: 0, messagesReached: 0, emailReplies: 0, results: [{ key: 'answered', count: 90 }] },
  categories: questionOf(CATEGORY_QUESTION).options.map(({ id }) => ({ key: id, count: id === 'used_violence' ? 60 : 3 })),
  questions: REPORTED_QUESTIONS.map((question) => {
    const { type, options } = questionOf(question)
    const answered = hangsOn(question) ? 3 : 30
    return {
      ...{ question, several: type === 'multi', answered, unknown: 2, declined: 0, sum: type === 'number' ? 1_110 : null },
      options:
        type === 'number' ? [] : options.slice(0, 5).map(({ id }, at) => ({ key: id, count: answered === 3 ? 0 : at === 0 ? 20 : at + 2 })),
    }
  }),
}
const report = tellReport(counted)

describe.each(['sv', 'en'] as const)('coded answers in %s', (language) => {
  const written = { version: 2, at: 0, by: '', sv: 'Med vapen', en: 'With a weapon' }
  const [answers, book] = codedSheets(report, { severity_physical: written }, ['Linjen'], reportWords[language], language)
  const rows = answers?.rows ?? []
  const codes = new Set(book?.rows.map((row) => `${row[1]} ${row[8]}`))

  it('stand in the code book, each by its question and answer', () => {
    expect(rows.length).toBeGreaterThan(100)
    for (const [question, answer] of rows) expect(codes, `${question} ${answer}`).toContain(`${question} ${answer}`)
  })

  it('tell counts as the report does, and nothing of a small one', () => {
    expect(rows).toContainEqual(['gender', '(answered)', 30, 60])
    expect(rows).toContainEqual(['age', '(mean)', 37, 30])
    expect(rows.filter(([, , count, of]) => [count, of].some((one) => typeof one === 'number' && one >= 1 && one <= 4))).toEqual([])
    expect(rows.map(([, , count]) => count)).toContain(reportWords[language].small)
    expect(rows.filter(([question]) => question === 'free_notes' || question === 'referred_service')).toEqual([])
  })

  it('have a book of the whole form, which says what is counted', () => {
    expect(new Set(book?.rows.map((row) => row[1]))).toEqual(new Set(QUESTIONS.map(({ id }) => id)))
    for (const row of book?.rows ?? []) {
      const { options } = questionOf(String(row[1]))
      const option = options.find(({ id }) => id === row[8])
      if (option) expect(row[9]).toBe(option[language])
      expect(row.slice(0, 6)).not.toContain('')
    }
    const ruleOf = (question: string) => book?.rows.find((row) => row[1] === question)?.[10]
    expect(['severity_physical', 'severity_sexual', 'gender'].map(ruleOf)).toEqual([
      `${written[language]} (version 2)`,
      reportWords[language].coded.noRule,
      '',
    ])
    expect(book?.rows.find((row) => row[1] === 'free_notes')?.[7]).toBe(reportWords[language].coded.notReported)
  })
})

it('a question that hangs on an answer is told of those who gave it, and not where they are few', () => {
  const physical = (count: number) =>
    tellReport({
      ...counted,
      questions: counted.questions.map((one) => ({
        ...one,
        options: one.options.map((row) => (row.key === 'physical' ? { ...row, count } : row)),
      })),
    }).questions.find(({ question }) => question === 'severity_physical')
  expect(physical(20)).toMatchObject({ of: { is: 'shown', count: 20 }, answered: { is: 'small' } })
  expect(physical(4)).toMatchObject({ of: { is: 'withheld' }, answered: { is: 'withheld' } })
})
