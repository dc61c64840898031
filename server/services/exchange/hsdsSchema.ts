import { z } from 'zod'

/**
 * The Human Services Data Specification 3.0 of Open Referral, as far as services, and what hangs on them, go: which fields there are, what
 * they hold, and which must be there. Read off its published schemas (docs.openreferral.org, CC BY-SA 4.0) and written anew; nothing of its text
 * is here. Fields that a publisher has added are let through, as the specification has it. hsdsSchema.test.ts lays it beside the published
 * schemas.
 */
const id = z.uuid('must be a UUID')
const text = z.string('must be a text')
const uri = z.string().refine((value) => URL.canParse(value), 'must be an address')
const email = z.email('must be an e-mail address')
const number = z.number('must be a number')

const taxonomyTerm = z.looseObject({
  id,
  name: text,
  description: text,
  code: text.optional(),
  parent_id: id.optional(),
  taxonomy: text.optional(),
  language: text.optional(),
  taxonomy_id: id.optional(),
  term_uri: uri.optional(),
})
const attribute = z.looseObject({
  id,
  link_id: id.optional(),
  taxonomy_term_id: id.optional(),
  link_type: text.optional(),
  link_entity: text.optional(),
  value: text.optional(),
  taxonomy_term: taxonomyTerm.optional(),
})
const attributes = z.array(attribute).optional()
const language = z.looseObject({ id, name: text.optional(), code: text.optional(), note: text.optional(), attributes })
const phone = z.looseObject({
  id,
  number: text,
  extension: number.optional(),
  type: text.optional(),
  description: text.optional(),
  languages: z.array(language).optional(),
  attributes,
})
const contact = z.looseObject({
  id,
  name: text.optional(),
  title: text.optional(),
  department: text.optional(),
  email: email.optional(),
  phones: z.array(phone).optional(),
  attributes,
})
const schedule = z.looseObject({
  id,
  valid_from: text.optional(),
  valid_to: text.optional(),
  freq: z.enum(['WEEKLY', 'MONTHLY']).optional(),
  wkst: z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']).optional(),
  byday: text.optional(),
  description: text.optional(),
  opens_at: text.optional(),
  closes_at: text.optional(),
  schedule_link: uri.optional(),
  notes: text.optional(),
  attributes,
})
const serviceArea = z.looseObject({
  id,
  name: text.optional(),
  description: text.optional(),
  extent: text.optional(),
  extent_type: text.optional(),
  uri: text.optional(),
  attributes,
})
const PLACES = ['physical', 'postal', 'virtual'] as const
const address = z.looseObject({
  id,
  address_1: text,
  address_2: text.optional(),
  city: text,
  region: text.optional(),
  state_province: text,
  postal_code: text,
  country: text,
  address_type: z.enum(PLACES),
})
const location = z.looseObject({
  id,
  location_type: z.enum(PLACES),
  url: uri.optional(),
  name: text.optional(),
  description: text.optional(),
  latitude: number.optional(),
  longitude: number.optional(),
  addresses: z.array(address).optional(),
  contacts: z.array(contact).optional(),
  phones: z.array(phone).optional(),
  schedules: z.array(schedule).optional(),
  languages: z.array(language).optional(),
  attributes,
})
const serviceAtLocation = z.looseObject({
  id,
  description: text.optional(),
  location: location.optional(),
  phones: z.array(phone).optional(),
  contacts: z.array(contact).optional(),
  schedules: z.array(schedule).optional(),
  attributes,
})
const organization = z.looseObject({
  id,
  name: text,
  description: text,
  email: email.optional(),
  website: uri.optional(),
  contacts: z.array(contact).optional(),
  phones: z.array(phone).optional(),
  locations: z.array(location).optional(),
  attributes,
})

export const hsdsService = z.looseObject({
  id,
  name: text,
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  organization_id: id.optional(),
  program_id: id.optional(),
  alternate_name: text.optional(),
  description: text.optional(),
  url: uri.optional(),
  email: email.optional(),
  interpretation_services: text.optional(),
  application_process: text.optional(),
  wait_time: text.optional(),
  eligibility_description: text.optional(),
  minimum_age: number.optional(),
  maximum_age: number.optional(),
  assured_date: text.optional(),
  assurer_email: email.optional(),
  alert: text.optional(),
  last_modified: text.optional(),
  phones: z.array(phone).optional(),
  schedules: z.array(schedule).optional(),
  service_areas: z.array(serviceArea).optional(),
  service_at_locations: z.array(serviceAtLocation).optional(),
  languages: z.array(language).optional(),
  organization: organization.optional(),
  contacts: z.array(contact).optional(),
  attributes,
})
export type HsdsService = z.infer<typeof hsdsService>
