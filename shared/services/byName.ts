import { folded } from '../geography/places.ts'
import { oncePerList } from './byPlace.ts'
import type { Service } from './service.ts'

const { compare } = new Intl.Collator('sv')

/** Two services by name, as Swedish sorts. */
export const inSwedish = (a: Service, b: Service): number => compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Open services by name, with their names as they are searched. */
const searched = oncePerList((services: readonly Service[]) =>
  services
    .filter(({ closed }) => !closed)
    .sort(inSwedish)
    .map((service) => ({ service, name: folded(service.name), organisation: folded(service.organisation) })),
)

/**
 * Open services whose name or organisation holds what was typed, accents and case apart: those that begin with it first, then by name.
 * The list must never be changed in place: it is sorted once.
 */
export function findByName(typed: string, services: readonly Service[], most = 12): Service[] {
  const asked = folded(typed)
  if (asked === '') return []
  const [first, within, elsewhere]: [Service[], Service[], Service[]] = [[], [], []]
  for (const { service, name, organisation } of searched(services)) {
    const at = name.indexOf(asked)
    if (at === 0 && first.push(service) === most) break
    else if (at > 0) within.push(service)
    else if (at < 0 && organisation.includes(asked)) elsewhere.push(service)
  }
  return [...first, ...within, ...elsewhere].slice(0, most)
}
