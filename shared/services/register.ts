import type { PlaceId } from '../geography/places.ts'
import type { CountyCoverage, Coverage, CriteriaReport } from './coverage.ts'
import type { Found } from './find.ts'
import type { CONTACT_ROLES, Service, ServiceFacts } from './service.ts'

/** Kinds of help that can be asked for by place; each is looked for apart. */
export const HELP_KINDS = ['violenceTreatment', 'familyCounselling', 'psychiatry', 'addictionCare', 'victimSupport', 'other'] as const
export type HelpKind = (typeof HELP_KINDS)[number]

/** What there is for somebody in a place. Services are without their contacts. */
export interface HelpAnswer {
  readonly place: PlaceId
  readonly kind: HelpKind
  readonly found: readonly Found[]
  /** What is known of the place's own offer to people who use violence. */
  readonly coverage: Coverage
  /** The place's own social services as they are entered; null where they are not, though everybody can turn to them. */
  readonly fallback: Service | null
}

export const CHANGE_WAYS = ['shipped', 'entered', 'changed', 'checked', 'imported', 'answered', 'demo'] as const
/** How a service came to a version. `answered`: by an answer of the service's own that a supervisor has approved. */
export type ChangeWay = (typeof CHANGE_WAYS)[number]

/** One version of a service. */
export interface ServiceVersion {
  readonly version: number
  readonly at: number
  /** Null for what no person did. */
  readonly by: string | null
  readonly way: ChangeWay
  readonly facts: ServiceFacts
}

export interface NewService {
  readonly facts: ServiceFacts
  /** Whoever saves it has made sure that all of it is true. */
  readonly checked: boolean
}

/** A changed service, with the version that was read. */
export interface ServiceChange extends NewService {
  readonly version: number
}

export const MEETING_KINDS = ['meeting', 'seminar', 'telephone', 'other'] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

/** A meeting with services: when, which, in what roles, and what was said of the line. No names. */
export interface NewServiceMeeting {
  /** YYYY-MM-DD */
  readonly day: string
  readonly kind: MeetingKind
  /** Ids; none for a seminar that was open to all. */
  readonly services: readonly string[]
  readonly roles: readonly (typeof CONTACT_ROLES)[number][]
  readonly text: string
  /** Views of services on the line. */
  readonly views: string
}

export interface ServiceMeeting extends NewServiceMeeting {
  readonly id: string
  readonly by: { readonly name: string; readonly at: number }
}

export const REGISTER_FORMATS = ['csv', 'hsds'] as const
export type RegisterFormat = (typeof REGISTER_FORMATS)[number]

export type FactValue = ServiceFacts[keyof ServiceFacts]

/** One service of a file, as it would be taken in. */
export interface PreviewRow {
  /** Its place in the file, from 1; of a CSV without the row of names. */
  readonly n: number
  readonly name: string
  readonly what: 'new' | 'changed' | 'same' | 'faulty'
  /** The service that it changes; null for a new one. */
  readonly id: string | null
  readonly changes: readonly { readonly fact: keyof ServiceFacts; readonly from: FactValue; readonly to: FactValue }[]
  /** Why it is not taken in: the field, and what is allowed there (English). */
  readonly fault: { readonly field: string; readonly detail: string } | null
}

/** What a file would do. Nothing has been done. */
export interface RegisterPreview {
  /** Of the register that it was compared with. */
  readonly revision: number
  readonly rows: readonly PreviewRow[]
}

/** A link for a service's own answers. */
export interface MadeAsk {
  readonly id: string
  /** `/ask#TOKEN`; it takes one answer. */
  readonly path: string
  /** ms since 1970 */
  readonly expires: number
}

/** The facts that a service is asked about itself. */
export const ASKED_FACTS = [
  'name',
  'organisation',
  'phone',
  'email',
  'web',
  'address',
  'hours',
  'booking',
  'waitingTime',
  'languages',
  'interpreter',
  'criteria',
  'partnerContact',
  'ambition',
] as const satisfies readonly (keyof ServiceFacts)[]
export type AskedFacts = Pick<ServiceFacts, (typeof ASKED_FACTS)[number]>

/** Of the facts of a service, or of whatever has them, those that it is asked about. */
export const askedOf = (facts: AskedFacts): AskedFacts =>
  Object.fromEntries(ASKED_FACTS.map((name) => [name, facts[name]])) as unknown as AskedFacts

/** What the page of the questions shows: what the register has now. */
export interface AskForm {
  readonly service: AskedFacts
  readonly expires: number
}

export interface AskAnswer {
  readonly token: string
  readonly facts: AskedFacts
}

export const ASK_STATES = ['open', 'answered', 'approved', 'rejected'] as const

/** A question that has been sent, for supervisors. */
export interface Ask {
  readonly id: string
  readonly service: string
  readonly state: (typeof ASK_STATES)[number]
  readonly at: number
  readonly by: string
  readonly expires: number
  readonly answeredAt: number | null
  /** Null before it has been answered, and when it has been decided on: then the history has what was approved. */
  readonly facts: AskedFacts | null
}

/** The reports over the register. */
export interface RegisterReport {
  /** The districts of Stockholm are those of this day, YYYY-MM-DD. */
  readonly day: string
  readonly counties: readonly CountyCoverage[]
  readonly criteria: CriteriaReport
}
