import type { Change } from '../../../shared/floor/changes.ts'
import type { AdvisorId, CallId, CallKind, CallOutcome, EndedBy, Instant, LineId } from '../../../shared/floor/model.ts'

/** What the changes alone tell about one call, kept without the floor so that the floor can be checked against it. */
export interface CallAccount {
  readonly line: LineId
  readonly kind: CallKind
  readonly arrivedAt: Instant
  answered: boolean
  /** Came back after a fault of ours, in this call or as a new one, and has not been answered since. */
  returned: boolean
  /** The line was closed when it came. */
  metClosed: boolean
  messageLeft: boolean
  language: string | null
  place: 'arriving' | 'closed' | 'voicemail' | 'dialling' | 'waiting' | 'offered' | 'talking' | 'onHold' | 'ended'
  advisor: AdvisorId | null
  placeSince: Instant
  talkedMs: number
  heldMs: number
  waitedMs: number
  outcome: CallOutcome | null
  endedBy: EndedBy | null
  timesEnded: number
}

/** A second, simpler book of the same events. */
export interface Ledger {
  readonly calls: Map<CallId, CallAccount>
  /** Since when an advisor has been free in the order of offers. */
  readonly idleSince: Map<AdvisorId, Instant>
}

export const emptyLedger = (): Ledger => ({ calls: new Map(), idleSince: new Map() })

/** Books one change; mutates the ledger. Throws when the change speaks of a call that never arrived. */
export function book(ledger: Ledger, change: Change): void {
  switch (change.type) {
    case 'callArrived':
      ledger.calls.set(change.call, { ...begun(change, 'call', 'arriving'), returned: change.returning === true })
      return
    case 'callBackStarted':
      ledger.calls.set(change.call, begun(change, 'callBack', 'dialling'))
      return
    case 'calleeAnswered': {
      move(ledger, change.call, 'talking', change.at).answered = true
      ledger.idleSince.delete(change.advisor)
      return
    }
    case 'languageChosen':
      move(ledger, change.call, 'arriving', change.at).language = change.language
      return
    case 'callTurnedAway':
      move(ledger, change.call, 'closed', change.at).metClosed = true
      return
    case 'voicemailStarted':
      move(ledger, change.call, 'voicemail', change.at).advisor = null
      return
    case 'messageLeft':
      move(ledger, change.call, 'voicemail', change.at).messageLeft = true
      return
    case 'voicemailGivenUp':
    case 'callQueued':
      move(ledger, change.call, 'waiting', change.at)
      return
    case 'callOffered':
      move(ledger, change.call, 'offered', change.at).advisor = change.advisor
      return
    case 'offerEnded':
      move(ledger, change.call, 'waiting', change.at).advisor = null
      if (change.why !== 'linkLost') ledger.idleSince.delete(change.advisor)
      return
    case 'callAnswered': {
      const call = move(ledger, change.call, 'talking', change.at)
      call.answered = true
      call.returned = false
      ledger.idleSince.delete(change.advisor)
      return
    }
    case 'callHeld':
      move(ledger, change.call, 'onHold', change.at)
      return
    case 'callResumed':
      move(ledger, change.call, 'talking', change.at)
      return
    case 'callReturned': {
      const call = move(ledger, change.call, 'waiting', change.at)
      call.advisor = null
      call.returned = true
      if (change.why === 'linkLost' || change.why === 'reload') ledger.idleSince.set(change.advisor, change.at)
      else ledger.idleSince.delete(change.advisor)
      return
    }
    case 'callEnded': {
      const call = move(ledger, change.call, 'ended', change.at)
      call.advisor = null
      call.outcome = change.outcome
      call.endedBy = change.by
      call.timesEnded++
      return
    }
    case 'shiftStarted':
      if (!ledger.idleSince.has(change.advisor)) ledger.idleSince.set(change.advisor, change.at)
      return
    case 'advisorReady':
      ledger.idleSince.set(change.advisor, change.at)
      return
    case 'advisorPaused':
    case 'advisorOffline':
    case 'advisorRemoved':
      ledger.idleSince.delete(change.advisor)
      return
    default:
      return
  }
}

function move(ledger: Ledger, id: CallId, place: CallAccount['place'], at: Instant): CallAccount {
  const call = ledger.calls.get(id)
  if (!call) throw new Error('ledger: a change about a call that never arrived')
  const spent = at - call.placeSince
  if (call.place === 'talking') call.talkedMs += spent
  else if (call.place === 'onHold') call.heldMs += spent
  else call.waitedMs += spent
  call.place = place
  call.placeSince = at
  return call
}

function begun(change: { readonly line: LineId; readonly at: Instant }, kind: CallKind, place: CallAccount['place']): CallAccount {
  return {
    line: change.line,
    kind,
    arrivedAt: change.at,
    answered: false,
    returned: false,
    metClosed: false,
    messageLeft: false,
    language: null,
    place,
    advisor: null,
    placeSince: change.at,
    talkedMs: 0,
    heldMs: 0,
    waitedMs: 0,
    outcome: null,
    endedBy: null,
    timesEnded: 0,
  }
}
