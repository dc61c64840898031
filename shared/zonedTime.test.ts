import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, DAY_MS, MINUTE_MS, momentOf, wallOf, weekdayOf } from './zonedTime.ts'

const ZONES = ['Europe/Stockholm', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Beirut', 'Pacific/Apia', 'America/Santiago', 'UTC']

const anyMoment = fc.integer({ min: Date.parse('2024-01-01T00:00Z') / MINUTE_MS, max: Date.parse('2031-01-01T00:00Z') / MINUTE_MS })
const anyDay = fc.integer({ min: 0, max: 365 * 7 }).map((days) => addDays('2024-01-01', days))
const anyMinute = fc.integer({ min: 0, max: 1440 })

describe('the clock of a time zone', () => {
  it.each([
    ['2026-01-15T07:30Z', 'Europe/Stockholm', '2026-01-15', 8 * 60 + 30],
    ['2026-07-15T06:30Z', 'Europe/Stockholm', '2026-07-15', 8 * 60 + 30],
    ['2026-12-31T23:00Z', 'Europe/Stockholm', '2027-01-01', 0],
    ['2026-03-29T00:59Z', 'Europe/Stockholm', '2026-03-29', 119],
    ['2026-03-29T01:00Z', 'Europe/Stockholm', '2026-03-29', 180],
    ['2026-10-25T00:30Z', 'Europe/Stockholm', '2026-10-25', 150],
    ['2026-10-25T01:30Z', 'Europe/Stockholm', '2026-10-25', 150],
    ['2026-06-01T12:00Z', 'America/St_Johns', '2026-06-01', 9 * 60 + 30],
  ])('shows at %s in %s %s and minute %i', (at, zone, day, minute) => {
    expect(wallOf(Date.parse(at), zone)).toEqual({ day, minute })
  })

  it.each([
    ['a plain day', '2026-01-15', 510, '2026-01-15T07:30Z'],
    ['a day in summer', '2026-07-15', 510, '2026-07-15T06:30Z'],
    ['before the hour that is left out', '2026-03-29', 119, '2026-03-29T00:59Z'],
    ['the hour that is left out: its first minute', '2026-03-29', 120, '2026-03-29T01:00Z'],
    ['the hour that is left out: its middle', '2026-03-29', 150, '2026-03-29T01:00Z'],
    ['after the hour that is left out', '2026-03-29', 180, '2026-03-29T01:00Z'],
    ['later that day', '2026-03-29', 510, '2026-03-29T06:30Z'],
    ['before the hour that comes twice', '2026-10-25', 119, '2026-10-24T23:59Z'],
    ['the hour that comes twice: first time', '2026-10-25', 150, '2026-10-25T00:30Z'],
    ['after the hour that comes twice', '2026-10-25', 180, '2026-10-25T02:00Z'],
    ['the end of the day', '2026-12-31', 1440, '2026-12-31T23:00Z'],
  ])('finds %s in Stockholm', (_what, day, minute, at) => {
    expect(new Date(momentOf(day, minute, 'Europe/Stockholm')).toJSON()).toBe(new Date(at).toJSON())
  })

  it('finds a day that begins at one o’clock, where midnight is left out', () => {
    expect(new Date(momentOf('2026-09-06', 0, 'America/Santiago')).toJSON()).toBe('2026-09-06T04:00:00.000Z')
    expect(wallOf(momentOf('2026-09-06', 0, 'America/Santiago'), 'America/Santiago')).toEqual({ day: '2026-09-06', minute: 60 })
  })

  it.each(ZONES)('gives in %s the first moment that shows a reading or a later one', (zone) => {
    fc.assert(
      fc.property(anyDay, anyMinute, (day, minute) => {
        const asked = minute === 1440 ? { day: addDays(day, 1), minute: 0 } : { day, minute }
        const at = momentOf(day, minute, zone)
        expect(reading(wallOf(at, zone))).toBeGreaterThanOrEqual(reading(asked))
        expect(reading(wallOf(at - MINUTE_MS, zone))).toBeLessThan(reading(asked))
      }),
    )
  })

  it.each(ZONES)('is in order in %s', (zone) => {
    fc.assert(
      fc.property(anyDay, anyMinute, anyMinute, (day, one, other) => {
        fc.pre(one <= other)
        expect(momentOf(day, one, zone)).toBeLessThanOrEqual(momentOf(day, other, zone))
      }),
    )
  })

  it.each(ZONES)('comes back from a moment of %s, or to the earlier one of the hour that comes twice', (zone) => {
    fc.assert(
      fc.property(anyMoment, (minutes) => {
        const at = minutes * MINUTE_MS
        const { day, minute } = wallOf(at, zone)
        const back = momentOf(day, minute, zone)
        expect(back).toBeLessThanOrEqual(at)
        expect(at - back).toBeLessThanOrEqual(120 * MINUTE_MS)
        expect(wallOf(back, zone)).toEqual({ day, minute })
      }),
    )
  })

  it('throws for a zone that nobody knows', () => {
    expect(() => wallOf(0, 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %i more is %s', (day, more, result) => {
    expect(addDays(day, more)).toBe(result)
  })

  it('know their weekday, Monday first', () => {
    expect(weekdayOf('2026-11-23')).toBe(0)
    expect(weekdayOf('2026-11-29')).toBe(6)
  })

  it('are as long as DAY_MS but for clock changes', () => {
    expect(momentOf('2026-03-30', 0, 'Europe/Stockholm') - momentOf('2026-03-29', 0, 'Europe/Stockholm')).toBe(DAY_MS - 60 * MINUTE_MS)
    expect(momentOf('2026-10-26', 0, 'Europe/Stockholm') - momentOf('2026-10-25', 0, 'Europe/Stockholm')).toBe(DAY_MS + 60 * MINUTE_MS)
  })
})

function reading({ day, minute }: { readonly day: string; readonly minute: number }): number {
  return Date.parse(`${day}T00:00:00Z`) / MINUTE_MS + minute
}
