import { z } from 'zod'
import { ok, refuse } from '../../shared/errors.ts'
import type { LineId } from '../../shared/floor/model.ts'
import { monthsAfter } from '../../shared/volume/months.ts'
import { ALONG, MARK_KINDS, MOST_MONTHS, type NewMark, PER, type VolumeSettings } from '../../shared/volume/volume.ts'
import { day, lineId, parse } from './inputs.ts'
import { hasUnknown, linesOf } from './lineQuery.ts'
import { type ApiParts, floorNow, type Route, route, routeWith, signedIn } from './route.ts'

const SUPERVISOR = ['supervisor'] as const

const month = z.string().regex(/^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM, from 1900 to 2199')
const along = z.enum(ALONG, { error: `must be ${ALONG.join(' or ')}` })
const period = z
  .object({ from: month, to: month, lines: z.string().max(4_000).optional(), along: along.optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' })
  .refine(({ from, to }) => monthsAfter(from, to) < MOST_MONTHS, {
    path: ['from'],
    message: `must be at most ${MOST_MONTHS} months before to`,
  })

const baseline = z.discriminatedUnion('is', [
  z.object({ is: z.enum(['respectMonths', 'respectAverage']) }),
  z
    .object({ is: z.literal('own'), from: month, to: month })
    .refine(({ from, to }) => from <= to && monthsAfter(from, to) < MOST_MONTHS, { path: ['to'], message: 'must not be before from' }),
  z.object({
    is: z.literal('target'),
    calls: z.int('must be a whole number of calls').min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000'),
  }),
])
const catchment = z.object({
  from: day,
  inhabitants: z.int('must be a whole number').min(0, 'must not be below 0').max(10_000_000_000, 'must be at most 10000000000'),
})
const settings: z.ZodType<VolumeSettings> = z.object({
  baseline,
  along,
  per: z.enum(PER, { error: `must be ${PER.join(' or ')}` }),
  catchments: z
    .array(catchment)
    .min(1, 'must have at least one')
    .max(100, 'must have at most 100')
    .transform((all) => all.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    .refine((all) => new Set(all.map(({ from }) => from)).size === all.length, 'must have each day once'),
})
const mark: z.ZodType<NewMark> = z.object({
  line: lineId.nullable(),
  day,
  kind: z.enum(MARK_KINDS, { error: `must be of ${MARK_KINDS.join(', ')}` }),
  text: z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters'),
})

/** What supervisors look back on: volume by month, what it is laid beside, and marks on the time axis. */
export function reviewRoutes({ floor, review }: Pick<ApiParts, 'floor' | 'review'>): Route[] {
  return [
    route('get', '/api/review/months', SUPERVISOR, async ({ query }) => {
      const asked = parse(period, query)
      if (!asked.ok) return asked
      const { from, to, lines, along } = asked.value
      const chosen = linesOf(floorNow(floor), lines)
      return chosen.ok ? ok(await review.months(chosen.value, from, to, along)) : chosen
    }),

    routeWith('put', '/api/review/lines/:id/settings', SUPERVISOR, settings, async (asked) => {
      if (!Object.hasOwn(floorNow(floor).lines, asked.id)) return refuse('notFound')
      await review.setSettings(asked.id, asked.body, signedIn(asked).me.id)
      return ok(undefined)
    }),

    routeWith('post', '/api/review/marks', SUPERVISOR, mark, async (asked) =>
      hasUnknown(floorNow(floor), lineOf(asked.body))
        ? refuse('unknownLine', 'line')
        : ok(await review.addMark(asked.body, signedIn(asked).me.id)),
    ),

    routeWith('put', '/api/review/marks/:id', SUPERVISOR, mark, async (asked) => {
      if (hasUnknown(floorNow(floor), lineOf(asked.body))) return refuse('unknownLine', 'line')
      return (await review.changeMark(asked.id, asked.body, signedIn(asked).me.id)) ? ok(undefined) : refuse('notFound')
    }),

    route('delete', '/api/review/marks/:id', SUPERVISOR, async ({ id }) =>
      (await review.removeMark(id)) ? ok(undefined) : refuse('notFound'),
    ),
  ]
}

const lineOf = ({ line }: NewMark): readonly LineId[] => (line === null ? [] : [line])
