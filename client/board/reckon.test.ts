import { describe, expect, it } from 'vitest'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import { emptyFloor, type Floor, type Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import type { BoardBaseline, LineFigures } from '../../shared/wire.ts'
import {
  BARS_MAX,
  barGrid,
  freshness,
  isImported,
  isSynthetic,
  lineRows,
  liveCounts,
  monthChart,
  monthSoFar,
  shownLines,
  talkBars,
  today,
  waitsLong,
} from './reckon.ts'

const T = 1_700_000_000_000
const line = (id: string, order: number): Line => ({
  id,
  name: id.toUpperCase(),
  greeting: '',
  order,
  startedOn: '2023-11-01',
  catchment: 3_600_000,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
})
const A = line('a', 2)
const B = line('b', 1)
const floorAfter = (changes: Change[], from: Floor = emptyFloor) => changes.reduce(evolve, from)
const lines: Change[] = [
  { type: 'lineSet', at: T, line: A },
  { type: 'lineSet', at: T, line: B },
]
const onShift = (advisor: string, ...of: string[]): Change[] => [
  { type: 'advisorSet', at: T, advisor, name: advisor, lines: of, languages: [] },
  { type: 'phoneRegistered', at: T, advisor, instance: `page-${advisor}` },
  { type: 'shiftStarted', at: T, advisor },
]
const waits = (call: string, on: string, at = T): Change[] => [
  { type: 'callArrived', at, call, line: on, channel: 'web' },
  { type: 'callQueued', at, call },
]
const talks = (call: string, on: string, advisor: string, at = T): Change[] => [
  ...waits(call, on, at),
  { type: 'callOffered', at, call, advisor, until: at + 20_000 },
  { type: 'callAnswered', at, call, advisor },
]
const respect = (calls: number): BoardBaseline => ({
  ...{ is: 'respectMonths', along: 'sinceStart', calls, perMillion: calls / 60, counted: '2004-10' },
})
const figures = (part: Partial<LineFigures> = {}): LineFigures => ({
  day: '2023-11-03',
  month: '2023-11',
  answeredToday: 2,
  abandonedToday: 1,
  abandonedShortToday: 3,
  monthCount: 9,
  monthByDay: [4, 0, 5],
  monthDays: 30,
  monthNumber: 1,
  inhabitants: 3_600_000,
  lastMonth: { byDay: [1, 2, ...Array<number>(29).fill(1)], soFar: 3, inhabitants: 1_800_000 },
  baseline: respect(101),
  per: 'calls',
  synthetic: false,
  imported: 0,
  ...part,
})

describe('which lines a board shows', () => {
  const floor = floorAfter(lines)
  it.each([
    ['all, in order, when none is chosen', [], ['b', 'a']],
    ['the chosen one', ['a'], ['a']],
    ['the chosen ones in the order of lines, not of the address', ['a', 'b'], ['b', 'a']],
    ['all when the chosen one has been removed', ['gone'], ['b', 'a']],
  ])('%s', (_, chosen, shown) => {
    expect(shownLines(floor, chosen).map(({ id }) => id)).toEqual(shown)
  })
})

describe('live counts', () => {
  it.each<[string, Change[], Line[], Partial<ReturnType<typeof liveCounts>>]>([
    ['an empty floor has no longest wait', lines, [A, B], { waiting: 0, longestWaitS: null, talking: 0, available: 0, unreachable: 0 }],
    [
      'waiting callers of shown lines only',
      [...lines, ...waits('1', 'a'), ...waits('2', 'b', T + 5_000)],
      [B],
      { waiting: 1, longestWaitS: 55 },
    ],
    [
      'the longest wait over several lines',
      [...lines, ...waits('1', 'a'), ...waits('2', 'b', T + 5_000)],
      [A, B],
      { waiting: 2, longestWaitS: 60 },
    ],
    [
      'an offered caller still waits',
      [...lines, ...onShift('x', 'a'), ...talks('1', 'a', 'x').slice(0, 3)],
      [A],
      { waiting: 1, available: 0 },
    ],
    ['an advisor of two lines counts once', [...lines, ...onShift('x', 'a', 'b')], [A, B], { available: 1, unreachable: 0 }],
    [
      'an available advisor whose phone is silent is not available but an alarm',
      [...lines, ...onShift('x', 'a'), { type: 'phoneReached', at: T, advisor: 'x', reachable: false }],
      [A],
      { available: 0, unreachable: 1 },
    ],
    [
      'an available advisor without a phone is an alarm',
      [...lines, ...onShift('x', 'a'), { type: 'phoneGone', at: T, advisor: 'x' }],
      [A],
      { available: 0, unreachable: 1 },
    ],
    [
      'a talk',
      [...lines, ...onShift('x', 'a'), ...talks('1', 'a', 'x')],
      [A],
      { waiting: 0, longestWaitS: null, talking: 1, available: 0 },
    ],
  ])('%s', (_, changes, shown, wanted) => {
    expect(liveCounts(floorAfter(changes), shown, T + 60_000)).toMatchObject(wanted)
  })

  it('never shows a negative wait when the clocks differ', () => {
    expect(liveCounts(floorAfter([...lines, ...waits('1', 'a')]), [A], T - 400).longestWaitS).toBe(0)
  })

  it.each([
    [null, false],
    [0, false],
    [120, false],
    [121, true],
  ])('a longest wait of %s s asks for attention: %s', (s, asks) => {
    expect(waitsLong(s)).toBe(asks)
  })
})

describe('bars', () => {
  it.each([
    [0, 0, false],
    [900, 1 / 3, false],
    [1_799, 1_799 / 2_700, false],
    [1_800, 2 / 3, true],
    [2_700, 1, true],
    [9_000, 1, true],
  ])('a talk of %i s fills %f of its bar', (s, filled, pastGuidance) => {
    const floor = floorAfter([...lines, ...onShift('x', 'a'), ...talks('1', 'a', 'x')])
    expect(talkBars(floor, [A], T + s * 1000).bars[0]).toMatchObject({ lengthS: s, filled, pastGuidance, onHold: false })
  })

  it.each([
    [1, 1, 0],
    [BARS_MAX, BARS_MAX, 0],
    [BARS_MAX + 1, BARS_MAX - 1, 2],
    [500, BARS_MAX - 1, 441],
  ])('of %i talks %i are drawn and %i counted', (talksNow, drawn, more) => {
    const changes = Array.from({ length: talksNow }, (_, i) => [...onShift(`x${i}`, 'a'), ...talks(`c${i}`, 'a', `x${i}`, T + i)]).flat()
    const { bars, more: rest } = talkBars(floorAfter([...lines, ...changes]), [A], T + 600_000)
    expect([bars.length, rest]).toEqual([drawn, more])
    expect(bars[0]?.call).toBe('c0')
  })

  it.each([true, false])('always has a place for every bar and the rest (low: %s)', (low) => {
    for (let n = 0; n <= BARS_MAX; n += 1) {
      const { columns, rows } = barGrid(n, low)
      expect(columns * rows).toBeGreaterThanOrEqual(n)
    }
  })
})

describe('figures', () => {
  it('shows nothing, not zero, before any figures have come', () => {
    expect(today({}, [A])).toBeNull()
    expect(monthSoFar({}, [A])).toBeNull()
  })

  it('sums today over the shown lines', () => {
    expect(today({ a: figures(), b: figures({ answeredToday: 5 }) }, [A, B])).toEqual({ answered: 7, abandoned: 2, abandonedShort: 6 })
    expect(today({ a: figures(), b: figures({ answeredToday: 5 }) }, [B])?.answered).toBe(5)
  })

  it('runs the month up by day, beside the month before, and keeps the pace of the baseline', () => {
    const month = monthSoFar({ a: figures() }, [A])
    expect(month).toMatchObject({
      count: 9,
      shown: 9,
      isSum: false,
      million: false,
      lastMonth: 3,
      monthNumber: 1,
      days: 30,
      cumulative: [0, 4, 4, 9],
    })
    expect(month?.lastCumulative.slice(0, 4)).toEqual([0, 1, 3, 4])
    expect(month?.baseline).toMatchObject({ of: { is: 'respectMonths', counted: '2004-10' }, calls: 101, shown: 101 })
    expect(month?.baseline?.pace).toBeCloseTo(10.1)
    expect(month?.rates).toEqual({ own: 2.5, baseline: 101 / 60 })
  })

  it('shows one line per million inhabitants when its supervisor wants it, each month by its own inhabitants', () => {
    const month = monthSoFar({ a: figures({ per: 'million' }) }, [A])
    expect(month).toMatchObject({ count: 9, shown: 2.5, million: true, baseline: { calls: 101, shown: 101 / 60 } })
    expect(month?.lastMonth).toBeCloseTo(3 / 1.8)
    expect(month?.cumulative.at(-1)).toBeCloseTo(2.5)
    expect(monthSoFar({ a: figures({ per: 'million', inhabitants: 0 }) }, [A])).toMatchObject({ million: false, shown: 9, rates: null })
  })

  it('sums lines of different age in calls, and names no common month of service', () => {
    const other = figures({ monthNumber: 2, baseline: respect(116), monthByDay: [1, 1, 1], monthCount: 3, per: 'million' })
    const month = monthSoFar({ a: figures(), b: other }, [A, B])
    expect(month).toMatchObject({ count: 12, million: false, rates: null, monthNumber: null, cumulative: [0, 5, 6, 12], lastMonth: 6 })
    expect(month).toMatchObject({ isSum: true, baseline: { of: { is: 'respectMonths' }, calls: 217 } })
    const target = { ...respect(60), is: 'target', counted: null } as const
    expect(monthSoFar({ a: figures(), b: figures({ baseline: target }) }, [A, B])?.baseline).toMatchObject({ of: null, calls: 161 })
  })

  it('has no baseline when not every line has one, and no month before when none had begun', () => {
    const young = figures({ baseline: null, lastMonth: null })
    expect(monthSoFar({ a: figures(), b: young }, [A, B])).toMatchObject({ baseline: null, lastMonth: 3 })
    const alone = monthSoFar({ b: young }, [B])
    expect(alone).toMatchObject({ baseline: null, lastMonth: null, lastCumulative: [] })
    expect(alone && monthChart(alone).baseline.every((each) => each === null)).toBe(true)
  })

  it('draws no calls for days to come, and the month before to its end', () => {
    const month = monthSoFar({ a: figures() }, [A])
    const chart = month && monthChart(month)
    expect(chart?.days).toHaveLength(31)
    expect(chart?.calls.slice(0, 5)).toEqual([0, 4, 4, 9, null])
    expect(chart?.lastMonth[30]).toBe(31)
    expect([chart?.baseline[0], chart?.baseline[30]]).toEqual([0, 101])
  })

  it('sets the lines side by side, each with its own calls', () => {
    const floor = floorAfter([...lines, ...waits('1', 'a')])
    const rows = lineRows(floor, { a: figures() }, [B, A], T + 121_000)
    expect(rows.map(({ id, live, waitsLong: long, figures: own }) => [id, live.waiting, long, own?.monthCount])).toEqual([
      ['b', 0, false, undefined],
      ['a', 1, true, 9],
    ])
  })

  it('marks synthetic rows of any shown line', () => {
    const all = { a: figures(), b: figures({ synthetic: true }) }
    expect([isSynthetic(all, [A]), isSynthetic(all, [A, B])]).toEqual([false, true])
  })

  it('marks imported calls of any shown line', () => {
    const all = { a: figures(), b: figures({ imported: 3 }) }
    expect([isImported(all, [A]), isImported(all, [A, B])]).toEqual([false, true])
  })
})

describe('freshness', () => {
  it.each([
    [null, { ageS: null, stale: false }],
    [0, { ageS: 0, stale: false }],
    [5_000, { ageS: 5, stale: false }],
    [5_001, { ageS: 5, stale: true }],
    [61_500, { ageS: 61, stale: true }],
  ])('data %s ms old', (ms, wanted) => {
    expect(freshness(ms)).toEqual(wanted)
  })
})
