import fc from 'fast-check'
import { assertUnreachable } from '../../../shared/assertUnreachable.ts'
import type { Advisor, AdvisorId, CallId, Floor, Instant, Interpreter, LineId } from '../../../shared/floor/model.ts'
import { newLineService, plainService } from '../../../shared/floor/service.ts'
import type { Command } from '../commands.ts'

/** One step of a history: time passes, then somebody wants something. */
export interface Step {
  readonly afterMs: number
  /** Chooses among the commands that fit the floor as it is; used when `wild` is null. */
  readonly pick: number
  /** A command that need not fit anything: late, wrong, or about nobody. */
  readonly wild: Command | null
}

const LINES = ['quit', 'children', 'night']
const ADVISORS = ['ada', 'bo', 'cleo', 'dan']
const INSTANCES = ['tab1', 'tab2']
/** Names that every JavaScript object answers to, and one that nobody has. */
const NOBODY = ['constructor', '__proto__', 'toString', 'nobody']

const SERVES: Readonly<Record<AdvisorId, readonly LineId[]>> = {
  ada: ['quit'],
  bo: ['quit', 'children'],
  cleo: ['children', 'night'],
  dan: ['quit', 'children', 'night'],
}

export const line = (id: LineId, order = 1): Extract<Command, { type: 'setLine' }>['line'] => ({
  id,
  name: `Line ${id}`,
  greeting: '',
  order,
  startedOn: '2026-01-01',
  catchment: 1_000_000,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
  service: { ...plainService, interpreters: [{ id: 'tolk', name: 'Tolk', number: '+468', languages: ['ar'] }] },
})

/** Lines and staff, two of four already on shift: what every history starts with. */
export const OPENING: readonly Command[] = [
  { type: 'setTrunk', why: null },
  ...LINES.map((id, order): Command => ({ type: 'setLine', line: line(id, order) })),
  ...ADVISORS.map(
    (advisor): Command => ({
      type: 'setAdvisor',
      advisor,
      name: `Name of ${advisor}`,
      lines: SERVES[advisor] ?? [],
      languages: advisor === 'bo' ? ['ar'] : [],
    }),
  ),
  ...['ada', 'bo'].flatMap((advisor): Command[] => [
    { type: 'registerPhone', advisor, instance: 'tab1' },
    { type: 'startShift', advisor, instance: 'tab1' },
  ]),
]

const anyLine = fc.constantFrom(...LINES, ...NOBODY)
const anyAdvisor = fc.constantFrom(...ADVISORS, ...NOBODY)
const anyInstance = fc.constantFrom(...INSTANCES)
const anyCall = fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'wild1', 'wild2', ...NOBODY)

const wildCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('arrive' as const),
    call: anyCall,
    line: anyLine,
    channel: fc.constantFrom('phone' as const, 'web' as const),
    returning: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom(
      ...(['queue', 'turnAway', 'takeMessage', 'keepMessage', 'giveUpVoicemail', 'interrupt', 'calleeRings', 'calleeAnswers'] as const),
    ),
    call: anyCall,
  }),
  fc.record({ type: fc.constant('chooseLanguage' as const), call: anyCall, language: fc.constantFrom('ar' as const, 'es' as const) }),
  fc.record({
    type: fc.constant('callBack' as const),
    call: anyCall,
    line: anyLine,
    advisor: anyAdvisor,
    instance: anyInstance,
    reason: fc.constant('agreed' as const),
  }),
  fc.record({ type: fc.constant('setTrunk' as const), why: fc.constantFrom('lost' as const, 'credentials' as const, null) }),
  fc.record({ type: fc.constant('setKeeping' as const), why: fc.constantFrom('diskFull' as const, null) }),
  fc.record({
    type: fc.constant('end' as const),
    call: anyCall,
    by: fc.constantFrom('caller' as const, 'callerLost' as const, 'system' as const),
  }),
  fc.record({
    type: fc.constantFrom('answer' as const, 'hold' as const, 'resume' as const, 'hangUp' as const),
    call: anyCall,
    advisor: anyAdvisor,
  }),
  fc.record({
    type: fc.constant('endOffer' as const),
    call: anyCall,
    advisor: anyAdvisor,
    why: fc.constantFrom('declined' as const, 'missed' as const, 'failed' as const, 'linkLost' as const),
  }),
  fc.record({
    type: fc.constant('loseAdvisor' as const),
    call: anyCall,
    advisor: anyAdvisor,
    why: fc.constantFrom('linkLost' as const, 'mediaLost' as const, 'reload' as const, 'shiftEnded' as const),
  }),
  fc.record({ type: fc.constantFrom('getReady' as const, 'removeAdvisor' as const), advisor: anyAdvisor }),
  fc.record({ type: fc.constant('pause' as const), advisor: anyAdvisor, by: fc.constantFrom('self' as const, 'supervisor' as const) }),
  fc.record({ type: fc.constant('goOffline' as const), advisor: anyAdvisor, by: fc.constantFrom('self' as const, 'system' as const) }),
  fc.record({
    type: fc.constantFrom('startShift' as const, 'registerPhone' as const, 'dropPhone' as const),
    advisor: anyAdvisor,
    instance: anyInstance,
  }),
  fc.record({ type: fc.constant('reachPhone' as const), advisor: anyAdvisor, instance: anyInstance, reachable: fc.boolean() }),
  fc.record({
    type: fc.constant('setAdvisor' as const),
    advisor: fc.constantFrom(...ADVISORS),
    name: fc.constant('New name'),
    lines: fc.subarray(LINES),
    languages: fc.subarray(['ar', 'es'] as const),
  }),
  fc.record({ type: fc.constant('removeLine' as const), line: anyLine }),
  fc.constantFrom(...LINES).map((id): Command => ({ type: 'setLine', line: line(id) })),
)

const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 2_000, max: 40_000 })),
  pick: fc.nat({ max: 1_000_000 }),
  wild: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: wildCommand }),
})

/** Any sequence of commands and clock steps. */
export const anyHistory: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 1, maxLength: 120, size: 'max' })

/** The command of a step on this floor. `fresh` is an id that no call has had. */
export function commandOf(floor: Floor, { pick, wild }: Step, fresh: CallId): Command {
  if (wild) return wild
  const fitting = [
    ...arrivals(floor, fresh),
    ...Object.keys(floor.calls).flatMap((id) => aboutCall(floor, id)),
    ...aboutStaff(floor, fresh),
  ]
  return fitting[pick % fitting.length] ?? { type: 'arrive', call: fresh, line: 'quit', channel: 'phone' }
}

function arrivals(floor: Floor, call: CallId): Command[] {
  return Object.keys(floor.lines).flatMap((line) =>
    [false, true].map((returning): Command => ({ type: 'arrive', call, line, channel: 'web', returning })),
  )
}

function aboutCall(floor: Floor, id: CallId): Command[] {
  const state = floor.calls[id]?.state
  if (!state) return []
  const always: Command[] = [{ type: 'end', call: id, by: 'caller' }]
  switch (state.is) {
    case 'arriving':
      return [
        { type: 'chooseLanguage', call: id, language: 'ar' },
        { type: 'queue', call: id },
        { type: 'queue', call: id },
        { type: 'queue', call: id },
        { type: 'turnAway', call: id },
        ...always,
      ]
    case 'waiting':
      return [{ type: 'takeMessage', call: id }, ...always]
    case 'closed':
      return [{ type: 'takeMessage', call: id }, { type: 'end', call: id, by: 'system' }, ...always]
    case 'voicemail':
      return [
        { type: 'keepMessage', call: id },
        { type: 'giveUpVoicemail', call: id },
        { type: 'giveUpVoicemail', call: id },
        { type: 'end', call: id, by: 'system' },
        ...always,
      ]
    case 'dialling':
      return [
        { type: 'calleeRings', call: id },
        { type: 'calleeAnswers', call: id },
        { type: 'calleeAnswers', call: id },
        ...(['busy', 'noAnswer', 'unreachable'] as const).map((outcome): Command => ({ type: 'calleeFails', call: id, outcome })),
        { type: 'hangUp', call: id, advisor: state.advisor },
        { type: 'interrupt', call: id },
        ...always,
      ]
    case 'offered': {
      const both = { call: id, advisor: state.advisor }
      return [
        { type: 'answer', ...both },
        { type: 'answer', ...both },
        ...(['declined', 'missed', 'failed', 'linkLost'] as const).map((why): Command => ({ type: 'endOffer', ...both, why })),
        ...always,
      ]
    }
    case 'talking': {
      const both = { call: id, advisor: state.advisor }
      return [
        { type: 'hold', ...both },
        { type: 'resume', ...both },
        { type: 'hangUp', ...both },
        ...aboutInterpreter(floor.calls[id]?.interpreter ?? null, both),
        ...(['linkLost', 'mediaLost', 'reload', 'shiftEnded'] as const).map((why): Command => ({ type: 'loseAdvisor', ...both, why })),
        { type: 'interrupt', call: id },
        ...always,
      ]
    }
    default:
      return assertUnreachable(state)
  }
}

function aboutInterpreter(interpreter: Interpreter | null, both: { readonly call: CallId; readonly advisor: AdvisorId }): Command[] {
  const { call } = both
  if (!interpreter)
    return (['ar', 'ar', 'ar', 'ar', 'so'] as const).map((language) => ({ type: 'callInterpreter', ...both, service: 'tolk', language }))
  const end = (['left', 'busy'] as const).map((why): Command => ({ type: 'endInterpreter', call, why }))
  if (interpreter.is === 'dialling' || interpreter.is === 'ringing')
    return [{ type: 'interpreterRings', call }, ...Array<Command>(4).fill({ type: 'interpreterAnswers', call }), ...end]
  // Often, or few histories come to it.
  const holds = [true, false, true, true].map((hold): Command => ({ type: 'holdInterpreter', ...both, hold }))
  return [...holds, ...holds, ...end]
}

/** The server lets nobody call back for a line that is not theirs; here they try for one that is. */
function callBack(advisor: Advisor, call: CallId): Command[] {
  const [line] = advisor.lines
  return line === undefined || !advisor.phone
    ? []
    : [{ type: 'callBack', call, line, advisor: advisor.id, instance: advisor.phone.instance, reason: 'voicemail' }]
}

function aboutStaff(floor: Floor, fresh: CallId): Command[] {
  return Object.values(floor.advisors).flatMap((advisor): Command[] => {
    const id = advisor.id
    const instance = advisor.phone?.instance
    if (instance === undefined) return [{ type: 'registerPhone', advisor: id, instance: 'tab1' }]
    const phone: Command[] = [
      { type: 'reachPhone', advisor: id, instance, reachable: !advisor.phone?.reachable },
      { type: 'startShift', advisor: id, instance },
    ]
    switch (advisor.state.is) {
      case 'available':
        return [{ type: 'pause', advisor: id, by: 'self' }, ...callBack(advisor, fresh), ...phone]
      case 'afterCall':
      case 'paused':
        return [
          { type: 'getReady', advisor: id },
          { type: 'getReady', advisor: id },
          ...callBack(advisor, fresh),
          { type: 'goOffline', advisor: id, by: 'self' },
          ...phone,
        ]
      default:
        return phone
    }
  })
}

/** When histories begin; any moment would do. */
export const BEGINNING: Instant = Date.UTC(2026, 2, 1, 8)
