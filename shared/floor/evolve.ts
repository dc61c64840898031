import { assertUnreachable } from '../assertUnreachable.ts'
import type { Change } from './changes.ts'
import type { Advisor, AdvisorId, AdvisorState, Call, CallId, Floor, Phone } from './model.ts'

/**
 * The floor after one change; pure, and the same in server and browser. `floor.rev` grows by one.
 * The change must have come from `decide` on this very floor: a change about a call or an advisor that is not there throws,
 * and whoever follows the floor must then ask for a snapshot.
 */
export function evolve(floor: Floor, change: Change): Floor {
  return { ...apply(floor, change), rev: floor.rev + 1 }
}

function apply(floor: Floor, change: Change): Floor {
  const at = change.at
  switch (change.type) {
    case 'lineSet':
      return { ...floor, lines: { ...floor.lines, [change.line.id]: change.line } }
    case 'lineRemoved':
      return { ...floor, lines: without(floor.lines, change.line) }
    case 'advisorSet': {
      const known = floor.advisors[change.advisor]
      const advisor: Advisor = known
        ? { ...known, name: change.name, lines: change.lines }
        : { id: change.advisor, name: change.name, lines: change.lines, state: { is: 'offline', since: at }, phone: null }
      return { ...floor, advisors: { ...floor.advisors, [change.advisor]: advisor } }
    }
    case 'advisorRemoved':
      return { ...floor, advisors: without(floor.advisors, change.advisor) }
    case 'callArrived': {
      const call: Call = {
        id: change.call,
        line: change.line,
        channel: change.channel,
        arrivedAt: at,
        waitingSince: at,
        answeredAt: null,
        talkedMs: 0,
        heldMs: 0,
        advisor: null,
        state: { is: 'arriving' },
      }
      return { ...floor, calls: { ...floor.calls, [call.id]: call } }
    }
    case 'callQueued':
      return withCall(floor, change.call, (call) => ({ ...call, state: { is: 'waiting', first: false } }))
    case 'callOffered': {
      const offered = withCall(floor, change.call, (call) => ({
        ...call,
        state: {
          is: 'offered',
          first: call.state.is === 'waiting' && call.state.first,
          advisor: change.advisor,
          since: at,
          until: change.until,
        },
      }))
      return withAdvisor(offered, change.advisor, (advisor) => ({
        ...advisor,
        state: { is: 'offered', since: at, call: change.call, idleSince: advisor.state.since },
      }))
    }
    case 'offerEnded': {
      const waiting = withCall(floor, change.call, (call) => ({
        ...call,
        state: { is: 'waiting', first: call.state.is === 'offered' && call.state.first },
      }))
      return change.why === 'linkLost'
        ? withAdvisor(waiting, change.advisor, backToIdle)
        : withState(waiting, change.advisor, { is: 'paused', since: at, reason: change.why === 'failed' ? 'fault' : change.why })
    }
    case 'callAnswered': {
      const talking = withCall(floor, change.call, (call) => ({
        ...call,
        answeredAt: call.answeredAt ?? at,
        advisor: change.advisor,
        state: { is: 'talking', advisor: change.advisor, since: at, countedTo: at, onHold: false },
      }))
      return withState(talking, change.advisor, { is: 'talking', since: at, call: change.call })
    }
    case 'callHeld':
    case 'callResumed':
      return withCall(floor, change.call, (call) => {
        if (call.state.is !== 'talking') throw new Error(`evolve: ${change.type} of a call that is ${call.state.is}`)
        return { ...call, ...talkSums(call, at), state: { ...call.state, countedTo: at, onHold: change.type === 'callHeld' } }
      })
    case 'callReturned': {
      const returned = withCall(floor, change.call, (call) => ({
        ...call,
        ...talkSums(call, at),
        waitingSince: at,
        state: { is: 'waiting', first: true },
      }))
      const next: AdvisorState =
        change.why === 'mediaLost'
          ? { is: 'paused', since: at, reason: 'fault' }
          : change.why === 'shiftEnded'
            ? { is: 'offline', since: at }
            : { is: 'available', since: at }
      return withState(returned, change.advisor, next)
    }
    case 'callEnded': {
      const call = floor.calls[change.call]
      if (!call) throw new Error(`evolve: no call for ${change.type}`)
      const ended: Floor = { ...floor, calls: without(floor.calls, change.call) }
      switch (call.state.is) {
        case 'offered':
          return withAdvisor(ended, call.state.advisor, backToIdle)
        case 'talking':
          return withState(ended, call.state.advisor, { is: 'afterCall', since: at })
        case 'arriving':
        case 'waiting':
          return ended
        default:
          return assertUnreachable(call.state)
      }
    }
    case 'shiftStarted':
      return withAdvisor(floor, change.advisor, (advisor) => ({
        ...advisor,
        state: advisor.state.is === 'offline' ? { is: 'available', since: at } : advisor.state,
        phone: advisor.phone && { ...advisor.phone, ready: true },
      }))
    case 'advisorReady':
      return withState(floor, change.advisor, { is: 'available', since: at })
    case 'advisorPaused':
      return withState(floor, change.advisor, { is: 'paused', since: at, reason: change.reason })
    case 'advisorOffline':
      return withAdvisor(floor, change.advisor, (advisor) => ({
        ...advisor,
        state: { is: 'offline', since: at },
        phone: advisor.phone && { ...advisor.phone, ready: false },
      }))
    case 'phoneRegistered':
      return withPhone(floor, change.advisor, (phone) => ({
        instance: change.instance,
        ready: phone?.instance === change.instance && phone.ready,
        reachable: true,
      }))
    case 'phoneReached':
      return withPhone(floor, change.advisor, (phone) => phone && { ...phone, reachable: change.reachable })
    case 'phoneGone':
      return withPhone(floor, change.advisor, () => null)
    default:
      return assertUnreachable(change)
  }
}

/** Talk and hold of a call up to `now`, in ms: ended parts and the running one. Hold is no talk. */
export function talkSums(call: Call, now: number): { readonly talkedMs: number; readonly heldMs: number } {
  if (call.state.is !== 'talking') return { talkedMs: call.talkedMs, heldMs: call.heldMs }
  const uncounted = now - call.state.countedTo
  return call.state.onHold
    ? { talkedMs: call.talkedMs, heldMs: call.heldMs + uncounted }
    : { talkedMs: call.talkedMs + uncounted, heldMs: call.heldMs }
}

/** An offer that ended through no act of the advisor costs no place in the order of offers. */
function backToIdle(advisor: Advisor): Advisor {
  return advisor.state.is === 'offered' ? { ...advisor, state: { is: 'available', since: advisor.state.idleSince } } : advisor
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = record
  return rest
}

function withCall(floor: Floor, id: CallId, f: (call: Call) => Call): Floor {
  const call = floor.calls[id]
  if (!call) throw new Error('evolve: no such call')
  return { ...floor, calls: { ...floor.calls, [id]: f(call) } }
}

function withAdvisor(floor: Floor, id: AdvisorId, f: (advisor: Advisor) => Advisor): Floor {
  const advisor = floor.advisors[id]
  if (!advisor) throw new Error('evolve: no such advisor')
  return { ...floor, advisors: { ...floor.advisors, [id]: f(advisor) } }
}

function withState(floor: Floor, id: AdvisorId, state: AdvisorState): Floor {
  return withAdvisor(floor, id, (advisor) => ({ ...advisor, state }))
}

function withPhone(floor: Floor, id: AdvisorId, f: (phone: Phone | null) => Phone | null): Floor {
  return withAdvisor(floor, id, (advisor) => ({ ...advisor, phone: f(advisor.phone) }))
}
