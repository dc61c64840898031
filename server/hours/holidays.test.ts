import { describe, expect, it } from 'vitest'
import { reckonHolidays } from './holidayRules.ts'
import kept from './holidays.json' with { type: 'json' }
import { holidayCalendar, holidays, holidaysOn, isHoliday } from './holidays.ts'

const YEARS = [2024, 2025, 2026, 2027, 2028, 2029, 2030]

/** Days of each year 2024 to 2030 that move, by the calendar of the Church of Sweden and the almanac. */
const MOVING: Readonly<Record<string, readonly string[]>> = {
  maundyThursday: ['2024-03-28', '2025-04-17', '2026-04-02', '2027-03-25', '2028-04-13', '2029-03-29', '2030-04-18'],
  goodFriday: ['2024-03-29', '2025-04-18', '2026-04-03', '2027-03-26', '2028-04-14', '2029-03-30', '2030-04-19'],
  easterEve: ['2024-03-30', '2025-04-19', '2026-04-04', '2027-03-27', '2028-04-15', '2029-03-31', '2030-04-20'],
  easterSunday: ['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21'],
  easterMonday: ['2024-04-01', '2025-04-21', '2026-04-06', '2027-03-29', '2028-04-17', '2029-04-02', '2030-04-22'],
  ascensionDay: ['2024-05-09', '2025-05-29', '2026-05-14', '2027-05-06', '2028-05-25', '2029-05-10', '2030-05-30'],
  whitsunEve: ['2024-05-18', '2025-06-07', '2026-05-23', '2027-05-15', '2028-06-03', '2029-05-19', '2030-06-08'],
  whitSunday: ['2024-05-19', '2025-06-08', '2026-05-24', '2027-05-16', '2028-06-04', '2029-05-20', '2030-06-09'],
  midsummerEve: ['2024-06-21', '2025-06-20', '2026-06-19', '2027-06-25', '2028-06-23', '2029-06-22', '2030-06-21'],
  midsummerDay: ['2024-06-22', '2025-06-21', '2026-06-20', '2027-06-26', '2028-06-24', '2029-06-23', '2030-06-22'],
  allSaintsEve: ['2024-11-01', '2025-10-31', '2026-10-30', '2027-11-05', '2028-11-03', '2029-11-02', '2030-11-01'],
  allSaintsDay: ['2024-11-02', '2025-11-01', '2026-10-31', '2027-11-06', '2028-11-04', '2029-11-03', '2030-11-02'],
}

const FIXED: Readonly<Record<string, string>> = {
  newYearsDay: '01-01',
  twelfthNight: '01-05',
  epiphany: '01-06',
  walpurgisNight: '04-30',
  mayDay: '05-01',
  nationalDay: '06-06',
  christmasEve: '12-24',
  christmasDay: '12-25',
  boxingDay: '12-26',
  newYearsEve: '12-31',
}

describe('Swedish holidays', () => {
  it.each(YEARS)('of %i are all there, on their days, and no others', (year) => {
    const expected = holidays.flatMap(({ id }) => {
      const day = FIXED[id] === undefined ? MOVING[id]?.find((one) => one.startsWith(String(year))) : `${year}-${FIXED[id]}`
      return [`${day} ${id}`]
    })
    const found = holidayCalendar(year).days.filter(({ day }) => day.startsWith(String(year)))
    expect(found.map(({ day, holiday }) => `${day} ${holiday}`).sort()).toEqual(expected.sort())
  })

  it('are found by day, also where two fall together', () => {
    expect(holidaysOn('2026-06-19')).toEqual(['midsummerEve'])
    expect(holidaysOn('2026-06-18')).toEqual([])
    expect([...holidaysOn('2049-06-06')].sort()).toEqual(['nationalDay', 'whitSunday'])
  })

  it('know that Whit Monday is an ordinary day since 2005', () => {
    expect(holidaysOn('2026-05-25')).toEqual([])
  })

  it('are kept as date-holidays reckons them: after a change, npm run holidays', () => {
    expect(kept).toEqual(reckonHolidays())
  })

  it('are kept for ten years more: before that, move LAST_YEAR', () => {
    expect(holidaysOn(`${new Date().getFullYear() + 10}-12-24`)).toEqual(['christmasEve'])
  })

  it('are known by id', () => {
    expect(isHoliday('midsummerEve')).toBe(true)
    expect(isHoliday('vasaloppet')).toBe(false)
    expect(new Set(holidays.map(({ id }) => id)).size).toBe(holidays.length)
  })
})
