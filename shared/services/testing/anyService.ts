import fc from 'fast-check'
import { PLACES } from '../../geography/places.ts'
import { LANGUAGES } from '../../languages.ts'
import {
  ANSWERS,
  AREA_WAYS,
  CONTACT_ROLES,
  LEVELS,
  MET,
  ORIGINS,
  PROVIDERS,
  SERVICE_KINDS,
  type Service,
  type ServiceFacts,
  TARGETS,
} from '../service.ts'

/** A text as it can be entered: of one or several rows, with nothing around it. */
export const anyText = fc
  .string({ maxLength: 40, unit: fc.constantFrom(...'abcåäöÅ 019,;:"\'\n|=-/()é€') })
  .map((text) => text.replace(/[^\S\n]+/g, ' ').trim())
const oneLine = anyText.map((text) => text.replaceAll('\n', ' ').replace(/ +/g, ' ').trim())
const some = <T>(from: readonly T[]) => fc.uniqueArray(fc.constantFrom(...from), { maxLength: 4 })
const day = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const judgement = fc.record({ met: fc.constantFrom(...MET), note: anyText, day: fc.option(day) })

export const anyArea = fc.record({
  place: fc.oneof(
    fc.constantFrom(...PLACES).map(({ id }) => id),
    fc.constantFrom('0180', '0180-sodermalm', '01', '1280', '1281', '12'),
  ),
  by: fc.constantFrom(...AREA_WAYS),
})

/** Facts that a supervisor could have entered. */
export const anyFacts: fc.Arbitrary<ServiceFacts> = fc.record({
  name: oneLine.map((name) => name || 'x'),
  organisation: oneLine,
  kind: fc.constantFrom(...SERVICE_KINDS),
  provider: fc.constantFrom(...PROVIDERS),
  level: fc.option(fc.constantFrom(...LEVELS)),
  areas: fc.uniqueArray(anyArea, { maxLength: 4, selector: ({ place }) => place }),
  targets: some(TARGETS),
  phone: fc.constantFrom('', '020-55 56 66', '+46 8 123 45 67'),
  phoneOutOfHours: fc.constantFrom('', '020-70 80 03', '+46 8 123 45 68'),
  email: fc.constantFrom('', 'info@example.org'),
  web: fc.constantFrom('', 'https://example.org/stod?a=1'),
  address: anyText,
  hours: anyText,
  booking: anyText,
  waitingTime: oneLine,
  languages: some(LANGUAGES),
  interpreter: fc.constantFrom(...ANSWERS),
  criteria: fc.record({ training: judgement, supervision: judgement, partnerContact: judgement, stability: judgement }),
  partnerContact: fc.record({ systematic: fc.constantFrom(...ANSWERS), planned: fc.constantFrom(...ANSWERS) }),
  ambition: anyText,
  runsLine: fc.boolean(),
  note: anyText,
  source: oneLine,
  contacts: fc.array(
    fc.record({
      role: fc.constantFrom(...CONTACT_ROLES),
      email: fc.constantFrom('', 'chef@example.org'),
      phone: fc.constantFrom('', '08-123 45 67'),
    }),
    { maxLength: 3 },
  ),
  closed: fc.boolean(),
})

export const anyService: fc.Arbitrary<Service> = fc
  .record({
    facts: anyFacts,
    id: fc.uuid(),
    origin: fc.constantFrom(...ORIGINS),
    version: fc.integer({ min: 1, max: 9 }),
    checkedAt: fc.option(fc.integer({ min: 1_500_000_000_000, max: 1_800_000_000_000 })),
  })
  .map(({ facts, checkedAt, ...rest }) => ({ ...facts, ...rest, checkedAt, checkedBy: checkedAt === null ? null : 'Lena' }))
