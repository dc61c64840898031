import type { PlaceId } from '../geography/places.ts'

export const SERVICE_KINDS = [
  'violenceTreatment',
  'socialServices',
  'familyCounselling',
  'psychiatry',
  'addictionCare',
  'victimSupport',
  'helpline',
  'organisation',
  'other',
] as const
/** What a service is for. `violenceTreatment`: helps people who use violence to stop. `socialServices`: a municipality's own, which anyone can turn to. */
export type ServiceKind = (typeof SERVICE_KINDS)[number]

export const PROVIDERS = ['municipal', 'region', 'state', 'nonProfit', 'private', 'unknown'] as const
export type Provider = (typeof PROVIDERS)[number]

export const LEVELS = ['specialised', 'talks'] as const
/** `specialised`: by staff trained in a method made for people who use violence. `talks`: individual talks in ordinary social services. */
export type Level = (typeof LEVELS)[number]

export const AREA_WAYS = ['own', 'agreement', 'regional'] as const
/** How a service is there for a place: it is the place's own, by an agreement between municipalities, or as one for a whole region. */
export type AreaWay = (typeof AREA_WAYS)[number]

export interface ServedArea {
  readonly place: PlaceId
  readonly by: AreaWay
}

export const CRITERIA = ['training', 'supervision', 'partnerContact', 'stability'] as const
/**
 * The four quality criteria of the line's commissioner: staff are trained social workers with basic psychotherapy training who know violence
 * in close relationships; they have regular supervision; there is partner contact or safety work; the organisation is no project.
 */
export type Criterion = (typeof CRITERIA)[number]

export const MET = ['met', 'partly', 'notMet', 'unknown'] as const
export type Met = (typeof MET)[number]

export interface Judgement {
  readonly met: Met
  readonly note: string
  /** YYYY-MM-DD of what it is based on; null for not known. */
  readonly day: string | null
}

export const ANSWERS = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof ANSWERS)[number]

export const TARGETS = [
  'usesViolence',
  'atRisk',
  'subjected',
  'relatives',
  'children',
  'youth',
  'women',
  'men',
  'lgbtqi',
  'professionals',
  'everybody',
] as const
export type Target = (typeof TARGETS)[number]

export const CONTACT_ROLES = ['manager', 'therapist', 'other'] as const

/** How the line reaches a role at a service for questions about the register: no name, and best an address of the function. */
export interface StaffContact {
  readonly role: (typeof CONTACT_ROLES)[number]
  readonly email: string
  readonly phone: string
}

/** What is known of a service. Texts are in Swedish, for they are read aloud; empty where nothing is known. */
export interface ServiceFacts {
  readonly name: string
  readonly organisation: string
  readonly kind: ServiceKind
  readonly provider: Provider
  /** Of help to stop using violence; null for what is another kind of help, and for not known. */
  readonly level: Level | null
  readonly areas: readonly ServedArea[]
  readonly targets: readonly Target[]
  readonly phone: string
  /** Of a place's social services: the emergency service (socialjour) outside office hours, which is often another's. */
  readonly phoneOutOfHours: string
  readonly email: string
  /** With its scheme. */
  readonly web: string
  readonly address: string
  readonly hours: string
  /** How to book a first time, as one says it. */
  readonly booking: string
  readonly waitingTime: string
  /** ISO 639 codes. */
  readonly languages: readonly string[]
  readonly interpreter: Answer
  readonly criteria: Readonly<Record<Criterion, Judgement>>
  readonly partnerContact: { readonly systematic: Answer; readonly planned: Answer }
  /** What it strives for where it lacks a criterion. */
  readonly ambition: string
  /** It also runs the line: a referral is then to oneself, and is shown as such. */
  readonly runsLine: boolean
  /** For advisors. */
  readonly note: string
  /** Where the facts come from, when it is not the service itself. */
  readonly source: string
  /** For supervisors alone. */
  readonly contacts: readonly StaffContact[]
  /** It no longer takes anybody: found by nobody, and kept for its history. */
  readonly closed: boolean
}

export const ORIGINS = ['entered', 'shipped', 'demo'] as const

export interface Service extends ServiceFacts {
  readonly id: string
  /** Who put it here: the operator, Lyhörd with what its sources name, or a demonstration. */
  readonly origin: (typeof ORIGINS)[number]
  /** Counts up from 1 with each change. */
  readonly version: number
  /** ms since 1970: when somebody last made sure that it is true; null for never. */
  readonly checkedAt: number | null
  /** That person's name; `''` for somebody who is gone, and null for never. */
  readonly checkedBy: string | null
}

const unjudged: Judgement = { met: 'unknown', note: '', day: null }

/** A service of which nothing is known. */
export const noFacts: ServiceFacts = {
  name: '',
  organisation: '',
  kind: 'violenceTreatment',
  provider: 'unknown',
  level: null,
  areas: [],
  targets: [],
  phone: '',
  phoneOutOfHours: '',
  email: '',
  web: '',
  address: '',
  hours: '',
  booking: '',
  waitingTime: '',
  languages: [],
  interpreter: 'unknown',
  criteria: { training: unjudged, supervision: unjudged, partnerContact: unjudged, stability: unjudged },
  partnerContact: { systematic: 'unknown', planned: 'unknown' },
  ambition: '',
  runsLine: false,
  note: '',
  source: '',
  contacts: [],
  closed: false,
}

/** The names of the facts, in their order. */
export const FACTS = Object.keys(noFacts) as (keyof ServiceFacts)[]

/** The facts alone, in one order. */
export function factsOf(service: ServiceFacts): ServiceFacts {
  return Object.fromEntries(FACTS.map((name) => [name, service[name]])) as unknown as ServiceFacts
}

/** Which facts differ. */
export const differing = (one: ServiceFacts, other: ServiceFacts): (keyof ServiceFacts)[] =>
  FACTS.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))

/** After so many months a service is to be checked again: services were met about twice a year. */
export const CHECK_MONTHS = 6

/** Whether it is time to check a service again; `now` in ms since 1970. One that is closed never is. */
export function isDue(service: Pick<Service, 'checkedAt' | 'closed'>, now: number): boolean {
  if (service.closed) return false
  if (service.checkedAt === null) return true
  const due = new Date(service.checkedAt)
  const day = due.getUTCDate()
  due.setUTCMonth(due.getUTCMonth() + CHECK_MONTHS, 1)
  const last = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 1, 0)).getUTCDate()
  due.setUTCDate(Math.min(day, last))
  return due.getTime() <= now
}
