import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import type { Hours } from '../../shared/hours.ts'
import { baselineOf } from '../../shared/volume/baseline.ts'
import { comparisonsOf } from '../../shared/volume/compare.ts'
import { callsOf } from '../../shared/volume/counts.ts'
import { addMonths, monthsFrom } from '../../shared/volume/months.ts'
import type { VolumeSettings } from '../../shared/volume/volume.ts'
import { rebuildCallDays } from '../record/callDays.ts'
import { openTestRecord } from '../record/testRecord.ts'
import { publishedCalls } from './testing/publishedCalls.ts'
import { lineVolume, monthsNeeded, readMonths, runningMonth } from './volume.ts'
import { plainSettings } from './volumeSettings.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const pilot: Line = {
  ...{ id: 'vas', name: 'Välj att sluta', greeting: '', order: 1, startedOn: '2019-02-04', catchment: 3_600_000 },
  ...{ timeZone: 'Europe/Stockholm', ...newLineService },
}

describe('the published figures', () => {
  async function volumeOf(from: string, to: string, line = pilot, settings: VolumeSettings = plainSettings(line)) {
    await using record = await openTestRecord()
    await record.db.transaction().execute(async (tx) => {
      for (const row of publishedCalls('vas')) await tx.insertInto('calls').values(row).execute()
      await rebuildCallDays(tx)
    })
    const needed = monthsNeeded({ settings, from, to })
    const counts = await readMonths(record.db, ['vas'], needed.from, needed.to)
    return lineVolume({ line, settings, setBy: null, from, to, now: NOW }, counts.get('vas') ?? new Map())
  }
  const sum = (volume: Awaited<ReturnType<typeof volumeOf>>) => volume.months.reduce((all, month) => all + callsOf(month, 'all'), 0)

  it('come out: 505 calls in 2019, with 50, 69 and 40 in the first months; 331 in 2021', async () => {
    expect((await volumeOf('2019-02', '2019-04')).months.map((month) => callsOf(month, 'all'))).toEqual([50, 69, 40])
    expect(sum(await volumeOf('2019-01', '2019-12'))).toBe(505)
    expect(sum(await volumeOf('2021-01', '2021-12'))).toBe(331)
    const whole = (await volumeOf('2021-04', '2021-08')).months.map((month) => callsOf(month, 'all'))
    expect(whole.reduce((all, one) => all + one, 0) / 5).toBeCloseTo(35, 0)
  })

  it('compare with Respect Phoneline as the published report does', async () => {
    const [first] = comparisonsOf(await volumeOf('2019-02', '2019-04'), 'all')
    expect(first).toMatchObject({ calls: [50, 69, 40], baseline: [101, 116, 72], counted: true, verdict: 'more' })
    expect(first?.perMillion?.own).toBeCloseTo(14.722, 3)
    expect(first?.perMillion?.baseline).toBeCloseTo(1.606, 3)
    expect(first?.times?.ratio).toBeCloseTo(9.17, 2)
  })

  it('keep counted months and the average of about 100 apart', async () => {
    const [counted, average] = comparisonsOf(await volumeOf('2019-01', '2019-10'), 'all')
    expect([counted?.months.length, average?.months.length, average?.counted]).toEqual([3, 6, false])
    expect(average?.baseline).toEqual([100, 100, 100, 100, 100, 100])
  })

  it('lay the national line beside its own pilot', async () => {
    const national = { ...pilot, startedOn: '2021-03-22' }
    const catchments = [
      { from: '2019-02-04', inhabitants: 3_600_000 },
      { from: '2021-01-01', inhabitants: 10_400_000 },
    ]
    const settings: VolumeSettings = {
      baseline: { is: 'own', from: '2019-02', to: '2019-11' },
      along: 'sinceStart',
      per: 'calls',
      catchments,
    }
    const volume = await volumeOf('2021-03', '2021-05', national, settings)
    expect(volume.months.map(({ baseline }) => baseline?.calls)).toEqual([50, 69, 40])
    expect(volume.months[0]?.baseline?.perMillion).toBeCloseTo(13.889, 3)
    expect(comparisonsOf(volume, 'all')).toMatchObject([{ counted: true, verdict: 'fewer' }])
  })
})

it('months of which only a total is left count while their import is kept, as unknown where nobody says what became of them', async () => {
  await using record = await openTestRecord()
  const kept = { what: 'months', line: 'vas', channel: 'phone', state: 'kept', received: 2, done: 2, told: '{}', account: 'ada' } as const
  await record.db
    .insertInto('imports')
    .values([
      { ...kept, id: 'a', at: 0 },
      { ...kept, id: 'b', at: 0, state: 'staged' },
    ])
    .execute()
  const total = { import_id: 'a', line: 'vas', channel: 'phone', calls: 20, answered: null, abandoned: null, alike: null } as const
  await record.db
    .insertInto('month_totals')
    .values([
      { ...total, month: '2017-01' },
      { ...total, month: '2017-02', answered: 12, abandoned: 5 },
      { ...total, import_id: 'b', month: '2017-03' },
    ])
    .execute()
  const months = (await readMonths(record.db, ['vas'], '2017-01', '2017-12')).get('vas')
  expect([...(months?.keys() ?? [])]).toEqual(['2017-01', '2017-02'])
  expect(months?.get('2017-01')?.phone).toMatchObject({ calls: { answered: 0 }, unknown: 20, imported: 20 })
  expect(months?.get('2017-02')?.phone).toMatchObject({ calls: { answered: 12, abandoned: 5 }, unknown: 3, imported: 20 })
  expect(callsOf({ channels: months?.get('2017-02') ?? {} }, 'all')).toBe(20)
})

describe('the baseline laid along', () => {
  const with_ = (settings: Partial<VolumeSettings>): VolumeSettings => ({ ...plainSettings(pilot), ...settings })
  const own = (month: string) => Number(month.replace('-', ''))
  it.each([
    ['respectMonths', 'sinceStart', '2019-01', null],
    ['respectMonths', 'sinceStart', '2019-02', 101],
    ['respectMonths', 'sinceStart', '2019-04', 72],
    ['respectMonths', 'sinceStart', '2019-05', 100],
    ['respectMonths', 'calendar', '2019-09', 100],
    ['respectMonths', 'calendar', '2019-10', 101],
    ['respectMonths', 'calendar', '2025-12', 72],
    ['respectAverage', 'sinceStart', '2019-02', 100],
    ['respectAverage', 'calendar', '2019-10', 100],
  ] as const)('%s %s beside %s is %s', (is, along, month, calls) => {
    expect(baselineOf(with_({ baseline: { is }, along }), '2019-02', month, own)?.calls ?? null).toBe(calls)
  })

  it.each([
    ['sinceStart', '2019-02', 202001],
    ['sinceStart', '2019-04', 202003],
    ['sinceStart', '2020-04', null],
    ['sinceStart', '2019-01', null],
    ['calendar', '2022-02', 202102],
    ['calendar', '2022-03', 202003],
    ['calendar', '2021-02', null],
  ] as const)('an own period of 14 months, %s, beside %s is %s', (along, month, calls) => {
    const settings = with_({ baseline: { is: 'own', from: '2020-01', to: '2021-02' }, along })
    expect(baselineOf(settings, '2019-02', month, own)?.calls ?? null).toBe(calls)
  })

  it('a target is no published count, and its rate follows the own catchment', () => {
    expect(baselineOf(with_({ baseline: { is: 'target', calls: 72 } }), '2019-02', '2019-03', own)).toEqual({
      ...{ calls: 72, perMillion: 20, counted: null },
    })
  })
})

describe('the running month', () => {
  const office = [{ from: '08:00', to: '16:00' }]
  const hours: Hours = { week: [office, office, [], [], office, [], []], holidays: [], exceptions: [] }

  it('is the share of the open hours that has passed, on the line’s own clock', () => {
    const open = { ...pilot, hours }
    // November 2026 has 5 Mondays, 4 Tuesdays and 4 Fridays; half of Tuesday the 24th has passed at noon.
    const now = Date.parse('2026-11-24T11:00:00Z')
    const running = runningMonth(open, '2026-11', 30, now)
    expect(running).toMatchObject({ openHours: 10.5 * 8, openHoursInAll: 13 * 8, calls: 30 })
    expect(running.forecast?.low).toBeGreaterThanOrEqual(30)
    expect(running.forecast?.high).toBeGreaterThan(37)
  })

  it('begins with the line’s first day', () => {
    const begun = { ...pilot, hours, startedOn: '2026-11-24' }
    expect(runningMonth(begun, '2026-11', 0, Date.parse('2026-11-24T15:00:00Z'))).toMatchObject({ openHours: 8, openHoursInAll: 24 })
  })

  it('says nothing of a line that is never open, or has not opened yet', () => {
    const closed: Hours = { week: [[], [], [], [], [], [], []], holidays: [], exceptions: [] }
    expect(runningMonth({ ...pilot, hours: closed }, '2026-11', 0, NOW).forecast).toBeNull()
    expect(runningMonth({ ...pilot, hours }, '2026-11', 0, Date.parse('2026-11-01T00:00:00Z')).forecast).toBeNull()
  })

  it('forecasts nothing from calls that another system counted, until the line opens no more', () => {
    const open = { ...pilot, hours }
    expect(runningMonth(open, '2026-11', 30, Date.parse('2026-11-24T11:00:00Z'), 1)).toMatchObject({ forecast: null, imported: 1 })
    expect(runningMonth(open, '2026-11', 30, Date.parse('2026-11-30T20:00:00Z'), 1).forecast).toEqual({ low: 30, high: 30 })
  })

  it('has a month of as many hours as it has, over changes of clocks', () => {
    const always = { ...pilot, hours: null }
    const inAll = (month: string) => runningMonth(always, month, 0, NOW).openHoursInAll
    expect([inAll('2026-03'), inAll('2026-10'), inAll('2026-02')]).toEqual([743, 745, 672])
  })

  it('is there when the period holds it, and is never compared', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 10 }), fc.integer({ min: 0, max: 40 }), (begin, length) => {
        const from = addMonths('2026-11', begin)
        const to = addMonths(from, length)
        const volume = lineVolume({ line: pilot, settings: plainSettings(pilot), setBy: null, from, to, now: NOW }, new Map())
        expect(volume.months.map(({ month }) => month)).toEqual(monthsFrom(from, to))
        expect(volume.running?.month ?? null).toBe(from <= '2026-11' && '2026-11' <= to ? '2026-11' : null)
        const compared = comparisonsOf(volume, 'all').flatMap(({ months }) => months)
        expect(compared.filter((month) => month >= '2026-11')).toEqual(volume.running ? [] : compared.filter((month) => month > '2026-11'))
      }),
    )
  })
})
