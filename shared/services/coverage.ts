import { COUNTIES } from '../geography/counties.ts'
import { DIVIDED, districtsOn } from '../geography/districts.ts'
import { MUNICIPALITIES } from '../geography/municipalities.ts'
import type { PlaceId } from '../geography/places.ts'
import { thereFor } from './byPlace.ts'
import { CRITERIA, type Criterion, MET, type Met, type Service } from './service.ts'

export const COVERAGES = ['own', 'agreement', 'regional', 'talks', 'none', 'unmapped'] as const
/**
 * What a municipality or district offers people who use violence: specialised help of its own, by agreement with another municipality, or of
 * its region; talks in ordinary social services; nothing, as somebody has made sure; or nobody has looked yet.
 */
export type Coverage = (typeof COVERAGES)[number]

export interface CoveredPlace {
  readonly place: PlaceId
  readonly coverage: Coverage
}

/** Of one county: its municipalities and districts, and how many are covered in each way. */
export interface CountyCoverage {
  readonly county: string
  readonly places: readonly CoveredPlace[]
  readonly counts: Readonly<Record<Coverage, number>>
}

/**
 * How every municipality, and every district of Stockholm that was there on `day` (YYYY-MM-DD), is covered, county by county.
 * The city of Stockholm counts both as a municipality and by its districts, as in the mapping of 2019; where nothing is entered for the
 * city as a whole, it is covered as the worst covered of its districts.
 */
export function coverageOf(services: readonly Service[], day: string): CountyCoverage[] {
  const districts = districtsOn(day).map(({ id }) => ({ place: id, coverage: coverageAt(id, services) }))
  const city = (coverage: Coverage): Coverage =>
    coverage === 'unmapped'
      ? (COVERAGES.findLast((each) => districts.some((district) => district.coverage === each)) ?? coverage)
      : coverage
  const places = MUNICIPALITIES.map(({ code }): CoveredPlace => {
    const coverage = coverageAt(code, services)
    return { place: code, coverage: code === DIVIDED ? city(coverage) : coverage }
  })
  return Object.keys(COUNTIES)
    .sort()
    .map((county) => {
      const own = places.filter(({ place }) => place.startsWith(county))
      const all = DIVIDED.startsWith(county) ? [...own, ...districts] : own
      return { county, places: all, counts: countBy(COVERAGES, all, ({ coverage }) => coverage) }
    })
}

/** How one place is covered by those services that are open. */
export function coverageAt(place: PlaceId, services: readonly Service[]): Coverage {
  const here = [...thereFor(place, services)].filter(([{ kind }]) => kind === 'violenceTreatment' || kind === 'socialServices')
  const specialised = here.filter(([{ level }]) => level === 'specialised').map(([, way]) => way)
  const best = COVERAGES.find((coverage) => specialised.includes(coverage as never))
  if (best) return best
  if (here.some(([{ level }]) => level === 'talks')) return 'talks'
  return here.some(([{ checkedAt }]) => checkedAt !== null) ? 'none' : 'unmapped'
}

/** How many open services for people who use violence meet each criterion, and how many have systematic partner contact. */
export interface CriteriaReport {
  readonly services: number
  readonly criteria: Readonly<Record<Criterion, Readonly<Record<Met, number>>>>
  readonly systematic: Readonly<Record<'yes' | 'no' | 'unknown', number>>
}

/** The report of criteria over services. */
export function criteriaReport(services: readonly Service[]): CriteriaReport {
  const asked = services.filter(({ closed, kind, level }) => !closed && kind === 'violenceTreatment' && level !== 'talks')
  return {
    services: asked.length,
    criteria: Object.fromEntries(
      CRITERIA.map((criterion) => [criterion, countBy(MET, asked, ({ criteria }) => criteria[criterion].met)]),
    ) as CriteriaReport['criteria'],
    systematic: countBy(['yes', 'no', 'unknown'], asked, ({ partnerContact }) => partnerContact.systematic),
  }
}

function countBy<K extends string, T>(keys: readonly K[], things: readonly T[], keyOf: (thing: T) => K): Record<K, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>
  for (const thing of things) counts[keyOf(thing)] += 1
  return counts
}
