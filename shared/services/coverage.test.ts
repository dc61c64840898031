import { describe, expect, it } from 'vitest'
import { coverageAt, coverageOf, criteriaReport } from './coverage.ts'
import { isDue, type Met, noFacts, type Service } from './service.ts'
import { mapping2019 } from './testing/mapping.ts'
import { serviceOf } from './testing/serviceOf.ts'

const county = (code: string, services = mapping2019(), day = '2019-12-31') =>
  coverageOf(services, day).find((one) => one.county === code) ?? expect.fail(`there is no county ${code}`)

describe('what each municipality offers', () => {
  it('comes to the published counts of Skåne: 33 = 21 + 12, and no regional service', () => {
    expect(county('12').places).toHaveLength(33)
    expect(county('12').counts).toEqual({ own: 21, agreement: 0, regional: 0, talks: 12, none: 0, unmapped: 0 })
  })

  it('comes to those of Stockholm county: 40 with specialised help, six through the regional service', () => {
    expect(county('01').places).toHaveLength(40)
    expect(county('01').counts).toEqual({ own: 34, agreement: 0, regional: 6, talks: 0, none: 0, unmapped: 0 })
  })

  it('keeps what was entered for districts that have been merged', () => {
    const now = county('01', mapping2019(), '2026-01-01')
    expect(now.places).toHaveLength(37)
    expect(now.counts).toMatchObject({ own: 31, regional: 6 })
  })

  it('tells what nobody has looked at from what there is not', () => {
    const asked = serviceOf({ id: 'asked', kind: 'socialServices', areas: [{ place: '2580', by: 'own' }], checkedAt: 1 })
    const written = serviceOf({ id: 'written', kind: 'socialServices', areas: [{ place: '2581', by: 'own' }] })
    const other = serviceOf({ id: 'other', kind: 'psychiatry', areas: [{ place: '2582', by: 'own' }], checkedAt: 1 })
    expect(['2580', '2581', '2582'].map((place) => coverageAt(place, [asked, written, other]))).toEqual(['none', 'unmapped', 'unmapped'])
  })

  it('counts the city as its worst covered district where nothing is entered for it', () => {
    const services = mapping2019().filter(({ id }) => id !== 'own-0180' && id !== 'own-0180-farsta')
    expect(county('01', services).counts).toEqual({ own: 32, agreement: 0, regional: 8, talks: 0, none: 0, unmapped: 0 })
    expect(coverageOf([], '2026-01-01').flatMap(({ places }) => places)).toHaveLength(301)
  })
})

it('counts which criteria are met, and who has systematic partner contact', () => {
  const judged = (id: string, met: Met, systematic: Service['partnerContact']['systematic']) =>
    serviceOf({
      id,
      criteria: { ...noFacts.criteria, partnerContact: { met, note: '', day: null } },
      partnerContact: { systematic, planned: 'unknown' },
    })
  const services = [judged('a', 'met', 'yes'), judged('b', 'partly', 'no'), judged('c', 'notMet', 'no'), judged('d', 'met', 'unknown')]
  const left = [
    { ...judged('e', 'met', 'yes'), closed: true },
    serviceOf({ id: 'f', kind: 'helpline' }),
    serviceOf({ id: 'g', level: 'talks' }),
  ]
  const report = criteriaReport([...services, ...left])
  expect(report.services).toBe(4)
  expect(report.criteria.partnerContact).toEqual({ met: 2, partly: 1, notMet: 1, unknown: 0 })
  expect(report.criteria.training).toEqual({ met: 0, partly: 0, notMet: 0, unknown: 4 })
  expect(report.systematic).toEqual({ yes: 1, no: 2, unknown: 1 })
})

describe('when to check a service again', () => {
  it.each([
    ['2026-01-15', '2026-07-14', false],
    ['2026-01-15', '2026-07-15', true],
    ['2026-08-31', '2027-02-27', false],
    ['2026-08-31', '2027-02-28', true],
    [null, '2026-01-01', true],
  ])('checked %s, it is due on %s: %s', (checked, now, due) => {
    const checkedAt = checked === null ? null : Date.parse(checked)
    expect(isDue({ checkedAt, closed: false }, Date.parse(now))).toBe(due)
    expect(isDue({ checkedAt, closed: true }, Date.parse(now))).toBe(false)
  })
})
