import { describe, expect, it } from 'vitest'
import { calendarOf, dayOf, isTimeZone, monthNumber, weekOf } from './calendar.ts'

describe('calendar', () => {
  it.each([
    ['2026-11-23T22:59:59Z', 'Europe/Stockholm', '2026-11-23'],
    ['2026-11-23T23:00:00Z', 'Europe/Stockholm', '2026-11-24'],
    ['2026-06-30T21:59:59Z', 'Europe/Stockholm', '2026-06-30'],
    ['2026-06-30T22:00:00Z', 'Europe/Stockholm', '2026-07-01'],
    ['2026-01-01T00:00:00Z', 'America/New_York', '2025-12-31'],
  ])('%s in %s is %s', (at, zone, day) => expect(dayOf(Date.parse(at), zone)).toBe(day))

  it.each([
    ['2026-11-23', '2026-W48'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2023-01-01', '2022-W52'],
    ['2020-12-31', '2020-W53'],
    ['2019-02-04', '2019-W06'],
  ])('%s is in week %s', (day, week) => expect(weekOf(day)).toBe(week))

  it.each([
    ['2019-02-04', '2019-02', 1],
    ['2019-02-04', '2019-04', 3],
    ['2019-02-04', '2020-01', 12],
    ['2026-12-01', '2026-11', 1],
  ])('a service begun %s is in %s in month %i', (start, month, number) => expect(monthNumber(start, month)).toBe(number))

  it('gives day, week and month of one moment in one zone', () => {
    expect(calendarOf(Date.parse('2026-12-31T23:30:00Z'), 'Europe/Stockholm')).toEqual({
      day: '2027-01-01',
      week: '2026-W53',
      month: '2027-01',
    })
  })

  it('knows time zones', () => {
    expect([isTimeZone('Europe/Stockholm'), isTimeZone('Nowhere')]).toEqual([true, false])
  })
})
