import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, weekdayOf } from '../zonedTime.ts'
import { addWeeks, daysOfWeek, isWeek, mondayOf, weekOf } from './weeks.ts'

it.each([
  ['2026-W53', '2026-12-28', true],
  ['2026-W01', '2025-12-29', true],
  ['2027-W01', '2027-01-04', true],
  ['2020-W53', '2020-12-28', true],
  ['2025-W53', '2025-12-29', false],
  ['2026-W54', '2027-01-04', false],
  ['2026-W00', '2025-12-22', false],
])('%s begins on %s', (week, monday, exists) => {
  expect(isWeek(week)).toBe(exists)
  if (exists) expect(mondayOf(week)).toBe(monday)
})

it.each(['2026-47', '2026-W7', '1850-W01', '', '2026-W47x'])('%j is no week', (text) => expect(isWeek(text)).toBe(false))

it('days and weeks agree, over every end of a year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 109_000 }), fc.integer({ min: -60, max: 60 }), (offset, count) => {
      const day = addDays('1901-01-01', offset)
      const week = weekOf(day)
      expect(isWeek(week)).toBe(true)
      expect(weekdayOf(mondayOf(week))).toBe(0)
      expect(daysOfWeek(week)).toContain(day)
      expect(daysOfWeek(week)[6]).toBe(addDays(mondayOf(week), 6))
      expect(mondayOf(addWeeks(week, count))).toBe(addDays(mondayOf(week), count * 7))
      // ISO 8601: a week belongs to the year of its Thursday.
      expect(daysOfWeek(week)[3]?.slice(0, 4)).toBe(week.slice(0, 4))
    }),
  )
})
