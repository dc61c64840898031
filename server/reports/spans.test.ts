import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../../shared/zonedTime.ts'
import { spansOf } from './spans.ts'

it.each([
  ['2016-01-01', '2025-12-31', '2016 2017 2018 2019 2020 2021 2022 2023 2024 2025'],
  ['2024-02-01', '2024-02-29', '2024-02'],
  ['2024-02-01', '2024-02-28', Array.from({ length: 28 }, (_, at) => `2024-02-${String(at + 1).padStart(2, '0')}`).join(' ')],
  ['2023-11-30', '2025-01-01', '2023-11-30 2023-12 2024 2025-01-01'],
  ['2026-11-25', '2026-11-25', '2026-11-25'],
  ['2026-11-26', '2026-11-25', ''],
])('%s to %s is made up of %s', (from, to, spans) => expect(spansOf(from, to).join(' ')).toBe(spans))

it('has each day of a period once, and no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 1_500 }), (start, length) => {
      const from = addDays('2015-01-01', start)
      const spans = spansOf(from, addDays(from, length))
      const has = (day: string) => spans.filter((span) => day.startsWith(span)).length
      for (let at = -40; at <= length + 40; at++) expect(has(addDays(from, at))).toBe(at >= 0 && at <= length ? 1 : 0)
    }),
    { numRuns: 40 },
  )
})
