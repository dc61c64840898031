import type { CallBackReason, CallKind, CallOutcome, Channel, LineId } from '../floor/model.ts'
import type { UsualRange } from '../volume/usualRange.ts'
import type { CallBackResult, CallResult, Mark, Signature } from '../volume/volume.ts'
import type { Week } from './weeks.ts'

/** The step, in minutes, to which the time of a call is rounded down before it leaves the server. */
export const QUARTER = 15
/** How far back a day's usual range looks. */
export const EARLIER_WEEKS = 26
/** The span of the service level, and its T in seconds (design: A(60 s) / (A + B) over 30 days or more). */
export const SERVICE_DAYS = 30
export const SERVICE_S = 60

/** Why nobody could call on a day: the line had not begun, or is closed on that weekday, or on a holiday, or by an exception with this reason. */
export type ClosedBy =
  | { readonly is: 'notBegun' }
  | { readonly is: 'week' }
  | { readonly is: 'holiday'; readonly names: { readonly sv: string; readonly en: string } }
  | { readonly is: 'exception'; readonly note: string }

export interface WeekDay {
  /** YYYY-MM-DD */
  readonly day: string
  /** Null when one of the lines is open that day. */
  readonly closedBy: ClosedBy | null
  /** Whether the day has passed on the clocks of all lines. */
  readonly state: 'over' | 'running' | 'ahead'
  /** That came while the line was open. */
  readonly calls: number
  /** That met a closed line. */
  readonly closedLine: number
  /** Of `calls`, after earlier days of this weekday on which the same of the lines were open; null when nothing can be said. */
  readonly usual: UsualRange | null
  /** How many such days there are among the EARLIER_WEEKS before. */
  readonly earlier: number
}

/** One hour of a weekday, on each line's own clock. */
export interface HourCell {
  readonly calls: number
  readonly closedLine: number
  /** Minutes of it in which at least one of the lines is open, 0 to 60. */
  readonly openMinutes: number
}

export const WAITED = ['answered', 'abandoned', 'abandonedShort'] as const
/** A call as a dot: who waited, how long, and how long the talk was. */
export interface CallDot {
  /** 0 for Monday. */
  readonly weekday: number
  /** Of the quarter of an hour in which it came, from midnight. */
  readonly minute: number
  readonly of: (typeof WAITED)[number]
  /** Whole seconds; null for not known, which happens with imported calls. */
  readonly waitedS: number | null
  /** Talk and hold, in whole seconds; null without an answer, and for not known. */
  readonly lengthS: number | null
}

/** Of some times, in seconds; null without any. */
export interface Spread {
  readonly count: number
  readonly median: number | null
  readonly longest: number | null
}

export interface WeekFigures {
  /** That came while the line was open: the week's volume. */
  readonly calls: Readonly<Record<CallResult, number>>
  readonly closedLine: Readonly<Record<CallResult, number>>
  /** Until the answer, or until giving up; of answered and abandoned calls. */
  readonly waits: Spread
  /** ASA: mean wait of answered calls, seconds. */
  readonly meanWait: number | null
  readonly abandoned: Spread
  readonly abandonedShort: Spread
  /** Of answered calls, talk and hold. `overGuidance`: longer than TALK_GUIDANCE_S. */
  readonly lengths: Spread & { readonly lower: number | null; readonly upper: number | null; readonly overGuidance: number }
  readonly callBacks: Readonly<Record<CallBackReason, Readonly<Record<CallBackResult, number>>>>
  readonly messages: MessageFigures
  /** E-mails answered. */
  readonly replies: number
  readonly serviceLevel: ServiceLevel
  /** Of all calls, call-backs and messages counted, those made up for a demonstration. */
  readonly synthetic: number
  /** Those that were imported from another system. */
  readonly imported: number
}

/** Of the messages that were left in the week, as things are now. */
export interface MessageFigures {
  readonly left: number
  /** Closed, or called back and confirmed. */
  readonly handled: number
  readonly calledBack: number
  /** Erased by time before that. */
  readonly expired: number
  /** From the message to the first attempt to call back. */
  readonly toAttempt: Spread
}

/** Both days counted. */
export interface ServiceLevel {
  readonly from: string
  readonly to: string
  /** Answered within SERVICE_S; answered; abandoned, short ones left out. No imported calls. */
  readonly inTime: number
  readonly answered: number
  readonly abandoned: number
}

/** More calls than this are not drawn one by one: one in `every` is, taken evenly over time, and the longest wait and talk. */
export const MOST_DOTS = 5_000
export interface Sample {
  /** 1: all of them. */
  readonly every: number
  /** How many there are in all. */
  readonly of: number
}

export interface WeekLine {
  readonly id: LineId
  readonly name: string
  readonly timeZone: string
}

/** The answer of GET /api/review/week. */
export interface ReviewWeek {
  readonly week: Week
  /** The last week that is over on the clocks of all the lines. */
  readonly lastWhole: Week
  readonly lines: readonly WeekLine[]
  readonly allLines: readonly WeekLine[]
  /** Monday first. */
  readonly days: readonly WeekDay[]
  /** Of the whole week's calls; null for a week that is not over, too. */
  readonly usual: UsualRange | null
  readonly earlier: number
  /** Seven weekdays of 24 hours. */
  readonly hours: readonly (readonly HourCell[])[]
  readonly figures: WeekFigures
  /** In order of their time; all of them, or when there are more than MOST_DOTS a sample. */
  readonly dots: readonly CallDot[]
  readonly sample: Sample
  /** Of the week and the lines. */
  readonly marks: readonly Mark[]
}

/** What lists of calls can be asked for. */
export const CALL_SETS = [
  'calls',
  'offered',
  'answered',
  'abandoned',
  'abandonedShort',
  'voicemail',
  'interrupted',
  'closedLine',
  'callBacks',
] as const
export type CallSet = (typeof CALL_SETS)[number]

/** One call behind a figure. There is no place for who called, nor for who answered. */
export interface ListedCall {
  readonly line: LineId
  readonly day: string
  /** Of the quarter of an hour in which it came, from midnight on the line's clock. */
  readonly minute: number
  readonly channel: Channel
  readonly kind: CallKind
  /** Answered whenever somebody talked. */
  readonly outcome: CallOutcome
  /** Null for not known. */
  readonly waitedS: number | null
  /** Talk and hold; null when nobody talked, and for not known. */
  readonly lengthS: number | null
}

/** The answer of GET /api/review/calls: at most MOST_LISTED, the first of `count`. */
export interface CallList {
  readonly count: number
  readonly calls: readonly ListedCall[]
}
export const MOST_LISTED = 5_000
/** The longest period of a list of calls, in days. */
export const LONGEST_LIST_DAYS = 366

/** What was written down at the meeting about a week, for one set of lines. */
export interface MeetingNote {
  /** Null: all lines. */
  readonly lines: readonly LineId[] | null
  readonly text: string
  /** 0 before anybody has written. Who saves must say which version was read. */
  readonly version: number
  readonly by: Signature | null
}

export interface Decision {
  readonly id: string
  /** The week that was looked at. */
  readonly week: Week
  /** Null: all lines. */
  readonly lines: readonly LineId[] | null
  readonly text: string
  readonly by: Signature
  /** Who ticked it off, and at which week's meeting; null while it is carried on. */
  readonly done: (Signature & { readonly week: Week }) | null
}

/** The answer of GET /api/review/meeting. */
export interface Meeting {
  readonly note: MeetingNote
  /** Notes of that week for other sets of lines that share a line with this one. */
  readonly otherNotes: readonly MeetingNote[]
  /** Made up to that week and not ticked off before it, about at least one of the lines; the oldest first. */
  readonly decisions: readonly Decision[]
}

export interface NewNote {
  readonly week: Week
  readonly lines: readonly LineId[]
  readonly text: string
  /** Of the note that was read. */
  readonly version: number
}
export interface NewDecision {
  readonly week: Week
  readonly lines: readonly LineId[]
  readonly text: string
}
/** The week at whose meeting it was ticked off; null takes the tick back. */
export interface DecisionTick {
  readonly doneIn: Week | null
}

export const NOTE_LONGEST = 10_000
export const DECISION_LONGEST = 500
