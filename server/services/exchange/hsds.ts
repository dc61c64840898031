import { createHash } from 'node:crypto'
import { type Outcome, ok } from '../../../shared/errors.ts'
import { placeOf } from '../../../shared/geography/places.ts'
import { CRITERIA, type Service } from '../../../shared/services/service.ts'
import { parse } from '../../http/inputs.ts'
import { type HsdsService, hsdsService } from './hsdsSchema.ts'
import { tooMany } from './limits.ts'
import type { Draft } from './preview.ts'

/** The taxonomy of attributes for what the specification has no field for. */
const TAXONOMY = 'lyhord-register'
/** What a telephone is said to be in the file when it is not the ordinary one. */
const OUT_OF_HOURS = 'Emergency service out of hours'

/** Facts that become attributes, and what they say (for readers of the file). */
const TOLD: Readonly<Record<string, string>> = {
  kind: 'Kind of service',
  provider: 'Kind of provider',
  level: 'Level of the offer to people who use violence',
  target: 'For whom the service is',
  interpreter: 'Whether an interpreter can be had',
  systematic: 'Whether partner contact is systematic',
  planned: 'Whether partner contact is planned',
  ambition: 'What the service strives for',
  runsLine: 'The service also runs the line',
  note: 'Note for advisors',
  source: 'Where the facts come from',
  ...Object.fromEntries(
    CRITERIA.flatMap((name) => [
      [`${name}.met`, `Quality criterion: ${name}`],
      [`${name}.note`, `Note on ${name}`],
      [`${name}.day`, `Day of ${name}`],
    ]),
  ),
}

/**
 * Services as a list of whole services of HSDS 3.0 JSON, each with everything that hangs on it. What the specification has no field for goes
 * into attributes of a taxonomy of our own. The same register gives the same file: ids of parts are made from the service's.
 */
export const hsdsOf = (services: readonly Service[]): HsdsService[] => services.map(asHsds)

function asHsds(service: Service): HsdsService {
  const partId = (part: string) => uuidFrom(`${service.id}/${part}`)
  const attribute = (code: string, value: string, at = '') => ({
    id: partId(`attribute/${code}${at}`),
    link_id: service.id,
    link_entity: 'service',
    value,
    taxonomy_term: { id: uuidFrom(`${TAXONOMY}/${code}`), code, name: code, description: TOLD[code] ?? code, taxonomy: TAXONOMY },
  })
  const told = (code: string, value: string) => (value === '' ? [] : [attribute(code, value)])
  const criteria = CRITERIA.flatMap((name) => {
    const { met, note, day } = service.criteria[name]
    return [...told(`${name}.met`, met), ...told(`${name}.note`, note), ...told(`${name}.day`, day ?? '')]
  })
  const phones = [
    ...(service.phone === '' ? [] : [{ id: partId('phone'), number: service.phone, type: 'voice' }]),
    ...(service.phoneOutOfHours === ''
      ? []
      : [{ id: partId('phone/outOfHours'), number: service.phoneOutOfHours, type: 'voice', description: OUT_OF_HOURS }]),
  ]
  return {
    id: service.id,
    name: service.name,
    status: service.closed ? 'inactive' : 'active',
    ...given('email', service.email),
    ...given('url', service.web),
    ...given('application_process', service.booking),
    ...given('wait_time', service.waitingTime),
    ...(service.checkedAt === null ? {} : { assured_date: new Date(service.checkedAt).toISOString().slice(0, 10) }),
    ...(service.organisation === ''
      ? {}
      : {
          organization: {
            id: uuidFrom(`organization/${service.organisation}`),
            name: service.organisation,
            description: service.organisation,
          },
        }),
    ...(phones.length === 0 ? {} : { phones }),
    ...(service.hours === '' ? {} : { schedules: [{ id: partId('hours'), description: service.hours }] }),
    ...(service.address === ''
      ? {}
      : {
          service_at_locations: [
            { id: partId('place'), location: { id: partId('location'), location_type: 'physical' as const, description: service.address } },
          ],
        }),
    languages: service.languages.map((code) => ({ id: partId(`language/${code}`), code })),
    service_areas: service.areas.map(({ place, by }) => ({
      id: partId(`area/${place}`),
      name: placeOf(place)?.name ?? place,
      extent: place,
      extent_type: `${TAXONOMY}/${by}`,
    })),
    contacts: service.contacts.map(({ role, email, phone }, at) => ({
      id: partId(`contact/${at}`),
      title: role,
      ...given('email', email),
      ...(phone === '' ? {} : { phones: [{ id: partId(`contact/${at}/phone`), number: phone }] }),
    })),
    attributes: [
      attribute('kind', service.kind),
      attribute('provider', service.provider),
      ...told('level', service.level ?? ''),
      ...service.targets.map((target) => attribute('target', target, `/${target}`)),
      attribute('interpreter', service.interpreter),
      attribute('systematic', service.partnerContact.systematic),
      attribute('planned', service.partnerContact.planned),
      ...criteria,
      ...told('ambition', service.ambition),
      ...(service.runsLine ? [attribute('runsLine', 'yes')] : []),
      ...told('note', service.note),
      ...told('source', service.source),
    ],
  }
}

const given = (name: string, value: string): Record<string, string> => (value === '' ? {} : { [name]: value })

/**
 * What each service of a file of HSDS 3.0 JSON says: a list of services, one service, or a page as the specification's API answers it. Refused
 * when it does not follow the specification, with where, or when there are more than `most`. A file of another publisher says nothing of what only our attributes hold.
 */
export function draftsOfHsds(json: unknown, most: number): Outcome<Draft[]> {
  const list = Array.isArray(json) ? json : isPage(json) ? json.contents : [json]
  if (list.length > most) return tooMany(most)
  // One by one: the first that is wrong is told, and of a thousand wrong ones nobody need hear.
  const drafts: Draft[] = []
  for (const [at, one] of list.entries()) {
    const parsed = parse(hsdsService, one)
    if (!parsed.ok)
      return { ok: false, refusal: { ...parsed.refusal, field: [at, parsed.refusal.field].filter((part) => part !== undefined).join('.') } }
    drafts.push(asDraft(parsed.value))
  }
  return ok(drafts)
}

const isPage = (json: unknown): json is { contents: unknown[] } =>
  typeof json === 'object' && json !== null && 'contents' in json && Array.isArray(json.contents)

function asDraft(service: HsdsService): Draft {
  const own = (service.attributes ?? []).filter(({ taxonomy_term }) => taxonomy_term?.taxonomy === TAXONOMY)
  const all = (code: string) => own.filter(({ taxonomy_term }) => taxonomy_term?.code === code).map(({ value = '' }) => value)
  const isOurs = own.length > 0
  const said = (code: string) => all(code)[0] ?? ''
  const outOfHours = service.phones?.find(({ description }) => description === OUT_OF_HOURS)
  const phone = service.phones?.find((one) => one !== outOfHours)
  const location = service.service_at_locations?.[0]?.location
  const [address] = location?.addresses ?? []
  return {
    id: service.id,
    facts: {
      name: service.name,
      organisation: service.organization?.name ?? '',
      closed: service.status !== 'active',
      email: service.email ?? '',
      web: service.url ?? '',
      booking: service.application_process ?? '',
      waitingTime: service.wait_time ?? '',
      phone: phone?.number ?? '',
      hours: (service.schedules ?? [])
        .map(({ description }) => description ?? '')
        .filter(Boolean)
        .join('\n'),
      address: location?.description ?? (address ? `${address.address_1}\n${address.postal_code} ${address.city}` : ''),
      languages: (service.languages ?? []).flatMap(({ code }) => code ?? []),
      areas: (service.service_areas ?? []).flatMap(({ extent, extent_type }) =>
        extent_type?.startsWith(`${TAXONOMY}/`) ? [{ place: extent, by: extent_type.slice(TAXONOMY.length + 1) }] : [],
      ),
      ...(isOurs
        ? {
            kind: said('kind'),
            provider: said('provider'),
            level: all('level')[0] ?? null,
            targets: all('target'),
            interpreter: said('interpreter'),
            partnerContact: { systematic: said('systematic'), planned: said('planned') },
            criteria: Object.fromEntries(
              CRITERIA.map((name) => [name, { met: said(`${name}.met`), note: said(`${name}.note`), day: all(`${name}.day`)[0] ?? null }]),
            ),
            phoneOutOfHours: outOfHours?.number ?? '',
            ambition: said('ambition'),
            runsLine: said('runsLine') === 'yes',
            note: said('note'),
            source: said('source'),
            contacts: (service.contacts ?? []).map(({ title, email = '', phones }) => ({
              role: title,
              email,
              phone: phones?.[0]?.number ?? '',
            })),
          }
        : {}),
    },
  }
}

/** A UUID that is always the same for a text (RFC 9562, version 8: made from its SHA-256). */
function uuidFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
