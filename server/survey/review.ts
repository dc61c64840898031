import { sql } from 'kysely'
import { type ToldCount, tellList } from '../../shared/disclosure/tables.ts'
import type { Line, LineId } from '../../shared/floor/model.ts'
import type { REPORTED_QUESTIONS, Report } from '../../shared/reports/report.ts'
import { daysOfSpan, type Quarter, quarterOf, quartersFrom, type SurveySpan, spansOfAnswers } from '../../shared/survey/periods.ts'
import {
  KEEP_MONTHS,
  type NewServiceCount,
  type SurveyReview,
  type ToldSurveyPeriod,
  tellServices,
  tellSurvey,
} from '../../shared/survey/review.ts'
import { addMonths } from '../../shared/volume/months.ts'
import type { Db } from '../record/open.ts'
import { spansOf } from '../reports/spans.ts'
import { dayOf } from '../stats/calendar.ts'
import { ANSWERED, SET_ASIDE } from './answers.ts'

export interface SurveyReviewParts {
  readonly db: Db
  readonly report: (lines: readonly Line[], from: string, to: string) => Promise<Report>
  /** The id of a service of the register by its name; null when none has it. */
  readonly serviceNamed: (name: string) => string | null
  readonly clock: () => number
}

/** What supervisors read of the survey, and what services tell them of those who came. */
export interface SurveyReviewing {
  /** The period that begins with this quarter; without one, the last that is over, or else the open one. */
  read(line: Line, first?: Quarter): Promise<SurveyReview>
  /** In place of what was there of this line, year and name. */
  putService(count: NewServiceCount, account: string): Promise<void>
  /** False when there is no such count. */
  removeService(id: string): Promise<boolean>
  keep(line: LineId, months: number): Promise<void>
  /** Erases the sums of periods that ended longer ago than they are kept; gives how many periods. */
  age(line: Line): Promise<number>
}

/** Kept per line in `meta`. */
interface Settings {
  readonly keepMonths: number
  /** The first quarter whose sums have not been erased. */
  readonly begins: Quarter | null
}

/** The sums of a line, by quarter, question and answer. */
type Sums = ReadonlyMap<Quarter, ReadonlyMap<string, number>>

export function createSurveyReviewing({ db, report, serviceNamed, clock }: SurveyReviewParts): SurveyReviewing {
  const nowOf = (line: Line): Quarter => quarterOf(dayOf(clock(), line.timeZone))

  async function spansOfLine(line: Line, sums: Sums, { begins }: Settings): Promise<SurveySpan[]> {
    const now = nowOf(line)
    const firsts = [begins ?? (await firstInvited(db, line.id)) ?? now, ...(begins ? [] : sums.keys()), now]
    return spansOfAnswers(firsts.toSorted()[0] ?? now, now, (quarter) => sums.get(quarter)?.get(key(ANSWERED, ANSWERED)) ?? 0)
  }

  return {
    async read(line, first) {
      const [settings, sums] = [await settingsOf(db, line.id), await sumsOf(db, line.id)]
      const spans = await spansOfLine(line, sums, settings)
      const counted = (span: SurveySpan) => (question: string, answer: string) =>
        quartersFrom(span.from, span.to).reduce((sum, quarter) => sum + (sums.get(quarter)?.get(key(question, answer)) ?? 0), 0)
      const told = spans.map((span): ToldSurveyPeriod => {
        const answered = tellList([counted(span)(ANSWERED, ANSWERED)]).total
        return { id: span.from, ...daysOfSpan(span), open: span.open, answered }
      })
      const over = spans.findLastIndex(({ open }) => !open)
      const asked = spans.findIndex(({ from }) => from === first)
      const at = asked >= 0 ? asked : over >= 0 ? over : spans.length - 1
      const [span, period] = [spans[at], told[at]]
      if (!span || !period) throw new Error('survey: there is always an open period')
      const { calls, questions, results } = await report([line], period.from, period.to)
      const questionOf = (id: (typeof REPORTED_QUESTIONS)[number]) => questions.find((one) => one.question === id)
      const toldAs = (count: ToldCount | undefined): ToldCount => count ?? { is: 'withheld' }
      return {
        line: { id: line.id, name: line.name },
        ...{ periods: told, period },
        calls: toldAs(results.find((one) => one.key === 'answered')?.told ?? calls),
        invited: tellList([await invitedIn(db, line.id, period)]).total,
        setAside: counted(span)(ANSWERED, SET_ASIDE),
        questions: span.open ? [] : tellSurvey(counted(span)(ANSWERED, ANSWERED), counted(span)),
        referrals: toldAs(questionOf('referral_made')?.options.find((one) => one.key === 'yes')?.told),
        earlier: questionOf('earlier_referral_contact') ?? null,
        years: tellServices(await db.selectFrom('referral_counts').selectAll().where('line', '=', line.id).execute()),
        keepMonths: settings.keepMonths,
      }
    },

    async putService(count, account) {
      const service = serviceNamed(count.name)
      const row = { id: crypto.randomUUID(), ...count, service, account, at: clock() }
      await db
        .insertInto('referral_counts')
        .values(row)
        .onConflict((conflict) => conflict.columns(['line', 'year', 'name']).doUpdateSet(row))
        .execute()
    },

    async removeService(id) {
      const gone = await db.deleteFrom('referral_counts').where('id', '=', id).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },

    async keep(line, keepMonths) {
      await saveSettings(db, line, { ...(await settingsOf(db, line)), keepMonths })
    },

    async age(line) {
      const settings = await settingsOf(db, line.id)
      const spans = await spansOfLine(line, await sumsOf(db, line.id), settings)
      const oldest = quarterOf(addMonths(dayOf(clock(), line.timeZone).slice(0, 7), -settings.keepMonths))
      // Whole periods alone: the others begin where they began.
      const due = spans.filter(({ open, to }) => !open && to < oldest)
      const begins = spans[due.length]?.from
      if (due.length === 0 || begins === undefined) return 0
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('survey_counts').where('line', '=', line.id).where('quarter', '<', begins).execute()
        await saveSettings(tx, line.id, { ...settings, begins })
      })
      return due.length
    },
  }
}

const key = (question: string, answer: string): string => `${question}=${answer}`

async function sumsOf(db: Db, line: LineId): Promise<Sums> {
  const rows = await db.selectFrom('survey_counts').selectAll().where('line', '=', line).execute()
  const sums = new Map<Quarter, Map<string, number>>()
  for (const { quarter, question, answer, count } of rows)
    sums.set(quarter, (sums.get(quarter) ?? new Map<string, number>()).set(key(question, answer), count))
  return sums
}

const invited = (db: Db, line: LineId) =>
  db.selectFrom('form_sums').where('line', '=', line).where('question', '=', 'survey_invited').where('answer', '=', 'yes')

/** Callers of these days of whom the form says that they were told of the survey. */
async function invitedIn(db: Db, line: LineId, { from, to }: Pick<ToldSurveyPeriod, 'from' | 'to'>): Promise<number> {
  const row = await invited(db, line)
    .where('span', 'in', spansOf(from, to))
    .select(({ fn }) => fn.sum('forms').as('forms'))
    .executeTakeFirst()
  return Number(row?.forms ?? 0)
}

async function firstInvited(db: Db, line: LineId): Promise<Quarter | null> {
  const row = await invited(db, line)
    .where(sql<number>`length(span)`, '=', 'YYYY-MM'.length)
    .select(({ fn }) => fn.min('span').as('month'))
    .executeTakeFirst()
  return row?.month ? quarterOf(row.month) : null
}

const named = (line: LineId): string => `survey ${line}`

async function settingsOf(db: Db, line: LineId): Promise<Settings> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', named(line)).executeTakeFirst()
  return row ? (JSON.parse(row.value) as Settings) : { keepMonths: KEEP_MONTHS.usual, begins: null }
}

async function saveSettings(db: Db, line: LineId, settings: Settings): Promise<void> {
  const value = JSON.stringify(settings)
  await db
    .insertInto('meta')
    .values({ name: named(line), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
