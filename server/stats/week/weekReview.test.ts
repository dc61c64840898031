import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Line } from '../../../shared/floor/model.ts'
import type { CallSet, ReviewWeek } from '../../../shared/review/week.ts'
import { CALL_SETS } from '../../../shared/review/week.ts'
import { CALL_BACK_RESULTS, CALL_RESULTS } from '../../../shared/volume/volume.ts'
import { rebuildCallDays } from '../../record/callDays.ts'
import type { CallTable } from '../../record/schema.ts'
import { openTestRecord } from '../../record/testRecord.ts'
import { calendarOf } from '../calendar.ts'
import { answeredCall } from '../testing/publishedCalls.ts'
import { weekHours } from './days.ts'
import { dotsOf, quantile } from './figures.ts'
import { readSet, type WeekCall } from './rows.ts'
import { LINES, ODD_WEEKS, randomCall } from './testing/randomWeek.ts'
import { createWeekReview, lastWholeWeek } from './weekReview.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2028-01-01T12:00:00Z')
let record: Awaited<ReturnType<typeof openTestRecord>>

beforeAll(async () => {
  record = await openTestRecord()
})
afterAll(() => record[Symbol.asyncDispose]())

async function seed(rows: readonly CallTable[]) {
  await record.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('calls').execute()
    for (let at = 0; at < rows.length; at += 50)
      await tx
        .insertInto('calls')
        .values(rows.slice(at, at + 50))
        .execute()
    await rebuildCallDays(tx)
  })
}

describe('every figure of a week, recomputed by plain loops', () => {
  it('agrees over changes of clocks, ends of years and week 53, in two time zones', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ODD_WEEKS).chain((week) =>
          fc.record({
            week: fc.constant(week),
            near: fc.array(randomCall(thursdayOf(week), 5 * DAY_MS), { maxLength: 60 }),
            far: fc.array(randomCall(thursdayOf(week) - 90 * DAY_MS, 100 * DAY_MS), { maxLength: 40 }),
          }),
        ),
        fc.constantFrom<readonly Line[]>(LINES, [LINES[0]], [LINES[1]]),
        async ({ week, near, far }, lines) => {
          const rows = [...near, ...far]
          await seed(rows)
          const answer = await createWeekReview(record.db, () => NOW).week(lines, LINES, week)
          const oracle = new Oracle(rows, lines, week)
          oracle.expectSame(answer)
          for (const set of CALL_SETS) {
            const listed = await createWeekReview(record.db, () => NOW).calls(lines, oracle.from, oracle.to, set)
            expect(listed.count, set).toBe(oracle.countOf(set))
            expect(listed.calls.length, set).toBe(listed.count)
            const ids = lines.map(({ id }) => id)
            const all = await readSet(record.db, ids, oracle.from, oracle.to, set, 5_000)
            const few = await readSet(record.db, ids, oracle.from, oracle.to, set, 3)
            expect(few, 'the first of them').toEqual({ count: all.count, calls: all.calls.slice(0, 3) })
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('is a dash or nought in a week without calls', async () => {
    await seed([])
    const { figures, days, usual, dots } = await createWeekReview(record.db, () => NOW).week(LINES, LINES, '2026-W47')
    expect(figures).toMatchObject({ meanWait: null, waits: { count: 0, median: null, longest: null }, synthetic: 0, replies: 0 })
    expect(figures.lengths).toMatchObject({ median: null, lower: null, upper: null, overGuidance: 0 })
    expect(days.map(({ calls }) => calls)).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect([usual?.low, usual?.high, dots.length]).toEqual([0, 1, 0])
  })
})

it('shows a week of very many calls by some of them, evenly, with the longest wait and talk, and says so', () => {
  const from = Date.parse('2026-11-16T05:00:00Z')
  const rows = Array.from({ length: 700 }, (_, at): WeekCall => {
    const arrived = from + at * 864_000
    return {
      ...{ line: 'stockholm', day: calendarOf(arrived, 'Europe/Stockholm').day, arrived, channel: 'phone', kind: 'call', reason: null },
      ...{ met_closed: 0, waited_s: at === 333 ? 999 : 20, origin: 'live', result: 'answered', length_s: at === 500 ? 5_000 : 600 },
    }
  })
  expect(dotsOf(LINES, rows, 700)).toMatchObject({ sample: { every: 1, of: 700 }, dots: { length: 700 } })
  const { dots, sample } = dotsOf(LINES, rows, 100)
  expect(sample).toEqual({ every: 7, of: 700 })
  expect(dots).toHaveLength(102)
  expect(dots.filter(({ waitedS }) => waitedS === 999)).toHaveLength(1)
  expect(dots.filter(({ lengthS }) => lengthS === 5_000)).toHaveLength(1)
  const perDay = Array.from({ length: 7 }, (_, weekday) => dots.filter((dot) => dot.weekday === weekday).length)
  for (const count of perDay) expect(Math.abs(count - 100 / 7)).toBeLessThan(2)
})

it('knows for each hour how long one of the lines is open', () => {
  const open = (lines: readonly Line[]) => weekHours(lines, '2026-W47', []).map((day) => day.map(({ openMinutes }) => openMinutes))
  const hours = (from: number, to: number, minutes: number) => Array<number>(to - from).fill(minutes)
  const office = [...hours(0, 8, 0), 30, ...hours(9, 16, 60), ...hours(16, 24, 0)]
  expect(open([LINES[0]])).toEqual([office, office, hours(0, 24, 0), hours(0, 24, 0), office, hours(0, 24, 0), hours(0, 24, 0)])
  expect(open(LINES).flat()).toEqual(hours(0, 168, 60))
})

describe('what is beside the calls', () => {
  const monday = Date.parse('2026-11-16T08:00:00Z')
  const message = (id: string, more: object) => ({
    ...{ id, line: 'stockholm', language: null, arrived: monday, length_s: 20, state: 'new' as const, claimed_by: null, claimed: null },
    ...{ heard: null, attempted: null, called_back: null, handled: null, erased: null, expires: monday, day: '2026-11-16' },
    ...{ month: '2026-11', origin: 'live' as const, ...more },
  })
  const week = (lines: readonly Line[] = [LINES[0]]) => createWeekReview(record.db, () => NOW).week(lines, LINES, '2026-W47')

  it('is messages left in the week, with how soon somebody tried to call back, and e-mails', async () => {
    await seed([])
    const rows = [
      message('a', { attempted: monday + 600_000, called_back: monday + 7_200_000, handled: monday + 7_200_000, state: 'calledBack' }),
      message('b', { attempted: monday + 3_600_000, state: 'notReached' }),
      message('c', { state: 'expired' }),
      message('d', { day: '2026-11-22', attempted: monday, state: 'closed', handled: monday, origin: 'demo' }),
      message('e', { day: '2026-11-15' }),
      message('f', { day: '2026-11-23' }),
      message('g', { line: 'toronto' }),
    ]
    await record.db.insertInto('messages').values(rows).execute()
    const reply = { line: 'stockholm', at: monday, day: '2026-11-17', week: '2026-W47', month: '2026-11' }
    await record.db
      .insertInto('email_replies')
      .values([
        { ...reply, id: 'a' },
        { ...reply, id: 'b', day: '2026-11-15' },
        { ...reply, id: 'c', line: 'toronto' },
      ])
      .execute()
    const { figures } = await week()
    expect(figures.messages).toEqual({
      left: 4,
      handled: 2,
      calledBack: 1,
      expired: 1,
      toAttempt: { count: 3, median: 600, longest: 3_600 },
    })
    expect([figures.replies, figures.synthetic]).toEqual([1, 1])
    expect((await week(LINES)).figures).toMatchObject({ messages: { left: 5 }, replies: 2 })
  })

  it('is marks of its days and lines', async () => {
    const mark = { kind: 'media' as const, text: '', account: 'ada', at: 0 }
    const marks = [
      { ...mark, id: 'in', line: null, day: '2026-11-16' },
      { ...mark, id: 'own', line: 'stockholm', day: '2026-11-22' },
      { ...mark, id: 'other', line: 'toronto', day: '2026-11-20' },
      { ...mark, id: 'before', line: null, day: '2026-11-15' },
      { ...mark, id: 'after', line: null, day: '2026-11-23' },
    ]
    await record.db.insertInto('time_marks').values(marks).execute()
    expect((await week()).marks.map(({ id }) => id)).toEqual(['in', 'own'])
  })

  it('counts imported calls, and takes no time from them that is not known', async () => {
    const calls = [
      { ...answeredCall('known', 'stockholm', monday), origin: 'imported' as const },
      { ...answeredCall('unknown', 'stockholm', monday + 1), origin: 'imported' as const, answered: null, waited_s: 0, talked_s: 0 },
      { ...answeredCall('given up', 'stockholm', monday + 2, true), origin: 'imported' as const, waited_s: 0 },
    ]
    await seed(calls)
    const { figures, dots, days } = await week()
    expect([days[0]?.calls, figures.imported, figures.calls.answered, figures.calls.abandoned]).toEqual([3, 3, 2, 1])
    expect(figures).toMatchObject({ waits: { count: 1, longest: 15 }, lengths: { count: 1 }, meanWait: 15, abandoned: { count: 0 } })
    expect(figures.serviceLevel).toMatchObject({ inTime: 0, answered: 0, abandoned: 0 })
    expect(dots).toHaveLength(1)
    const { calls: listed } = await createWeekReview(record.db, () => NOW).calls([LINES[0]], '2026-11-16', '2026-11-16', 'answered')
    expect(listed.map(({ waitedS, lengthS }) => [waitedS, lengthS])).toEqual([
      [15, 1_500],
      [null, null],
    ])
  })
})

describe('a day’s usual range', () => {
  it('is drawn from days on which the same of the lines were open', async () => {
    await seed([])
    const { days } = await createWeekReview(record.db, () => NOW).week([LINES[0]], LINES, '2026-W47')
    expect(days.map(({ earlier, closedBy }) => [earlier, closedBy?.is ?? null])).toEqual([
      [26, null],
      [26, null],
      [0, 'week'],
      [0, 'week'],
      [26, null],
      [0, 'week'],
      [0, 'week'],
    ])
    // Both together: on a Wednesday the one is closed as on every Wednesday before.
    const both = await createWeekReview(record.db, () => NOW).week(LINES, LINES, '2026-W47')
    expect(both.days.map(({ earlier }) => earlier)).toEqual([26, 26, 26, 26, 26, 26, 26])
    // 6 January 2026, a Tuesday, was a holiday: 25 Tuesdays are left in the half year after it.
    const spring = await createWeekReview(record.db, () => NOW).week([LINES[0]], LINES, '2026-W20')
    expect(spring.days[1]).toMatchObject({ earlier: 25, closedBy: null })
    const holiday = await createWeekReview(record.db, () => NOW).week([LINES[0]], LINES, '2026-W02')
    expect(holiday.days[1]?.closedBy).toMatchObject({ is: 'holiday', names: { sv: 'Trettondedag jul' } })
    const young = { ...LINES[0], startedOn: '2026-01-05' }
    const begun = await createWeekReview(record.db, () => NOW).week([young], [young], '2026-W01')
    expect(begun.days.map(({ closedBy }) => closedBy?.is)).toEqual(Array(7).fill('notBegun'))
  })

  it('begins with the line, and says nothing of a day that is not over', async () => {
    await seed([])
    const begun = { ...LINES[0], startedOn: '2026-10-05' }
    const clock = () => Date.parse('2026-11-17T12:00:00Z')
    const { days, usual } = await createWeekReview(record.db, clock).week([begun], [begun], '2026-W47')
    expect(days.map(({ state }) => state)).toEqual(['over', 'running', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'])
    expect(days.map(({ earlier, usual }) => [earlier, usual === null])).toEqual([
      [6, false],
      [6, true],
      [0, true],
      [0, true],
      [6, true],
      [0, true],
      [0, true],
    ])
    expect(usual).toBeNull()
  })
})

it.each([
  ['2026-11-23T04:00:00Z', '2026-W46'], // Monday in Stockholm, Sunday evening still in Toronto
  ['2026-11-23T06:00:00Z', '2026-W47'],
  ['2027-01-04T12:00:00Z', '2026-W53'],
])('at %s the last whole week of both lines is %s', (at, week) => expect(lastWholeWeek(LINES, Date.parse(at))).toBe(week))

it.each([
  [[], 0.25, null],
  [[7], 0.75, 7],
  [[1, 2, 3, 4], 0.25, 1.75],
  [[4, 3, 2, 1], 0.75, 3.25],
  [[1, 2, 3, 4, 5], 0.5, 3],
])('of %j the quantile %d is %s, as a spreadsheet has it', (values, share, result) => expect(quantile(values, share)).toBe(result))

/** Noon of the week's Thursday: 4 January is in week 1 of every year. */
function thursdayOf(week: string): number {
  const fourth = Date.parse(`${week.slice(0, 4)}-01-04T12:00:00Z`)
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS
  return monday + ((Number(week.slice(6)) - 1) * 7 + 3) * DAY_MS
}

/** Counts by reading each call's own clock and looking at it once; shares no code with what it checks. */
class Oracle {
  readonly from: string
  readonly to: string
  readonly #all: CallTable[]
  readonly #calls: CallTable[]
  readonly #lines: readonly Line[]

  constructor(rows: readonly CallTable[], lines: readonly Line[], week: string) {
    this.#lines = lines
    this.from = new Date(thursdayOf(week) - 3 * DAY_MS).toISOString().slice(0, 10)
    this.to = new Date(thursdayOf(week) + 3 * DAY_MS).toISOString().slice(0, 10)
    this.#all = rows.filter(({ line, ended }) => ended !== null && lines.some(({ id }) => id === line))
    this.#calls = this.#all.filter((row) => this.#day(row) >= this.from && this.#day(row) <= this.to)
  }

  expectSame(answer: ReviewWeek) {
    const { figures } = answer
    const of = (result: string, met: number) =>
      this.#calls.filter((row) => row.kind === 'call' && row.met_closed === met && this.#result(row) === result)
    for (const result of CALL_RESULTS) {
      expect(figures.calls[result], result).toBe(of(result, 0).length)
      expect(figures.closedLine[result], `${result}, closed`).toBe(of(result, 1).length)
    }
    const answered = of('answered', 0).map(({ waited_s }) => waited_s)
    const abandoned = of('abandoned', 0).map(({ waited_s }) => waited_s)
    const mean = answered.reduce((sum, one) => sum + one, 0) / answered.length
    expect(figures.meanWait ?? 0).toBeCloseTo(answered.length === 0 ? 0 : mean, 6)
    expect(figures.waits).toEqual(spread([...answered, ...abandoned]))
    expect(figures.abandoned).toEqual(spread(abandoned))
    expect(figures.abandonedShort).toEqual(spread(of('abandonedShort', 0).map(({ waited_s }) => waited_s)))
    const lengths = of('answered', 0).map(({ talked_s, held_s }) => talked_s + held_s)
    expect(figures.lengths).toMatchObject(spread(lengths))
    expect(figures.lengths.overGuidance).toBe(lengths.filter((length) => length > 30 * 60).length)
    for (const reason of ['voicemail', 'email', 'agreed'] as const)
      for (const result of CALL_BACK_RESULTS)
        expect(figures.callBacks[reason][result]).toBe(
          this.#calls.filter((row) => row.kind === 'callBack' && row.reason === reason && this.#result(row) === result).length,
        )
    expect(figures.synthetic).toBe(this.#calls.filter(({ origin }) => origin === 'demo').length)
    this.#expectService(answer)
    this.#expectTimes(answer)
    this.#expectEarlier(answer)
  }

  #expectService({ figures }: ReviewWeek) {
    const month = new Date(Date.parse(this.to) - 29 * DAY_MS).toISOString().slice(0, 10)
    const offered = this.#all.filter(
      (row) => this.#day(row) >= month && this.#day(row) <= this.to && row.kind === 'call' && row.met_closed === 0,
    )
    const answered = offered.filter((row) => this.#result(row) === 'answered')
    expect(figures.serviceLevel).toEqual({
      ...{ from: month, to: this.to, answered: answered.length, inTime: answered.filter(({ waited_s }) => waited_s <= 60).length },
      abandoned: offered.filter((row) => this.#result(row) === 'abandoned').length,
    })
  }

  #expectTimes({ days, hours, dots }: ReviewWeek) {
    const came = this.#calls.filter(({ kind }) => kind === 'call')
    for (const [index, { day, calls, closedLine }] of days.entries()) {
      const ofDay = came.filter((row) => this.#day(row) === day)
      expect([calls, closedLine]).toEqual([ofDay.filter((row) => !row.met_closed).length, ofDay.filter((row) => row.met_closed).length])
      for (let hour = 0; hour < 24; hour++) {
        const inHour = ofDay.filter((row) => Number(this.#wall(row).slice(11, 13)) === hour)
        expect(hours[index]?.[hour]).toMatchObject({
          ...{ calls: inHour.filter((row) => !row.met_closed).length, closedLine: inHour.filter((row) => row.met_closed).length },
        })
      }
    }
    const waited = came
      .filter((row) => !row.met_closed && ['answered', 'abandoned', 'abandonedShort'].includes(this.#result(row) ?? ''))
      .map((row) => {
        const [hour = 0, minute = 0] = this.#wall(row).slice(11).split(':').map(Number)
        const quarter = hour * 60 + Math.floor(minute / 15) * 15
        return `${this.#day(row)} ${quarter} ${this.#result(row)} ${Math.round(row.waited_s)}`
      })
    expect(dots.map(({ weekday, minute, of, waitedS }) => `${days[weekday]?.day} ${minute} ${of} ${waitedS}`).sort()).toEqual(waited.sort())
  }

  #expectEarlier({ days, usual }: ReviewWeek) {
    for (const { day, usual: range, earlier } of days) {
      if (range === null) continue
      const before = Array.from({ length: 26 }, (_, back) => new Date(Date.parse(day) - (back + 1) * 7 * DAY_MS).toISOString().slice(0, 10))
      const counts = before.map((one) => this.#all.filter((row) => row.kind === 'call' && !row.met_closed && this.#day(row) === one).length)
      // Each day that is not comparable takes its calls with it; these lines differ on two holidays of the year alone.
      expect(earlier).toBeGreaterThanOrEqual(24)
      if (earlier === 26) expect(range.mean).toBeCloseTo(counts.reduce((sum, one) => sum + one, 0) / 26, 9)
    }
    const first = new Date(Date.parse(this.from) - 26 * 7 * DAY_MS).toISOString().slice(0, 10)
    const all = this.#all.filter((row) => row.kind === 'call' && !row.met_closed && this.#day(row) >= first && this.#day(row) < this.from)
    expect(usual?.mean).toBeCloseTo(all.length / 26, 9)
  }

  countOf(set: CallSet): number {
    return this.#calls.filter((row) => {
      if (set === 'callBacks' || row.kind === 'callBack') return set === 'callBacks' && row.kind === 'callBack'
      if (set === 'closedLine' || row.met_closed === 1) return set === 'closedLine' && row.met_closed === 1
      const result = this.#result(row)
      return set === 'calls' || result === set || (set === 'offered' && (result === 'answered' || result === 'abandoned'))
    }).length
  }

  #result({ answered, outcome }: CallTable) {
    return answered === null ? outcome : 'answered'
  }

  /** 'YYYY-MM-DD HH:MM:SS' */
  #wall({ arrived, line }: CallTable): string {
    const timeZone = this.#lines.find(({ id }) => id === line)?.timeZone ?? ''
    return new Date(arrived).toLocaleString('sv-SE', { timeZone })
  }

  #day(row: CallTable): string {
    return this.#wall(row).slice(0, 10)
  }
}

function spread(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  const median = sorted.length === 0 ? null : sorted.length % 2 ? sorted[half - 0.5] : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
  return { count: sorted.length, median, longest: sorted.at(-1) ?? null }
}
