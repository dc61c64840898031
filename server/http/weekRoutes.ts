import { z } from 'zod'
import { ok, refuse } from '../../shared/errors.ts'
import type { Floor, LineId } from '../../shared/floor/model.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import {
  CALL_SETS,
  DECISION_LONGEST,
  type DecisionTick,
  LONGEST_LIST_DAYS,
  type NewDecision,
  type NewNote,
  NOTE_LONGEST,
} from '../../shared/review/week.ts'
import { isWeek } from '../../shared/review/weeks.ts'
import { addDays } from '../../shared/zonedTime.ts'
import { day, lineId, parse } from './inputs.ts'
import { hasUnknown, linesOf } from './lineQuery.ts'
import { type ApiParts, floorNow, type Route, route, routeWith, signedIn } from './route.ts'

const SUPERVISOR = ['supervisor'] as const

const week = z
  .string('must be a week, YYYY-Www')
  .regex(/^(?:19|20|21)\d{2}-W\d{2}$/, 'must be a week, YYYY-Www, from 1900 to 2199')
  .refine(isWeek, 'must be a week that exists')
const lines = z.string().max(4_000).optional()
const weekQuery = z.object({ week: week.optional(), lines })
const meetingQuery = z.object({ week, lines })
const notesQuery = z.object({ week, line: lineId })
const callsQuery = z
  .object({ from: day, to: day, lines, of: z.enum(CALL_SETS, { error: `must be of ${CALL_SETS.join(', ')}` }) })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' })
  .refine(({ from, to }) => to < addDays(from, LONGEST_LIST_DAYS), {
    path: ['to'],
    message: `must be less than ${LONGEST_LIST_DAYS} days after from`,
  })

const lineSet = z.array(lineId).min(1, 'must have at least one').max(100)
const note: z.ZodType<NewNote> = z.object({
  week,
  lines: lineSet,
  text: z.string().max(NOTE_LONGEST, `must have at most ${NOTE_LONGEST} characters`),
  version: z.int('must be the version that was read').min(0),
})
const decision: z.ZodType<NewDecision> = z.object({
  week,
  lines: lineSet,
  text: z.string().trim().min(1, 'must not be empty').max(DECISION_LONGEST, `must have at most ${DECISION_LONGEST} characters`),
})
const tick: z.ZodType<DecisionTick> = z.object({ doneIn: week.nullable() })

/** One week as it is looked back on at the meeting, the calls behind its figures, what the meeting wrote down, and the notes it reads. */
export function weekRoutes({
  floor,
  weeks,
  meetings,
  noteReading,
}: Pick<ApiParts, 'floor' | 'weeks' | 'meetings' | 'noteReading'>): Route[] {
  return [
    route('get', '/api/review/week', SUPERVISOR, async ({ query }) => {
      const asked = parse(weekQuery, query)
      if (!asked.ok) return asked
      const now = floorNow(floor)
      const chosen = linesOf(now, asked.value.lines)
      return chosen.ok ? ok(await weeks.week(chosen.value, linesInOrder(now), asked.value.week)) : chosen
    }),

    route('get', '/api/review/calls', SUPERVISOR, async ({ query }) => {
      const asked = parse(callsQuery, query)
      if (!asked.ok) return asked
      const { from, to, of } = asked.value
      const chosen = linesOf(floorNow(floor), asked.value.lines)
      return chosen.ok ? ok(await weeks.calls(chosen.value, from, to, of)) : chosen
    }),

    route('get', '/api/review/meeting', SUPERVISOR, async ({ query }) => {
      const asked = parse(meetingQuery, query)
      if (!asked.ok) return asked
      const now = floorNow(floor)
      const chosen = linesOf(now, asked.value.lines)
      if (!chosen.ok) return chosen
      const ids = chosen.value.map(({ id }) => id)
      return ok(await meetings.read(asked.value.week, setOf(now, ids)))
    }),

    routeWith('put', '/api/review/meeting/note', SUPERVISOR, note, async (asked) => {
      const now = floorNow(floor)
      if (hasUnknown(now, asked.body.lines)) return refuse('unknownLine', 'lines')
      const written = await meetings.writeNote({ ...asked.body, lines: setOf(now, asked.body.lines) }, signedIn(asked).me.id)
      return written ? ok(written) : refuse('changedMeanwhile', 'version')
    }),

    routeWith('post', '/api/review/decisions', SUPERVISOR, decision, async (asked) => {
      const now = floorNow(floor)
      if (hasUnknown(now, asked.body.lines)) return refuse('unknownLine', 'lines')
      return ok(await meetings.decide({ ...asked.body, lines: setOf(now, asked.body.lines) }, signedIn(asked).me.id))
    }),

    routeWith('put', '/api/review/decisions/:id', SUPERVISOR, tick, async (asked) => {
      const ticked = await meetings.tick(asked.id, asked.body.doneIn, signedIn(asked).me.id)
      return ticked ? ok(ticked) : refuse('notFound')
    }),

    route('delete', '/api/review/decisions/:id', SUPERVISOR, async ({ id }) =>
      (await meetings.remove(id)) ? ok(undefined) : refuse('notFound'),
    ),

    route('get', '/api/review/notes', SUPERVISOR, async (asked) => {
      const query = parse(notesQuery, asked.query)
      if (!query.ok) return query
      const { week, line } = query.value
      const known = floorNow(floor).lines
      const found = Object.hasOwn(known, line) ? known[line] : undefined
      return found ? ok(await noteReading.ofWeek(found, week, signedIn(asked).me.id)) : refuse('unknownLine', 'line')
    }),

    route('delete', '/api/review/notes/:id', SUPERVISOR, async (asked) =>
      (await noteReading.erase(asked.id, signedIn(asked).me.id)) ? ok(undefined) : refuse('notFound'),
    ),
  ]
}

/** What a meeting's lines are kept as: null when they are all. */
const setOf = (floor: Floor, chosen: readonly LineId[]): readonly LineId[] | null =>
  Object.keys(floor.lines).every((id) => chosen.includes(id)) ? null : [...new Set(chosen)]
