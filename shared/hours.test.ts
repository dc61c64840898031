import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DayException,
  type Hours,
  hoursOn,
  isOpen,
  minutesOf,
  nextClosing,
  nextOpening,
  openingAt,
  preview,
  type Span,
  type Timetable,
} from './hours.ts'
import { addDays, DAY_MS, MINUTE_MS, momentOf, wallOf } from './zonedTime.ts'

const STOCKHOLM = 'Europe/Stockholm'
const CLOSED: readonly Span[] = []
const OFFICE: readonly Span[] = [{ from: '08:30', to: '16:00' }]
const ALL_DAY: readonly Span[] = [{ from: '00:00', to: '24:00' }]
/** Monday, Tuesday and Friday. */
const threeDays = [OFFICE, OFFICE, CLOSED, CLOSED, OFFICE, CLOSED, CLOSED]
const everyDay = (spans: readonly Span[]) => Array.from({ length: 7 }, () => spans)

function table(hours: Partial<Hours> | null, holidays: Readonly<Record<string, readonly string[]>> = {}, timeZone = STOCKHOLM): Timetable {
  return {
    hours: hours && { week: threeDays, holidays: [], exceptions: [], ...hours },
    timeZone,
    holidaysOn: (day) => holidays[day] ?? [],
  }
}

/** A moment by the clock of Stockholm in winter. */
const winter = (text: string) => Date.parse(`${text}+01:00`)
const said = (at: number | null) => (at === null ? null : `${wallOf(at, STOCKHOLM).day} ${clock(wallOf(at, STOCKHOLM).minute)}`)
const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

describe('the hours of a day', () => {
  const christmas = { '2026-12-25': ['christmasDay'], '2026-12-24': ['christmasEve'] }
  const note = 'Julstängt'

  it.each<[string, Timetable, string, ReturnType<typeof hoursOn>]>([
    ['no hours', table(null), '2026-12-25', { day: '2026-12-25', spans: ALL_DAY, by: { is: 'always' } }],
    ['the week', table({}), '2026-11-23', { day: '2026-11-23', spans: OFFICE, by: { is: 'week' } }],
    ['a closed weekday', table({}), '2026-11-25', { day: '2026-11-25', spans: [], by: { is: 'week' } }],
    [
      'a holiday that closes',
      table({ holidays: ['christmasDay'] }, christmas),
      '2026-12-25',
      { day: '2026-12-25', spans: [], by: { is: 'holiday', id: 'christmasDay' } },
    ],
    [
      'a holiday that does not',
      table({ holidays: ['christmasEve'] }, christmas),
      '2026-12-25',
      { day: '2026-12-25', spans: OFFICE, by: { is: 'week' } },
    ],
    [
      'an exception on a plain day',
      table({ exceptions: [{ day: '2026-11-23', spans: [], note }] }),
      '2026-11-23',
      { day: '2026-11-23', spans: [], by: { is: 'exception', note } },
    ],
    [
      'an exception on a holiday',
      table({ holidays: ['christmasDay'], exceptions: [{ day: '2026-12-25', spans: OFFICE, note: '' }] }, christmas),
      '2026-12-25',
      { day: '2026-12-25', spans: OFFICE, by: { is: 'exception', note: '' } },
    ],
    [
      'two holidays on one day, of which one closes',
      table({ holidays: ['ascensionDay'] }, { '2008-05-01': ['mayDay', 'ascensionDay'] }),
      '2008-05-01',
      { day: '2008-05-01', spans: [], by: { is: 'holiday', id: 'ascensionDay' } },
    ],
  ])('come from %s', (_what, given, day, expected) => {
    expect(hoursOn(given, day)).toEqual(expected)
  })
})

describe('open and closed', () => {
  it.each([
    ['before opening', '2026-11-23T08:29:59.999', false, '2026-11-23 08:30', '2026-11-23 16:00'],
    ['at opening', '2026-11-23T08:30', true, '2026-11-24 08:30', '2026-11-23 16:00'],
    ['a moment before closing', '2026-11-23T15:59:59.999', true, '2026-11-24 08:30', '2026-11-23 16:00'],
    ['at closing', '2026-11-23T16:00', false, '2026-11-24 08:30', '2026-11-24 16:00'],
    ['on a closed day', '2026-11-25T12:00', false, '2026-11-27 08:30', '2026-11-27 16:00'],
    ['before a weekend', '2026-11-27T20:00', false, '2026-11-30 08:30', '2026-11-30 16:00'],
  ])('%s', (_when, at, open, opens, closes) => {
    const given = table({})
    expect(isOpen(given, winter(at))).toBe(open)
    expect(said(nextOpening(given, winter(at)))).toBe(opens)
    expect(said(nextClosing(given, winter(at)))).toBe(closes)
  })

  it('is always open without hours, and never changes', () => {
    expect(openingAt(table(null), Date.now())).toEqual({ open: true, changesAt: null })
  })

  it('is never open with no span at all, and with all of every day never closes', () => {
    expect(openingAt(table({ week: everyDay([]) }), winter('2026-11-23T12:00'))).toEqual({ open: false, changesAt: null })
    expect(openingAt(table({ week: everyDay(ALL_DAY) }), winter('2026-11-23T12:00'))).toEqual({ open: true, changesAt: null })
  })

  it('finds one open day a year', () => {
    const given = table({ week: everyDay([]), exceptions: [{ day: '2027-11-20', spans: OFFICE, note: '' }] })
    expect(said(nextOpening(given, winter('2026-11-23T12:00')))).toBe('2027-11-20 08:30')
  })

  it('takes spans that meet as one, at midnight too', () => {
    const night = table({
      week: everyDay([
        { from: '00:00', to: '06:00' },
        { from: '06:00', to: '07:00' },
        { from: '21:00', to: '24:00' },
      ]),
    })
    expect(said(nextClosing(night, winter('2026-11-23T22:00')))).toBe('2026-11-24 07:00')
    expect(isOpen(night, winter('2026-11-24T00:00'))).toBe(true)
    const oneNight = table({ week: [[{ from: '20:00', to: '24:00' }], [], [], [], [], [], []] })
    expect(said(nextClosing(oneNight, winter('2026-11-23T22:00')))).toBe('2026-11-24 00:00')
  })
})

describe('the nights when the clock is set', () => {
  const at = (utc: string) => Date.parse(utc)

  it.each([
    ['an hour that is left out', '02:00', '03:00', '2026-03-29T00:30Z', '2026-03-30T00:00Z'],
    ['a span that begins in it', '02:30', '05:00', '2026-03-29T00:30Z', '2026-03-29T01:00Z'],
  ])('open in spring by %s', (_what, from, to, now, opens) => {
    expect(nextOpening(table({ week: everyDay([{ from, to }]) }), at(now))).toBe(at(opens))
  })

  it.each([
    ['a span that ends in it', '00:30', '02:30', '2026-03-29T00:00Z', '2026-03-29T01:00Z'],
    ['a span over it', '01:00', '04:00', '2026-03-29T00:00Z', '2026-03-29T02:00Z'],
    ['a whole day', '00:00', '23:00', '2026-03-29T00:00Z', '2026-03-29T21:00Z'],
  ])('close in spring by %s', (_what, from, to, now, closes) => {
    expect(nextClosing(table({ week: everyDay([{ from, to }]) }), at(now))).toBe(at(closes))
  })

  it.each([
    ['a span that begins in the hour that comes twice', '02:30', '05:00', '2026-10-25T00:30Z', '2026-10-25T04:00Z'],
    ['a span that ends in it', '00:30', '02:30', '2026-10-24T22:30Z', '2026-10-25T00:30Z'],
    ['a span within it', '02:15', '02:45', '2026-10-25T00:15Z', '2026-10-25T00:45Z'],
    ['a span of just it', '02:00', '03:00', '2026-10-25T00:00Z', '2026-10-25T02:00Z'],
  ])('in autumn %s', (_what, from, to, opens, closes) => {
    const given = table({ week: everyDay([{ from, to }]) })
    expect(nextOpening(given, at('2026-10-24T21:00Z'))).toBe(at(opens))
    expect(openingAt(given, at(opens))).toEqual({ open: true, changesAt: at(closes) })
    expect(openingAt(given, at(closes) - 1).open).toBe(true)
    expect(openingAt(given, at(closes)).open).toBe(false)
  })
})

describe('whatever the hours are', () => {
  const anyTime = fc.integer({ min: 0, max: 96 }).map((quarters) => clock(quarters * 15))
  const inOrder = (options: { readonly minLength: number; readonly maxLength: number }) =>
    fc.uniqueArray(anyTime, options).map((times) => [...times].sort().map((from, index, all) => ({ from, to: all[index + 1] ?? from })))
  const apart: fc.Arbitrary<readonly Span[]> = inOrder({ minLength: 2, maxLength: 8 }).map((spans) =>
    spans.filter(({ from, to }, index) => index % 2 === 0 && from < to),
  )
  const meeting: fc.Arbitrary<readonly Span[]> = inOrder({ minLength: 2, maxLength: 4 }).map((spans) => spans.slice(0, -1))
  const anyDayHours = fc.oneof(fc.constant(CLOSED), fc.constant(ALL_DAY), apart, meeting)
  // the weeks of both clock changes of 2026, and the turn of the year
  const anyDay = fc
    .tuple(fc.constantFrom('2026-03-24', '2026-10-20', '2026-12-27'), fc.integer({ min: 0, max: 12 }))
    .map(([start, days]) => addDays(start, days))
  const anyException: fc.Arbitrary<DayException> = fc.record({ day: anyDay, spans: anyDayHours, note: fc.constant('') })
  const anyTable: fc.Arbitrary<Timetable> = fc
    .record({
      week: fc.array(anyDayHours, { minLength: 7, maxLength: 7 }),
      exceptions: fc.uniqueArray(anyException, { maxLength: 4, selector: ({ day }) => day }),
      holidays: fc.uniqueArray(anyDay, { maxLength: 3 }),
      timeZone: fc.constantFrom(STOCKHOLM, 'UTC', 'Europe/Lisbon'),
    })
    .map(({ week, exceptions, holidays, timeZone }) => ({
      hours: { week, exceptions, holidays: ['off'] },
      timeZone,
      holidaysOn: (day) => (holidays.includes(day) ? ['off'] : []),
    }))
  const anyMoment = fc.tuple(anyDay, fc.integer({ min: 0, max: DAY_MS - 1 })).map(([day, ms]) => Date.parse(`${day}T00:00:00Z`) + ms)

  it('is open when the preview shows it: the clock is in a span of the day, and an hour that comes again counts once', () => {
    fc.assert(
      fc.property(anyTable, anyMoment, fc.integer({ min: 0, max: 13 }), (given, at, before) => {
        const { day } = wallOf(at, given.timeZone)
        const shown = preview(given, momentOf(addDays(day, -before), 720, given.timeZone), 14).find((one) => one.day === day)
        const furthest = furthestReading(at, day, given.timeZone)
        const inSpan = shown?.spans.some(({ from, to }) => minutesOf(from) <= furthest && furthest < minutesOf(to))
        expect(isOpen(given, at)).toBe(inSpan)
      }),
      { numRuns: 400 },
    )
  })

  it('changes exactly at the next opening and closing, and not before', () => {
    fc.assert(
      fc.property(anyTable, anyMoment, fc.integer({ min: 0, max: 999 }), (given, at, part) => {
        const { open, changesAt } = openingAt(given, at)
        expect(open ? nextClosing(given, at) : nextOpening(given, at)).toBe(changesAt)
        if (changesAt === null) return
        expect(changesAt).toBeGreaterThan(at)
        expect(isOpen(given, changesAt)).toBe(!open)
        expect(isOpen(given, changesAt - 1)).toBe(open)
        expect(isOpen(given, Math.floor(at + ((changesAt - at) * part) / 1000))).toBe(open)
        const other = open ? nextOpening(given, at) : nextClosing(given, at)
        expect(other).toBe(openingAt(given, changesAt).changesAt)
      }),
      { numRuns: 400 },
    )
  })
})

/** What a clock that is never set back has shown by now on this day, in minutes. */
function furthestReading(at: number, day: string, timeZone: string): number {
  let furthest = 0
  for (let moment = at - (at % MINUTE_MS); wallOf(moment, timeZone).day === day; moment -= MINUTE_MS * 15)
    furthest = Math.max(furthest, wallOf(moment, timeZone).minute)
  return furthest
}
