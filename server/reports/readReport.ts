import { CHANNELS, type Line } from '../../shared/floor/model.ts'
import { DECLINED, type Question, questionOf, UNKNOWN } from '../../shared/form/questionnaire.ts'
import { COUNTIES, countyOf } from '../../shared/geography/counties.ts'
import { CATEGORY_QUESTION, REPORTED_GROUP, REPORTED_QUESTIONS, type Report, type ReportedQuestion } from '../../shared/reports/report.ts'
import { type Counted, type CountedQuestion, type CountedRow, tellReport } from '../../shared/reports/tell.ts'
import { addCounts, countsOf, noCounts, totalOf, volumeOf } from '../../shared/volume/counts.ts'
import { monthsFrom } from '../../shared/volume/months.ts'
import { CALL_BACK_RESULTS, CALL_RESULTS, type LineMonth } from '../../shared/volume/volume.ts'
import { ANSWERED } from '../record/formSums.ts'
import type { Db } from '../record/open.ts'
import { monthOf } from '../stats/calendar.ts'
import { readDays } from '../stats/volume.ts'
import { spansOf } from './spans.ts'

/** Forms of the period: those about calls that came. Forms about call-backs are not of what the line was asked. */
interface Period {
  readonly lines: readonly string[]
  readonly from: string
  readonly to: string
}

/**
 * The report of these lines from the first to the last day, both counted, in each line's own days. What is not told does not leave this
 * function. Of a month of which only a total is left, all counts when the whole month is in the period, and nothing otherwise.
 */
export async function readReport(db: Db, lines: readonly Line[], from: string, to: string): Promise<Report> {
  const period: Period = { lines: lines.map(({ id }) => id), from, to }
  const months = await monthsOf(db, period)
  const all = [...months.values()].reduce<LineMonth['channels'][]>((list, channels) => list.concat(channels), [])
  const sum = all.reduce((counts, channels) => addCounts(counts, countsOf({ channels }, 'all')), noCounts)
  const counted: Counted = {
    ...{ from, to, lines: lines.map(({ id, name }) => ({ id, name })) },
    imported: sum.imported > 0,
    synthetic: sum.synthetic > 0,
    months: [...months].map(([month, channels]) => ({ key: month, count: volumeOf(countsOf({ channels }, 'all')) })),
    results: [...CALL_RESULTS.map((key) => ({ key, count: sum.calls[key] })), { key: 'unknown', count: sum.unknown }],
    channels: CHANNELS.map((key) => ({ key, count: all.reduce((calls, channels) => calls + volumeOf(channels[key] ?? noCounts), 0) })),
    closedLine: totalOf(sum.closedLine),
    callBackResults: CALL_BACK_RESULTS.map((key) => ({ key, count: sum.callBacks[key] })),
    ...(await messagesOf(db, period)),
    emailReplies: await repliesOf(db, period),
    categories: await categoriesOf(db, period),
    questions: await questionsOf(db, period),
  }
  return tellReport(counted)
}

/** Each month of the period, with the counts of all lines. */
async function monthsOf(db: Db, { lines, from, to }: Period): Promise<Map<string, LineMonth['channels']>> {
  const byLine = await readDays(db, lines, from, to)
  return new Map(
    monthsFrom(monthOf(from), monthOf(to)).map((month) => {
      const each = [...byLine.values()].map((months) => months.get(month) ?? {})
      const channels = CHANNELS.map((channel) => [channel, each.reduce((sum, one) => addCounts(sum, one[channel] ?? noCounts), noCounts)])
      return [month, Object.fromEntries(channels) as LineMonth['channels']]
    }),
  )
}

/** Messages that were left in the period, and of them those whose caller was reached. */
async function messagesOf(db: Db, { lines, from, to }: Period): Promise<Pick<Counted, 'messages' | 'messagesReached'>> {
  const row = await db
    .selectFrom('messages')
    .select(({ fn }) => [fn.countAll().as('messages'), fn.count('called_back').as('reached')])
    .where('line', 'in', lines)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .executeTakeFirst()
  return { messages: Number(row?.messages ?? 0), messagesReached: Number(row?.reached ?? 0) }
}

async function repliesOf(db: Db, { lines, from, to }: Period): Promise<number> {
  const row = await db
    .selectFrom('email_replies')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('line', 'in', lines)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** The sums of the forms, by the longest spans that make up the period. */
const sumsOf = (db: Db, { lines, from, to }: Period) =>
  db.selectFrom('form_sums').where('line', 'in', lines).where('span', 'in', spansOf(from, to))

/** Who called, by the form; one that does not say it, or says it in words of another questionnaire, is among those that do not know. */
async function categoriesOf(db: Db, period: Period): Promise<CountedRow[]> {
  const rows = await sumsOf(db, period)
    .where('question', '=', CATEGORY_QUESTION)
    .select(({ fn }) => ['category', fn.sum('forms').as('count')])
    .groupBy('category')
    .execute()
  const counts = new Map(rows.map(({ category, count }) => [category, Number(count)]))
  const { options } = questionOf(CATEGORY_QUESTION)
  const known = options.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0)
  const others = [...counts.values()].reduce((sum, count) => sum + count, 0) - known
  return options.map(({ id }) => ({ key: id, count: (counts.get(id) ?? 0) + (id === UNKNOWN ? others : 0) }))
}

/** The reported questions, over the forms about persons who have used violence. */
async function questionsOf(db: Db, period: Period): Promise<CountedQuestion[]> {
  const rows = await sumsOf(db, period)
    .where('question', 'in', REPORTED_QUESTIONS)
    .where('category', '=', REPORTED_GROUP)
    .select(({ fn }) => ['question', 'answer', fn.sum('forms').as('count')])
    .groupBy(['question', 'answer'])
    .execute()
  return REPORTED_QUESTIONS.map((id) => {
    const given = new Map(rows.filter(({ question }) => question === id).map(({ answer, count }) => [answer, Number(count)]))
    return countedQuestion(questionOf(id), id, given)
  })
}

/** A question from how often each of its answers was given. Pure. */
function countedQuestion(question: Question, id: ReportedQuestion, given: ReadonlyMap<string, number>): CountedQuestion {
  const numbers = question.type === 'number' ? [...given].filter(([answer]) => /^\d+$/.test(answer)) : []
  return {
    question: id,
    several: question.type === 'multi',
    answered: given.get(ANSWERED) ?? 0,
    unknown: given.get(UNKNOWN) ?? 0,
    declined: given.get(DECLINED) ?? 0,
    options: question.type === 'municipality' ? byCounty(question, given) : question.type === 'number' ? [] : optionsOf(question, given),
    sum: question.type === 'number' ? numbers.reduce((sum, [answer, count]) => sum + Number(answer) * count, 0) : null,
  }
}

const isAnswer = (id: string): boolean => id !== DECLINED && id !== UNKNOWN

const optionsOf = (question: Question, given: ReadonlyMap<string, number>): CountedRow[] =>
  question.options.filter(({ id }) => isAnswer(id)).map(({ id }) => ({ key: id, count: given.get(id) ?? 0 }))

/** Municipalities and districts by their counties, in the order of their codes: an order by counts would tell of counts that are hidden. */
function byCounty(question: Question, given: ReadonlyMap<string, number>): CountedRow[] {
  const counties = sums([...given].flatMap(([answer, count]) => (countyOf(answer) ? [[countyOf(answer) ?? '', count]] : [])))
  const rows = Object.keys(COUNTIES)
    .sort()
    .map((key) => ({ key, count: counties.get(key) ?? 0 }))
  return [...rows, ...optionsOf(question, given)]
}

function sums(pairs: readonly (readonly [string, number])[]): Map<string, number> {
  const all = new Map<string, number>()
  for (const [key, count] of pairs) all.set(key, (all.get(key) ?? 0) + count)
  return all
}
