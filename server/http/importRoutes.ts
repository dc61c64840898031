import { z } from 'zod'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { CHANNELS } from '../../shared/floor/model.ts'
import {
  ALIKE,
  BROKEN,
  type CallRow,
  EARLIEST,
  type Keep,
  LONGEST_S,
  MOST_ROW_NUMBERS,
  MOST_ROWS,
  MOST_TOTALS,
  type MonthTotal,
  type NewImport,
  type NewTotals,
  ROWS_AT_ONCE,
  TIME_NOTES,
  type ToldOfFile,
} from '../../shared/imports/imports.ts'
import { MOST_IN_MONTH } from '../../shared/imports/totals.ts'
import { DAY_MS } from '../../shared/zonedTime.ts'
import { isTimeZone } from '../stats/calendar.ts'
import { lineId, parse } from './inputs.ts'
import { type ApiParts, type Route, route, routeWith, routeWithBytes, signedIn } from './route.ts'

const SUPERVISOR = ['supervisor'] as const
/** A row is at most some fifty characters. */
const MOST_BYTES = ROWS_AT_ONCE * 64

const count = z.int('must be a whole number').min(0, 'must not be below 0').max(MOST_ROWS, `must be at most ${MOST_ROWS}`)
const seconds = z.number('must be seconds or null').min(0, 'must not be below 0').max(LONGEST_S, `must be at most ${LONGEST_S}`).nullable()
const newImport: z.ZodType<NewImport> = z.object({
  line: lineId,
  channel: z.enum(CHANNELS, { error: `must be of ${CHANNELS.join(', ')}` }),
})

const callRow: z.ZodType<CallRow> = z.tuple([
  z
    .int('must be ms since 1970')
    .min(EARLIEST, 'must not be before 1990')
    // A day of grace for clocks that differ.
    .refine((at) => at <= Date.now() + DAY_MS, 'must not be after now'),
  z.union([z.literal(0), z.literal(1)], { error: 'must be 0 or 1' }),
  seconds,
  seconds,
])
const callRows = z.array(callRow).min(1, 'must have at least one').max(ROWS_AT_ONCE, `must have at most ${ROWS_AT_ONCE}`)

const brokenRows = z.object({ count: count.min(1), rows: z.array(count).max(MOST_ROW_NUMBERS, `must have at most ${MOST_ROW_NUMBERS}`) })
const told: z.ZodType<ToldOfFile> = z.object({
  timeZone: z.string().max(60).refine(isTimeZone, 'must be an IANA time zone'),
  rows: count,
  columns: z.object({ read: count, left: count, numbers: count }),
  otherDirection: count,
  broken: z.partialRecord(z.enum(BROKEN), brokenRows),
  notes: z.partialRecord(z.enum(TIME_NOTES), count),
})

const calls = z.int('must be a whole number').min(0, 'must not be below 0').max(MOST_IN_MONTH, `must be at most ${MOST_IN_MONTH}`)
const total: z.ZodType<MonthTotal> = z
  .object({
    month: z.string().regex(/^(?:199\d|20\d{2})-(?:0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM, from 1990 on'),
    calls,
    answered: calls.nullable(),
    abandoned: calls.nullable(),
  })
  .refine((one) => (one.answered ?? 0) + (one.abandoned ?? 0) <= one.calls, { path: ['calls'], message: 'must be at least its parts' })
const newTotals: z.ZodType<NewTotals> = z.object({
  line: lineId,
  channel: z.enum(CHANNELS),
  totals: z
    .array(total)
    .min(1, 'must have at least one month')
    .max(MOST_TOTALS, `must have at most ${MOST_TOTALS} months`)
    .refine((all) => new Set(all.map(({ month }) => month)).size === all.length, 'must have each month once'),
})
const keep: z.ZodType<Keep> = z.object({
  leaveOut: z.array(z.enum(ALIKE, { error: `must be of ${ALIKE.join(', ')}` })).max(ALIKE.length),
  withoutBroken: z.boolean('must be true or false'),
})

/** History from other systems: brought by supervisors, looked at, kept, undone. */
export function importRoutes({ imports }: Pick<ApiParts, 'imports'>): Route[] {
  return [
    route('get', '/api/imports', SUPERVISOR, async () => ok(await imports.list())),

    routeWith('post', '/api/imports', SUPERVISOR, newImport, async (asked) => imports.begin(asked.body, signedIn(asked).me.id)),

    // As bytes: a page of rows is larger than any other body, and nothing of it may be told.
    routeWithBytes('put', '/api/imports/:id/rows/:first', SUPERVISOR, MOST_BYTES, async ({ id, params, body }) => {
      const first = parse(count, Number(params.first))
      if (!first.ok) return refuse('badRequest', 'first', 'must be how many rows have come before')
      const rows = rowsOf(body)
      return rows.ok ? imports.receive(id, first.value, rows.value) : rows
    }),

    routeWith('post', '/api/imports/:id/complete', SUPERVISOR, told, async ({ id, body }) => imports.complete(id, body)),

    routeWith('post', '/api/totals', SUPERVISOR, newTotals, async (asked) => imports.totals(asked.body, signedIn(asked).me.id)),

    routeWith('post', '/api/imports/:id/keep', SUPERVISOR, keep, async (asked) =>
      imports.keep(asked.id, asked.body, signedIn(asked).me.id),
    ),

    route('post', '/api/imports/:id/undo', SUPERVISOR, async (asked) => imports.undo(asked.id, signedIn(asked).me.id)),

    route('delete', '/api/imports/:id', SUPERVISOR, async ({ id }) => imports.discard(id)),
  ]
}

function rowsOf(body: Buffer | null): Outcome<CallRow[]> {
  if (!body) return refuse('badRequest', 'rows', `must have at most ${ROWS_AT_ONCE} rows of a time, 0 or 1, and two lengths`)
  try {
    const rows = parse(callRows, JSON.parse(body.toString()))
    return rows.ok ? rows : { ok: false, refusal: { ...rows.refusal, field: `rows.${rows.refusal.field ?? ''}` } }
  } catch {
    return refuse('badRequest', 'rows', 'must be JSON')
  }
}
