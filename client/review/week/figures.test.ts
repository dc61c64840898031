import { describe, expect, it } from 'vitest'
import type { ReviewWeek, Spread, WeekFigures } from '../../../shared/review/week.ts'
import { daysOfWeek } from '../../../shared/review/weeks.ts'
import { CALL_BACK_RESULTS, CALL_RESULTS } from '../../../shared/volume/volume.ts'
import { figuresOf } from './figures.ts'
import { hoursShown, verdictOf, weekSheets } from './sheets.ts'

const none: Spread = { count: 0, median: null, longest: null }
const noResults = Object.fromEntries(CALL_RESULTS.map((result) => [result, 0])) as WeekFigures['calls']
const noBacks = Object.fromEntries(CALL_BACK_RESULTS.map((result) => [result, 0])) as WeekFigures['callBacks']['email']
const quiet: WeekFigures = {
  ...{ calls: noResults, closedLine: noResults, waits: none, meanWait: null, abandoned: none, abandonedShort: none },
  lengths: { ...none, lower: null, upper: null, overGuidance: 0 },
  callBacks: { voicemail: noBacks, email: noBacks, agreed: noBacks },
  messages: { left: 0, handled: 0, calledBack: 0, expired: 0, toAttempt: none },
  ...{ replies: 0, synthetic: 0, imported: 0 },
  serviceLevel: { from: '2026-10-24', to: '2026-11-22', inTime: 0, answered: 0, abandoned: 0 },
}
const shut = { calls: 0, closedLine: 0, openMinutes: 0 }
const week = (figures: Partial<WeekFigures> = {}): ReviewWeek => ({
  ...{ week: '2026-W47', lastWhole: '2026-W47', usual: null, earlier: 0, dots: [], sample: { every: 1, of: 0 }, marks: [] },
  lines: [{ id: 'a', name: 'Ett', timeZone: 'Europe/Stockholm' }],
  allLines: [{ id: 'a', name: 'Ett', timeZone: 'Europe/Stockholm' }],
  days: daysOfWeek('2026-W47').map((day) => ({ day, closedBy: null, state: 'over', calls: 0, closedLine: 0, usual: null, earlier: 0 })),
  hours: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => shut)),
  figures: { ...quiet, ...figures },
})
const figure = (name: string, answer: ReviewWeek) => figuresOf(answer).find((one) => one.name === name)

describe('a figure', () => {
  it.each([
    [0, 0, null, false],
    [3, 1, 3, false],
    [19, 1, 19, true],
  ])('of %i answered and %i given up', (answered, abandoned, value, percent) => {
    const answer = week({ calls: { ...noResults, answered, abandoned } })
    expect(figure('answered', answer)).toMatchObject({ value, of: answered + abandoned, percent })
  })

  it('of times is whole seconds, and a dash without any', () => {
    const answer = week({ meanWait: 12.6, waits: { count: 5, median: 12.6, longest: 20 }, abandoned: { count: 2, median: 1, longest: 20 } })
    expect(figure('meanWait', answer)).toMatchObject({ value: 13, of: 3 })
    expect(figure('medianLength', answer)).toMatchObject({ value: null, of: 0 })
  })

  it('lists the calls of its own days', () => {
    expect(figure('calls', week())?.behind).toEqual({ set: 'calls', from: '2026-11-16', to: '2026-11-22' })
    expect(figure('serviceLevel', week())?.behind).toEqual({ set: 'offered', from: '2026-10-24', to: '2026-11-22' })
  })
})

describe('what is said of a day', () => {
  const day = { calls: 4, closedBy: null, state: 'over', usual: null, earlier: 3 } as const
  const usual = { low: 1, high: 7, from: 26, mean: 4, model: 'random' } as const
  it.each([
    [{ ...day, usual }, 'inom det vanliga (1–7)'],
    [{ ...day, usual, calls: 8 }, 'fler än vanligt (1–7)'],
    [{ ...day, usual, calls: 0 }, 'färre än vanligt (1–7)'],
    [day, 'för få tidigare dagar att jämföra med (3)'],
    [{ ...day, state: 'running' as const }, 'dagen är inte slut'],
    [{ ...day, closedBy: { is: 'week' as const } }, 'stängt'],
    [{ ...day, closedBy: { is: 'notBegun' as const } }, 'linjen hade inte börjat'],
    [{ ...day, closedBy: { is: 'holiday' as const, names: { sv: 'Julafton', en: 'Christmas Eve' } } }, 'stängt: Julafton'],
  ])('%j is %s', (said, words) => expect(verdictOf(said)).toBe(words))
})

it('hours are shown from the first to the last that has something', () => {
  const answer = week()
  expect(hoursShown(answer)).toEqual([])
  const hours = answer.hours.map((day, weekday) =>
    day.map((cell, hour) => (weekday === 2 && (hour === 8 || hour === 11) ? { ...cell, openMinutes: 30 } : cell)),
  )
  expect(hoursShown({ hours })).toEqual([8, 9, 10, 11])
})

it('every table of a file has as many cells as columns', () => {
  const by = { name: 'Lena', at: 0 }
  const decision = { id: 'd', week: '2026-W46', lines: ['a'], text: 'Fler', by, done: { ...by, week: '2026-W47' } }
  const answer: ReviewWeek = {
    ...week({ synthetic: 1 }),
    dots: [{ weekday: 1, minute: 600, of: 'answered', waitedS: 10, lengthS: 900 }],
    marks: [{ id: 'm', line: null, day: '2026-11-16', kind: 'media', text: 'Radio', by }],
    hours: week().hours.map((day) => day.map((cell) => ({ ...cell, openMinutes: 60 }))),
  }
  const meeting = { note: { lines: null, text: 'Lugnt', version: 1, by }, otherNotes: [], decisions: [decision] }
  const kinds = { campaign: 'Kampanj', hours: 'Tider', media: 'Medier', holiday: 'Helg', other: 'Annat' }
  const sheets = weekSheets(answer, meeting, kinds)
  for (const { name, columns, rows, above } of sheets) {
    expect(
      rows.map((row) => row.length).filter((length) => length !== columns.length),
      name,
    ).toEqual([])
    expect(above).toHaveLength(3)
  }
  expect(sheets.map(({ rows }) => rows.length)).toEqual([27, 8, 24, 1, 3, 1, 1, 1])
})
