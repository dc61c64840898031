import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProfile } from './columns.ts'
import { createPairs, createRepeats, SAME_CALL_MS } from './duplicates.ts'
import type { CallRow } from './imports.ts'
import { columnsRead, guessMatching, lacksOf, type Matching } from './matching.ts'
import { looksLikeNumber, readCount, readSeconds } from './numbers.ts'
import { createRowReader } from './rows.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const ZONE = 'Europe/Stockholm'

describe('a length', () => {
  it.each([
    ['125', 125],
    ['125,5', 125.5],
    ['1 250', 1250],
    ['125 s', 125],
    ['2:05', 125],
    ['0:02:05', 125],
    ['01:00:00', 3600],
    ['90:00', 5400],
    ['2 min 5 s', 125],
    ['1h2m3s', 3723],
    ['', null],
    ['-', null],
    ['2:65', 'badSeconds'],
    ['lång', 'badSeconds'],
    ['-5', 'badSeconds'],
    ['86401', 'tooLong'],
    ['709998877', 'tooLong'],
    ['46709998877', 'badSeconds'],
    ['070-999 88 77', 'badSeconds'],
  ])('%j is %j', (text, expected) => {
    const found = readSeconds(text)
    expect(found.ok ? found.value : found.why).toBe(expected)
  })

  it('never throws, is at most a day, and is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = readSeconds(text)
        if (found.ok) expect(found.value ?? 0).toBeLessThanOrEqual(86_400)
        readCount(text)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (seconds) => {
        const clock = new Date(seconds * 1000).toISOString().slice(11, 19)
        for (const text of [String(seconds), `${seconds},0`, clock, `${seconds} s`])
          expect(readSeconds(text)).toEqual({ ok: true, value: seconds })
      }),
    )
  })
})

describe('what looks like a telephone number', () => {
  it.each([
    ['+46709998877', true],
    ['0709998877', true],
    ['070-999 88 77', true],
    ['(070) 999 88 77', true],
    ['"Kajsa" <sip:kajsa@example>', true],
    ['SIP/trunk-46709998877', true],
    ['tel:112', true],
    ['ANSWERED', false],
    ['125', false],
    ['0:02:05', false],
    ['Kö 3', false],
  ])('%j: %s', (text, expected) => expect(looksLikeNumber(text)).toBe(expected))
})

const columnsOf = (headings: string[], ...rows: string[][]) => {
  const profile = createProfile()
  for (const row of rows) profile.add(row)
  return profile.columns(headings)
}

describe('the columns of a file', () => {
  const operator = columnsOf(
    ['Datum', 'Tid', 'A-nummer', 'B-nummer', 'Riktning', 'Väntetid', 'Samtalstid', 'Besvarat', 'Kommentar'],
    ['2019-02-04', '08:30:00', '0709998877', '020555666', 'In', '12', '0:20:05', 'Ja', 'x'],
    ['2019-02-05', '09:30:00', '', '020555666', 'Ut', '5', '', 'Nej', ''],
  )
  it('are known by what they hold', () => {
    expect(operator.map(({ kind }) => kind)).toEqual([
      'date',
      'clock',
      'numbers',
      'numbers',
      'words',
      'seconds',
      'seconds',
      'words',
      'words',
    ])
    expect(operator[2]).toMatchObject({ shape: '9999999999', words: [] })
  })

  it('are matched, and nothing is lacking', () => {
    const matching = guessMatching(operator, ZONE)
    expect(matching).toMatchObject({
      ...{ time: 0, clock: 1, order: 'dmy', wait: 5, talk: 6, total: null },
      answered: { by: 'words', column: 7, yes: ['ja'], no: ['nej'] },
      incoming: { column: 4, words: ['in'] },
    })
    expect(lacksOf(matching, operator)).toEqual([])
    expect(columnsRead(matching)).not.toContain(2)
  })

  it('of an exchange are matched too', () => {
    const asterisk = columnsOf(
      ['src', 'dst', 'dcontext', 'clid', 'channel', 'start', 'answer', 'end', 'duration', 'billsec', 'disposition', 'uniqueid'],
      [
        '0709998877',
        '101',
        'inbound',
        '"A" <0709998877>',
        'SIP/t-1',
        '2019-02-04 08:30:00',
        '2019-02-04 08:30:12',
        '2019-02-04 08:50:00',
        '1200',
        '1188',
        'ANSWERED',
        '1549270800.1',
      ],
      [
        '0709998878',
        '101',
        'inbound',
        '"B" <0709998878>',
        'SIP/t-2',
        '2019-02-05 08:30:00',
        '',
        '2019-02-05 08:30:40',
        '40',
        '0',
        'NO ANSWER',
        '1549270801.1',
      ],
    )
    const matching = guessMatching(asterisk, ZONE)
    expect(matching).toMatchObject({
      time: 5,
      talk: 9,
      total: 8,
      answered: { by: 'words', column: 10, yes: ['answered'], no: ['no answer'] },
    })
    for (const column of columnsRead(matching)) expect(asterisk[column]?.kind).not.toBe('numbers')
  })

  it('with dates that can be read in two ways must be asked about, until a 13th comes', () => {
    const open = columnsOf(['Start'], ['4/2/2019 08:30'], ['5/2/2019 08:30'])
    expect(guessMatching(open, ZONE).order).toBeNull()
    expect(lacksOf(guessMatching(open, ZONE), open)).toContain('order')
    expect(guessMatching(columnsOf(['Start'], ['4/2/2019 08:30'], ['2/13/2019 08:30']), ZONE).order).toBe('mdy')
  })

  it('with numbers in a few places are columns of numbers', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [index === 30 ? 'ring 070-999 88 77' : 'nej'])
    expect(columnsOf(['Övrigt'], ...rows)[0]?.kind).toBe('numbers')
  })

  it('never throw, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { maxLength: 6 }), { maxLength: 20 }), (rows) => {
        const columns = columnsOf(rows[0] ?? [], ...rows)
        const matching = guessMatching(columns, ZONE)
        lacksOf(matching, columns)
        const read = createRowReader(matching, columns.length, NOW)
        for (const row of rows) expect(['call', 'other', 'empty', 'broken']).toContain(read(row).is)
      }),
    )
  })
})

const matching: Matching = {
  ...{ time: 0, clock: null, order: 'dmy', timeZone: ZONE, talk: 1, wait: null, total: 2 },
  answered: { by: 'words', column: 3, yes: ['ja'], no: ['nej'] },
  incoming: { column: 4, words: ['in'] },
}
const AT = Date.parse('2019-02-04T07:30:00Z')
const TIME = '2019-02-04 08:30'

describe('a row', () => {
  const read = (...cells: string[]) => {
    const found = createRowReader(matching, 5, NOW)(cells)
    return found.is === 'call' ? found.row : found.is === 'broken' ? found.why : found.is
  }
  it.each<[string[], readonly (number | null)[] | string]>([
    [
      [TIME, '1200', '1215', 'Ja', 'in'],
      [AT, 1, 1200, 15],
    ],
    [
      [TIME, '20:00', '', 'JA', 'IN'],
      [AT, 1, 1200, null],
    ],
    [
      [TIME, '', '1215', 'ja', 'in'],
      [AT, 1, null, null],
    ],
    [
      [TIME, '0', '40', 'nej', 'in'],
      [AT, 0, null, 40],
    ],
    [
      [TIME, '0', '0', 'nej', 'in'],
      [AT, 0, null, null],
    ],
    [
      [TIME, '1216', '1215', 'ja', 'in'],
      [AT, 1, 1216, null],
    ],
    [[TIME, '1', '1', 'ja', 'ut'], 'other'],
    [['', ' ', '', '', ''], 'empty'],
    [[TIME, '1', '1', 'ja'], 'cells'],
    [[TIME, '1', '1', 'ja', 'in', 'mer'], 'cells'],
    [
      [TIME, '1', '1', 'ja', 'in', ''],
      [AT, 1, 1, null],
    ],
    [[TIME, '1', '1', 'ja', ''], 'badDirection'],
    [[TIME, '1', '1', 'kanske', 'in'], 'badAnswer'],
    [[TIME, 'x', '1', 'ja', 'in'], 'badSeconds'],
    [[TIME, '90000', '1', 'ja', 'in'], 'tooLong'],
    [['igår', '1', '1', 'ja', 'in'], 'badTime'],
    [['1989-12-31 08:30', '1', '1', 'ja', 'in'], 'early'],
    [['2026-02-04 08:30', '1', '1', 'ja', 'in'], 'future'],
  ])('%j is %j', (cells, expected) => expect(read(...cells)).toEqual(expected))

  it('is answered when there are seconds, where no column says it', () => {
    const bySeconds = createRowReader({ ...matching, answered: { by: 'seconds' }, incoming: null }, 3, NOW)
    expect([bySeconds([TIME, '5', '9']), bySeconds([TIME, '0', '9'])]).toMatchObject([{ row: [AT, 1, 5, 4] }, { row: [AT, 0, null, 9] }])
  })
})

describe('duplicates', () => {
  it('in a file are rows that say the same', () => {
    const repeats = createRepeats()
    const rows: CallRow[] = [
      ...([
        [1, 1, 5, null],
        [1, 1, 6, null],
        [1, 1, 5, null],
        [2, 1, 5, null],
        [2, 1, 5, null],
        [2, 1, 5, null],
      ] as const),
    ]
    expect(rows.map(repeats)).toEqual([false, false, true, false, true, true])
  })

  it('of our own calls are pairs, as many as there can be, in pages as at once', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }).map((minute) => minute * 60_000)).map((all) => all.sort((a, b) => a - b))
    fc.assert(
      fc.property(times, times, (rows, calls) => {
        const atOnce = createPairs()
        atOnce.add(calls)
        const found = rows.map((at) => atOnce.has(at))
        expect(found.filter(Boolean)).toHaveLength(mostPairs(rows, calls))
        const paged = createPairs()
        let given = 0
        const one = rows.map((at) => {
          const upTo = calls.findIndex((call) => call > at + SAME_CALL_MS)
          const part = calls.slice(given, upTo === -1 ? undefined : Math.max(given, upTo))
          given += part.length
          paged.add(part)
          return paged.has(at)
        })
        expect(one).toEqual(found)
      }),
    )
  })
})

/** The largest matching, by augmenting paths. */
function mostPairs(rows: readonly number[], calls: readonly number[]): number {
  const taken = new Map<number, number>()
  const find = (row: number, seen: Set<number>): boolean =>
    calls.some((call, index) => {
      if (seen.has(index) || Math.abs(call - (rows[row] ?? 0)) > SAME_CALL_MS) return false
      seen.add(index)
      const other = taken.get(index)
      if (other !== undefined && !find(other, seen)) return false
      taken.set(index, row)
      return true
    })
  return rows.filter((_, row) => find(row, new Set())).length
}
