import { areNeighbours, distanceKm, MUNICIPALITIES, type Municipality, municipalityOf } from '../geography/municipalities.ts'
import { COUNTRY, type PlaceId } from '../geography/places.ts'
import { inSwedish } from './byName.ts'
import { servicesByPlace, thereFor } from './byPlace.ts'
import type { Service, ServiceKind } from './service.ts'

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
 * A service for the whole country is not found by place, and a closed one not at all. What is not wanted takes nobody's place.
 * The list must never be changed in place: it is looked through once.
 */
export function findServices(
  place: PlaceId,
  services: readonly Service[],
  kinds: readonly ServiceKind[],
  isWanted: (service: Service, reach: Reach) => boolean = () => true,
): Found[] {
  const view = viewFrom(municipalityOf(place))
  const { at } = servicesByPlace(services)
  const ways = thereFor(place, services)
  const met = new Set(ways.keys())
  /** Those of a municipality that have not been met yet. */
  const further = (code: string, reach: Reach) =>
    kinds.flatMap((kind) => [...at(kind, code)]).filter((service) => !met.has(service) && met.add(service) && isWanted(service, reach))
  const found = [...ways]
    .filter(([service, reach]) => kinds.includes(service.kind) && isWanted(service, reach))
    .map(([service, reach]): Found => ({ service, reach, ...view.nearestOf(service) }))

  // first all that is beside, however far off: it may have a place that is further than others and nearer
  for (const { code } of view.others.filter(({ isBeside }) => isBeside))
    for (const service of further(code, 'neighbour')) found.push({ service, reach: 'neighbour', ...view.nearestOf(service) })

  const near: Found[][] = [[], [], []]
  for (const { code, km } of view.others) {
    // those that come first are as many as are told of, and what comes now is further away
    if (isFull(near[0] ?? [], km)) break
    for (const service of further(code, 'near')) {
      const alike = near[levelOrder(service)] ?? []
      if (!isFull(alike, km)) alike.push({ service, reach: 'near', ...view.nearestOf(service) })
    }
  }
  return [...found.sort(byOrder), ...near.flat().sort(byOrder).slice(0, MOST_NEAR)]
}

/** Whether as many as are told of are nearer than `km`; they came by distance. */
const isFull = (near: readonly Found[], km: number): boolean => (near[MOST_NEAR - 1]?.km ?? Number.POSITIVE_INFINITY) < km

interface View {
  /** Every municipality, this one too, the nearest first. Places elsewhere within this one are beside: which districts of a city lie beside each other is not known. */
  readonly others: readonly { readonly code: string; readonly km: number; readonly isBeside: boolean }[]
  readonly nearestOf: (service: Service) => Pick<Found, 'km' | 'at'>
}

/** How the country lies as seen from a municipality; nothing is seen from a county. */
function viewFrom(here: Municipality | undefined): View {
  if (!here) return { others: [], nearestOf: () => ({ km: null, at: null }) }
  const others = MUNICIPALITIES.map((there) => ({
    code: there.code,
    km: there === here ? 0 : distanceKm(here, there),
    isBeside: there === here || areNeighbours(here, there),
  })).sort((a, b) => a.km - b.km)
  const kmTo = new Map(others.map(({ code, km }) => [code, km]))
  return {
    others,
    nearestOf({ areas }) {
      let nearest: { km: number; at: PlaceId } | undefined
      for (const { place, by } of areas) {
        const km = by === 'own' ? kmTo.get(municipalityOf(place)?.code ?? '') : undefined
        if (km === undefined) continue
        if (!nearest || km < nearest.km || (km === nearest.km && place < nearest.at)) nearest = { km, at: place }
      }
      return nearest ?? { km: null, at: null }
    },
  }
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
  [...new Set((servicesByPlace(services).serving.get(COUNTRY) ?? []).map(({ service }) => service))].sort(inSwedish)
