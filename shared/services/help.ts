import { coverageAt } from './coverage.ts'
import { findServices, type Reach } from './find.ts'
import type { HelpAnswer, HelpKind } from './register.ts'
import { factsOf, noFacts, type Service } from './service.ts'

/** Social services are there for those who live in their own municipality, or have been given by agreement or region. */
const OWN_WAYS: readonly Reach[] = ['own', 'agreement', 'regional']

/**
 * What there is of one kind for somebody in a place, and what to fall back on. Talks in social services are help to stop using violence
 * too; social services of which nothing is known but that they are there are the fallback alone.
 */
export function helpFor(place: string, kind: HelpKind, services: readonly Service[]): HelpAnswer {
  const kinds = kind === 'violenceTreatment' ? (['violenceTreatment', 'socialServices'] as const) : ([kind] as const)
  const isOwn = (_: Service, reach: Reach) => OWN_WAYS.includes(reach)
  const isHelp = ({ kind, level }: Service, reach: Reach) => kind !== 'socialServices' || (level !== null && OWN_WAYS.includes(reach))
  const [fallback] = findServices(place, services, ['socialServices'], isOwn)
  return {
    place,
    kind,
    found: findServices(place, services, kinds, isHelp).map((found) => ({ ...found, service: withoutContacts(found.service) })),
    coverage: coverageAt(place, services),
    fallback: fallback ? withoutContacts(fallback.service) : null,
  }
}

/** A service as advisors see it. */
export const withoutContacts = (service: Service): Service => (service.contacts.length === 0 ? service : { ...service, contacts: [] })

/** The facts that a new service begins with. */
export const newFacts = (facts: Partial<Service>) => factsOf({ ...noFacts, ...facts })
