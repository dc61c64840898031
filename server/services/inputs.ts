import { z } from 'zod'
import { placeOf } from '../../shared/geography/places.ts'
import {
  ASKED_FACTS,
  type AskAnswer,
  type AskedFacts,
  MEETING_KINDS,
  type NewService,
  type NewServiceMeeting,
  type ServiceChange,
} from '../../shared/services/register.ts'
import {
  ANSWERS,
  AREA_WAYS,
  CONTACT_ROLES,
  CRITERIA,
  type Judgement,
  LEVELS,
  MET,
  PROVIDERS,
  SERVICE_KINDS,
  type ServiceFacts,
  TARGETS,
} from '../../shared/services/service.ts'
import { day } from '../http/inputs.ts'

const text = (most: number) => z.string('must be a text').trim().max(most, `must have at most ${most} characters`)
const line = (most: number) => text(most).regex(/^[^\n\r]*$/, 'must be one line')
const of = <const T extends readonly string[]>(values: T) => z.enum(values, { error: `must be of ${values.join(', ')}` })
const several = <const T extends readonly string[]>(values: T) =>
  z.array(of(values)).max(values.length, 'must have each once').refine(isSet, 'must have each once')
const yesOrNo = z.boolean('must be true or false')

const phone = line(40).regex(/^(?:\+?\d[\d ()/-]{2,}\d)?$/, 'must be a telephone number, or empty')
const email = line(120).refine((value) => value === '' || z.email().safeParse(value).success, 'must be an e-mail address, or empty')
const web = line(300).refine(
  (value) => value === '' || (/^https?:\/\//.test(value) && URL.canParse(value)),
  'must be an address that begins with https:// or http://, or empty',
)
const languages = z
  .array(z.string().regex(/^[a-z]{2,3}$/, 'must be ISO 639 codes of two or three letters'))
  .max(80, 'must have at most 80')
  .refine(isSet, 'must have each once')

const place = z
  .string()
  .refine((id) => placeOf(id) !== undefined, 'must be a place: SE, a code of a county or a municipality, or a district')
const areas = z
  .array(z.object({ place, by: of(AREA_WAYS) }))
  .max(400, 'must have at most 400')
  .refine((all) => isSet(all.map((area) => area.place)), 'must have each place once')

const judgement: z.ZodType<Judgement> = z.object({ met: of(MET), note: text(500), day: day.nullable() })
const criteria = z.object(
  Object.fromEntries(CRITERIA.map((name) => [name, judgement])) as Record<(typeof CRITERIA)[number], typeof judgement>,
)
const contact = z.object({ role: of(CONTACT_ROLES), email, phone })

const facts = {
  name: line(120).min(1, 'must not be empty'),
  organisation: line(120),
  kind: of(SERVICE_KINDS),
  provider: of(PROVIDERS),
  level: of(LEVELS).nullable(),
  areas,
  targets: several(TARGETS),
  phone,
  phoneOutOfHours: phone,
  email,
  web,
  address: text(300),
  hours: text(500),
  booking: text(1_000),
  waitingTime: line(200),
  languages,
  interpreter: of(ANSWERS),
  criteria,
  partnerContact: z.object({ systematic: of(ANSWERS), planned: of(ANSWERS) }),
  ambition: text(1_000),
  runsLine: yesOrNo,
  note: text(2_000),
  source: line(300),
  contacts: z.array(contact).max(6, 'must have at most six'),
  closed: yesOrNo,
}

/** What a supervisor or a file says of a service. */
export const factsInput: z.ZodType<ServiceFacts> = z.object(facts)
const version = z.int('must be the version that was read').min(1)
export const newServiceInput: z.ZodType<NewService> = z.object({ facts: factsInput, checked: yesOrNo })
export const serviceChangeInput: z.ZodType<ServiceChange> = z.object({ version, facts: factsInput, checked: yesOrNo })
export const checkInput: z.ZodType<{ readonly version: number }> = z.object({ version })

const serviceId = z.uuid('must be the id of a service')
export const meetingInput: z.ZodType<NewServiceMeeting> = z.object({
  day,
  kind: of(MEETING_KINDS),
  services: z.array(serviceId).max(400, 'must have at most 400').refine(isSet, 'must have each once'),
  roles: several(CONTACT_ROLES),
  text: text(2_000),
  views: text(2_000),
})

const token = z.string().min(20, 'must be of the link').max(100, 'must be of the link')
export const tokenInput: z.ZodType<{ readonly token: string }> = z.object({ token })
/** What a service says of itself. */
const askedInput = z.object(
  Object.fromEntries(ASKED_FACTS.map((name) => [name, facts[name]])) as { [K in (typeof ASKED_FACTS)[number]]: (typeof facts)[K] },
)
export const answerInput: z.ZodType<AskAnswer> = z.object({ token, facts: askedInput as z.ZodType<AskedFacts> })
export const decisionInput: z.ZodType<{ readonly approve: boolean; readonly version: number }> = z.object({ approve: yesOrNo, version })

function isSet(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}
