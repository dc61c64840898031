import { describe, expect, it } from 'vitest'
import { type Choices, choicesQuery, periodFault, quickPeriod, readChoices } from './choices.ts'

const NOW = Date.parse('2026-12-31T23:30:00Z')
const usual = { from: '2025-01', to: '2026-12' }
const vas = { startedOn: '2019-02-04', timeZone: 'Europe/Stockholm' }
const young = { startedOn: '2026-11-02', timeZone: 'UTC' }
const plain: Choices = { ...usual, lines: [], channel: 'all', per: 'calls', along: null }

describe('a period at one press', () => {
  it.each([
    ['usual', [vas], '2025-02', '2027-01'],
    ['usual', [young], '2026-11', '2026-12'],
    ['usual', [young, vas], '2025-02', '2027-01'],
    ['usual', [], '2026-12', '2026-12'],
    ['usual', [{ ...young, startedOn: '2028-01-01' }], '2026-12', '2026-12'],
    ['start', [vas, young], '2019-02', '2027-01'],
    ['start', [{ ...young, startedOn: '1950-01-01' }], '1977-01', '2026-12'],
    ['thisYear', [vas], '2027-01', '2027-01'],
    ['lastYear', [young], '2025-01', '2025-12'],
  ] as const)('%s', (which, lines, from, to) => expect(quickPeriod(which, lines, NOW)).toEqual({ from, to }))
})

it.each([
  ['2019-02', '2019-02', null],
  ['2019-2', '2019-02', 'from'],
  ['2019-02', '', 'to'],
  ['2019-03', '2019-02', 'order'],
  ['1950-01', '2019-02', 'length'],
])('from %s to %s: %s', (from, to, fault) => expect(periodFault({ from, to })).toBe(fault))

describe('the address', () => {
  it.each<[string, Choices]>([
    ['', plain],
    ['?from=2019-02&to=2019-11', { ...plain, from: '2019-02', to: '2019-11' }],
    ['?from=2019-12&to=2019-11', plain],
    [
      '?lines=b,b,gone&channel=web&per=million&along=calendar',
      { ...plain, lines: ['b'], channel: 'web', per: 'million', along: 'calendar' },
    ],
    ['?lines=a,b&channel=fax&per=head&along=no', plain],
  ])('%s is read, and written as it is read', (search, choices) => {
    const read = readChoices(search, usual, ['a', 'b'])
    expect(read).toEqual(choices)
    expect(readChoices(choicesQuery(read), usual, ['a', 'b'])).toEqual(choices)
  })
})
