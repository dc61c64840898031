import { assertUnreachable } from '../assertUnreachable.ts'
import type { Change } from './changes.ts'
import type { Advisor, AdvisorId, AdvisorState, Call, CallId, Floor, Instant, Interpreter, LineId, Phone } from './model.ts'

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
        ? { ...known, name: change.name, lines: change.lines, languages: change.languages }
        : {
            id: change.advisor,
            name: change.name,
            lines: change.lines,
            languages: change.languages,
            state: { is: 'offline', since: at },
            phone: null,
          }
      return { ...floor, advisors: { ...floor.advisors, [change.advisor]: advisor } }
    }
    case 'advisorRemoved':
      return { ...floor, advisors: without(floor.advisors, change.advisor) }
    case 'callArrived': {
      const state = { is: 'arriving', first: change.returning === true } as const
      const call: Call = { ...begun(change, at), channel: change.channel, kind: 'call', reason: null, state }
      return { ...floor, calls: { ...floor.calls, [call.id]: call } }
    }
    case 'languageChosen':
      return withCall(floor, change.call, (call) => ({ ...call, language: change.language }))
    case 'callQueued':
      return withCall(floor, change.call, (call) => ({
        ...call,
        state: { is: 'waiting', first: call.state.is === 'arriving' && call.state.first },
      }))
    case 'callTurnedAway':
      return withCall(floor, change.call, (call) => ({ ...call, metClosed: true, state: { is: 'closed' } }))
    case 'voicemailStarted': {
      const state = floor.calls[change.call]?.state
      const first = (state?.is === 'waiting' || state?.is === 'offered') && state.first
      const taken = withCall(floor, change.call, (call) => ({ ...call, state: { is: 'voicemail', since: at, left: false, first } }))
      return state?.is === 'offered' ? withAdvisor(taken, state.advisor, backToIdle) : taken
    }
    case 'messageLeft':
    case 'voicemailGivenUp':
      return withCall(floor, change.call, (call) => {
        if (call.state.is !== 'voicemail') throw new Error(`evolve: ${change.type} of a call that is ${call.state.is}`)
        const { first } = call.state
        return { ...call, state: change.type === 'messageLeft' ? { ...call.state, left: true } : { is: 'waiting', first } }
      })
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
        ...withoutInterpreter(call, at),
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
    case 'callBackStarted': {
      const was = floor.advisors[change.advisor]?.state
      if (!was) throw new Error('evolve: no such advisor')
      const call: Call = {
        ...begun(change, at),
        channel: 'phone',
        kind: 'callBack',
        reason: change.reason,
        advisor: change.advisor,
        state: { is: 'dialling', advisor: change.advisor, since: at, ringing: false, was },
      }
      const dialling: Floor = { ...floor, calls: { ...floor.calls, [call.id]: call } }
      return withState(dialling, change.advisor, { is: 'talking', since: at, call: call.id })
    }
    case 'calleeRang':
      return withCall(floor, change.call, (call) =>
        call.state.is === 'dialling' ? { ...call, state: { ...call.state, ringing: true } } : call,
      )
    case 'calleeAnswered': {
      const talking = withCall(floor, change.call, (call) => ({
        ...call,
        answeredAt: at,
        state: { is: 'talking', advisor: change.advisor, since: at, countedTo: at, onHold: false },
      }))
      return withState(talking, change.advisor, { is: 'talking', since: at, call: change.call })
    }
    case 'interpreterCalled': {
      const { service, language } = change
      return withCall(floor, change.call, (call) => ({ ...call, interpreter: { service, language, is: 'dialling', since: at } }))
    }
    case 'interpreterRang':
    case 'interpreterHeld':
      return withInterpreter(floor, change.call, (interpreter) => ({
        ...interpreter,
        is: change.type === 'interpreterRang' ? 'ringing' : 'onHold',
      }))
    case 'interpreterResumed':
      return withInterpreter(floor, change.call, (interpreter) => ({ ...interpreter, is: 'talking' }))
    case 'interpreterAnswered': {
      const answered = withInterpreter(floor, change.call, (interpreter) => ({ ...interpreter, is: 'talking', since: at }))
      return withCall(answered, change.call, (call) => ({ ...call, interpretedLanguage: call.interpreter?.language ?? null }))
    }
    case 'interpreterEnded':
      return withCall(floor, change.call, (call) => withoutInterpreter(call, at))
    case 'callEnded': {
      const call = floor.calls[change.call]
      if (!call) throw new Error(`evolve: no call for ${change.type}`)
      const ended: Floor = { ...floor, calls: without(floor.calls, change.call) }
      switch (call.state.is) {
        case 'offered':
          return withAdvisor(ended, call.state.advisor, backToIdle)
        case 'talking':
          return withState(ended, call.state.advisor, { is: 'afterCall', since: at })
        case 'dialling':
          return withState(ended, call.state.advisor, call.state.was)
        case 'arriving':
        case 'closed':
        case 'voicemail':
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
    case 'trunkSet':
      if (change.why === null) return { ...floor, trunk: { is: 'up', since: at } }
      return { ...floor, trunk: { is: 'down', why: change.why, since: floor.trunk.is === 'down' ? floor.trunk.since : at } }
    case 'keepingSet':
      return { ...floor, keeping: change.why === null ? { is: 'able' } : { is: 'unable', why: change.why, since: at } }
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

/** Time with an interpreter up to `now`, in ms: ended parts and the running one. Being called is not yet interpreting. */
export function interpretedMs(call: Call, now: number): number {
  const present = call.interpreter?.is === 'talking' || call.interpreter?.is === 'onHold'
  return call.interpretedMs + (present && call.interpreter ? now - call.interpreter.since : 0)
}

function withoutInterpreter(call: Call, at: Instant): Call {
  return { ...call, interpretedMs: interpretedMs(call, at), interpreter: null }
}

/** What every call has at its beginning. */
function begun(change: { readonly call: CallId; readonly line: LineId }, at: Instant): Omit<Call, 'channel' | 'kind' | 'reason' | 'state'> {
  return {
    id: change.call,
    line: change.line,
    language: null,
    metClosed: false,
    arrivedAt: at,
    waitingSince: at,
    answeredAt: null,
    talkedMs: 0,
    heldMs: 0,
    advisor: null,
    interpreter: null,
    interpretedMs: 0,
    interpretedLanguage: null,
  }
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

function withInterpreter(floor: Floor, id: CallId, f: (interpreter: Interpreter) => Interpreter): Floor {
  return withCall(floor, id, (call) => {
    if (!call.interpreter) throw new Error('evolve: nobody interprets')
    return { ...call, interpreter: f(call.interpreter) }
  })
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
