import type { Generated } from 'kysely'
import type { Counted, ReportKind } from '../../shared/duties/reports.ts'
import type { CallBackReason, CallKind, CallOutcome, Channel } from '../../shared/floor/model.ts'
import type { Alike, ImportKind, ImportState } from '../../shared/imports/imports.ts'
import type { Language } from '../../shared/languages.ts'
import type { AttemptOutcome, MessageState } from '../../shared/messages.ts'
import type { ASK_STATES, ChangeWay, MeetingKind } from '../../shared/services/register.ts'
import type { Service } from '../../shared/services/service.ts'
import type { DataKind } from '../../shared/staff/dataMap.ts'
import type { MarkKind } from '../../shared/volume/volume.ts'
import type { Role } from '../../shared/wire.ts'

/**
 * The record's tables. Times are ms since 1970, spans are seconds with ms as decimals, ids are random.
 * No column has a place for anything about a caller.
 */
export interface Tables {
  readonly lines: WithDefaults<LineTable, 'number' | 'hours' | 'service'>
  readonly accounts: WithDefaults<AccountTable, 'languages' | 'lawyer' | 'qualification'>
  readonly account_lines: { readonly account: string; readonly line: string }
  readonly sessions: WithDefaults<SessionTable, 'replaces'>
  readonly board_links: BoardLinkTable
  readonly calls: CallTable & FromImport
  /** `calls` without those of an import that is being kept or undone just now: what every figure is counted from. */
  readonly counted_calls: CallTable & FromImport
  readonly call_days: WithDefaults<CallDayTable, (typeof CALL_DAY_COUNTS)[number] | (typeof SERVICE_COUNTS)[number]>
  readonly line_baselines: LineBaselineTable
  readonly time_marks: TimeMarkTable
  readonly meeting_notes: MeetingNoteTable
  readonly meeting_decisions: MeetingDecisionTable
  readonly messages: MessageTable
  readonly message_keys: MessageKeyTable
  readonly message_events: MessageEventTable
  readonly email_replies: EmailReplyTable
  readonly imports: WithDefaults<ImportTable, 'left_out'>
  readonly import_rows: ImportRowTable
  readonly import_days: ImportDayTable
  readonly month_totals: MonthTotalTable
  readonly forms: WithDefaults<FormTable, 'closed' | 'rev' | 'saved'>
  readonly answers: AnswerTable
  readonly form_sums: FormSumTable
  readonly form_notes: FormNoteTable
  readonly services: ServiceTable
  readonly service_versions: ServiceVersionTable
  readonly service_meetings: ServiceMeetingTable
  readonly service_asks: ServiceAskTable
  readonly survey_counts: SurveyCountTable
  readonly referral_counts: ReferralCountTable
  readonly duty_reports: DutyReportTable
  readonly duty_readings: DutyReadingTable
  readonly duty_counts: DutyCountTable
  readonly duty_settings: DutySettingsTable
  readonly presence_hours: PresenceHourTable
  readonly data_grounds: DataGroundTable
  readonly training: TrainingTable
  readonly account_readings: AccountReadingTable
  readonly written_texts: WrittenTextTable
  readonly meta: { readonly name: string; readonly value: string }
}

/** Columns that the database fills in when an insert leaves them out. */
type WithDefaults<T, K extends keyof T> = { readonly [P in keyof T]: P extends K ? Generated<T[P]> : T[P] }

export interface LineTable {
  readonly id: string
  readonly name: string
  readonly greeting: string
  readonly place: number
  /** YYYY-MM-DD */
  readonly started_on: string
  readonly catchment: number
  readonly time_zone: string
  readonly number: string
  /** Hours as JSON; null is always open. */
  readonly hours: string | null
  /** LineService as JSON. */
  readonly service: string
}

export interface AccountTable {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: Role
  /** scrypt with its parameters and salt. */
  readonly password: string
  /** Languages beside the line's own, as a JSON list. */
  readonly languages: string
  /** 1: may confirm references to the law. */
  readonly lawyer: 0 | 1
  /** What somebody has trained for, for supervisors alone. */
  readonly qualification: string
}

/** One of `account` and `board` is set. */
export interface SessionTable {
  /** SHA-256 of the token; the token itself is only in the browser. */
  readonly token: string
  readonly account: string | null
  readonly board: string | null
  readonly created: number
  /** Of a person, the last sign that somebody was there; of a board, that it was. */
  readonly seen: number
  /** When it ends unless somebody is in a call. */
  readonly expires: number
  /** Of a board: the session that ends when this one is used for the first time. */
  readonly replaces: string | null
}

export interface BoardLinkTable {
  readonly id: string
  readonly name: string
  /** Line ids as a JSON list; empty shows all. */
  readonly lines: string
  readonly created: number
  /** SHA-256 of the ticket that opens the board next; null when it is used up. */
  readonly ticket: string | null
  readonly ticket_expires: number
  /** SHA-256 of the ticket before it, good until its successor has been used: the answer with the new one may have been lost. */
  readonly old_ticket: string | null
  /** First use; null before it. */
  readonly used: number | null
  readonly seen: number | null
}

/** One row per call and call-back, from the moment it arrives or is dialled. There is no foreign key: a call outlives its line and its advisor. */
export interface CallTable {
  readonly id: string
  readonly line: string
  readonly channel: Channel
  readonly arrived: number
  readonly kind: CallKind
  /** Of a call-back. */
  readonly reason: CallBackReason | null
  /** Chosen by key. */
  readonly language: Language | null
  /** 1: the line was closed when the call came. */
  readonly met_closed: 0 | 1
  /** Seconds with an interpreter. */
  readonly interpreted_s: number
  /** ISO 639 code of the last interpreter's language. */
  readonly interpreted_language: string | null
  /** First answer. */
  readonly answered: number | null
  readonly ended: number | null
  /** From arrival to the first answer, or to the end without one; while open: up to `heartbeat_at`. */
  readonly waited_s: number
  /** Talk without hold, up to `heartbeat_at` while open. */
  readonly talked_s: number
  readonly held_s: number
  readonly outcome: CallOutcome | null
  /** Who talked last. */
  readonly advisor: string | null
  /** YYYY-MM-DD of the arrival in the line's time zone. */
  readonly day: string
  /** ISO week, YYYY-Www. */
  readonly week: string
  /** YYYY-MM */
  readonly month: string
  /** Up to when this row is true: its last transition, or the last beat of a server that held it. */
  readonly heartbeat_at: number
  /**
   * `demo`: made up for a demonstration. `imported`: from another system's file, which says less: an imported call has no advisor,
   * met no closed line, and a wait or a talk of 0 s is not known; `answered` is null where the wait is not known.
   */
  readonly origin: 'live' | 'demo' | 'imported'
}

interface FromImport {
  /** Of an imported call. */
  readonly import_id: Generated<string | null>
}

export const CALL_DAY_COUNTS = [
  'answered',
  'abandoned',
  'abandoned_short',
  'voicemail',
  'closed',
  'interrupted',
  'busy',
  'no_answer',
  'unreachable',
  'synthetic',
  'imported',
] as const

/**
 * What the service level needs besides: answered within SERVICE_S, imported ones left out, for of many the wait is not known; and how many
 * of `answered` and of `abandoned` are imported.
 */
export const SERVICE_COUNTS = ['in_time', 'imported_answered', 'imported_abandoned'] as const

/** The calls of one day that have ended, counted (server/record/callDays.ts); apart by what must never be added up. Made anew by `npm run rollups`. */
export interface CallDayTable
  extends Pick<CallTable, 'line' | 'month' | 'week' | 'day' | 'channel' | 'kind' | 'met_closed'>,
    Readonly<Record<(typeof CALL_DAY_COUNTS)[number] | (typeof SERVICE_COUNTS)[number], number>> {}

/**
 * How many forms about calls of a span say this (server/record/formSums.ts). Made anew by `npm run rollups`, and as sparing as the forms:
 * a form that has been cut off from its call counts on the Monday of that week here too.
 */
export interface FormSumTable {
  readonly line: string
  /** A year, a month or a day: YYYY, YYYY-MM, YYYY-MM-DD. */
  readonly span: string
  readonly question: string
  /** Who called, by the form. */
  readonly category: string
  /** Empty: any answer at all that is neither declined nor unknown. */
  readonly answer: string
  readonly forms: number
}

/** What a line's volume is laid beside; a line without a row has the plain settings. */
export interface LineBaselineTable {
  readonly line: string
  /** VolumeSettings as JSON. */
  readonly settings: string
  /** Who set it. */
  readonly account: string
  readonly at: number
}

/** Marks of supervisors on the time axis. */
export interface TimeMarkTable {
  readonly id: string
  /** Null for all lines. */
  readonly line: string | null
  /** YYYY-MM-DD */
  readonly day: string
  readonly kind: MarkKind
  readonly text: string
  /** Who wrote it last. */
  readonly account: string
  readonly at: number
}

/** What was written down at a meeting: one note for each week and set of lines. */
export interface MeetingNoteTable {
  /** The week that was looked at, YYYY-Www. */
  readonly week: string
  /** Ids with commas between them, in their order as text; `*` for all lines. */
  readonly lines: string
  readonly text: string
  /** Counts up from 1; who saves says which one was read. */
  readonly version: number
  /** Who wrote it last. */
  readonly account: string
  readonly at: number
}

/** Carried from week to week until it is ticked off. */
export interface MeetingDecisionTable {
  readonly id: string
  /** As of a note. */
  readonly week: string
  readonly lines: string
  readonly text: string
  readonly account: string
  readonly at: number
  /** The week at whose meeting it was ticked off, by whom and when; null before. */
  readonly done_in: string | null
  readonly done_account: string | null
  readonly done_at: number | null
}

/** One row per message that a caller has left; it stays, for figures, when the sound has been erased. No foreign key, as with calls. */
export interface MessageTable {
  readonly id: string
  readonly line: string
  /** Chosen by key. */
  readonly language: Language | null
  readonly arrived: number
  readonly length_s: number
  readonly state: MessageState
  readonly claimed_by: string | null
  readonly claimed: number | null
  /** First listening. */
  readonly heard: number | null
  /** First attempt to call back, whatever became of it. */
  readonly attempted: number | null
  /** Last answered call-back. */
  readonly called_back: number | null
  /** Closed, or called back and confirmed. */
  readonly handled: number | null
  /** The sound is gone since. */
  readonly erased: number | null
  readonly expires: number
  /** YYYY-MM-DD and YYYY-MM of the arrival in the line's time zone. */
  readonly day: string
  readonly month: string
  readonly origin: 'live' | 'demo'
}

/** One row per e-mail that was answered: which line, and in which hour. */
export interface EmailReplyTable {
  readonly id: string
  readonly line: string
  /** Start of the hour. */
  readonly at: number
  /** Of the hour in the line's time zone. */
  readonly day: string
  readonly week: string
  readonly month: string
}

/** As long as the sound is there. */
export interface MessageKeyTable {
  readonly message: string
  /** The message's own key, sealed with the master key; base64. */
  readonly sealed: string
  /** Which master key. */
  readonly mark: string
}

export const MESSAGE_EVENTS = ['arrived', 'heard', 'claimed', 'released', 'calledBack', 'notReached', 'closed', 'expired'] as const

/** Who did what with a message, and when. */
export interface MessageEventTable {
  readonly message: string
  readonly at: number
  /** Null for what the system did by itself. */
  readonly account: string | null
  readonly what: (typeof MESSAGE_EVENTS)[number]
  /** Of a call-back. */
  readonly outcome: AttemptOutcome | null
}

/** One import of calls or of monthly totals (shared/imports/imports.ts). What it brings counts while it is `kept`. */
export interface ImportTable {
  readonly id: string
  readonly what: ImportKind
  readonly line: string
  readonly channel: Channel
  readonly state: ImportState
  /** Rows that have come. */
  readonly received: number
  /** Rows that the work of the present state is through with. */
  readonly done: number
  /** ToldOfFile as JSON. */
  readonly told: string
  /** Found as JSON; null before it has been looked through. */
  readonly found: string | null
  /** Which duplicates are left out, as a JSON list. */
  readonly left_out: string
  /** Who brought it, and when. */
  readonly account: string
  readonly at: number
  readonly kept_by: string | null
  readonly kept_at: number | null
  readonly undone_by: string | null
  readonly undone_at: number | null
}

/** A row of an import of calls, until it is kept. */
export interface ImportRowTable {
  readonly import_id: string
  readonly arrived: number
  /** In the order in which they came. */
  readonly n: number
  readonly answered: 0 | 1
  /** Null for not known. */
  readonly talked_s: number | null
  readonly waited_s: number | null
  /** YYYY-MM-DD in the line's time zone. */
  readonly day: string
  /** What it looks like a second time. */
  readonly alike: Alike | null
}

/** What an import of calls adds to its line's `call_days`, and takes back when it is undone. */
export interface ImportDayTable extends Pick<CallTable, 'day' | 'week' | 'month'> {
  readonly import_id: string
  readonly answered: number
  readonly abandoned: number
  readonly abandoned_short: number
}

/** A month of which nothing else is left. */
export interface MonthTotalTable {
  readonly import_id: string
  readonly line: string
  readonly channel: Channel
  readonly month: string
  readonly calls: number
  /** Null for not known; both at most `calls` together. */
  readonly answered: number | null
  readonly abandoned: number | null
  readonly alike: Alike | null
}

/** One row per form about a call. */
export interface FormTable {
  /** Random, and not the call's. */
  readonly id: string
  /** The call's id; null when it has been cut off. */
  readonly call: string | null
  readonly kind: CallKind
  readonly line: string
  /** YYYY-MM-DD of the arrival in the line's time zone; of one that has been cut off from its call, the Monday of that week. */
  readonly day: string
  /** Of the questionnaire whose ids its answers are in: they are brought forward when a new one comes (shared/form/versions.ts). */
  readonly version: number
  /** 1: there is nothing more to fill in. */
  readonly closed: 0 | 1
  /** Counts its changes; 0 when it has been cut off. */
  readonly rev: number
  /** Its last change; null when it has been cut off. */
  readonly saved: number | null
}

/** One row per answer; a question without a row was not asked. */
export interface AnswerTable {
  readonly form: string
  readonly question: string
  /** Id of an option, or a number as text. */
  readonly answer: string
}

/** What an advisor has written about a call. It has no way out: no report, sheet or export reads this table. */
export interface FormNoteTable {
  readonly form: string
  readonly text: string
  /** YYYY-MM-DD in the line's time zone: it is erased when that day begins. */
  readonly erase_on: string
  /** JSON list: the kinds of findings (shared/notes/guard.ts) that it was saved with all the same. */
  readonly confirmed: string
}

/** One row per service of the register, as it is now. */
export interface ServiceTable {
  readonly id: string
  readonly origin: Service['origin']
  /** Counts up from 1 with each change. */
  readonly version: number
  /** ServiceFacts as JSON. */
  readonly facts: string
  readonly checked_at: number | null
  /** Account of who made sure last. */
  readonly checked_by: string | null
}

/** Every version that a service has had, and who made it. */
export interface ServiceVersionTable {
  readonly service: string
  readonly version: number
  readonly at: number
  /** Null for what came with Lyhörd or a demonstration. */
  readonly account: string | null
  readonly way: ChangeWay
  readonly facts: string
}

export interface ServiceMeetingTable {
  readonly id: string
  /** YYYY-MM-DD */
  readonly day: string
  readonly kind: MeetingKind
  /** Ids of services, and roles of who came, as JSON lists. */
  readonly services: string
  readonly roles: string
  readonly text: string
  readonly views: string
  readonly account: string
  readonly at: number
}

/** Questions put to a service by a link that takes one answer. */
export interface ServiceAskTable {
  readonly id: string
  readonly service: string
  /** SHA-256 of what is in the link; null once it has been answered or taken back. */
  readonly token: string | null
  readonly state: (typeof ASK_STATES)[number]
  /** Who asked, and when. */
  readonly account: string
  readonly at: number
  readonly expires: number
  readonly answered_at: number | null
  /** AskedFacts as JSON, between the answer and its decision. */
  readonly facts: string | null
}

/** How many callers have answered so afterwards (server/survey/answers.ts). Of no answer is there more than that it is in these sums. */
export interface SurveyCountTable {
  readonly line: string
  /** YYYY-Qn in the line's time zone. */
  readonly quarter: string
  /** Empty with an empty answer: all who have answered. */
  readonly question: string
  /** Id of an option; empty: all who answered the question and did not decline it. */
  readonly answer: string
  readonly count: number
}

/** How many of those who were referred to a service made contact, as the service itself counts them. */
export interface ReferralCountTable {
  readonly id: string
  readonly line: string
  readonly year: number
  /** What it was called when this was written down. */
  readonly name: string
  /** Its id in the register; null when it is not there. */
  readonly service: string | null
  readonly contacted: number
  /** Of these: began a programme. Null when the service does not say. */
  readonly started: number | null
  /** Where the numbers are from, such as a letter or a meeting and its date. */
  readonly source: string
  /** Who wrote it down, and when. */
  readonly account: string
  readonly at: number
}

/**
 * A report to social services or the police. What is in it, and of which call, is sealed with the key that lies outside the database. After the
 * text is erased the row stays for as long as it is kept who has read it.
 */
export interface DutyReportTable {
  /** Random, made by the page. */
  readonly id: string
  readonly line: string
  /** Account. */
  readonly author: string
  readonly kind: ReportKind
  readonly version: number
  /** YYYY-MM-DD in the line's time zone, as the two below. */
  readonly made_on: string
  readonly sent_on: string | null
  readonly erased_on: string | null
  /** Base64; null when it is erased. */
  readonly sealed: string | null
  /** Which key. */
  readonly mark: string | null
}

/** Somebody has read a report. */
export interface DutyReadingTable {
  readonly report: string
  readonly at: number
  readonly account: string
}

/** One row per report that was sent, and per time that something was weighed without one: no day, no call, no author, and an id of its own. */
export interface DutyCountTable {
  readonly id: string
  readonly line: string
  /** YYYY-MM in the line's time zone. */
  readonly month: string
  readonly kind: ReportKind
  readonly what: Counted
}

/** Every version of a text that the operator's own people write (server/record/writtenTexts.ts). */
export interface WrittenTextTable {
  /** Of its book and of the text in it: `guidance/concern.help`. */
  readonly id: string
  /** Counts up from 1. */
  readonly version: number
  readonly at: number
  readonly account: string
  readonly sv: string
  readonly en: string
}

/** Every version of the laws that the guidance names, and of how long reports are kept. */
export interface DutySettingsTable {
  readonly version: number
  readonly at: number
  readonly account: string
  readonly way: 'changed' | 'confirmed'
  /** DutySettings without its version, as JSON. */
  readonly settings: string
}

/** Signed-in time of a line's advisors in an hour of a day (server/staffing/presence.ts), in seconds, and never whose. */
export interface PresenceHourTable extends Pick<CallTable, 'line' | 'day' | 'week' | 'month'> {
  /** 0 to 23 in the line's time zone. */
  readonly hour: number
  readonly available_s: number
  readonly offered_s: number
  readonly talking_s: number
  /** In a talk of another line. */
  readonly elsewhere_s: number
  readonly after_call_s: number
  readonly paused_s: number
  /** Offers that nobody took. */
  readonly missed: number
  /** How many advisors were signed in at the same time, at most. */
  readonly most: number
}

/** What somebody has been trained in. It goes with the account. */
export interface TrainingTable {
  readonly id: string
  readonly account: string
  /** YYYY-MM-DD */
  readonly day: string
  readonly what: string
  /** Account of the supervisor who wrote it down, and when. */
  readonly entered_by: string
  readonly at: number
}

/** The legal ground for keeping something (shared/staff/dataMap.ts), in the words of whoever runs the line. */
export interface DataGroundTable {
  readonly kind: DataKind
  readonly text: string
  /** Counts up from 1; who saves says which one was read. */
  readonly version: number
  /** Who wrote it last. */
  readonly account: string
  readonly at: number
}

/** Somebody has taken out what is kept of an account (server/staff/staffData.ts). Kept for KEEP_ACCOUNT_READINGS_DAYS. */
export interface AccountReadingTable {
  readonly account: string
  readonly at: number
  /** Account. */
  readonly reader: string
}
