import { describe, expect, it } from 'vitest'
import { choiceOf, daysOf, periodOf, queryOf } from './period.ts'

describe('what a preset means', () => {
  it.each([
    ['lastMonth', '2026-01-15', '2025-12-01', '2025-12-31'],
    ['lastMonth', '2024-03-31', '2024-02-01', '2024-02-29'],
    ['lastQuarter', '2026-01-01', '2025-10-01', '2025-12-31'],
    ['lastQuarter', '2026-11-25', '2026-07-01', '2026-09-30'],
    ['lastYear', '2026-11-25', '2025-01-01', '2025-12-31'],
    ['yearSoFar', '2026-11-25', '2026-01-01', '2026-11-25'],
  ] as const)('%s on %s is %s to %s', (preset, today, from, to) => expect(periodOf(preset, today)).toEqual({ from, to }))
})

describe('an address', () => {
  const otherwise = { from: '2025-01-01', to: '2025-12-31' }
  it.each([
    [`?${queryOf({ from: '2019-02-04', to: '2019-11-25' }, ['a', 'b'])}`, { from: '2019-02-04', to: '2019-11-25', lines: ['a', 'b'] }],
    [`?${queryOf(otherwise, [])}`, { ...otherwise, lines: [] }],
    ['?from=yesterday', { ...otherwise, lines: [] }],
    ['', { ...otherwise, lines: [] }],
  ])('%s is read', (search, choice) => expect(choiceOf(search, otherwise)).toEqual(choice))
})

it.each([
  ['2019-02-04', '2019-02-04', 1],
  ['2021-03-22', '2021-08-31', 163],
  ['2021-03-22', '2021-03-21', 0],
  ['', '2021-03-21', 0],
])('from %s to %s are %i days', (from, to, days) => expect(daysOf({ from, to })).toBe(days))
