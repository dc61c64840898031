import { z } from 'zod'
import { ok } from '../../shared/errors.ts'
import { MOST_DAYS } from '../../shared/reports/report.ts'
import { DAY_MS } from '../../shared/zonedTime.ts'
import { day, parse } from './inputs.ts'
import { linesOf } from './lineQuery.ts'
import { type ApiParts, floorNow, type Route, route } from './route.ts'

const period = z
  .object({ from: day, to: day, lines: z.string().max(4_000).optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, {
    path: ['from'],
    message: `must be at most ${MOST_DAYS} days before to`,
  })

/** Reports for those outside the house. */
export function reportRoutes({ floor, report }: Pick<ApiParts, 'floor' | 'report'>): Route[] {
  return [
    route('get', '/api/review/report', ['supervisor'], async ({ query }) => {
      const asked = parse(period, query)
      if (!asked.ok) return asked
      const { from, to, lines } = asked.value
      const chosen = linesOf(floorNow(floor), lines)
      return chosen.ok ? ok(await report(chosen.value, from, to)) : chosen
    }),
  ]
}
