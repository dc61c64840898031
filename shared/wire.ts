import type { Refusal } from './errors.ts'
import type { Change } from './floor/changes.ts'
import type { AdvisorId, CallBackReason, CallId, Floor, Instant, LineId, PhoneInstance } from './floor/model.ts'
import type { Along, Baseline, BaselineMonth, Per } from './volume/volume.ts'

/**
 * The whole live conversation between browser and server: Socket.IO, namespace `/live`, default path.
 * Who may connect: a signed-in account (cookie), or a board with `auth: { ticket }`.
 */
export const LIVE_NAMESPACE = '/live'

/** Announcements, server to browser. */
export interface ServerEvents {
  /**
   * On every connect, and on request: everything. `build` changes with the served pages, so a board can reload itself. A board gets it at each
   * move of what it draws as well, in place of `floor:changed`: its floor holds its own lines, numbers in place of ids, and a `rev` of its own.
   */
  'floor:snapshot': (snapshot: FloorSnapshot) => void
  /** To staff. Changes number `rev - changes.length + 1` to `rev`. A gap means: ask again with `floor:get`. */
  'floor:changed': (changed: FloorChanged) => void
  'figures:changed': (figures: Figures) => void
  /** Every HEARTBEAT_MS; its absence is how a page knows that its data is old. */
  heartbeat: (beat: Heartbeat) => void
  /** To staff: the work list of messages has changed; whoever shows it asks for it again. */
  'messages:changed': () => void
  /** To the pages of whoever fills in that form: it has been changed, here or in another page. */
  'form:saved': (form: { readonly call: CallId; readonly rev: number }) => void
  /** To a board that came by ticket: the ticket is used up, this one replaces it for the next connect. */
  'board:ticket': (ticket: string) => void
}

/** Requests, browser to server, each answered with an acknowledgement. */
export interface ClientEvents {
  'floor:get': (ack: (snapshot: Ack<FloorSnapshot>) => void) => void
  /** Round trip of the live link, for the shift check. */
  'link:check': (ack: (answer: Ack<{ readonly now: Instant }>) => void) => void
  /** The page that owns the phone has unlocked sound and checked microphone, output and link. */
  'shift:start': (request: { readonly instance: PhoneInstance }, ack: (answer: Ack) => void) => void
  'advisor:ready': (ack: (answer: Ack) => void) => void
  'advisor:pause': (ack: (answer: Ack) => void) => void
  'advisor:offline': (ack: (answer: Ack) => void) => void
  /** The page is being closed or reloaded while it owns the phone: a talk goes back to the queue at once. */
  'phone:leave': (request: { readonly instance: PhoneInstance }, ack: (answer: Ack) => void) => void
  /**
   * Calls somebody back: the advisor's own phone is rung and answered by the page by itself, and the number is dialled at once.
   * The number passes through the server's memory to the trunk and is kept nowhere. `message`: the one in the work list that is
   * being answered, so that the attempt is noted there; null for none.
   */
  'callback:dial': (request: CallBackRequest, ack: (answer: Ack<{ readonly call: CallId }>) => void) => void
  /** The advisor's own talk: brings an interpreter in, holds one of the other two, lets the interpreter go. */
  'interpreter:call': (
    request: { readonly call: CallId; readonly service: string; readonly language: string },
    ack: (answer: Ack) => void,
  ) => void
  'party:hold': (
    request: { readonly call: CallId; readonly party: 'caller' | 'interpreter'; readonly hold: boolean },
    ack: (answer: Ack) => void,
  ) => void
  'interpreter:drop': (request: { readonly call: CallId }, ack: (answer: Ack) => void) => void
  /** A key for the machine at the other end of a call-back, or at the interpreter's. */
  'party:key': (
    request: { readonly call: CallId; readonly party: 'caller' | 'interpreter'; readonly key: string },
    ack: (answer: Ack) => void,
  ) => void
  /** Supervisors only. */
  'advisor:set': (request: { readonly advisor: AdvisorId; readonly to: 'paused' | 'offline' }, ack: (answer: Ack) => void) => void
}

export interface CallBackRequest {
  readonly instance: PhoneInstance
  readonly line: LineId
  /** As typed. */
  readonly number: string
  readonly reason: CallBackReason
  readonly message: string | null
}

export type Ack<T = undefined> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export interface FloorSnapshot {
  readonly rev: number
  readonly floor: Floor
  /** Server's clock when the snapshot was made; difference to the browser's gives its skew. */
  readonly now: Instant
  readonly build: string
  /** The account that is connected; null for a board. */
  readonly you: { readonly id: AdvisorId; readonly role: Role; readonly name: string } | null
  readonly figures: Figures
}

export interface FloorChanged {
  readonly rev: number
  readonly changes: readonly Change[]
}

export interface Heartbeat {
  readonly now: Instant
  readonly rev: number
}

export const ROLES = ['advisor', 'supervisor', 'board'] as const
export type Role = (typeof ROLES)[number]

/** Figures of each line, from the record; exact meaning in the docstring of each field. */
export type Figures = Readonly<Record<LineId, LineFigures>>

export interface LineFigures {
  /** Today in the line's time zone, YYYY-MM-DD. */
  readonly day: string
  /** YYYY-MM */
  readonly month: string
  /** A: calls that arrived today and were answered by an advisor. */
  readonly answeredToday: number
  /** B: calls that arrived today and were given up while waiting, after SHORT_ABANDON_S or more. */
  readonly abandonedToday: number
  /** Given up sooner; never in B. */
  readonly abandonedShortToday: number
  /** Every call that arrived this month so far while the line was open, whatever became of it; no call-backs. */
  readonly monthCount: number
  /** The same by day: index 0 is the 1st; ends with today. */
  readonly monthByDay: readonly number[]
  /** Days of this month. */
  readonly monthDays: number
  /** Which month of the line's service this is; 1 is the month of `startedOn`. */
  readonly monthNumber: number
  /** Mean inhabitants of the catchment this month; 0 for not known. */
  readonly inhabitants: number
  /** Null when the line had not begun, or when only a total is left of it. */
  readonly lastMonth: LastMonth | null
  /** What the line's supervisor has chosen to lay beside this month; null where that has nothing for it. */
  readonly baseline: BoardBaseline | null
  /** What a board of this line alone shows. */
  readonly per: Per
  /** Rows of this line that were made for a demonstration are in the figures. */
  readonly synthetic: boolean
  /** Of this month's calls and the last one's, those that another system counted; what became of them is in no figure of today. */
  readonly imported: number
}

/** The month before, counted as this one. */
export interface LastMonth {
  /** Index 0 is the 1st; to its last day. */
  readonly byDay: readonly number[]
  /** Calls up to the same day and time of day; all of them when it is too short for that day. */
  readonly soFar: number
  readonly inhabitants: number
}

export interface BoardBaseline extends BaselineMonth {
  readonly is: Baseline['is']
  readonly along: Along
}
