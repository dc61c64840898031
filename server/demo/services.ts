import { placeOf } from '../../shared/geography/places.ts'
import { CRITERIA, factsOf, type Judgement, MET, type ServiceFacts } from '../../shared/services/service.ts'
import { mapping2019 } from '../../shared/services/testing/mapping.ts'
import { type Random, seeded } from './random.ts'

const DAY = '2026-01-15'
const WAITS = ['Ingen väntetid', 'En vecka', 'Två veckor', 'En månad'] as const

/**
 * Made-up services, each named as such, for the municipalities of Skåne and Stockholm county: as many as the mapping of 2019 found, and
 * of each kind. Their telephone numbers are of the series that is kept for fiction (Post- och telestyrelsen, 08-465 004 00 to 99).
 */
export function demoServices(seed: number): ServiceFacts[] {
  const random = seeded(seed)
  // the regional one is there already, by its own name
  const placed = mapping2019().filter(({ id }) => id !== 'regional')
  return placed.map((service, at) => {
    const name = placeOf(service.areas[0]?.place ?? '')?.name ?? ''
    const talks = service.level === 'talks'
    return factsOf({
      ...service,
      name: talks ? `Demo: samtal i socialtjänsten, ${name}` : `Demo: samtalsmottagningen ${name}`,
      organisation: `Påhittad verksamhet, ${name}`,
      kind: talks ? 'socialServices' : 'violenceTreatment',
      provider: at % 20 === 7 ? 'nonProfit' : 'municipal',
      targets: ['usesViolence', 'atRisk'],
      phone: `08-465 004 ${String(at % 100).padStart(2, '0')}`,
      hours: 'Telefontid vardagar 9–11 och 13–15',
      booking: 'Ring på telefontid och säg att du vill ha hjälp att sluta med våld. Du behöver inte säga vad du heter.',
      waitingTime: one(random, WAITS),
      languages: ['sv', 'en'],
      interpreter: 'yes',
      criteria: { ...service.criteria, ...(talks ? {} : judged(random)) },
      partnerContact: { systematic: random() < 0.2 ? 'yes' : 'no', planned: random() < 0.5 ? 'yes' : 'unknown' },
      source: 'Demonstration',
    })
  })
}

const one = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

function judged(random: Random): ServiceFacts['criteria'] {
  const judge = (likely: number): Judgement => ({ met: random() < likely ? 'met' : one(random, MET), note: '', day: DAY })
  return Object.fromEntries(CRITERIA.map((name) => [name, judge(name === 'partnerContact' ? 0.3 : 0.9)])) as ServiceFacts['criteria']
}
