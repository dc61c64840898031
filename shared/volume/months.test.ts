import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Hours } from '../hours.ts'
import { isOpen } from '../hours.ts'
import { inhabitantsIn } from './baseline.ts'
import { addMonths, daysIn, monthsAfter, monthsFrom } from './months.ts'
import { openTime } from './openTime.ts'

const month = fc
  .tuple(fc.integer({ min: 1950, max: 2150 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)

describe('months', () => {
  it('are counted as a calendar does', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -1_000, max: 1_000 }), (start, count) => {
        const there = addMonths(start, count)
        const date = new Date(`${start}-01T00:00:00Z`)
        date.setUTCMonth(date.getUTCMonth() + count)
        expect(there).toBe(date.toISOString().slice(0, 7))
        expect(monthsAfter(start, there)).toBe(count)
      }),
    )
  })

  it('go over the year, and none backwards', () => {
    expect(monthsFrom('2019-11', '2020-02')).toEqual(['2019-11', '2019-12', '2020-01', '2020-02'])
    expect(monthsFrom('2020-02', '2019-11')).toEqual([])
    expect(['2020-02', '2021-02', '2000-02', '2100-02', '2026-11', '2026-12'].map(daysIn)).toEqual([29, 28, 29, 28, 30, 31])
  })
})

describe('inhabitants of a month', () => {
  const catchments = [
    { from: '2019-02-04', inhabitants: 3_600_000 },
    { from: '2021-03-22', inhabitants: 10_400_000 },
  ]
  it.each([
    ['2018-01', 3_600_000],
    ['2021-02', 3_600_000],
    ['2021-03', (21 * 3_600_000 + 10 * 10_400_000) / 31],
    ['2021-04', 10_400_000],
  ])('of %s are %f', (of, expected) => expect(inhabitantsIn(catchments, of)).toBeCloseTo(expected, 6))

  it('are none where none are known', () => expect(inhabitantsIn([], '2021-04')).toBe(0))
})

describe('open time', () => {
  const time = fc.integer({ min: 0, max: 96 }).map((quarter) => {
    const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15]
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  })
  const spans = fc
    .uniqueArray(time, { minLength: 0, maxLength: 6 })
    .map((times) => times.toSorted())
    .map((times) => times.flatMap((from, index) => (index % 2 === 0 && times[index + 1] ? [{ from, to: times[index + 1] ?? '' }] : [])))
  const hours: fc.Arbitrary<Hours> = fc.array(spans, { minLength: 7, maxLength: 7 }).map((week) => ({ week, holidays: [], exceptions: [] }))
  /** Around the changes of clocks of both zones, and around two year ends. */
  const around = fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-12-31', '2020-12-31')

  it('is what one finds by looking every quarter of an hour', () => {
    fc.assert(
      fc.property(hours, around, fc.constantFrom('Europe/Stockholm', 'America/New_York'), (these, day, timeZone) => {
        const table = { hours: these, timeZone, holidaysOn: () => [] }
        const from = Date.parse(`${day}T00:00:00Z`) - 30 * 3_600_000
        const to = from + 84 * 3_600_000
        let sum = 0
        for (let at = from; at < to; at += 900_000) if (isOpen(table, at)) sum += 900_000
        expect(openTime(table, from, to)).toBe(sum)
      }),
      { numRuns: 60 },
    )
  })

  it('is all of it on a line without hours, and nothing backwards', () => {
    const always = { hours: null, timeZone: 'Europe/Stockholm', holidaysOn: () => [] }
    expect([openTime(always, 1_000, 5_000), openTime(always, 5_000, 1_000)]).toEqual([4_000, 0])
  })
})
