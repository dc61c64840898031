import type { Advisor, Call, Floor, PhoneInstance } from '../../shared/floor/model.ts'

/** A call that has outlived the process that led it, and the phone page that talks in it. */
export interface StandingCall {
  readonly call: Call
  /** Null for a call that nobody talks in. */
  readonly instance: PhoneInstance | null
  /** Whether an interpreter's sound stands too. */
  readonly interpreted: boolean
}

/**
 * The floor at the start with calls whose sound still stands: talks go on with their advisor, and who waited or was offered waits on, at the
 * place of before. Left out are calls of lines that are no more, and talks of advisors who are no more.
 */
export function restoreCalls(floor: Floor, standing: readonly StandingCall[]): Floor {
  return standing.reduce(restoreCall, floor)
}

function restoreCall(floor: Floor, { call, instance, interpreted }: StandingCall): Floor {
  if (!floor.lines[call.line] || floor.calls[call.id]) return floor
  const { state } = call
  switch (state.is) {
    case 'waiting':
    case 'offered':
      return withCall(floor, { ...call, state: { is: 'waiting', first: state.first } })
    case 'talking': {
      const advisor = floor.advisors[state.advisor]
      if (advisor?.state.is !== 'offline' || instance === null) return floor
      const talking: Advisor = {
        ...advisor,
        state: { is: 'talking', since: state.since, call: call.id },
        phone: { instance, ready: true, reachable: false },
      }
      const stands = interpreted ? call : { ...call, interpreter: null }
      return { ...withCall(floor, stands), advisors: { ...floor.advisors, [advisor.id]: talking } }
    }
    default:
      return floor
  }
}

const withCall = (floor: Floor, call: Call): Floor => ({ ...floor, calls: { ...floor.calls, [call.id]: call } })
