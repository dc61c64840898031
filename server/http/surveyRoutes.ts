import { z } from 'zod'
import { ok, refuse } from '../../shared/errors.ts'
import { KEEP_MONTHS, type NewServiceCount, type SurveyKeeping } from '../../shared/survey/review.ts'
import { lineId, parse } from './inputs.ts'
import { type ApiParts, floorNow, type Route, route, routeWith, signedIn } from './route.ts'

const SUPERVISOR = ['supervisor'] as const

const asked = z.object({
  line: lineId,
  from: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/, 'must be a quarter, YYYY-Qn')
    .optional(),
})
const people = z.int('must be a whole number').min(0, 'must not be below 0').max(100_000, 'must be at most 100000')
const text = (most: number) => z.string().trim().min(1, 'must not be empty').max(most, `must have at most ${most} characters`)
const serviceCount: z.ZodType<NewServiceCount> = z
  .object({
    line: lineId,
    year: z.int('must be a year').min(2000, 'must be 2000 or later').max(2199, 'must be 2199 or earlier'),
    name: text(200),
    contacted: people,
    started: people.nullable(),
    source: text(200),
  })
  .refine(({ contacted, started }) => started === null || started <= contacted, {
    path: ['started'],
    message: 'must not be more than contacted',
  })
const keeping: z.ZodType<SurveyKeeping> = z.object({
  line: lineId,
  keepMonths: z
    .int('must be a whole number of months')
    .min(KEEP_MONTHS.least, `must be at least ${KEEP_MONTHS.least} months`)
    .max(KEEP_MONTHS.most, `must be at most ${KEEP_MONTHS.most} months`),
})

/** What callers answered afterwards, and what services count of those who were referred to them. */
export function surveyRoutes({ floor, surveyReview }: Pick<ApiParts, 'floor' | 'surveyReview'>): Route[] {
  const isLine = (id: string) => Object.hasOwn(floorNow(floor).lines, id)
  return [
    route('get', '/api/review/survey', SUPERVISOR, async ({ query }) => {
      const parsed = parse(asked, query)
      if (!parsed.ok) return parsed
      const { line, from } = parsed.value
      const found = isLine(line) ? floorNow(floor).lines[line] : undefined
      return found ? ok(await surveyReview.read(found, from)) : refuse('unknownLine', 'line')
    }),

    routeWith('put', '/api/review/survey/services', SUPERVISOR, serviceCount, async (one) => {
      if (!isLine(one.body.line)) return refuse('unknownLine', 'line')
      return ok(await surveyReview.putService(one.body, signedIn(one).me.id))
    }),

    route('delete', '/api/review/survey/services/:id', SUPERVISOR, async ({ id }) =>
      (await surveyReview.removeService(id)) ? ok(undefined) : refuse('notFound'),
    ),

    routeWith('put', '/api/review/survey/keeping', SUPERVISOR, keeping, async ({ body }) => {
      if (!isLine(body.line)) return refuse('unknownLine', 'line')
      return ok(await surveyReview.keep(body.line, body.keepMonths))
    }),
  ]
}
