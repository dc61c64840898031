import { type Kysely, sql } from 'kysely'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { Line, LineId } from '../../shared/floor/model.ts'
import type { SurveyAnswers } from '../../shared/survey/answers.ts'
import { type Quarter, quarterOf } from '../../shared/survey/periods.ts'
import { DECLINED } from '../../shared/survey/survey.ts'
import type { Db } from '../record/open.ts'
import type { Tables } from '../record/schema.ts'
import { createLedger } from '../shares/ledger.ts'
import { networksOf } from '../shares/network.ts'
import { dayOf } from '../stats/calendar.ts'

/**
 * Takes what callers answer afterwards. An answer is taken apart as it comes, and adds one to the sums of its quarter. It is on disk before
 * its caller is thanked; the steps by which the sums have grown, which are single answers in their order, leave the log of the database
 * within seconds (`createForgetting`).
 */
export interface SurveyTaking {
  /**
   * Adds an answer; on disk when it resolves. `address` is for the throttle alone. Refuses with `tooManyAttempts` in an hour of too many.
   *
   * A flood must neither fill the figures nor drown those who answer in earnest. One address, or /64 of IPv6, may send `MOST_FROM_ONE` an hour, and a line takes
   * `MOST_AN_HOUR` in all, far more than callers who hang up in that time. An hour with more is one in which nobody can tell who was
   * in earnest: what was added in it is taken out of the sums again and only its number kept, and the rest of the hour is refused. So a flood
   * costs the hours in which it goes on and no other, and is seen beside the figures.
   */
  add(line: Line, address: string, answers: SurveyAnswers): Promise<Outcome>
}

/** A shared network, a library or a shelter, has one address. */
export const MOST_FROM_ONE = 6
export const MOST_AN_HOUR = 30

/** In place of a question: how many have answered at all. In place of an answer: how many have answered the question. */
export const ANSWERED = ''
/** In place of an answer, with `ANSWERED` for a question: how many were taken out because of a flood. */
export const SET_ASIDE = 'setAside'

interface Taken {
  readonly quarter: Quarter
  readonly answers: SurveyAnswers
}

interface HourOfLine {
  readonly taken: Taken[]
  flooded: boolean
}

const HOUR_MS = 3_600_000
const FROM_ONE = { rates: { answers: { burst: MOST_FROM_ONE, perSecond: MOST_FROM_ONE / 3_600 } }, holds: {} } as const

/** What was added in this hour is known in memory until the hour is over, and networks as marks under a key that is thrown away with it. */
export function createSurveyTaking(db: Db, clock: () => number): SurveyTaking {
  const from = createLedger(FROM_ONE, clock)
  const hours = new Map<LineId, HourOfLine>()
  let hourNow = Number.NaN
  return {
    async add(line, address, answers) {
      const turned = Math.floor(clock() / HOUR_MS)
      if (turned !== hourNow) hours.clear()
      hourNow = turned
      const networks = networksOf(address)
      const hour = hours.get(line.id) ?? { taken: [], flooded: false }
      if (hour.flooded || !networks || !from.take(networks, 'answers')) return refuse('tooManyAttempts')
      hours.set(line.id, hour)
      const one = { quarter: quarterOf(dayOf(clock(), line.timeZone)), answers }
      if (hour.taken.length < MOST_AN_HOUR) {
        hour.taken.push(one)
        try {
          await db.transaction().execute((tx) => count(tx, line.id, one, 1))
        } catch (error) {
          hour.taken.splice(hour.taken.indexOf(one), 1)
          throw error
        }
        return ok(undefined)
      }
      hour.flooded = true
      await db.transaction().execute(async (tx) => {
        for (const each of hour.taken) await count(tx, line.id, each, -1)
        await add(tx, line.id, one.quarter, [[ANSWERED, SET_ASIDE]], hour.taken.length)
        await tx.deleteFrom('survey_counts').where('count', '=', 0).execute()
      })
      return refuse('tooManyAttempts')
    },
  }
}

/** Every sum of which an answer is part. */
function sumsOf(answers: SurveyAnswers): (readonly [question: string, answer: string])[] {
  const given = Object.entries(answers)
  return [
    [ANSWERED, ANSWERED],
    ...given.filter(([, answer]) => !answer.includes(DECLINED)).map(([question]) => [question, ANSWERED] as const),
    ...given.flatMap(([question, answer]) => answer.map((option) => [question, option] as const)),
  ]
}

const count = (tx: Kysely<Tables>, line: LineId, { quarter, answers }: Taken, by: 1 | -1): Promise<void> =>
  add(tx, line, quarter, sumsOf(answers), by)

async function add(
  tx: Kysely<Tables>,
  line: LineId,
  quarter: Quarter,
  sums: readonly (readonly [question: string, answer: string])[],
  by: number,
): Promise<void> {
  await tx
    .insertInto('survey_counts')
    .values(sums.map(([question, answer]) => ({ line, quarter, question, answer, count: by })))
    .onConflict((conflict) =>
      conflict.columns(['line', 'quarter', 'question', 'answer']).doUpdateSet({ count: sql`survey_counts.count + excluded.count` }),
    )
    .execute()
}
