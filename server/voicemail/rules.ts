import { assertUnreachable } from '../../shared/assertUnreachable.ts'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { AdvisorId } from '../../shared/floor/model.ts'
import type { AttemptOutcome, MessageAction, MessageState } from '../../shared/messages.ts'
import type { MESSAGE_EVENTS } from '../record/schema.ts'

/** What the rules need to know of a message. */
export interface MessageNow {
  readonly state: MessageState
  readonly claimedBy: AdvisorId | null
  /** Somebody has tried to call back. */
  readonly attempted: boolean
  /** Its sound is gone. */
  readonly erased: boolean
}

/** What becomes of a message. */
export interface Step {
  readonly state: MessageState
  readonly claimedBy: AdvisorId | null
  readonly event: (typeof MESSAGE_EVENTS)[number]
  readonly outcome: AttemptOutcome | null
  /** Its sound is erased now. */
  readonly erases: boolean
}

export interface Doer {
  readonly id: AdvisorId
  readonly supervises: boolean
}

/** What a supervisor may do with a message that is somebody else's, or another line's. */
export const setsRight = (action: MessageAction): boolean => action === 'release' || action === 'close'

/**
 * What an action of staff does to a message; null when it has been done already. Refuses `messageGone` for an erased one, and `messageTaken` for
 * one that somebody else sees to; a supervisor can let go of it and close it all the same, for people fall ill. Pure.
 */
export function act(message: MessageNow, action: MessageAction, who: Doer): Outcome<Step | null> {
  const { claimedBy, state } = message
  if (message.erased) return refuse('messageGone')
  const others = claimedBy !== null && claimedBy !== who.id
  if (others && !(who.supervises && setsRight(action))) return refuse('messageTaken')
  switch (action) {
    case 'claim':
      return ok(claimedBy === who.id ? null : step('claimed', who.id, 'claimed'))
    case 'release':
      return ok(claimedBy === null ? null : step(message.attempted ? 'notReached' : 'new', null, 'released'))
    case 'not-reached':
      return ok(step('notReached', null, 'notReached', 'notReached'))
    case 'called-back':
      // After an answered call-back it has been counted already.
      return ok({ ...step('calledBack', null, state === 'calledBack' ? 'closed' : 'calledBack'), erases: true })
    case 'close':
      return ok({ ...step(state === 'calledBack' ? state : 'closed', null, 'closed'), erases: true })
    default:
      return assertUnreachable(action)
  }
}

/**
 * What a call-back by `advisor` makes of a message; null for an erased one. Whoever is not reached is everybody's to try again. An answer erases
 * nothing by itself: somebody else may have answered, or a machine, and whoever heard it says so, or the time runs out. Pure.
 */
export function attempt(message: MessageNow, advisor: AdvisorId, outcome: Exclude<AttemptOutcome, 'notReached'>): Step | null {
  if (message.erased) return null
  return outcome === 'answered'
    ? step('calledBack', advisor, 'calledBack', outcome)
    : step('notReached', message.claimedBy === advisor ? null : message.claimedBy, 'notReached', outcome)
}

/** What the end of its time makes of a message that is not erased. Pure. */
export const expire = (message: MessageNow): Step =>
  message.state === 'calledBack'
    ? { ...step('calledBack', null, 'closed'), erases: true }
    : { ...step('expired', null, 'expired'), erases: true }

const step = (state: MessageState, claimedBy: AdvisorId | null, event: Step['event'], outcome: AttemptOutcome | null = null): Step => ({
  state,
  claimedBy,
  event,
  outcome,
  erases: false,
})
