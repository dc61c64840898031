import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCounts } from '../../../shared/volume/counts.ts'
import {
  CALL_BACK_RESULTS,
  CALL_RESULTS,
  type LineMonth,
  type LineVolume,
  type MonthCounts,
  type RunningMonth,
} from '../../../shared/volume/volume.ts'
import { conclusionsOf, forecastText } from './conclude.ts'
import { amountOf, baselineAmount, MEASURES, monthRows, sumOf, wholeOf } from './rows.ts'

const month = (name: string, number: number, calls: number, beside: readonly [number, string | null] | null): LineMonth => ({
  ...{ month: name, number, inhabitants: 3_600_000 },
  baseline: beside && { calls: beside[0], perMillion: beside[0] / 60, counted: beside[1] },
  channels: { phone: { ...noCounts, calls: { ...noCounts.calls, answered: calls - 1, abandoned: 1 } } },
})
const volume = (months: readonly LineMonth[], baseline: LineVolume['settings']['baseline'] = { is: 'respectMonths' }): LineVolume => ({
  ...{ id: 'vas', name: 'Välj att sluta', startedOn: '2019-02-04', timeZone: 'Europe/Stockholm', months, setBy: null, running: null },
  settings: { baseline, along: 'sinceStart', per: 'calls', catchments: [{ from: '2019-02-04', inhabitants: 3_600_000 }] },
})
const published = [
  ...[month('2019-02', 1, 50, [101, '2004-10']), month('2019-03', 2, 69, [116, '2004-11']), month('2019-04', 3, 40, [72, '2004-12'])],
]

describe('what can be concluded', () => {
  it('is what the published report says of the first months', () => {
    expect(conclusionsOf(volume(published))).toEqual([
      'feb. 2019–apr. 2019: 50, 69 och 40 samtal mot 101, 116 och 72 (Respect Phoneline, okt. 2004–dec. 2004); ' +
        'per miljon invånare och månad 14,7 mot 1,6. Det är 9,2 gånger så många per invånare. Med slumpen inräknad ligger talet ' +
        'mellan 7,5 och 11,2 (95 gånger av 100): fler samtal än slumpen kan förklara.',
    ])
  })

  it('keeps the average of later months apart, and says when chance is enough', () => {
    const [, later] = conclusionsOf(volume([...published, month('2019-05', 4, 6, [100, null])]))
    expect(later).toMatch(
      /^maj 2019: 6 samtal mot Respect Phonelines snitt, ca 100 i månaden; per miljon .* 1,7 mot 1,7\. .* går det inte att säga/,
    )
  })

  it('sums many months, and speaks of a target as one', () => {
    const many = Array.from({ length: 6 }, (_, index) => month(`2019-0${index + 2}`, index + 1, 10, [60, null]))
    const [only] = conclusionsOf(volume(many, { is: 'target', calls: 60 }))
    expect(only).toMatch(/^feb\. 2019–juli 2019: 60 samtal på 6 månader mot målet 60 i månaden\. Det är 0,2 gånger .* färre samtal/)
  })

  it('is nothing without a month to lie beside', () => {
    expect(conclusionsOf(volume([month('2018-12', -1, 1, null)]))).toEqual([
      'I perioden finns ingen avslutad månad som har något att jämföras med.',
    ])
  })
})

it.each<[string, Partial<RunningMonth>, RegExp]>([
  ['some calls', {}, /Hittills i november 2026: 13 samtal på 88 av 112 öppna timmar\. .* mellan 13 och 22 /],
  ['none before it opens', { calls: 0, openHours: 0, forecast: null }, /inte hunnit öppna/],
  ['one that never opens', { openHoursInAll: 0, forecast: null }, /inga öppna timmar/],
  ['one with imported calls', { imported: 4, forecast: null }, /Importerade samtal ingår/],
  ['one that is over', { forecast: { low: 13, high: 13 } }, /öppnar inte mer .* 13\./],
])('the running month of %s', (_, part, text) => {
  const plain = { month: '2026-11', openHours: 88, openHoursInAll: 112, calls: 13, forecast: { low: 13, high: 22 }, imported: 0 }
  expect(forecastText({ ...plain, ...part })).toMatch(text)
})

describe('rows', () => {
  it('split each month, and leave the baseline out of one channel', () => {
    const [first] = monthRows(volume(published), 'all')
    expect(first).toMatchObject({ counts: { calls: 50, answered: 49, abandoned: 1, closedLine: 0 }, baseline: { calls: 101 }, number: 1 })
    expect(monthRows(volume(published), 'phone')[0]).toMatchObject({ counts: { calls: 50 }, baseline: null })
    expect(monthRows(volume(published), 'web')[0]).toMatchObject({ counts: { calls: 0 } })
    expect(sumOf(monthRows(volume(published), 'all')).calls).toBe(159)
  })

  it('add up, whatever became of the calls and wherever they came in', () => {
    const counts = fc.record({
      calls: fc.record(Object.fromEntries(CALL_RESULTS.map((one) => [one, fc.nat(9)]))),
      closedLine: fc.constant(noCounts.closedLine),
      callBacks: fc.record(Object.fromEntries(CALL_BACK_RESULTS.map((one) => [one, fc.nat(9)]))),
      ...{ unknown: fc.nat(9), synthetic: fc.nat(9), imported: fc.nat(9) },
    }) as unknown as fc.Arbitrary<MonthCounts>
    fc.assert(
      fc.property(fc.array(fc.record({ phone: counts, web: counts }), { minLength: 1, maxLength: 6 }), (all) => {
        const line = volume(all.map((channels, index) => ({ ...month(`2019-0${index + 2}`, index, 1, null), channels })))
        const parts = (['all', 'phone', 'web'] as const).map((channel) => sumOf(monthRows(line, channel)))
        for (const measure of MEASURES) expect(parts[0]?.[measure]).toBe((parts[1]?.[measure] ?? 0) + (parts[2]?.[measure] ?? 0))
        for (const { counts } of monthRows(line, 'all')) {
          const { calls, answered, abandoned, abandonedShort, voicemail, other, unknown } = counts
          expect(calls).toBe(answered + abandoned + abandonedShort + voicemail + other + unknown)
        }
      }),
    )
  })

  it('have a mean of the months of service that are over', () => {
    const months = [month('2019-01', 0, 7, null), ...published]
    const line = {
      ...volume(months),
      running: { month: '2019-04', openHours: 1, openHoursInAll: 2, calls: 40, forecast: null, imported: 0 },
    }
    const rows = monthRows(line, 'all')
    expect(wholeOf(rows, 'calls').counts.calls).toBe(166)
    expect(wholeOf(rows, 'million')).toMatchObject({ counts: { calls: 119 }, inhabitants: 7_200_000 })
  })

  it('are rounded as they are shown', () => {
    expect([amountOf(50, 3_600_000, 'million'), amountOf(50, 0, 'million'), amountOf(50, 0, 'calls')]).toEqual([13.89, null, 50])
    expect(amountOf(159, 3 * 3_600_000, 'million')).toBe(14.72)
    expect(baselineAmount({ calls: 101, perMillion: 101 / 60, counted: null }, 'million')).toBe(1.68)
    expect(baselineAmount(null, 'calls')).toBeNull()
  })
})
