import type { AdvisorId, Instant, LineId } from './floor/model.ts'
import type { Language } from './languages.ts'

/**
 * The work list of messages that callers have left.
 *
 *   new -> claimed -> calledBack -> (erased)
 *    ^       |  ^         |
 *    |       v  |         v
 *    +--- (released)  notReached -> claimed
 *
 * From every state: closed or expired, and then the sound is erased. There is no place for a number: what a caller says is in the sound alone.
 */
export const MESSAGE_STATES = ['new', 'claimed', 'notReached', 'calledBack', 'closed', 'expired'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** How a call-back went; `notReached` when an advisor says so. */
export const ATTEMPT_OUTCOMES = ['answered', 'busy', 'noAnswer', 'unreachable', 'notReached'] as const
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number]

export interface Attempt {
  readonly at: Instant
  readonly outcome: AttemptOutcome
}

/** A message whose sound is there still. */
export interface Message {
  /** Random; stands for nothing outside the system. */
  readonly id: string
  readonly line: LineId
  readonly arrivedAt: Instant
  /** Seconds. */
  readonly lengthS: number
  /** Chosen by key; null when none was. */
  readonly language: Language | null
  readonly state: MessageState
  /** Who sees to it; null for nobody. */
  readonly claimedBy: AdvisorId | null
  /** When somebody listened first; null before. */
  readonly heardAt: Instant | null
  /** Earliest first. */
  readonly attempts: readonly Attempt[]
  /** It is erased then at the latest. */
  readonly expiresAt: Instant
}

/** What staff can do with a message, beside listening: the last part of the address, POST /api/messages/:id/ACTION. */
export const MESSAGE_ACTIONS = ['claim', 'release', 'called-back', 'not-reached', 'close'] as const
export type MessageAction = (typeof MESSAGE_ACTIONS)[number]
