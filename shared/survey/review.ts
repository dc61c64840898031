import { type ToldCount, tellList, tellTable } from '../disclosure/tables.ts'
import type { LineId } from '../floor/model.ts'
import type { ToldQuestion, ToldRow } from '../reports/report.ts'
import { listUnder, rowsUnder, tellOption } from '../reports/tell.ts'
import { CONTACT_QUESTION, CONTACTED, DECLINED, NOT_CONTACTED, SURVEY_QUESTIONS, type SurveyQuestion } from './survey.ts'

/** A question of the survey over all who answered in a period. Each of them is in one of the first three. */
export interface ToldSurveyQuestion {
  readonly question: string
  readonly answered: ToldCount
  readonly declined: ToldCount
  /** Not answered, or not put. */
  readonly passedOver: ToldCount
  /** Of those that answered; of a question with several answers each option is counted by itself. */
  readonly options: readonly ToldRow[]
  /** Of the question about what became of a referral: who made contact, and who did not. */
  readonly contact: { readonly made: ToldCount; readonly notMade: ToldCount } | null
}

/** A period in which answers are told (periods.ts). */
export interface ToldSurveyPeriod {
  /** Its first quarter, YYYY-Qn, by which it is asked for. */
  readonly id: string
  /** First and last day. */
  readonly from: string
  readonly to: string
  /** Going on, or with too few answers as yet: what was answered is not told. */
  readonly open: boolean
  readonly answered: ToldCount
}

/** What services have counted in a year: who came to them by the line's referral, and began a programme. */
export interface ToldServiceYear {
  readonly year: number
  readonly contacted: ToldCount
  readonly started: ToldCount
  readonly services: readonly ToldService[]
}

export interface ToldService {
  readonly id: string
  readonly name: string
  readonly inRegister: boolean
  readonly contacted: ToldCount
  /** Null: the service does not say. */
  readonly started: ToldCount | null
  readonly source: string
}

/** The answer of GET /api/review/survey. No count of people in it is from 1 to 4, and none follows from the others. */
export interface SurveyReview {
  readonly line: { readonly id: LineId; readonly name: string }
  /** Oldest first; the last is open. */
  readonly periods: readonly ToldSurveyPeriod[]
  readonly period: ToldSurveyPeriod
  /** Of the period: calls that an advisor answered, and callers who were told of the survey. */
  readonly calls: ToldCount
  readonly invited: ToldCount
  /** Answers of hours with a flood, which count nowhere else. */
  readonly setAside: number
  /** None while the period is open. */
  readonly questions: readonly ToldSurveyQuestion[]
  /** By the forms about persons who have used violence: referrals, and what those say who were referred in an earlier call. */
  readonly referrals: ToldCount
  readonly earlier: ToldQuestion | null
  /** Newest first. */
  readonly years: readonly ToldServiceYear[]
  /** Sums of periods that ended longer ago than this are erased. */
  readonly keepMonths: number
}

/** What a supervisor writes down of a service. It takes the place of what was there of the same line, year and name. */
export interface NewServiceCount {
  readonly line: LineId
  readonly year: number
  readonly name: string
  readonly contacted: number
  /** At most `contacted`; null for not known. */
  readonly started: number | null
  readonly source: string
}

export interface SurveyKeeping {
  readonly line: LineId
  readonly keepMonths: number
}
export const KEEP_MONTHS = { usual: 60, least: 12, most: 240 } as const

const WITHHELD: ToldCount = { is: 'withheld' }
const toldAt = (list: readonly ToldCount[], at: number): ToldCount => list[at] ?? WITHHELD

/** What may be told of the answers of a period that is over. `count` gives how many chose an option, and with an empty one how many answered the question. */
export function tellSurvey(all: number, count: (question: string, option: string) => number): ToldSurveyQuestion[] {
  const total = tellList([all]).total
  return SURVEY_QUESTIONS.map((question) => tellQuestion(question, total, all, (option) => count(question.id, option))).filter(
    ({ question, answered, declined }) => isPut(question) || hasAny(answered) || hasAny(declined),
  )
}

const isPut = (id: string): boolean => !SURVEY_QUESTIONS.find((one) => one.id === id)?.retired
const hasAny = (told: ToldCount): boolean => told.is !== 'shown' || told.count > 0

function tellQuestion(question: SurveyQuestion, total: ToldCount, all: number, count: (option: string) => number): ToldSurveyQuestion {
  const [answered, declined] = [count(''), count(DECLINED)]
  const { counts } = listUnder(total, [answered, declined, all - answered - declined])
  const base = toldAt(counts, 0)
  const rows = question.options.filter(({ id }) => id !== DECLINED).map(({ id }) => ({ key: id, count: count(id) }))
  const head = { question: question.id, answered: base, declined: toldAt(counts, 1), passedOver: toldAt(counts, 2) }
  if (question.id !== CONTACT_QUESTION) {
    const options = question.type === 'multi' ? rows.map((row) => tellOption(row, base, answered)) : rowsUnder(base, rows)
    return { ...head, options, contact: null }
  }
  // What it comes to before how: where not all can be told, who made contact is what readers want.
  const sumOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + count(id), 0)
  const told = listUnder(base, [sumOf(CONTACTED), sumOf(NOT_CONTACTED)]).counts
  const [made, notMade] = [toldAt(told, 0), toldAt(told, 1)]
  const under = (sum: ToldCount, ids: readonly string[]) =>
    rowsUnder(
      sum,
      rows.filter(({ key }) => ids.includes(key)),
    )
  return { ...head, options: [...under(made, CONTACTED), ...under(notMade, NOT_CONTACTED)], contact: { made, notMade } }
}

export interface ServiceCount extends Omit<NewServiceCount, 'line'> {
  readonly id: string
  readonly service: string | null
}

/** What may be told of what services have counted, year by year; in the order of names, for an order by counts would tell of them. */
export function tellServices(counts: readonly ServiceCount[]): ToldServiceYear[] {
  const years = [...new Set(counts.map(({ year }) => year))].sort((a, b) => b - a)
  return years.map((year) => {
    const rows = counts.filter((one) => one.year === year).toSorted((a, b) => a.name.localeCompare(b.name, 'sv'))
    const told = tellTable(rows.map(({ contacted, started }) => (started === null ? [0, 0, contacted] : [started, contacted - started, 0])))
    return {
      year,
      contacted: told.total,
      started: toldAt(told.columnTotals, 0),
      services: rows.map(({ id, name, service, started, source }, at) => ({
        ...{ id, name, inRegister: service !== null, source },
        contacted: toldAt(told.rowTotals, at),
        started: started === null ? null : toldAt(told.cells[at] ?? [], 0),
      })),
    }
  })
}
