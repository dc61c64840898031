import type { Line } from '../../../shared/floor/model.ts'
import {
  type CallList,
  type CallSet,
  EARLIER_WEEKS,
  MOST_LISTED,
  type ReviewWeek,
  SERVICE_DAYS,
  type WeekLine,
} from '../../../shared/review/week.ts'
import { addWeeks, mondayOf, type Week, weekOf } from '../../../shared/review/weeks.ts'
import { addDays } from '../../../shared/zonedTime.ts'
import type { Db } from '../../record/open.ts'
import { dayOf, monthOf } from '../calendar.ts'
import { readMarks } from '../review.ts'
import { weekDays, weekHours, weekTotal } from './days.ts'
import { dotsOf, makeListed, weekFigures } from './figures.ts'
import { countReplies, readCalls, readDays, readMessages, readService, readSet } from './rows.ts'

/** One week as the supervisors look back on it, and the calls behind its figures. Days are those of each line's own time zone. */
export interface WeekReview {
  /** Of these lines, at least one; without a week the last that is over on all their clocks. */
  week(lines: readonly Line[], allLines: readonly Line[], week: Week | undefined): Promise<ReviewWeek>
  /** Both days counted. */
  calls(lines: readonly Line[], from: string, to: string, set: CallSet): Promise<CallList>
}

/** The weekly review on a record; `clock` gives ms since 1970. */
export function createWeekReview(db: Db, clock: () => number): WeekReview {
  return {
    async week(lines, allLines, asked) {
      const now = clock()
      const lastWhole = lastWholeWeek(lines, now)
      const week = asked ?? lastWhole
      const ids = lines.map(({ id }) => id)
      const from = mondayOf(week)
      const to = addDays(from, 6)
      const serviceFrom = addDays(to, 1 - SERVICE_DAYS)
      const [calls, earlier, service, messages, replies, marks] = await Promise.all([
        readCalls(db, ids, from, to),
        readDays(db, ids, addDays(from, -EARLIER_WEEKS * 7), addDays(from, -1)),
        readService(db, ids, serviceFrom, to),
        readMessages(db, ids, from, to),
        countReplies(db, ids, from, to),
        readMarks(db, monthOf(from), monthOf(to)),
      ])
      return {
        week,
        lastWhole,
        lines: lines.map(named),
        allLines: allLines.map(named),
        days: weekDays(lines, week, calls, earlier, now),
        ...weekTotal(lines, week, earlier, now),
        hours: weekHours(lines, week, calls),
        figures: { ...weekFigures(calls, messages), replies, serviceLevel: { from: serviceFrom, to, ...service } },
        ...dotsOf(lines, calls),
        marks: marks.filter(({ day, line }) => day >= from && day <= to && (line === null || ids.includes(line))),
      }
    },

    async calls(lines, from, to, set) {
      const ids = lines.map(({ id }) => id)
      const { count, calls } = await readSet(db, ids, from, to, set, MOST_LISTED)
      return { count, calls: calls.map(makeListed(lines)) }
    },
  }
}

const named = ({ id, name, timeZone }: Line): WeekLine => ({ id, name, timeZone })

/** The week before the one that it still is on one of the lines' clocks. Pure. */
export function lastWholeWeek(lines: readonly Pick<Line, 'timeZone'>[], now: number): Week {
  const weeks = lines.map(({ timeZone }) => weekOf(dayOf(now, timeZone))).sort()
  return addWeeks(weeks[0] ?? weekOf(dayOf(now, 'UTC')), -1)
}
