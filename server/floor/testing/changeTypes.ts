import type { ChangeType } from '../../../shared/floor/changes.ts'

const NAMES: Record<ChangeType, true> = {
  lineSet: true,
  lineRemoved: true,
  advisorSet: true,
  advisorRemoved: true,
  callArrived: true,
  callQueued: true,
  callOffered: true,
  offerEnded: true,
  callAnswered: true,
  callHeld: true,
  callResumed: true,
  callReturned: true,
  callEnded: true,
  shiftStarted: true,
  advisorReady: true,
  advisorPaused: true,
  advisorOffline: true,
  phoneRegistered: true,
  phoneReached: true,
  phoneGone: true,
}

/** Every type of change; the compiler says when one is missing. */
export const CHANGE_TYPES = Object.keys(NAMES) as ChangeType[]
