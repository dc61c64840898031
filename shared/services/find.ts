import { areNeighbours, distanceKm, type Municipality, municipalityOf } from '../geography/municipalities.ts'
import { COUNTRY, folded, type PlaceId, placesAround } from '../geography/places.ts'
import { AREA_WAYS, type AreaWay, type ServedArea, type Service, type ServiceKind } from './service.ts'

export const REACHES = ['own', 'agreement', 'regional', 'neighbour', 'near'] as const
/**
 * How a service came up for a place, in the order in which it is looked for: the place's own, by agreement, regional,
 * one of a place beside it, and then by distance.
 */
export type Reach = (typeof REACHES)[number]

export interface Found {
  readonly service: Service
  readonly reach: Reach
  /** As the crow flies between the middles of municipalities; 0 within one, null where the service has no place of its own. */
  readonly km: number | null
  /** The place of its own that is nearest; null where it has none. */
  readonly at: PlaceId | null
}

/** So many by distance alone, beyond those that are there for the place or beside it. */
export const MOST_NEAR = 12

/**
 * The services of some kinds for somebody in a place, in the order in which to tell of them. Quality criteria play no part: nothing is left
 * out or moved for what it lacks. Within one reach a specialised service comes before talks, then what is nearer, then by name.
 * A service for the whole country is not found by place, and a closed one not at all.
 */
export function findServices(place: PlaceId, services: readonly Service[], kinds: readonly ServiceKind[]): Found[] {
  const around = placesAround(place)
  const here = seenFrom(municipalityOf(place))
  const found: Found[] = []
  const near: Found[] = []
  for (const service of services) {
    const one = service.closed || !kinds.includes(service.kind) ? null : foundFor(here, around, service)
    if (one?.reach === 'near') keepBest(near, one, MOST_NEAR)
    else if (one) found.push(one)
  }
  return [...found.sort(byOrder), ...near]
}

/** Puts one into the best so many, which stay in their order: a search of thousands sorts no more than it tells of. */
function keepBest(best: Found[], one: Found, most: number): void {
  const last = best[most - 1]
  if (last && byOrder(one, last) >= 0) return
  const at = best.findIndex((other) => byOrder(one, other) < 0)
  if (at < 0) best.push(one)
  else best.splice(at, 0, one)
  if (best.length > most) best.pop()
}

function foundFor(here: View | null, around: readonly PlaceId[], service: Service): Found | null {
  const way = wayOf(around, service)
  let [km, at, isBeside]: [number | null, PlaceId | null, boolean] = [null, null, false]
  for (const { place, there } of here ? ownPlaces(service) : []) {
    const seen = (here as View)(there)
    isBeside ||= seen.isBeside
    if (km === null || seen.km < km || (seen.km === km && place < (at ?? ''))) [km, at] = [seen.km, place]
  }
  if (way) return { service, reach: way, km, at }
  return at === null ? null : { service, reach: isBeside ? 'neighbour' : 'near', km, at }
}

/** How a municipality lies as seen from another: how far, and whether beside it or the same. */
type View = (there: Municipality) => { readonly km: number; readonly isBeside: boolean }

/**
 * The view from one municipality, which is worked out once for each other. Places elsewhere within it are beside: which districts of a city
 * lie beside each other is not known.
 */
function seenFrom(here: Municipality | undefined): View | null {
  if (!here) return null
  const known = new Map<Municipality, ReturnType<View>>()
  return (there) => {
    let seen = known.get(there)
    if (!seen) {
      const isSame = there === here
      seen = { km: isSame ? 0 : distanceKm(here, there), isBeside: isSame || areNeighbours(here, there) }
      known.set(there, seen)
    }
    return seen
  }
}

/**
 * The best way in which a service is there for a place, given by the places around it; undefined for none. For a county, services of its
 * municipalities are there too. The country is no way: see `nationwide`.
 */
export function wayOf(around: readonly PlaceId[], { areas }: Pick<Service, 'areas'>): AreaWay | undefined {
  // a county's id has two characters, and so has the country's
  const county = around[0]?.length === 2 ? around[0] : undefined
  let best: number = AREA_WAYS.length
  // plain loops: this is asked of every service in every search
  for (const { place, by } of areas) {
    if (place === COUNTRY) continue
    if (around.includes(place) || (county !== undefined && placesAround(place).includes(county)))
      best = Math.min(best, AREA_WAYS.indexOf(by))
  }
  return AREA_WAYS[best]
}

interface OwnPlace {
  readonly place: PlaceId
  readonly there: Municipality
}
const owned = new WeakMap<readonly ServedArea[], readonly OwnPlace[]>()

/** The municipalities that it has a place of its own in. Looked up once for each service: it is asked for in every search. */
function ownPlaces({ areas }: Pick<Service, 'areas'>): readonly OwnPlace[] {
  const known = owned.get(areas)
  if (known) return known
  const places = areas.flatMap(({ place, by }) => {
    const there = by === 'own' ? municipalityOf(place) : undefined
    return there ? [{ place, there }] : []
  })
  owned.set(areas, places)
  return places
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const levelOrder = ({ level }: Service): number => (level === 'specialised' ? 0 : level === 'talks' ? 1 : 2)

function byOrder(a: Found, b: Found): number {
  return (
    REACHES.indexOf(a.reach) - REACHES.indexOf(b.reach) ||
    levelOrder(a.service) - levelOrder(b.service) ||
    (a.km ?? Number.POSITIVE_INFINITY) - (b.km ?? Number.POSITIVE_INFINITY) ||
    byText(a.service.name, b.service.name) ||
    byText(a.service.id, b.service.id)
  )
}

/** Open services that are there for the whole country, by name: other lines and organisations. */
export const nationwide = (services: readonly Service[]): Service[] =>
  services
    .filter(({ closed, areas }) => !closed && areas.some(({ place }) => place === COUNTRY))
    .sort((a, b) => a.name.localeCompare(b.name, 'sv') || byText(a.id, b.id))

const names = new WeakMap<Service, { readonly name: string; readonly organisation: string }>()

/** Its name and organisation as they are searched, folded once. */
function foldedOf(service: Service) {
  const known = names.get(service) ?? { name: folded(service.name), organisation: folded(service.organisation) }
  names.set(service, known)
  return known
}

/** Open services whose name or organisation holds what was typed, accents and case apart: those that begin with it first, then by name. */
export function findByName(typed: string, services: readonly Service[], most = 12): Service[] {
  const asked = folded(typed)
  if (asked === '') return []
  const rank = (service: Service): number => {
    const { name, organisation } = foldedOf(service)
    if (name.startsWith(asked)) return 0
    if (name.includes(asked)) return 1
    return organisation.includes(asked) ? 2 : 3
  }
  return services
    .filter(({ closed }) => !closed)
    .map((service) => ({ service, rank: rank(service) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.service.name.localeCompare(b.service.name, 'sv') || byText(a.service.id, b.service.id))
    .slice(0, most)
    .map(({ service }) => service)
}
