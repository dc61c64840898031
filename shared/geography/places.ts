import { COUNTIES } from './counties.ts'
import { DISTRICTS, DIVIDED, partsOf } from './districts.ts'
import { MUNICIPALITIES } from './municipalities.ts'

/**
 * A place that help can be looked for in, or that a service is there for:
 * SE (the country), a county's two digits, a municipality's four, or a district's id such as 0180-sodermalm.
 */
export type PlaceId = string

export const PLACE_KINDS = ['country', 'county', 'municipality', 'district'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export interface Place {
  readonly id: PlaceId
  readonly kind: PlaceKind
  /** In Swedish, as it is spoken. */
  readonly name: string
  /** The place around it; null for the country. */
  readonly within: PlaceId | null
  /** Of a district that is no more: what it is part of now. */
  readonly now: PlaceId | null
}

export const COUNTRY: PlaceId = 'SE'

/** Every place, the largest first; districts that are no more are there too, for people still name them. */
export const PLACES: readonly Place[] = [
  { id: COUNTRY, kind: 'country', name: 'Sverige', within: null, now: null },
  ...Object.entries(COUNTIES)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([id, name]): Place => ({ id, kind: 'county', name, within: COUNTRY, now: null })),
  ...MUNICIPALITIES.map(({ code, name }): Place => ({ id: code, kind: 'municipality', name, within: code.slice(0, 2), now: null })),
  ...DISTRICTS.map(({ id, name, mergedInto }): Place => ({ id, kind: 'district', name, within: DIVIDED, now: mergedInto })),
]

const byId = new Map(PLACES.map((place) => [place.id, place]))

/** The place of an id; undefined for none of ours. */
export const placeOf = (id: string): Place | undefined => byId.get(id)

/**
 * The place itself and every place that it lies in, from the smallest to the country. A district that is no more lies in its successor
 * too, and one that was formed later has its parts beside it: a service that was entered for either is there for both.
 */
export function placesAround(id: PlaceId): PlaceId[] {
  const place = byId.get(id)
  if (!place) return []
  const successor = place.now === null ? [] : [place.now]
  const parts = partsOf(id).map((part) => part.id)
  return [id, ...successor, ...parts, ...(place.within === null ? [] : placesAround(place.within))]
}

/** Small letters without accents; what is no letter or digit is one space. */
export function folded(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ø', 'o').replaceAll('æ', 'a')
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

const searched = PLACES.filter(({ kind }) => kind !== 'country').map((place) => ({ place, name: folded(place.name) }))
const inSwedish = new Intl.Collator('sv')
const KIND_ORDER: readonly PlaceKind[] = ['municipality', 'district', 'county']

/**
 * Places whose name holds what was typed, at most `most`: first those that begin with it, then those with a word that does, then the rest;
 * municipalities before districts before counties, then by name. Accents and case do not count, and neither does a last word such as kommun.
 * A code finds its place. Nothing typed finds nothing.
 */
export function findPlaces(typed: string, most = 8): Place[] {
  const asked = nominative(folded(typed).replace(/(?<=.) (?:kommun|stad|stadsdel)$/, ''))
  if (asked === '') return []
  const found = searched.flatMap(({ place, name }) => {
    const rank = rankOf(name, place.id, asked)
    return rank === null ? [] : [{ place, rank, kind: KIND_ORDER.indexOf(place.kind) }]
  })
  return found
    .sort((a, b) => a.rank - b.rank || a.kind - b.kind || inSwedish.compare(a.place.name, b.place.name))
    .slice(0, most)
    .map(({ place }) => place)
}

/** Without the s of a genitive, as in Stockholms, where that leaves a whole name. */
function nominative(asked: string): string {
  const stem = asked.slice(0, -1)
  return asked.endsWith('s') && searched.some(({ place, name }) => name === stem && place.kind !== 'county') ? stem : asked
}

function rankOf(name: string, id: string, asked: string): number | null {
  if (name === asked || id === asked) return 0
  if (name.startsWith(asked)) return 1
  if (name.includes(` ${asked}`)) return 2
  return name.includes(asked) ? 3 : null
}
