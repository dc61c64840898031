import { describe, expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import { callsInMonth, perMillion, RESPECT_PHONELINE, VALJ_ATT_SLUTA_2019 } from './baseline.ts'
import { type DayCounts, lineFigures } from './figures.ts'

const line: Line = {
  id: 'l',
  name: 'L',
  greeting: '',
  order: 1,
  startedOn: '2026-10-15',
  catchment: 10_400_000,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
}
const day = (text: string, calls: number, rest: Partial<DayCounts> = {}): DayCounts => ({
  day: text,
  calls,
  answered: 0,
  abandoned: 0,
  abandonedShort: 0,
  synthetic: 0,
  imported: 0,
  ...rest,
})

describe('figures of a line', () => {
  it('counts today and the month so far beside the published month of the same number', () => {
    const days = [day('2026-11-02', 4), day('2026-11-05', 9, { answered: 6, abandoned: 2, abandonedShort: 1 })]
    expect(lineFigures(line, '2026-11-05', days)).toEqual({
      day: '2026-11-05',
      month: '2026-11',
      answeredToday: 6,
      abandonedToday: 2,
      abandonedShortToday: 1,
      monthCount: 13,
      monthByDay: [0, 4, 0, 0, 9],
      monthDays: 30,
      monthNumber: 2,
      baseline: 116,
      monthPerMillion: 1.25,
      baselinePerMillion: 116 / 60,
      synthetic: false,
      imported: 0,
    })
  })

  it('is all nought on a quiet first day, and says what is made up', () => {
    expect(lineFigures(line, '2026-10-15', [])).toMatchObject({ monthCount: 0, answeredToday: 0, monthNumber: 1, baseline: 101 })
    expect(lineFigures(line, '2026-10-15', [day('2026-10-01', 1, { synthetic: 1 })]).synthetic).toBe(true)
  })

  it('has no rate without inhabitants', () => {
    expect(lineFigures({ ...line, catchment: 0 }, '2026-11-05', []).monthPerMillion).toBeNull()
  })
})

it.each([
  [1, 101],
  [2, 116],
  [3, 72],
  [4, 100],
  [40, 100],
])('the published line had in month %i about %i calls', (number, calls) => expect(callsInMonth(RESPECT_PHONELINE, number)).toBe(calls))

it('gives the published rates', () => {
  const rates = (months: typeof RESPECT_PHONELINE) =>
    [1, 2, 3].map((n) => perMillion(callsInMonth(months, n), months.catchment)?.toFixed(3))
  expect(rates(RESPECT_PHONELINE)).toEqual(['1.683', '1.933', '1.200'])
  expect(rates(VALJ_ATT_SLUTA_2019)).toEqual(['13.889', '19.167', '11.111'])
})
