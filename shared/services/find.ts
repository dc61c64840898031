import { areNeighbours, distanceKm, type Municipality, municipalityOf } from '../geography/municipalities.ts'
import { COUNTRY, folded, type PlaceId, placeOf, placesAround } from '../geography/places.ts'
import { AREA_WAYS, type AreaWay, type Service, type ServiceKind } from './service.ts'

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
  const found = services
    .filter(({ closed, kind }) => !closed && kinds.includes(kind))
    .flatMap((service) => foundFor(place, around, service) ?? [])
    .sort(byOrder)
  const near = found.filter(({ reach }) => reach === 'near')
  return [...found.filter(({ reach }) => reach !== 'near'), ...near.slice(0, MOST_NEAR)]
}

function foundFor(place: PlaceId, around: readonly PlaceId[], service: Service): Found | null {
  const here = municipalityOf(place)
  const nearest = nearestOwn(here, service)
  const way = wayOf(around, service)
  if (way) return { service, reach: way, ...nearest }
  if (!here || nearest.at === null) return null
  return { service, reach: isBeside(here, service) ? 'neighbour' : 'near', ...nearest }
}

/**
 * The best way in which a service is there for a place, given by the places around it; undefined for none. For a county, services of its
 * municipalities are there too. The country is no way: see `nationwide`.
 */
export function wayOf(around: readonly PlaceId[], { areas }: Pick<Service, 'areas'>): AreaWay | undefined {
  const county = around[0] !== undefined && placeOf(around[0])?.kind === 'county' ? around[0] : undefined
  const serves = (place: PlaceId) => around.includes(place) || (county !== undefined && placesAround(place).includes(county))
  const ways = areas.filter(({ place }) => place !== COUNTRY && serves(place)).map(({ by }) => by)
  return AREA_WAYS.find((way) => ways.includes(way))
}

/** Whether a place of its own is beside the municipality, or elsewhere within it: which districts of a city lie beside each other is not known. */
function isBeside(here: Municipality, { areas }: Service): boolean {
  return areas.some(({ place, by }) => {
    const there = by === 'own' ? municipalityOf(place) : undefined
    return there !== undefined && (there === here || areNeighbours(here, there))
  })
}

function nearestOwn(here: Municipality | undefined, { areas }: Service): Pick<Found, 'km' | 'at'> {
  let best: Pick<Found, 'km' | 'at'> = { km: null, at: null }
  if (!here) return best
  for (const { place, by } of areas) {
    const there = by === 'own' ? municipalityOf(place) : undefined
    if (!there) continue
    const km = there === here ? 0 : distanceKm(here, there)
    if (best.km === null || km < best.km || (km === best.km && place < (best.at ?? ''))) best = { km, at: place }
  }
  return best
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

/** Open services whose name or organisation holds what was typed, accents and case apart: those that begin with it first, then by name. */
export function findByName(typed: string, services: readonly Service[], most = 12): Service[] {
  const asked = folded(typed)
  if (asked === '') return []
  const rank = (service: Service): number => {
    const name = folded(service.name)
    if (name.startsWith(asked)) return 0
    if (name.includes(asked)) return 1
    return folded(service.organisation).includes(asked) ? 2 : 3
  }
  return services
    .filter(({ closed }) => !closed)
    .map((service) => ({ service, rank: rank(service) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.service.name.localeCompare(b.service.name, 'sv') || byText(a.service.id, b.service.id))
    .slice(0, most)
    .map(({ service }) => service)
}
