import { z } from 'zod'
import { ok, refuse } from '../../shared/errors.ts'
import { MOST_DAYS } from '../../shared/reports/report.ts'
import { isWeek } from '../../shared/review/weeks.ts'
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

const month = z.string().regex(/^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM')
const staffed = z.discriminatedUnion('span', [
  z.object({ span: z.literal('week'), line: z.string(), period: z.string().refine(isWeek, 'must be a week, YYYY-Www').optional() }),
  z.object({ span: z.literal('month'), line: z.string(), period: month.optional() }),
])

/** Reports for those outside the house, and of how a line was staffed. */
export function reportRoutes({ floor, report, staffing }: Pick<ApiParts, 'floor' | 'report' | 'staffing'>): Route[] {
  return [
    route('get', '/api/review/report', ['supervisor'], async ({ query }) => {
      const asked = parse(period, query)
      if (!asked.ok) return asked
      const { from, to, lines } = asked.value
      const chosen = linesOf(floorNow(floor), lines)
      return chosen.ok ? ok(await report(chosen.value, from, to)) : chosen
    }),

    route('get', '/api/review/staffing', ['supervisor'], async ({ query }) => {
      const asked = parse(staffed, query)
      if (!asked.ok) return asked
      const { line, span, period: wanted } = asked.value
      const { lines } = floorNow(floor)
      const found = Object.hasOwn(lines, line) ? lines[line] : undefined
      return found ? ok(await staffing(found, span, wanted)) : refuse('unknownLine', 'line')
    }),
  ]
}
