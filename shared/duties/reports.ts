import type { ToldCount } from '../disclosure/tables.ts'
import type { CallId, KeepingFault, LineId } from '../floor/model.ts'
import type { PlaceId } from '../geography/places.ts'
import type { WrittenTexts } from '../writtenTexts.ts'
import { CANNOT } from './decide.ts'
import type { DutySettings } from './law.ts'

/*
 *   GET    /api/duties                    -> DutyState
 *   PUT    /api/duties/counts/:id         NewCount -> 204; the id is the page's own, so that it is counted once
 *   DELETE /api/duties/counts/:id         -> 204, takes back a slip
 *   GET    /api/duties/reports            -> ReportItem[]: one's own, and for supervisors those of their lines; nothing of what is in them
 *   GET    /api/duties/reports/:id        -> OpenedReport; that it was read is kept
 *   PUT    /api/duties/reports/:id        ReportDraft -> SavedReport, by its author; the id is the page's own
 *   POST   /api/duties/reports/:id/sent   Sending -> ReportItem; nothing of it can be changed from then on
 *   DELETE /api/duties/reports/:id        -> 204, by its author, of one that has not been sent
 *   POST   /api/duties/laws/:id/confirm   { version } -> DutySettings, by accounts that are marked as a lawyer's
 *   GET    /api/duties/texts/:id          -> WrittenText[], newest first: every version that lawyers have written of a text (texts.ts)
 *   PUT    /api/duties/texts/:id          NewText -> WrittenText, by accounts that are marked as a lawyer's
 *   supervisors:
 *   PUT    /api/duties/settings           NewDutySettings -> DutySettings
 *   GET    /api/duties/versions           -> DutyVersion[], newest first
 *   GET    /api/duties/counts             ?year=YYYY -> DutyCounts
 */

export const REPORT_KINDS = ['socialServices', 'police'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** What a report can say, each a free text that may be empty. */
export const REPORT_FIELDS = {
  socialServices: ['what', 'child', 'school', 'family', 'home', 'person', 'more'],
  police: ['what', 'danger', 'person', 'where', 'caller', 'more'],
} as const satisfies Record<ReportKind, readonly string[]>
export type ReportField = (typeof REPORT_FIELDS)[ReportKind][number]
export type ReportTexts = { readonly [F in ReportField]?: string }
/** Characters of one text. */
export const REPORT_MOST = 4_000

/** ms since 1970; null for what has not been. */
export interface CallTimes {
  readonly arrivedAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
}

export const SENT_WAYS = ['telephone', 'letter', 'online', 'inPerson', 'other'] as const
export type SentWay = (typeof SENT_WAYS)[number]

export interface ReportDraft {
  readonly kind: ReportKind
  /** The call that it is about, of the author's own: its times are the record's. Null for none. */
  readonly call: CallId | null
  readonly line: LineId
  readonly place: PlaceId | null
  readonly texts: ReportTexts
  /** That was read or saved last; 0 for a new one. */
  readonly version: number
}

export interface SavedReport {
  readonly item: ReportItem
  readonly times: CallTimes | null
  readonly savedAt: number
}

export interface Sending {
  readonly how: SentWay
  /** ms since 1970 */
  readonly at: number
}

/** What is known of a report without reading it. */
export interface ReportItem {
  readonly id: string
  readonly kind: ReportKind
  readonly line: LineId
  readonly author: { readonly id: string; readonly name: string }
  /** YYYY-MM-DD in the line's time zone. */
  readonly madeOn: string
  readonly sentOn: string | null
  /** Its text is gone since then; null while it is there. */
  readonly erasedOn: string | null
  /** Day on which its text is erased. */
  readonly eraseOn: string
  readonly version: number
  /** Who has read it, newest first. */
  readonly readings: readonly { readonly name: string; readonly at: number }[]
}

export interface OpenedReport extends SavedReport {
  readonly place: PlaceId | null
  readonly texts: ReportTexts
  readonly sent: Sending | null
  readonly madeAt: number
}

/** `reported`: a report was sent. `notReported`: it might have been, and was not. The others: why it could not be. */
export const COUNTED = ['reported', 'notReported', ...CANNOT] as const
export type Counted = (typeof COUNTED)[number]

export interface NewCount {
  readonly line: LineId
  readonly kind: ReportKind
  readonly what: Exclude<Counted, 'reported'>
}

/** A year by month, each kind apart, with small numbers protected over kinds and months together. */
export interface DutyCounts {
  readonly year: number
  /** The counts in the order of `COUNT_COLUMNS`. */
  readonly rows: readonly { readonly month: string; readonly counts: readonly ToldCount[]; readonly total: ToldCount }[]
  readonly totals: readonly ToldCount[]
  readonly total: ToldCount
}

/** The columns of `DutyCounts`: reports sent of each kind, and what was weighed without a report. */
export const COUNT_COLUMNS = ['socialServicesReported', 'policeReported', 'noReport'] as const

export interface DutyState {
  readonly settings: DutySettings
  /** What lawyers have written anew of the guidance, by the ids of texts.ts; all else is as it came with Lyhörd. */
  readonly texts: WrittenTexts
  /** Whether this account is marked as a lawyer's. */
  readonly mayConfirm: boolean
  /** Why no report can be kept or read now; null when it can. */
  readonly locked: Extract<KeepingFault, `key${string}`> | null
}
