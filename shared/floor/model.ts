import type { Hours } from '../hours.ts'
import type { Language } from '../languages.ts'
import type { LineService } from './service.ts'

/**
 * The floor: one plain value that holds everything that happens right now. It has no place for who a caller is.
 *
 *   a call                                        an advisor
 *
 *   arriving -> waiting -> offered -> talking     offline -> available -> offered -> talking -> afterCall
 *     |  |       |   ^  ^       |      |   ^         ^           ^  ^         |         |           |
 *     |  v       v   |  +-------+------+   |         |           |  +---------+         |           |
 *     | closed > voicemail (first in line  |         +- paused <-+------------+---------+-----------+
 *     |                     again)         |
 *     |                               dialling       an advisor who calls back is `talking` from the dialling on
 *     v
 *   ended from every state
 *
 * An ended call leaves the floor and lives on in the record only.
 */

/** Lower-case letters, digits and hyphens; the user part of `sip:LINE@host`. */
export type LineId = string
/** Random, made when the call arrives; stands for nothing outside the system. */
export type CallId = string
/** Random id of an account. */
export type AdvisorId = string
/** Random id of one phone page (the SIP instance, RFC 5626), made anew at each load. */
export type PhoneInstance = string
/** Milliseconds since 1970 by the server's clock. */
export type Instant = number

export const CHANNELS = ['phone', 'web'] as const
export type Channel = (typeof CHANNELS)[number]

export interface Line {
  readonly id: LineId
  readonly name: string
  /** Said on the caller's page before calling; empty means the standard text. */
  readonly greeting: string
  /** Place in lists, lowest first. */
  readonly order: number
  /** First day of service, YYYY-MM-DD: month 1 of the baseline is its month. */
  readonly startedOn: string
  /** Inhabitants of the catchment area; denominator of rates. */
  readonly catchment: number
  /** IANA name; days, weeks and months of the line's figures follow it. */
  readonly timeZone: string
  /** The telephone number that callers dial, as it is written; empty for none. A call of the trunk to it reaches this line. */
  readonly number: string
  /** Null: always open. */
  readonly hours: Hours | null
  readonly service: LineService
}

/** `callBack`: an advisor of ours calls somebody who has asked for it. */
export const CALL_KINDS = ['call', 'callBack'] as const
export type CallKind = (typeof CALL_KINDS)[number]

/** Why somebody is called back: a message left, an e-mail, or agreed on in a call. */
export const CALL_BACK_REASONS = ['voicemail', 'email', 'agreed'] as const
export type CallBackReason = (typeof CALL_BACK_REASONS)[number]

export const CALL_STATES = ['arriving', 'closed', 'voicemail', 'waiting', 'offered', 'dialling', 'talking'] as const

export type CallState =
  /** Media comes up; then perhaps a language is chosen by key. `first`: a fault of ours ended an earlier call of this caller. */
  | { readonly is: 'arriving'; readonly first: boolean }
  /** Has met a closed line, and hears so. */
  | { readonly is: 'closed' }
  /** Hears how to leave a message, or leaves one; `left`: there is one. `since` when, `first`: the place in the queue that it gave up. */
  | { readonly is: 'voicemail'; readonly since: Instant; readonly left: boolean; readonly first: boolean }
  /** `first`: came back after a fault of ours and goes before everyone else. */
  | { readonly is: 'waiting'; readonly first: boolean }
  | { readonly is: 'offered'; readonly first: boolean; readonly advisor: AdvisorId; readonly since: Instant; readonly until: Instant }
  /** A call-back on its way; `ringing`: the other telephone rings. `was`: what the advisor goes back to when nobody answers. */
  | { readonly is: 'dialling'; readonly advisor: AdvisorId; readonly since: Instant; readonly ringing: boolean; readonly was: AdvisorState }
  /** `since`: start of this talk, for timers; `countedTo`: up to when talk and hold are in the call's sums. */
  | { readonly is: 'talking'; readonly advisor: AdvisorId; readonly since: Instant; readonly countedTo: Instant; readonly onHold: boolean }

export interface Call {
  readonly id: CallId
  readonly line: LineId
  readonly channel: Channel
  readonly kind: CallKind
  /** Of a call-back; null for a call. */
  readonly reason: CallBackReason | null
  /** Chosen by key; null when none was. */
  readonly language: Language | null
  /** The line was closed when the call came. */
  readonly metClosed: boolean
  readonly arrivedAt: Instant
  /** Since when the caller waits: arrival, or the moment the call came back from a fault. */
  readonly waitingSince: Instant
  /** First answer; null while nobody has answered. */
  readonly answeredAt: Instant | null
  /** Talk without hold, summed up to the last hold, resume or end of a talk; `talkSums` adds the running part. */
  readonly talkedMs: number
  /** Hold, summed likewise. */
  readonly heldMs: number
  /** Who talked last; kept for the record when the call has come back. */
  readonly advisor: AdvisorId | null
  /** Who interprets now, or is being called to; null for nobody. */
  readonly interpreter: Interpreter | null
  /** Time with an interpreter, hold of theirs included, summed up to the last one's end; `interpretedMs` adds the running part. */
  readonly interpretedMs: number
  /** ISO 639 code of the last interpreter's language; null without one who has answered. */
  readonly interpretedLanguage: string | null
  readonly state: CallState
}

export const INTERPRETER_STATES = ['dialling', 'ringing', 'talking', 'onHold'] as const

/** The third party of a talk. */
export interface Interpreter {
  /** Id of the line's interpreter service. */
  readonly service: string
  /** ISO 639 code. */
  readonly language: string
  readonly is: (typeof INTERPRETER_STATES)[number]
  /** Since when this party is called, or since the answer. */
  readonly since: Instant
}

/** Of calls: the first six. Of call-backs: answered, interrupted, and the last three. */
export const OUTCOMES = [
  'answered',
  'abandoned',
  'abandonedShort',
  'voicemail',
  'closed',
  'interrupted',
  'busy',
  'noAnswer',
  'unreachable',
] as const
export type CallOutcome = (typeof OUTCOMES)[number]

export const ENDED_BY = ['caller', 'advisor', 'callerLost', 'system'] as const
export type EndedBy = (typeof ENDED_BY)[number]

export const ADVISOR_STATES = ['offline', 'available', 'offered', 'talking', 'afterCall', 'paused'] as const
export type AdvisorStateName = (typeof ADVISOR_STATES)[number]

export const PAUSE_REASONS = ['self', 'missed', 'declined', 'supervisor', 'fault'] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

export type AdvisorState =
  | { readonly is: 'offline'; readonly since: Instant }
  | { readonly is: 'available'; readonly since: Instant }
  /** `idleSince`: since when the advisor was available, to give the place back if the offer ends by itself. */
  | { readonly is: 'offered'; readonly since: Instant; readonly call: CallId; readonly idleSince: Instant }
  | { readonly is: 'talking'; readonly since: Instant; readonly call: CallId }
  | { readonly is: 'afterCall'; readonly since: Instant }
  | { readonly is: 'paused'; readonly since: Instant; readonly reason: PauseReason }

/** The one page that owns the advisor's phone. */
export interface Phone {
  readonly instance: PhoneInstance
  /** The shift was started in this page: sound is unlocked, microphone and link are checked. */
  readonly ready: boolean
  /** The server's judgement: a ping was answered within REACHABLE_MS. */
  readonly reachable: boolean
}

export interface Advisor {
  readonly id: AdvisorId
  /** Shown to staff; empty in a board's view. */
  readonly name: string
  readonly lines: readonly LineId[]
  /** Languages beside the line's own in which this advisor can talk with callers. */
  readonly languages: readonly Language[]
  /** `available.since` is the order of offers, longest first. */
  readonly state: AdvisorState
  readonly phone: Phone | null
}

/**
 * Why the telephone network is out of reach: the trunk will not have our name or password, or refuses us for another reason; its certificate is
 * not trusted; its name is not found; nothing answers at its address. `lost`: any other reason, and before the first attempt has ended.
 */
export const TRUNK_FAULTS = ['credentials', 'refused', 'distrusted', 'nameNotFound', 'noConnection', 'lost'] as const
export type TrunkFault = (typeof TRUNK_FAULTS)[number]
/** The way to the telephone network: none is set up, or the server is registered there, or it is not and calls by telephone cannot come. */
export type Trunk =
  | { readonly is: 'none' }
  | { readonly is: 'up'; readonly since: Instant }
  /** `since` stays when the reason becomes another. */
  | { readonly is: 'down'; readonly why: TrunkFault; readonly since: Instant }

/**
 * Why no message of a caller can be kept. Of the key: it is missing while messages need it, cannot be read or made, or is none. Of the
 * folder of their sounds: it cannot be written, or its disk is nearly full. Of the messages: together they take all the room that they may.
 */
export const KEEPING_FAULTS = ['keyMissing', 'keyUnreadable', 'keyWrong', 'folderUnwritable', 'diskFull', 'messagesFull'] as const
export type KeepingFault = (typeof KEEPING_FAULTS)[number]
/** Whether what callers leave can be kept. While it cannot, nobody is asked to leave anything. */
export type Keeping = { readonly is: 'able' } | { readonly is: 'unable'; readonly why: KeepingFault; readonly since: Instant }

export interface Floor {
  /** Number of the last change applied. */
  readonly rev: number
  readonly lines: Readonly<Record<LineId, Line>>
  readonly calls: Readonly<Record<CallId, Call>>
  readonly advisors: Readonly<Record<AdvisorId, Advisor>>
  readonly trunk: Trunk
  readonly keeping: Keeping
}

/** A floor on which nothing has happened yet. */
export const emptyFloor: Floor = { rev: 0, lines: {}, calls: {}, advisors: {}, trunk: { is: 'none' }, keeping: { is: 'able' } }
