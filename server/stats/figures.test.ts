import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import type { VolumeSettings } from '../../shared/volume/volume.ts'
import { rebuildCallDays } from '../record/callDays.ts'
import type { CallTable } from '../record/schema.ts'
import { openTestRecord } from '../record/testRecord.ts'
import { type DayCounts, lineFigures, readFigures, sameMoment } from './figures.ts'
import { createReview } from './review.ts'
import { callsAround, TURNS, ZONES, type ZonedLine } from './testing/anyCalls.ts'
import { publishedCalls } from './testing/publishedCalls.ts'
import { plainSettings } from './volumeSettings.ts'

const line: Line = {
  ...{ id: 'l', name: 'L', greeting: '', order: 1, startedOn: '2026-10-15', catchment: 10_400_000 },
  ...{ timeZone: 'Europe/Stockholm', ...newLineService },
}
const NOON = Date.parse('2026-11-05T11:00:00Z')
const day = (text: string, calls: number, rest: Partial<DayCounts> = {}): DayCounts => ({
  ...{ day: text, calls, synthetic: 0, imported: 0 },
  ...rest,
})
const today = { answeredToday: 6, abandonedToday: 2, abandonedShortToday: 1 }
const of = (
  days: readonly DayCounts[],
  { now = NOON, sameDay = 0, totals = [] as string[], settings = {} as Partial<VolumeSettings> } = {},
) =>
  lineFigures(line, { ...plainSettings(line), ...settings }, now, {
    days,
    today,
    sameDay,
    totals,
    ownCalls: (month) => (month === '2026-10' ? 7 : 0),
  })

describe('figures of a line', () => {
  it('counts today, the month so far, and the month before to the same day and time, beside the chosen baseline', () => {
    const days = [
      ...[day('2026-10-03', 2, { imported: 2 }), day('2026-10-05', 6), day('2026-10-06', 4)],
      ...[day('2026-11-02', 4), day('2026-11-05', 9, { imported: 3 })],
    ]
    const byDay = Array.from({ length: 31 }, (_, index) => ({ 2: 2, 4: 6, 5: 4 })[index] ?? 0)
    expect(of(days, { sameDay: 5 })).toEqual({
      ...{ day: '2026-11-05', month: '2026-11', ...today },
      ...{ monthCount: 13, monthByDay: [0, 4, 0, 0, 9], monthDays: 30, monthNumber: 2, inhabitants: 10_400_000 },
      lastMonth: { byDay, soFar: 7, inhabitants: 10_400_000 },
      baseline: { is: 'respectMonths', along: 'sinceStart', calls: 116, perMillion: 116 / 60, counted: '2004-11' },
      ...{ per: 'calls', synthetic: false, imported: 5 },
    })
  })

  it('is nought on a quiet first day, and says what is made up', () => {
    const first = { now: Date.parse('2026-10-15T11:00:00Z') }
    expect(of([], first)).toMatchObject({ monthCount: 0, monthNumber: 1, lastMonth: null, baseline: { calls: 101 } })
    expect(of([day('2026-10-01', 1, { synthetic: 1 })], first).synthetic).toBe(true)
  })

  it('has no month before of which only a total is left', () => {
    expect(of([], { totals: ['2026-10'] }).lastMonth).toBeNull()
    expect(of([], { totals: ['2026-09'] }).lastMonth?.soFar).toBe(0)
    expect(of([day('2026-10-02', 3)], { totals: ['2026-10'] }).lastMonth?.soFar).toBe(3)
  })

  it.each<[string, Partial<VolumeSettings>, unknown]>([
    ['the average', { baseline: { is: 'respectAverage' } }, { calls: 100, counted: null }],
    ['by the calendar', { along: 'calendar' }, { calls: 116, counted: '2004-11' }],
    ['a target', { baseline: { is: 'target', calls: 60 } }, { calls: 60, counted: null }],
    ['its own month', { baseline: { is: 'own', from: '2026-09', to: '2026-10' } }, { calls: 7, counted: '2026-10' }],
    ['nothing', { baseline: { is: 'own', from: '2026-09', to: '2026-09' } }, null],
  ])('lies beside %s', (_, settings, baseline) => {
    const found = of([], { settings }).baseline
    if (baseline === null) expect(found).toBeNull()
    else expect(found).toMatchObject(baseline as object)
  })
})

it.each([
  ['an ordinary day', '2026-11-05T11:00:30Z', '2026-10-05', '2026-10-05T10:00:00Z'],
  ['a day that the month before does not have', '2026-03-31T10:00:00Z', null, null],
  ['the last of both', '2026-12-30T10:00:00Z', '2026-11-30', '2026-11-30T10:00:00Z'],
  ['over the year end', '2027-01-31T22:59:59Z', '2026-12-31', '2026-12-31T22:59:00Z'],
  ['an hour that the clock change left out', '2026-04-29T00:30:00Z', '2026-03-29', '2026-03-29T01:00:00Z'],
])('the same moment a month before %s', (_, now, wanted, at) => {
  const same = sameMoment(Date.parse(now), 'Europe/Stockholm')
  expect(same?.day ?? null).toBe(wanted)
  expect(same ? new Date(same.at).toISOString() : null).toBe(at?.replace('Z', '.000Z') ?? null)
})

describe('from the record', () => {
  it('are those of a plain loop over the calls, over changes of clocks and year ends, in two time zones', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const lines = Object.entries(ZONES).map(([id, timeZone]): Line => ({ ...line, id, timeZone, startedOn: '2020-01-01' }))
    const asked = fc
      .tuple(fc.constantFrom(...TURNS), fc.integer({ min: -86_400, max: 35 * 86_400 }))
      .map(([turn, seconds]) => turn + seconds * 1_000)
      .chain((now) => fc.tuple(fc.constant(now), callsAround(fc.constantFrom(now - 31 * 86_400_000, now - 5 * 86_400_000), 4)))
    await fc.assert(
      fc.asyncProperty(asked, async ([now, all]) => {
        const rows = all.filter(({ arrived, origin, ended }) => arrived <= now && (origin !== 'imported' || ended !== null))
        await db.transaction().execute(async (tx) => {
          await tx.deleteFrom('calls').execute()
          for (const row of rows) await tx.insertInto('calls').values(row).execute()
          await rebuildCallDays(tx)
        })
        const figures = await readFigures(db, lines, now)
        for (const { id } of lines) expect(figures[id], id).toMatchObject(byHand(rows, id as ZonedLine, now))
      }),
      { numRuns: 40 },
    )
  })

  it('follow the choice of a baseline, the published months too', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const vas = { ...line, id: 'vas', startedOn: '2019-02-04', catchment: 3_600_000 }
    await db.transaction().execute(async (tx) => {
      for (const row of publishedCalls('vas')) await tx.insertInto('calls').values(row).execute()
      await rebuildCallDays(tx)
    })
    const endOfApril = Date.parse('2019-04-30T21:59:00Z')
    const read = async () => (await readFigures(db, [vas], endOfApril)).vas
    expect(await read()).toMatchObject({ monthCount: 40, monthNumber: 3, lastMonth: { soFar: 69 - 2 }, baseline: { calls: 72 } })
    const review = createReview(db, () => 1)
    let told = 0
    const stop = review.onSettingsChanged(() => told++)
    const own = { ...plainSettings(vas), baseline: { is: 'own', from: '2019-02', to: '2019-04' }, along: 'calendar' } as const
    await review.setSettings('vas', own, 'ada')
    stop()
    await review.setSettings('vas', { ...own, along: 'sinceStart', per: 'million' }, 'ada')
    expect(told).toBe(1)
    expect(await read()).toMatchObject({ baseline: null, per: 'million' })
    expect((await readFigures(db, [vas], Date.parse('2021-03-31T10:00:00Z'))).vas?.baseline).toBeNull()
    await review.setSettings('vas', own, 'ada')
    expect((await readFigures(db, [vas], Date.parse('2021-03-31T10:00:00Z'))).vas).toMatchObject({
      baseline: { calls: 69, counted: '2019-03' },
    })
  })
})

/** The same by hand: the wall read by another function, and each call looked at by itself. */
function byHand(rows: readonly CallTable[], id: ZonedLine, now: number) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONES[id], dateStyle: 'short', timeStyle: 'short' })
  const wall = (at: number) => format.format(at)
  const counted = rows.filter(({ line: on, kind, met_closed }) => on === id && kind === 'call' && met_closed === 0)
  const [today, month] = [wall(now).slice(0, 10), wall(now).slice(0, 7)]
  const before = new Date(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 7)
  const ofMonth = (name: string) => counted.filter(({ arrived }) => wall(arrived).startsWith(name))
  const own = ofMonth(today).filter(({ origin }) => origin !== 'imported')
  const of = (outcome: string) => own.filter((call) => call.answered === null && call.outcome === outcome).length
  // the first minute of that day at which the wall shows the time of day, or more
  const sameTime = `${before}${wall(now).slice(7)}`
  let reached = counted.length > 0 ? now - 40 * 86_400_000 : now
  while (wall(reached) < sameTime) reached += 60_000 - (reached % 60_000)
  return {
    day: today,
    month,
    monthCount: ofMonth(month).length,
    imported: [...ofMonth(month), ...ofMonth(before)].filter(({ origin }) => origin === 'imported').length,
    answeredToday: own.filter((call) => call.answered !== null).length,
    abandonedToday: of('abandoned'),
    abandonedShortToday: of('abandonedShort'),
    lastMonth: { soFar: ofMonth(before).filter(({ arrived }) => arrived < reached).length },
    synthetic: [...ofMonth(month), ...ofMonth(before)].some(({ origin }) => origin === 'demo'),
  }
}
