import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysOfSpan, LEAST_ANSWERS, quarterOf, quartersFrom, spansOfAnswers } from './periods.ts'

it.each([
  ['2026-01-01', '2026-Q1'],
  ['2026-03-31', '2026-Q1'],
  ['2026-04', '2026-Q2'],
  ['2026-12-31', '2026-Q4'],
])('%s is in %s', (day, quarter) => expect(quarterOf(day)).toBe(quarter))

it.each([
  ['2026-Q1', '2026-Q1', '2026-01-01', '2026-03-31'],
  ['2025-Q4', '2026-Q2', '2025-10-01', '2026-06-30'],
])('%s to %s is from %s to %s', (from, to, first, last) => expect(daysOfSpan({ from, to })).toEqual({ from: first, to: last }))

describe('periods of answers', () => {
  const told = (...counts: number[]) => {
    const quarters = quartersFrom('2025-Q1', '2027-Q4').slice(0, counts.length)
    const spans = spansOfAnswers('2025-Q1', quarters.at(-1) ?? '', (quarter) => counts[quarters.indexOf(quarter)] ?? 0)
    return spans.map(({ from, to, open }) => `${from}..${to}${open ? ' open' : ''}`)
  }

  it.each([
    [[99], ['2025-Q1..2025-Q1 open']],
    [
      [10, 0],
      ['2025-Q1..2025-Q1', '2025-Q2..2025-Q2 open'],
    ],
    [[9, 0], ['2025-Q1..2025-Q2 open']],
    [
      [4, 0, 6, 3, 50],
      ['2025-Q1..2025-Q3', '2025-Q4..2026-Q1 open'],
    ],
  ])('with %j', (counts, spans) => expect(told(...counts)).toEqual(spans))

  it('never overlap, hold every quarter, have enough answers, and never change afterwards', () => {
    const quarters = quartersFrom('2025-Q1', '2028-Q4')
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 16 }), (counts) => {
        const of = (quarter: string) => counts[quarters.indexOf(quarter)] ?? 0
        const at = (length: number) => spansOfAnswers('2025-Q1', quarters[length - 1] ?? '', of)
        const spans = at(counts.length)
        expect(spans.flatMap(({ from, to }) => quartersFrom(from, to))).toEqual(quarters.slice(0, counts.length))
        expect(spans.map(({ open }) => open)).toEqual(spans.map((_, index) => index === spans.length - 1))
        for (const { from, to } of spans.slice(0, -1))
          expect(quartersFrom(from, to).reduce((sum, quarter) => sum + of(quarter), 0)).toBeGreaterThanOrEqual(LEAST_ANSWERS)
        if (counts.length > 1) {
          const before = at(counts.length - 1).slice(0, -1)
          expect(spans.slice(0, before.length)).toEqual(before)
        }
      }),
    )
  })
})
