import type { Advisor, AdvisorId, Call, CallId, Floor, LineId } from './model.ts'

/** Whether a call would reach this advisor now: available, shift started in the page that owns the phone, and that page reachable. */
export function isOfferable(advisor: Advisor): boolean {
  return advisor.state.is === 'available' && advisor.phone !== null && advisor.phone.ready && advisor.phone.reachable
}

/** Calls whose caller waits for an answer (waiting or being offered), in the order in which they are served: returned first, then longest wait. `line` limits to one line. */
export function waitingCalls(floor: Floor, line?: LineId): Call[] {
  return Object.values(floor.calls)
    .filter((call) => (call.state.is === 'waiting' || call.state.is === 'offered') && (line === undefined || call.line === line))
    .sort(inServingOrder)
}

/** Calls in which somebody talks (hold included), oldest talk first. `line` limits to one line. */
export function talkingCalls(floor: Floor, line?: LineId): Call[] {
  return Object.values(floor.calls)
    .filter((call) => call.state.is === 'talking' && (line === undefined || call.line === line))
    .sort((a, b) => talkStart(a) - talkStart(b) || (a.id < b.id ? -1 : 1))
}

/** Start of the running talk; NaN for a call in which nobody talks. */
export function talkStart(call: Call): number {
  return call.state.is === 'talking' ? call.state.since : Number.NaN
}

/** Advisors that would be offered a call of the line now (of any line without one), idle longest first. */
export function offerableAdvisors(floor: Floor, line?: LineId): Advisor[] {
  return Object.values(floor.advisors)
    .filter((advisor) => isOfferable(advisor) && (line === undefined || advisor.lines.includes(line)))
    .sort((a, b) => a.state.since - b.state.since || (a.id < b.id ? -1 : 1))
}

/** Longest present wait in ms over the waiting callers; null when nobody waits. */
export function longestWaitMs(floor: Floor, now: number, line?: LineId): number | null {
  const waits = waitingCalls(floor, line).map((call) => now - call.waitingSince)
  return waits.length === 0 ? null : Math.max(0, ...waits)
}

/** The call that is offered to the advisor, that the advisor talks in or calls back; undefined when there is none. */
export function callOfAdvisor(floor: Floor, id: AdvisorId): Call | undefined {
  const state = floor.advisors[id]?.state
  return state?.is === 'offered' || state?.is === 'talking' ? floor.calls[state.call] : undefined
}

/** The offers that the floor owes right now: the caller first in serving order to the advisor of that line who has been idle longest, of those who speak the chosen language when somebody free does. */
export function dueOffers(floor: Floor): { readonly call: CallId; readonly advisor: AdvisorId }[] {
  const taken = new Set<AdvisorId>()
  const due: { call: CallId; advisor: AdvisorId }[] = []
  for (const call of waitingCalls(floor)) {
    if (call.state.is !== 'waiting') continue
    const free = offerableAdvisors(floor, call.line).filter(({ id }) => !taken.has(id))
    const advisor = free.find((one) => speaksWith(floor, one, call)) ?? free[0]
    if (!advisor) continue
    taken.add(advisor.id)
    due.push({ call: call.id, advisor: advisor.id })
  }
  return due
}

/** Whether the advisor can talk with this caller without an interpreter: in the language chosen by key, or in the line's own when none was. */
export function speaksWith(floor: Floor, advisor: Advisor, call: Call): boolean {
  return (
    call.language === null || call.language === floor.lines[call.line]?.service.languages[0] || advisor.languages.includes(call.language)
  )
}

/** Lines in the order in which they are shown. */
export function linesInOrder(floor: Floor) {
  return Object.values(floor.lines).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

function inServingOrder(a: Call, b: Call): number {
  return Number(cameBack(b)) - Number(cameBack(a)) || a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1)
}

function cameBack(call: Call): boolean {
  return (call.state.is === 'waiting' || call.state.is === 'offered') && call.state.first
}
