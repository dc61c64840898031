import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMoments } from './moments.ts'
import { DATE_ORDERS, ordersOf, readDay, readParts, readTime } from './times.ts'

const read = (text: string, order: 'dmy' | 'mdy' | 'ymd' = 'dmy') => {
  const found = readTime(text, order)
  return found.ok ? `${found.value.day} ${found.value.second} ${found.value.offset ?? ''}`.trim() : found.why
}

describe('a time in one text', () => {
  it.each([
    ['2019-02-04 08:30', '2019-02-04 30600'],
    ['2019-02-04T08:30:15', '2019-02-04 30615'],
    ['2019-02-04 08:30:15.250', '2019-02-04 30615.25'],
    ['2019-02-04 08:30:15,250', '2019-02-04 30615.25'],
    ['2019-02-04T08:30:00Z', '2019-02-04 30600 0'],
    ['2019-02-04 08:30 +0100', '2019-02-04 30600 60'],
    ['2019-02-04T08:30:00-05:30', '2019-02-04 30600 -330'],
    ['2019-02-04 08:30 +02', '2019-02-04 30600 120'],
    ['2019/2/4 8:30', '2019-02-04 30600'],
    ['20190204 0830', '2019-02-04 30600'],
    ['20190204T083015', '2019-02-04 30615'],
    ['20190204083015', '2019-02-04 30615'],
    ['201902040830', '2019-02-04 30600'],
    ['4/2 2019 08.30', '2019-02-04 30600'],
    ['4/2-2019 kl. 08.30', '2019-02-04 30600'],
    ['04.02.2019 08:30', '2019-02-04 30600'],
    ['04.02.2019, 08.30.15', '2019-02-04 30615'],
    ['4 feb 2019 08:30', '2019-02-04 30600'],
    ['mån 4 februari 2019 08.30', '2019-02-04 30600'],
    ['04-Oct-2019 8:30 PM', '2019-10-04 73800'],
    ['Feb 4, 2019 12:05 am', '2019-02-04 300'],
    ['2019-02-04 24:00', '2019-02-04 86400'],
    ['43500', '2019-02-04 0'],
    ['43500.354166667', '2019-02-04 30600'],
    ['43500,354166667', '2019-02-04 30600'],
    ['', 'noTime'],
    ['   ', 'noTime'],
    ['2019-02-04', 'badTime'],
    ['08:30', 'badTime'],
    ['tidigt', 'badTime'],
    ['2019-02-30 08:30', 'noSuchTime'],
    ['2019-13-01 08:30', 'noSuchTime'],
    ['2019-02-04 24:01', 'noSuchTime'],
    ['2019-02-04 08:60', 'noSuchTime'],
    ['2019-02-04 13:00 pm', 'noSuchTime'],
    ['2019-02-04 08:30 +15:00', 'noSuchTime'],
    ['+46709998877', 'badTime'],
    ['0709998877', 'badTime'],
    ['46709998877', 'badTime'],
    ['1549270800', 'badTime'],
  ])('%j is %s', (text, expected) => expect(read(text)).toBe(expected))

  it.each([
    ['4/2/2019 08:30', '2019-02-04 30600', '2019-04-02 30600'],
    ['13/2/2019 08:30', '2019-02-13 30600', 'noSuchTime'],
    ['2/13/19 8:30 PM', 'noSuchTime', '2019-02-13 73800'],
    ['04.02.2019 08:30', '2019-02-04 30600', '2019-02-04 30600'],
  ])('%j is %s in Sweden and %s in the US', (text, dmy, mdy) => expect([read(text, 'dmy'), read(text, 'mdy')]).toEqual([dmy, mdy]))

  it('of two-digit years may have the year first', () => expect(read('19-02-04 08:30', 'ymd')).toBe('2019-02-04 30600'))

  it.each([
    ['4/2/2019', ['dmy', 'mdy', 'ymd']],
    ['13/2/2019', ['dmy', 'ymd']],
    ['2/13/2019', ['mdy']],
    ['19-02-04', ['dmy', 'ymd']],
    ['4/2 2019', null],
    ['2019-02-04', null],
  ])('%j can be ordered %j', (text, orders) => expect(ordersOf(text)).toEqual(orders))
})

describe('a time in two texts', () => {
  it.each([
    ['2019-02-04', '08:30', '2019-02-04 30600'],
    ['2019-02-04 00:00:00', '08.30.15', '2019-02-04 30615'],
    ['43500', '0,354166667', '2019-02-04 30600'],
    ['4/2 2019', '24:00', '2019-02-04 86400'],
    ['2019-02-04 09:15', '08:30', 'badTime'],
    ['2019-02-04', '', 'noTime'],
  ])('%j and %j is %s', (date, clock, expected) => {
    const found = readParts(date, clock, 'dmy')
    expect(found.ok ? `${found.value.day} ${found.value.second}` : found.why).toBe(expected)
  })
})

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2119-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const WAYS: Readonly<Record<string, (y: string, m: string, d: string) => string>> = {
  ymd: (y, m, d) => `${y}-${m}-${d}`,
  swedish: (y, m, d) => `${Number(d)}/${Number(m)} ${y}`,
  dots: (y, m, d) => `${d}.${m}.${y}`,
  compact: (y, m, d) => `${y}${m}${d}`,
  slashes: (y, m, d) => `${d}/${m}/${y}`,
  named: (y, m, d) => `${Number(d)} ${new Intl.DateTimeFormat('sv-SE', { month: 'short' }).format(new Date(`2019-${m}-05`))} ${y}`,
}

describe('whatever is written', () => {
  it('is read back', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 86_399 }), fc.constantFrom(...Object.keys(WAYS)), (text, second, way) => {
        const [y = '', m = '', d = ''] = text.split('-')
        const date = WAYS[way]?.(y, m, d) ?? ''
        const clock = new Date(second * 1000).toISOString().slice(11, 19)
        expect(readDay(date, 'dmy')).toBe(text)
        expect(read(`${date} ${clock}`)).toBe(`${text} ${second}`)
        expect(read(`${date} ${clock.replaceAll(':', '.')}`)).toBe(`${text} ${second}`)
      }),
    )
  })

  it('as a serial number of Excel is read back to the second', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 86_399 }), (text, second) => {
        const serial = (Date.parse(text) - Date.parse('1899-12-30')) / 86_400_000 + second / 86_400
        expect(read(serial.toFixed(9))).toBe(`${text} ${second}`)
      }),
    )
  })

  it('never throws, and gives a day that exists', () => {
    const noise = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d\s:.,/T+-]{0,24}$/))
    fc.assert(
      fc.property(noise, noise, fc.constantFrom(...DATE_ORDERS), (a, b, order) => {
        for (const found of [readTime(a, order), readParts(a, b, order)]) {
          if (!found.ok) continue
          expect(new Date(found.value.day).toISOString().slice(0, 10)).toBe(found.value.day)
          expect(found.value.second).toBeGreaterThanOrEqual(0)
          expect(found.value.second).toBeLessThanOrEqual(86_400)
        }
        ordersOf(a)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the moment of a written time', () => {
  const stockholm = createMoments('Europe/Stockholm')
  const at = (text: string) => {
    const found = readTime(text, 'dmy')
    if (!found.ok) throw new Error(found.why)
    const { at: ms, note } = stockholm(found.value)
    return `${new Date(ms).toISOString()} ${note ?? ''}`.trim()
  }
  it.each([
    ['2019-02-04 08:30:15', '2019-02-04T07:30:15.000Z'],
    ['2019-07-04 08:30', '2019-07-04T06:30:00.000Z'],
    ['2019-02-04 24:00', '2019-02-04T23:00:00.000Z midnight'],
    ['2019-12-31 24:00', '2019-12-31T23:00:00.000Z midnight'],
    ['2019-02-04T08:30Z', '2019-02-04T08:30:00.000Z offset'],
    ['2019-02-04 08:30 -05:00', '2019-02-04T13:30:00.000Z offset'],
    ['2019-03-31 01:59:30', '2019-03-31T00:59:30.000Z'],
    ['2019-03-31 02:30:30', '2019-03-31T01:00:00.000Z skipped'],
    ['2019-03-31 03:00:30', '2019-03-31T01:00:30.000Z'],
    ['2019-10-27 01:59', '2019-10-26T23:59:00.000Z'],
    ['2019-10-27 02:30:30', '2019-10-27T00:30:30.000Z twice'],
    ['2019-10-27 03:00', '2019-10-27T02:00:00.000Z'],
    ['2019-10-27 24:00', '2019-10-27T23:00:00.000Z midnight'],
  ])('%s is %s', (text, expected) => expect(at(text)).toBe(expected))

  it('shows the same on the wall of its zone, but where the clocks jump', () => {
    const zones = ['Europe/Stockholm', 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe', 'Asia/Kolkata']
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 86_399 }), fc.constantFrom(...zones), (text, second, zone) => {
        const { at: ms, note } = createMoments(zone)({ day: text, second, offset: null })
        const wall = new Date(ms).toLocaleString('sv-SE', { timeZone: zone })
        const clock = new Date(second * 1000).toISOString().slice(11, 19)
        if (note === 'skipped') expect(wall > `${text} ${clock}`).toBe(true)
        else expect(wall).toBe(`${text} ${clock}`)
      }),
    )
  })

  it('is of a zone that is known', () => expect(() => createMoments('Europe/Nowhere')).toThrow(RangeError))
})
