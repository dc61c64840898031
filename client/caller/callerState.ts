import { assertUnreachable } from '../../shared/assertUnreachable.ts'

/**
 * The caller's page as one value.
 *
 *   idle --start--> connecting(microphone) --microphone--> connecting(line) --accepted--> waiting <--state--> talking, menu ...
 *    ^                    |                                     |                             |                  |
 *    |                    v                                     v                             v                  v
 *  ended/failed <------ failed <--------------------------------+----------------------- ended or failed <------+
 *    |  (start again from here)
 *
 * A call that a fault has cut off (`interrupted`) goes from waiting, talking or menu to connecting(again), and from there on as from connecting(line).
 *
 * An event that has no place in a state is dropped: late packets of a call that is over change nothing.
 */
export type CallerState =
  | { readonly is: 'idle' }
  /** `again`: a fault has cut the call off, and the page calls again by itself. */
  | { readonly is: 'connecting'; readonly step: 'microphone' | 'line' | 'again' }
  /** `returned`: our side failed, and the caller is first in line. `since` in ms by the page's clock, which nobody sets. */
  | { readonly is: 'waiting'; readonly since: number; readonly returned: boolean }
  | { readonly is: 'talking'; readonly since: number; readonly onHold: boolean }
  /** A choice to make by key; the line is closed; a message can be left soon; it is recorded now. */
  | { readonly is: ToldState; readonly since: number }
  | { readonly is: 'ended' }
  | { readonly is: 'failed'; readonly why: CallerFault }

export const CALLER_FAULTS = [
  'microphoneBlocked',
  'microphoneMissing',
  'microphoneBusy',
  'unsupported',
  'lineBusy',
  'lineUnknown',
  'noServer',
  'lost',
] as const
export type CallerFault = (typeof CALLER_FAULTS)[number]

export const TOLD_STATES = ['menu', 'closed', 'voicemail', 'recording'] as const
/** What the caller listens to or speaks into while no person is there. */
export type ToldState = (typeof TOLD_STATES)[number]

/** What the server says of the call, in an INFO inside the call's dialog. */
export const HEARD_STATES = [...TOLD_STATES, 'waiting', 'talking', 'onHold', 'returned', 'interrupted'] as const
/** `interrupted`: the server ends the call, and nobody in it has wished so. */
export type HeardState = (typeof HEARD_STATES)[number]

export type CallerEvent =
  | { readonly type: 'start' }
  | { readonly type: 'microphone' }
  | { readonly type: 'accepted' }
  | { readonly type: 'heard'; readonly state: Exclude<HeardState, 'interrupted'> }
  /** A fault has cut the call off. */
  | { readonly type: 'interrupted' }
  | { readonly type: 'ended' }
  | { readonly type: 'failed'; readonly why: CallerFault }

/** The page after one event; the same value when the event has no place in the present state. `now` in ms. */
export function step(state: CallerState, event: CallerEvent, now: number): CallerState {
  switch (event.type) {
    case 'start':
      return isCalling(state) ? state : { is: 'connecting', step: 'microphone' }
    case 'microphone':
      return state.is === 'connecting' ? { is: 'connecting', step: 'line' } : state
    case 'accepted':
      return state.is === 'connecting' ? { is: 'waiting', since: now, returned: false } : state
    case 'heard':
      return inCall(state) ? heard(state, event.state, now) : state
    case 'interrupted':
      return callsAgain(state) ? { is: 'connecting', step: 'again' } : state
    case 'ended':
      return isCalling(state) ? { is: 'ended' } : state
    case 'failed':
      return isCalling(state) ? { is: 'failed', why: event.why } : state
    default:
      return assertUnreachable(event)
  }
}

function heard(state: CallerState, now: Exclude<HeardState, 'interrupted'>, at: number): CallerState {
  switch (now) {
    case 'talking':
    case 'onHold': {
      const onHold = now === 'onHold'
      if (state.is !== 'talking') return { is: 'talking', since: at, onHold }
      return state.onHold === onHold ? state : { ...state, onHold }
    }
    case 'waiting':
      return state.is === 'waiting' ? state : { is: 'waiting', since: at, returned: false }
    case 'returned':
      return state.is === 'waiting' && state.returned ? state : { is: 'waiting', since: at, returned: true }
    case 'menu':
    case 'closed':
    case 'voicemail':
    case 'recording':
      return state.is === now ? state : { is: now, since: at }
    default:
      return assertUnreachable(now)
  }
}

/** Whether a caller who is cut off here wants to get back to where it was; who leaves a message begins it anew by pressing. */
export function callsAgain(state: CallerState): boolean {
  return state.is === 'waiting' || state.is === 'talking' || state.is === 'menu'
}

/** Whether there is a call to end: being set up or going on. */
export function isCalling(state: CallerState): boolean {
  return state.is === 'connecting' || inCall(state)
}

/** Whether sound goes both ways. */
export function inCall(state: CallerState): state is Extract<CallerState, { since: number }> {
  return 'since' in state
}

/** Content type of the server's word about a call. */
export const STATE_TYPE = 'application/lyhord-state+json'

/** The server's word about a call; null when it is none that this page knows. */
export function readHeardState(contentType: string, body: string): HeardState | null {
  if (contentType.split(';')[0]?.trim().toLowerCase() !== STATE_TYPE) return null
  try {
    const said: unknown = JSON.parse(body)
    if (typeof said !== 'object' || said === null || !('state' in said)) return null
    return HEARD_STATES.find((known) => known === said.state) ?? null
  } catch {
    return null
  }
}

/** Why a microphone could not be had, from the name of the browser's error. */
export function microphoneFault(name: string): CallerFault {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'microphoneBlocked'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'microphoneMissing'
    case 'NotReadableError':
    case 'AbortError':
      return 'microphoneBusy'
    default:
      return 'unsupported'
  }
}
