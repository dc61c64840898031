import { expect, it } from 'vitest'
import { growths } from '../testing/growth.ts'
import { createProfile } from './columns.ts'
import { guessMatching, type Matching } from './matching.ts'
import { looksLikeNumber, readCount, readSeconds } from './numbers.ts'
import { createRowReader } from './rows.ts'
import { DATE_ORDERS, isClock, monthNamed, ordersOf, readDay, readParts, readTime } from './times.ts'
import { readMonth, readTotals } from './totals.ts'

const each = (read: (text: string, order: (typeof DATE_ORDERS)[number]) => unknown) => (text: string) =>
  DATE_ORDERS.map((order) => read(text, order))

function matched(text: string): unknown {
  const profile = createProfile()
  profile.add([text, text, text])
  return guessMatching(profile.columns([text, 'samtal', text]), 'Europe/Stockholm')
}

const matching: Matching = {
  ...{ time: 0, clock: null, order: 'dmy', timeZone: 'Europe/Stockholm', talk: 1, wait: 1, total: 1, incoming: null },
  answered: { by: 'words', column: 2, yes: ['ja'], no: ['nej'] },
}
const readRow = createRowReader(matching, 3, Date.UTC(2026, 10, 1))

it.each([
  ['a time', each(readTime)],
  ['a time in two parts', each((text, order) => [readParts(text, '12:00', order), readParts('2026-11-01', text, order)])],
  ['a day', each(readDay)],
  ['a time of day', isClock],
  ['the order of a date', ordersOf],
  ['a month by its name', monthNamed],
  ['a length', readSeconds],
  ['a count', readCount],
  ['a telephone number', looksLikeNumber],
  ['a month', readMonth],
  ['totals', (text: string) => readTotals([[text, text], ['2026-01', text], [text]], '2026-11')],
  ['a column by its values and heading', matched],
  [
    'a row',
    (text: string) => [readRow([text, '1', 'ja']), readRow(['2026-01-01 12:00', text, 'ja']), readRow(['2026-01-01 12:00', '1', text])],
  ],
])('reads what is no %s in time that grows with its length alone', (_name, read) => {
  expect(growths(read)).toEqual([])
})
