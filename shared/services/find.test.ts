import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceKm, MUNICIPALITIES } from '../geography/municipalities.ts'
import { folded, PLACES } from '../geography/places.ts'
import { findByName } from './byName.ts'
import { type Found, findServices, MOST_NEAR, nationwide, REACHES, type Reach } from './find.ts'
import { LEVELS, noFacts, SERVICE_KINDS, type Service, type ServiceFacts } from './service.ts'
import { anyService } from './testing/anyService.ts'
import { serviceOf } from './testing/serviceOf.ts'

const specialised = (id: string, ...areas: Service['areas'][number][]) => serviceOf({ id, level: 'specialised', areas })

describe('the order in which help is told of', () => {
  const services = [
    specialised('far', { place: '2580', by: 'own' }),
    specialised('nearer', { place: '1290', by: 'own' }),
    specialised('beside', { place: '1233', by: 'own' }),
    specialised('regional', { place: '12', by: 'regional' }),
    specialised('agreement', { place: '1283', by: 'own' }, { place: '1280', by: 'agreement' }),
    serviceOf({ id: 'talks', level: 'talks', kind: 'socialServices', areas: [{ place: '1280', by: 'own' }] }),
    specialised('own', { place: '1280', by: 'own' }),
    specialised('gone', { place: '1280', by: 'own' }),
    specialised('everywhere', { place: 'SE', by: 'own' }),
  ].map((service) => (service.id === 'gone' ? { ...service, closed: true } : service))
  const found = findServices('1280', services, ['violenceTreatment', 'socialServices'])

  it('is: own, by agreement, regional, beside, by distance', () => {
    expect(found.map(({ service, reach }) => [service.id, reach])).toEqual([
      ['own', 'own'],
      ['talks', 'own'],
      ['agreement', 'agreement'],
      ['regional', 'regional'],
      ['beside', 'neighbour'],
      ['nearer', 'near'],
      ['far', 'near'],
    ])
  })

  it('looks in a district first, then in its city', () => {
    const city = [
      specialised('city', { place: '0180', by: 'own' }),
      specialised('other', { place: '0180-farsta', by: 'own' }),
      specialised('here', { place: '0180-norrmalm', by: 'own' }),
    ]
    const order = (place: string) => findServices(place, city, ['violenceTreatment']).map(({ service, reach }) => `${service.id} ${reach}`)
    expect(order('0180-norra-innerstaden')).toEqual(['city own', 'here own', 'other neighbour'])
    expect(order('0180-farsta')).toEqual(['city own', 'other own', 'here neighbour'])
  })

  it('tells of all that a county has when only the county is known', () => {
    expect(findServices('12', services, ['violenceTreatment']).map(({ service }) => service.id)).toEqual([
      'agreement',
      'beside',
      'nearer',
      'own',
      'regional',
    ])
  })

  it('keeps what is for the whole country apart', () => {
    expect(nationwide(services).map(({ id }) => id)).toEqual(['everywhere'])
  })
})

const placed = fc.constantFrom(...PLACES.filter(({ kind }) => kind !== 'country').map(({ id }) => id))
const anyServices = fc.uniqueArray(anyService, { maxLength: 60, selector: ({ id }) => id })
/** Many of one kind in a few municipalities, so that there are more than are told of, at one distance too. */
const crowded = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 3, maxLength: 3 }),
      name: fc.constantFrom('a', 'b', 'c'),
      level: fc.constantFrom(...LEVELS, null),
      areas: fc.uniqueArray(
        fc.record({
          place: fc.constantFrom('0180', '0180-farsta', '0180-bromma', '1280', '1281', '1233', '2580', '2584'),
          by: fc.constantFrom('own' as const, 'own' as const, 'agreement' as const),
        }),
        { minLength: 1, maxLength: 3, selector: ({ place }) => place },
      ),
    }),
    { minLength: 20, maxLength: 80, selector: ({ id }) => id },
  )
  .map((all) => all.map(serviceOf))
const among = fc.constantFrom('1280', '2580', '0980', '0180-skarpnack', '12')
const kinds = fc.subarray([...SERVICE_KINDS])

describe('any register', () => {
  it('is searched in the order that the rule has, worked out slowly', () => {
    fc.assert(
      fc.property(placed, anyServices, kinds, (place, services, asked) => {
        expect(findServices(place, services, asked)).toEqual(slowly(place, services, asked))
      }),
      { numRuns: 300 },
    )
  })

  it('is so when there are more than are told of', () => {
    fc.assert(
      fc.property(among, crowded, (place, services) => {
        expect(findServices(place, services, ['violenceTreatment'])).toEqual(slowly(place, services, ['violenceTreatment']))
      }),
    )
  })

  it('gives the places of what is not wanted to others, and is the same register when it is asked again', () => {
    const wantedOf = fc.tuple(fc.subarray([...LEVELS, null]), fc.subarray([...REACHES]))
    const questions = fc.array(fc.tuple(fc.oneof(placed, among), fc.subarray([...SERVICE_KINDS], { minLength: 5 }), wantedOf), {
      minLength: 2,
      maxLength: 4,
    })
    fc.assert(
      fc.property(fc.oneof(anyServices, crowded), questions, (services, asked) => {
        for (const [place, kinds, [levels, reaches]] of asked) {
          const isWanted = ({ level }: Service, reach: Reach) => levels.includes(level) && reaches.includes(reach)
          expect(findServices(place, services, kinds, isWanted)).toEqual(slowly(place, services, kinds, isWanted))
        }
      }),
    )
  })

  it('is searched by name in the order that the rule has, worked out slowly', () => {
    const { compare } = new Intl.Collator('sv')
    const typed = fc.constantFrom('a', 'Å', 'b', 'ab', 'é', '1', '-', '', 'a b')
    fc.assert(
      fc.property(typed, fc.nat(12), anyServices, (typed, most, services) => {
        const asked = folded(typed)
        const rank = ({ name, organisation }: Service) =>
          [folded(name).startsWith(asked), folded(name).includes(asked), folded(organisation).includes(asked)].indexOf(true)
        const slow = services
          .filter((service) => asked !== '' && !service.closed && rank(service) >= 0)
          .sort((a, b) => rank(a) - rank(b) || compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
        expect(findByName(typed, services, most)).toEqual(slow.slice(0, most))
      }),
    )
  })

  it('is searched in the same order whatever its services lack', () => {
    fc.assert(
      fc.property(placed, anyServices, anyService, kinds, (place, services, other, asked) => {
        const judged = (all: Service[], { criteria, partnerContact, ambition }: ServiceFacts) =>
          findServices(
            place,
            all.map((service) => ({ ...service, criteria, partnerContact, ambition })),
            asked,
          ).map(({ service }) => service.id)
        expect(judged(services, other)).toEqual(judged(services, noFacts))
      }),
    )
  })

  it('shows every open service that is there for the place', () => {
    fc.assert(
      fc.property(placed, anyServices, (place, services) => {
        const shown = findServices(place, services, SERVICE_KINDS).map(({ service }) => service.id)
        for (const { id, closed, areas } of services)
          if (!closed && areas.some((area) => area.place === place)) expect(shown).toContain(id)
          else if (closed) expect(shown).not.toContain(id)
      }),
    )
  })
})

/** The rule once more, from the raw tables and without any of the search's own steps. */
function slowly(
  place: string,
  services: readonly Service[],
  kinds: readonly string[],
  isWanted = (_: Service, _as: Reach) => true,
): Found[] {
  const code = place.slice(0, 4)
  const here = MUNICIPALITIES.find((one) => one.code === code)
  const district = PLACES.find(({ id }) => id === place && id !== code)
  const same = (area: string) =>
    area === place ||
    area.slice(0, 2) === place ||
    area === code ||
    area === code.slice(0, 2) ||
    (district !== undefined && (area === district.now || PLACES.some(({ id, now }) => id === area && now === place)))
  const tied = new Set(here ? [code, ...here.neighbours, ...here.acrossWater] : [])

  const candidates: Found[] = []
  for (const service of services) {
    if (service.closed || !kinds.includes(service.kind)) continue
    const ways = new Set(service.areas.filter((area) => same(area.place)).map(({ by }) => by))
    const own = service.areas
      .filter(({ place: at, by }) => by === 'own' && at.length >= 4)
      .flatMap(({ place: at }) =>
        MUNICIPALITIES.flatMap((one) => (here && one.code === at.slice(0, 4) ? [{ at, km: distanceKm(here, one) }] : [])),
      )
      .sort((a, b) => a.km - b.km || (a.at < b.at ? -1 : 1))
    const reach: Reach | null = ways.has('own')
      ? 'own'
      : ways.has('agreement')
        ? 'agreement'
        : ways.has('regional')
          ? 'regional'
          : own.some(({ at }) => tied.has(at.slice(0, 4)))
            ? 'neighbour'
            : own.length > 0
              ? 'near'
              : null
    if (reach && isWanted(service, reach)) candidates.push({ service, reach, km: own[0]?.km ?? null, at: own[0]?.at ?? null })
  }

  const comesBefore = (a: Found, b: Found): boolean => {
    const levels = ['specialised', 'talks', null]
    const keys = (one: Found) => [
      REACHES.indexOf(one.reach),
      levels.indexOf(one.service.level),
      one.km ?? 1e9,
      one.service.name,
      one.service.id,
    ]
    for (const [at, key] of keys(a).entries()) {
      const other = keys(b)[at]
      if (other === undefined || key === other) continue
      return key < other
    }
    return false
  }
  const ordered: Found[] = []
  while (candidates.length > 0) {
    const first = candidates.reduce((best, one) => (comesBefore(one, best) ? one : best))
    candidates.splice(candidates.indexOf(first), 1)
    ordered.push(first)
  }
  let near = 0
  return ordered.filter(({ reach }) => reach !== 'near' || ++near <= MOST_NEAR)
}
