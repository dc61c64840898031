import { describe, expect, test } from 'vitest'
import { ADVISOR_STATES, CALL_STATES, type Floor } from '../../shared/floor/model.ts'
import type { Command } from './commands.ts'
import { ADVISOR_LEGAL, CALL_LEGAL } from './legal.ts'
import { aLine, answers, callsBack, given, onShift, waits, when } from './testing/scene.ts'

const CALL_IN: Record<(typeof CALL_STATES)[number], Floor> = {
  arriving: given(aLine(), [0, { type: 'arrive', call: 'k', line: 'quit', channel: 'web' }]),
  closed: given(aLine(), [0, { type: 'arrive', call: 'k', line: 'quit', channel: 'web' }], [0, { type: 'turnAway', call: 'k' }]),
  voicemail: given(aLine(), ...waits('k', 0), [1, { type: 'takeMessage', call: 'k' }]),
  dialling: given(aLine(), [0, { type: 'setTrunk', why: null }], ...onShift('ada'), callsBack('ada', 'k', 1)),
  waiting: given(aLine(), ...waits('k', 0)),
  offered: given(aLine(), ...onShift('ada'), ...waits('k', 0)),
  talking: given(aLine(), [0, { type: 'setTrunk', why: null }], ...onShift('ada'), ...waits('k', 0), answers('ada', 'k', 1)),
}

const ADVISOR_IN: Record<(typeof ADVISOR_STATES)[number], Floor> = {
  offline: given(aLine(), ...onShift('ada'), [1, { type: 'goOffline', advisor: 'ada', by: 'self' }]),
  available: given(aLine(), ...onShift('ada')),
  offered: CALL_IN.offered,
  talking: CALL_IN.talking,
  afterCall: given(aLine(), ...onShift('ada'), ...waits('k', 0), answers('ada', 'k', 1), [2, { type: 'end', call: 'k', by: 'caller' }]),
  paused: given(aLine(), ...onShift('ada'), [1, { type: 'pause', advisor: 'ada', by: 'self' }]),
}

const ABOUT_CALL: Record<keyof typeof CALL_LEGAL, Command> = {
  chooseLanguage: { type: 'chooseLanguage', call: 'k', language: 'ar' },
  queue: { type: 'queue', call: 'k' },
  turnAway: { type: 'turnAway', call: 'k' },
  takeMessage: { type: 'takeMessage', call: 'k' },
  keepMessage: { type: 'keepMessage', call: 'k' },
  giveUpVoicemail: { type: 'giveUpVoicemail', call: 'k' },
  calleeRings: { type: 'calleeRings', call: 'k' },
  calleeAnswers: { type: 'calleeAnswers', call: 'k' },
  calleeFails: { type: 'calleeFails', call: 'k', outcome: 'busy' },
  callInterpreter: { type: 'callInterpreter', call: 'k', advisor: 'ada', service: 'tolk', language: 'ar' },
  interpreterRings: { type: 'interpreterRings', call: 'k' },
  interpreterAnswers: { type: 'interpreterAnswers', call: 'k' },
  holdInterpreter: { type: 'holdInterpreter', call: 'k', advisor: 'ada', hold: true },
  endInterpreter: { type: 'endInterpreter', call: 'k', why: 'left' },
  end: { type: 'end', call: 'k', by: 'caller' },
  interrupt: { type: 'interrupt', call: 'k' },
  answer: { type: 'answer', call: 'k', advisor: 'ada' },
  endOffer: { type: 'endOffer', call: 'k', advisor: 'ada', why: 'missed' },
  hold: { type: 'hold', call: 'k', advisor: 'ada' },
  resume: { type: 'resume', call: 'k', advisor: 'ada' },
  hangUp: { type: 'hangUp', call: 'k', advisor: 'ada' },
  loseAdvisor: { type: 'loseAdvisor', call: 'k', advisor: 'ada', why: 'mediaLost' },
}

const ABOUT_ADVISOR: Record<keyof typeof ADVISOR_LEGAL, Command> = {
  removeAdvisor: { type: 'removeAdvisor', advisor: 'ada' },
  startShift: { type: 'startShift', advisor: 'ada', instance: 'tab1' },
  getReady: { type: 'getReady', advisor: 'ada' },
  pause: { type: 'pause', advisor: 'ada', by: 'self' },
  goOffline: { type: 'goOffline', advisor: 'ada', by: 'self' },
  registerPhone: { type: 'registerPhone', advisor: 'ada', instance: 'tab2' },
  reachPhone: { type: 'reachPhone', advisor: 'ada', instance: 'tab1', reachable: false },
  dropPhone: { type: 'dropPhone', advisor: 'ada', instance: 'tab1' },
}

test.each(CALL_STATES)('the scene of a call that is %s is right', (is) => {
  expect(CALL_IN[is].calls.k?.state.is).toBe(is)
})

test.each(ADVISOR_STATES)('the scene of an advisor who is %s is right', (is) => {
  expect(ADVISOR_IN[is].advisors.ada?.state.is).toBe(is)
})

const callTable = Object.entries(CALL_LEGAL).flatMap(([command, legal]) =>
  CALL_STATES.map((is) => [command, is, legal.includes(is)] as const),
)

const WITH_INTERPRETER = given(aLine(), [0, { type: 'setTrunk', why: null }], ...onShift('ada'), ...waits('k', 0), answers('ada', 'k', 1), [
  2,
  { type: 'callInterpreter', call: 'k', advisor: 'ada', service: 'tolk', language: 'ar' },
])
/** Talks in which there is somebody for the command to be about. */
const TALK_FOR: Partial<Record<string, Floor>> = {
  interpreterAnswers: WITH_INTERPRETER,
  holdInterpreter: when(WITH_INTERPRETER, 3, { type: 'interpreterAnswers', call: 'k' }).floor,
}

describe('a command about a call', () => {
  test.each(callTable)('%s while %s: %s', (command, is, legal) => {
    const scene = (is === 'talking' && TALK_FOR[command]) || CALL_IN[is]
    const { refusal, floor } = when(scene, 5, ABOUT_CALL[command as keyof typeof CALL_LEGAL])
    expect(refusal?.code ?? 'obeyed').toBe(legal ? 'obeyed' : 'illegalTransition')
    if (!legal) expect(floor).toBe(scene)
  })
})

const staffTable = Object.entries(ADVISOR_LEGAL).flatMap(([command, legal]) =>
  ADVISOR_STATES.map((is) => [command, is, legal.includes(is)] as const),
)

describe('a command about an advisor', () => {
  test.each(staffTable)('%s while %s: %s', (command, is, legal) => {
    const { refusal } = when(ADVISOR_IN[is], 5, ABOUT_ADVISOR[command as keyof typeof ADVISOR_LEGAL])
    const busy = is === 'offered' || is === 'talking'
    expect(refusal?.code ?? 'obeyed').toBe(legal ? 'obeyed' : busy ? 'advisorBusy' : 'illegalTransition')
  })
})

test.each(Object.entries({ ...ABOUT_CALL, ...ABOUT_ADVISOR }))('%s about nobody is refused', (_name, command) => {
  const code = when(given(aLine()), 1, command).refusal?.code
  expect(code).toBe('call' in command ? 'unknownCall' : 'unknownAdvisor')
})

test('a refusal names the states and nothing else', () => {
  const { refusal } = when(CALL_IN.waiting, 5, ABOUT_CALL.answer)
  expect(refusal).toEqual({ code: 'illegalTransition', detail: 'answer while waiting' })
})
