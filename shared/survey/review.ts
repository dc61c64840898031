import { type ToldCount, tellList } from '../disclosure/tables.ts'
import type { LineId } from '../floor/model.ts'
import type { ToldQuestion, ToldRow } from '../reports/report.ts'
import { listUnder, rowsUnder, tellOption } from '../reports/tell.ts'
import { CONTACT_QUESTION, CONTACTED, DECLINED, NOT_CONTACTED, SURVEY_QUESTIONS, type SurveyQuestion } from './survey.ts'

/** A question of the survey, of a period. */
export interface ToldSurveyQuestion {
  readonly question: string
  /** To how many it was put: to all who answered, or to those who gave the answer from which it follows. */
  readonly of: ToldCount
  /** Each option, without `declined`. Of a question with several answers each is counted by itself. */
  readonly options: readonly ToldRow[]
  readonly declined: ToldCount
  /** Put and not answered; null for a question with several answers. With the options and `declined` it adds up to `of`. */
  readonly passedOver: ToldCount | null
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
const toldAt = (rows: readonly ToldRow[], at: number): ToldCount => rows.at(at)?.told ?? WITHHELD

/**
 * What may be told of the answers of a period that is over: of `all` who answered, of which the number is told. `count` gives how many chose an
 * option. The options of a question with several answers overlap, so each is told of all who answered and of nothing else: how many answered that
 * question at all would give away those few who did not.
 */
export function tellSurvey(all: number, count: (question: string, option: string) => number): ToldSurveyQuestion[] {
  const questions = SURVEY_QUESTIONS.filter(({ id, retired, options }) => !retired || options.some((option) => count(id, option.id) > 0))
  const told = new Map<string, ToldSurveyQuestion>()
  for (const question of questions) {
    const { showIf } = question
    const before = showIf?.anyOf[0] ?? ''
    // Nothing is told beside what it follows from: whoever knows how many were asked knows much of what they answered.
    const put = showIf
      ? {
          told: told.get(showIf.question)?.options.find(({ key }) => key === before)?.told ?? WITHHELD,
          count: count(showIf.question, before),
        }
      : { told: tellList([all]).total, count: all }
    told.set(
      question.id,
      tellQuestion(question, put, (option) => count(question.id, option)),
    )
  }
  return [...told.values()]
}

function tellQuestion(
  question: SurveyQuestion,
  put: { readonly told: ToldCount; readonly count: number },
  count: (option: string) => number,
): ToldSurveyQuestion {
  const ids = question.options.map(({ id }) => id).filter((id) => id !== DECLINED)
  const rowsOf = (some: readonly string[]) => some.map((id) => ({ key: id, count: count(id) }))
  const sumOf = (some: readonly string[]) => some.reduce((sum, id) => sum + count(id), 0)
  const declined = { key: DECLINED, count: count(DECLINED) }
  const head = { question: question.id, of: put.told }
  if (question.type === 'multi') {
    const alone = (row: { readonly key: string; readonly count: number }) => tellOption(row, put.told, put.count)
    return { ...head, options: rowsOf(ids).map(alone), declined: alone(declined).told, passedOver: null, contact: null }
  }
  // What it comes to before how: where not all can be told, who made contact is what readers want.
  const isContact = question.id === CONTACT_QUESTION
  const first = isContact
    ? [
        { key: 'made', count: sumOf(CONTACTED) },
        { key: 'notMade', count: sumOf(NOT_CONTACTED) },
      ]
    : rowsOf(ids)
  const told = rowsUnder(put.told, [...first, declined, { key: '', count: put.count - sumOf(ids) - declined.count }])
  const rest = { declined: toldAt(told, -2), passedOver: toldAt(told, -1) }
  if (!isContact) return { ...head, ...rest, options: told.slice(0, ids.length), contact: null }
  const contact = { made: toldAt(told, 0), notMade: toldAt(told, 1) }
  const options = [...rowsUnder(contact.made, rowsOf(CONTACTED)), ...rowsUnder(contact.notMade, rowsOf(NOT_CONTACTED))]
  return { ...head, ...rest, options, contact }
}

export interface ServiceCount extends Omit<NewServiceCount, 'line'> {
  readonly id: string
  readonly service: string | null
}

/**
 * What may be told of what services have counted, year by year; in the order of names, for an order by counts would tell of them. How many
 * began is told service by service under how many came, and not in all, which would tie the small ones together.
 */
export function tellServices(counts: readonly ServiceCount[]): ToldServiceYear[] {
  const years = [...new Set(counts.map(({ year }) => year))].sort((a, b) => b - a)
  return years.map((year) => {
    const rows = counts.filter((one) => one.year === year).toSorted((a, b) => a.name.localeCompare(b.name, 'sv'))
    const told = tellList(rows.map(({ contacted }) => contacted))
    return {
      year,
      contacted: told.total,
      services: rows.map(({ id, name, service, contacted, started, source }, at) => {
        const came = told.counts[at] ?? WITHHELD
        const began = started === null ? null : (listUnder(came, [started, contacted - started]).counts[0] ?? WITHHELD)
        return { id, name, inRegister: service !== null, source, contacted: came, started: began }
      }),
    }
  })
}
