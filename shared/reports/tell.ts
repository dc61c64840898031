import { type ToldCount, type ToldList, tellList } from '../disclosure/tables.ts'
import type { CallBackResult } from '../volume/volume.ts'
import {
  hangsOn,
  REPORTED_GROUP,
  type Report,
  type ReportedQuestion,
  type ReportedResult,
  type ToldQuestion,
  type ToldRow,
} from './report.ts'

export interface CountedRow<K extends string = string> {
  readonly key: K
  readonly count: number
}

/** What was counted of a question, over the forms of the group; in whole numbers, before anything is kept back. */
export interface CountedQuestion {
  readonly question: ReportedQuestion
  /** Several options may be chosen at once. */
  readonly several: boolean
  readonly answered: number
  readonly unknown: number
  readonly declined: number
  readonly options: readonly CountedRow[]
  /** Sum of the numbers that were answered; null for a question that is not answered by a number. */
  readonly sum: number | null
}

export interface Counted extends Pick<Report, 'from' | 'to' | 'lines' | 'imported' | 'synthetic'> {
  /** Each adds up to the calls of the period. */
  readonly months: readonly CountedRow[]
  readonly results: readonly CountedRow<ReportedResult>[]
  readonly channels: readonly CountedRow[]
  readonly closedLine: number
  readonly callBackResults: readonly CountedRow<CallBackResult>[]
  readonly messages: number
  readonly messagesReached: number
  readonly emailReplies: number
  /** Add up to the forms. */
  readonly categories: readonly CountedRow[]
  readonly questions: readonly CountedQuestion[]
}

/** A mean over fewer would tell of each. */
const LEAST_FOR_MEAN = 5
const WITHHELD: ToldCount = { is: 'withheld' }

/**
 * A report of what was counted, with nothing in it that may not be told. The lists hang together by their sums alone, and hang under each
 * other like branches: calls, of them those with a form, of them a group, of it those that answered. A list is told
 * only when its sum is, so what is told of one never says more of another.
 */
export function tellReport(counted: Counted): Report {
  const calls = sumOf(counted.results)
  const formCount = sumOf(counted.categories)
  const [forms = WITHHELD, withoutForm = WITHHELD] = listUnder(tellList([calls]).total, [formCount, Math.max(0, calls - formCount)]).counts
  const categories = rowsUnder(forms, counted.categories)
  const group = categories.find(({ key }) => key === REPORTED_GROUP)?.told ?? WITHHELD
  const groupCount = counted.categories.find(({ key }) => key === REPORTED_GROUP)?.count ?? 0
  const { from, to, lines, imported, synthetic } = counted
  const callBacks = tellList(counted.callBackResults.map(({ count }) => count))
  const messages = tellList([counted.messagesReached, counted.messages - counted.messagesReached])
  return {
    ...{ from, to, lines, imported, synthetic },
    calls: tellList([calls]).total,
    months: rowsUnder(null, counted.months),
    results: rowsUnder(null, counted.results),
    channels: rowsUnder(null, counted.channels),
    closedLine: tellList([counted.closedLine]).total,
    callBacks: callBacks.total,
    callBackResults: rowsUnder(null, counted.callBackResults),
    messages: messages.total,
    messagesReached: messages.counts[0] ?? WITHHELD,
    emailReplies: tellList([counted.emailReplies]).total,
    ...{ forms, withoutForm, categories },
    questions: tellQuestions(counted.questions, group, groupCount),
  }
}

/** Questions of the group; one that hangs on an answer to another is told of those who gave it, and only when their number is. */
function tellQuestions(counted: readonly CountedQuestion[], group: ToldCount, groupCount: number): ToldQuestion[] {
  const inGroup = new Map(counted.map((one) => [one.question, tellQuestion(one, group, groupCount)]))
  return counted.flatMap((one) => {
    const on = hangsOn(one.question)
    if (on === null) return inGroup.get(one.question) ?? []
    const of = inGroup.get(on.question)?.options.find(({ key }) => key === on.option)?.told ?? WITHHELD
    const all = counted.find(({ question }) => question === on.question)?.options.find(({ key }) => key === on.option)?.count ?? 0
    return tellQuestion(one, of, all)
  })
}

function tellQuestion(counted: CountedQuestion, base: ToldCount, all: number): ToldQuestion {
  const { question, several, unknown, declined, options, sum } = counted
  const notAsked = all - counted.answered - unknown - declined
  // More than there can be: answers of an older questionnaire, which put the question otherwise.
  const of = notAsked < 0 ? WITHHELD : base
  const [answered = WITHHELD, ...others] = listUnder(of, [counted.answered, notAsked, unknown, declined]).counts
  const [toldNotAsked = WITHHELD, toldUnknown = WITHHELD, toldDeclined = WITHHELD] = others
  return {
    question,
    of,
    answered,
    notAsked: toldNotAsked,
    unknown: toldUnknown,
    declined: toldDeclined,
    options: several ? options.map((row) => tellOption(row, answered, counted.answered)) : rowsUnder(answered, options),
    mean: sum !== null && answered.is === 'shown' && answered.count >= LEAST_FOR_MEAN ? Math.round(sum / answered.count) : null,
  }
}

/** One of several that may be chosen at once: a list of its own, of those that chose it and those that did not. */
export const tellOption = ({ key, count }: CountedRow, answered: ToldCount, of: number): ToldRow => ({
  key,
  told: listUnder(answered, [count, of - count]).counts[0] ?? WITHHELD,
})

/** A list whose sum stands elsewhere in the report: withheld when that is not told. Null: it stands nowhere else. */
export function listUnder(sum: ToldCount | null, counts: readonly number[]): ToldList {
  if (sum !== null && sum.is !== 'shown') return { total: sum, counts: counts.map(() => WITHHELD) }
  return tellList(counts)
}

export function rowsUnder<K extends string>(sum: ToldCount | null, rows: readonly CountedRow<K>[]): ToldRow<K>[] {
  const { counts } = listUnder(
    sum,
    rows.map(({ count }) => count),
  )
  return rows.map(({ key }, at) => ({ key, told: counts[at] ?? WITHHELD }))
}

const sumOf = (rows: readonly CountedRow[]): number => rows.reduce((sum, { count }) => sum + count, 0)
