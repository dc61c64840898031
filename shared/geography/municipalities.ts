import data from './municipalities.json' with { type: 'json' }

/** A municipality of Sweden. */
export interface Municipality {
  /** Four digits; the first two are its county's code (Statistics Sweden). */
  readonly code: string
  readonly name: string
  /** The middle of its area, clipped at the coast: WGS 84, decimal degrees. */
  readonly lat: number
  readonly lon: number
  /** Codes of those it shares a land border with. */
  readonly neighbours: readonly string[]
  /** Codes of those whose land lies within 1,500 m across water: a bridge or a sound. */
  readonly acrossWater: readonly string[]
}

const codes = (text: string): string[] => (text === '' ? [] : text.split(' '))

/**
 * All 290 municipalities, in the order of their codes. Names and codes: Statistics Sweden, regional divisions. Middles and neighbours: from
 * its digital boundaries of 2024, worked out in SWEREF 99 TM. In archipelagos a middle can be some 14 km from that of borders that take in the sea.
 */
export const MUNICIPALITIES: readonly Municipality[] = (data as [string, string, number, number, string, string][]).map(
  ([code, name, lat, lon, neighbours, acrossWater]) => ({
    code,
    name,
    lat,
    lon,
    neighbours: codes(neighbours),
    acrossWater: codes(acrossWater),
  }),
)

const byCode = new Map(MUNICIPALITIES.map((one) => [one.code, one]))

/** The municipality of a code, or of a district's id, which begins with it; undefined for any other. */
export const municipalityOf = (id: string): Municipality | undefined => byCode.get(/^\d{4}(?=$|-)/.exec(id)?.[0] ?? '')

/** Whether two municipalities lie beside each other, by land or across a narrow water. */
export const areNeighbours = (one: Municipality, other: Municipality): boolean =>
  one.neighbours.includes(other.code) || one.acrossWater.includes(other.code)

const EARTH_KM = 6_371.0088
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Kilometres as the crow flies between the middles of two municipalities (haversine on a sphere of the mean radius of the Earth). */
export function distanceKm(one: Pick<Municipality, 'lat' | 'lon'>, other: Pick<Municipality, 'lat' | 'lon'>): number {
  const half = (a: number, b: number) => Math.sin(radians(b - a) / 2) ** 2
  const a = half(one.lat, other.lat) + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * half(one.lon, other.lon)
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)))
}
