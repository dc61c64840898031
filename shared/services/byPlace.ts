import { municipalityOf } from '../geography/municipalities.ts'
import { COUNTRY, PLACES, type PlaceId, placesAround } from '../geography/places.ts'
import { AREA_WAYS, type AreaWay, type Service, type ServiceKind } from './service.ts'

/** The open services of a register by the places that they name, so that a search looks at those that it may tell of and at no others. */
export interface ServicesByPlace {
  /** By each place that they are there for, as it was entered. */
  readonly serving: ReadonlyMap<PlaceId, readonly { readonly service: Service; readonly way: AreaWay }[]>
  /** Those of a kind that have a place of their own in the municipality of a code, each once. */
  readonly at: (kind: ServiceKind, code: string) => Iterable<Service>
}

/** A function that works out an answer once for each list, which must never be changed in place; it goes with the list. */
export function oncePerList<T, R>(work: (list: readonly T[]) => R): (list: readonly T[]) => R {
  const known = new WeakMap<readonly T[], { readonly answer: R }>()
  return (list) => {
    const mine = known.get(list) ?? { answer: work(list) }
    known.set(list, mine)
    return mine.answer
  }
}

/** The services of a register by place. The list must never be changed in place, as `Register.all` promises (server/services/register.ts). */
export const servicesByPlace = oncePerList((services: readonly Service[]): ServicesByPlace => {
  const serving = new Map<PlaceId, { service: Service; way: AreaWay }[]>()
  const at = new Map<string, Set<Service>>()
  for (const service of services) {
    for (const { place, by: way } of service.closed ? [] : service.areas) {
      serving.set(place, [...(serving.get(place) ?? []), { service, way }])
      const code = way === 'own' ? municipalityOf(place)?.code : undefined
      if (code === undefined) continue
      const key = `${service.kind} ${code}`
      at.set(key, (at.get(key) ?? new Set()).add(service))
    }
  }
  return { serving, at: (kind, code) => at.get(`${kind} ${code}`) ?? [] }
})

/** The best way in which each open service is there for a place. The country is no way: see `nationwide`. */
export function thereFor(place: PlaceId, services: readonly Service[]): Map<Service, AreaWay> {
  const { serving } = servicesByPlace(services)
  const there = new Map<Service, AreaWay>()
  for (const id of reachedFrom(place)) {
    for (const { service, way } of serving.get(id) ?? []) {
      const known = there.get(service)
      if (known === undefined || AREA_WAYS.indexOf(way) < AREA_WAYS.indexOf(known)) there.set(service, way)
    }
  }
  return there
}

/** The places whose services are there for a place: it and those around it, and for a county those within it too. */
function reachedFrom(place: PlaceId): Iterable<PlaceId> {
  const around = placesAround(place)
  // a county's id has two characters, and so has the country's
  const within = place.length === 2 ? PLACES.map(({ id }) => id).filter((id) => placesAround(id).includes(place)) : []
  return new Set([...around, ...within].filter((id) => id !== COUNTRY))
}
