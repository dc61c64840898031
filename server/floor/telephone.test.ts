import { describe, expect, test } from 'vitest'
import { interpretedMs } from '../../shared/floor/evolve.ts'
import { aLine, answers, type Cue, callsBack, given, onShift, T0, waits, when } from './testing/scene.ts'

const types = (changes: readonly { type: string }[]) => changes.map(({ type }) => type)
const arrives: Cue = [1, { type: 'arrive', call: 'k', line: 'quit', channel: 'phone' }]
const trunkUp: Cue = [0, { type: 'setTrunk', why: null }]
const ended = (changes: readonly { type: string }[]) => changes.find(({ type }) => type === 'callEnded')

describe('a closed line', () => {
  const closed = given(aLine(), ...onShift('ada'), arrives, [2, { type: 'turnAway', call: 'k' }])

  test('offers its caller to nobody', () => {
    expect(closed.calls.k).toMatchObject({ metClosed: true, state: { is: 'closed' } })
    expect(closed.advisors.ada?.state.is).toBe('available')
  })

  test.each(['caller', 'callerLost', 'system'] as const)('is what became of the call, whoever ends it: %s', (by) => {
    expect(ended(when(closed, 60, { type: 'end', call: 'k', by }).changes)).toMatchObject({ outcome: 'closed', by })
  })

  test('takes a message, and there is no queue to go back to', () => {
    const leaving = when(closed, 5, { type: 'takeMessage', call: 'k' }).floor
    expect(when(leaving, 6, { type: 'giveUpVoicemail', call: 'k' }).refusal?.code).toBe('illegalTransition')
    expect(ended(when(leaving, 6, { type: 'end', call: 'k', by: 'caller' }).changes)).toMatchObject({ outcome: 'closed' })
    const left = when(leaving, 20, { type: 'keepMessage', call: 'k' }).floor
    expect(ended(when(left, 21, { type: 'end', call: 'k', by: 'system' }).changes)).toMatchObject({ outcome: 'voicemail' })
  })
})

describe('a waiting caller', () => {
  test('who chooses to leave a message frees the phone that rings', () => {
    const ringing = given(aLine(), ...onShift('ada', 3), ...waits('k', 5), ...waits('next', 6))
    const { floor, changes } = when(ringing, 8, { type: 'takeMessage', call: 'k' })
    expect(types(changes)).toEqual(['voicemailStarted', 'callOffered'])
    expect(floor.advisors.ada?.state).toMatchObject({ is: 'offered', call: 'next' })
  })

  test('who goes back to the queue has the place of before', () => {
    const leaving = given(aLine(), ...waits('k', 1), ...waits('later', 2), [3, { type: 'takeMessage', call: 'k' }])
    const back = when(leaving, 9, { type: 'giveUpVoicemail', call: 'k' }).floor
    expect(given(aLine(), ...waits('k', 1)).calls.k?.arrivedAt).toBe(back.calls.k?.arrivedAt)
    const offered = [...onShift('ada', 10)].reduce((floor, [atS, command]) => when(floor, atS, command).floor, back)
    expect(offered.advisors.ada?.state).toMatchObject({ is: 'offered', call: 'k' })
  })

  test('who came back after a fault is first still, after a look at the voicemail', () => {
    const talk = given(aLine(), ...onShift('ada'), ...waits('k', 1), answers('ada', 'k', 2), ...waits('older', 0))
    const returned = when(talk, 9, { type: 'loseAdvisor', call: 'k', advisor: 'ada', why: 'shiftEnded' }).floor
    const leaving = when(returned, 10, { type: 'takeMessage', call: 'k' }).floor
    expect(when(leaving, 11, { type: 'giveUpVoicemail', call: 'k' }).floor.calls.k?.state).toEqual({ is: 'waiting', first: true })
  })

  test('who says nothing and hangs up has given up, not left a message', () => {
    const leaving = given(aLine(), ...waits('k', 1), [40, { type: 'takeMessage', call: 'k' }])
    expect(ended(when(leaving, 50, { type: 'end', call: 'k', by: 'caller' }).changes)).toMatchObject({ outcome: 'abandoned' })
  })

  test('who has left one does not wait any more', () => {
    const left = given(aLine(), ...waits('k', 1), [2, { type: 'takeMessage', call: 'k' }], [9, { type: 'keepMessage', call: 'k' }])
    expect(when(left, 10, { type: 'giveUpVoicemail', call: 'k' }).refusal?.code).toBe('illegalTransition')
  })
})

describe('a language chosen by key', () => {
  const speaker = (advisor: string, atS: number): readonly Cue[] => [
    [atS, { type: 'setAdvisor', advisor, name: advisor, lines: ['quit'], languages: ['ar'] }],
    [atS, { type: 'registerPhone', advisor, instance: 'tab1' }],
    [atS, { type: 'startShift', advisor, instance: 'tab1' }],
  ]
  const chosen: Cue = [2, { type: 'chooseLanguage', call: 'k', language: 'ar' }]

  test('goes to who speaks it, though another has been idle longer', () => {
    const floor = given(aLine(), ...onShift('ada', 0), ...speaker('bo', 1), arrives, chosen, [3, { type: 'queue', call: 'k' }])
    expect(floor.advisors.bo?.state.is).toBe('offered')
  })

  test('waits for nobody: without a speaker the caller is answered, and an interpreter can be called', () => {
    const floor = given(aLine(), ...onShift('ada', 0), arrives, chosen, [3, { type: 'queue', call: 'k' }])
    expect(floor.advisors.ada?.state.is).toBe('offered')
    expect(floor.calls.k?.language).toBe('ar')
  })

  test('that is the line’s own is everybody’s', () => {
    const own: Cue = [2, { type: 'chooseLanguage', call: 'k', language: 'sv' }]
    const floor = given(aLine(), ...onShift('ada', 0), ...speaker('bo', 1), arrives, own, [3, { type: 'queue', call: 'k' }])
    expect(floor.advisors.ada?.state.is).toBe('offered')
  })
})

describe('a call-back', () => {
  const ready = given(aLine(), trunkUp, ...onShift('ada'))
  const dialling = given(aLine(), trunkUp, ...onShift('ada'), callsBack('ada', 'k', 5))

  test('takes the advisor out of the order of offers at once', () => {
    const { floor } = [...waits('other', 6)].reduce((at, [atS, command]) => when(at.floor, atS, command), { floor: dialling })
    expect(floor.calls.other?.state.is).toBe('waiting')
    expect(dialling.advisors.ada?.state).toMatchObject({ is: 'talking', call: 'k' })
  })

  test.each(['busy', 'noAnswer', 'unreachable'] as const)('that is %s leaves the advisor as before', (outcome) => {
    const { floor, changes } = when(dialling, 30, { type: 'calleeFails', call: 'k', outcome })
    expect(ended(changes)).toMatchObject({ outcome, by: 'system' })
    expect(floor.advisors.ada?.state).toEqual(ready.advisors.ada?.state)
  })

  test('that the advisor gives up was not answered', () => {
    expect(ended(when(dialling, 9, { type: 'hangUp', call: 'k', advisor: 'ada' }).changes)).toMatchObject({
      outcome: 'noAnswer',
      by: 'advisor',
    })
  })

  test('that is answered is a talk, with after-call work behind it', () => {
    const rings = when(dialling, 8, { type: 'calleeRings', call: 'k' }).floor
    expect(rings.calls.k?.state).toMatchObject({ is: 'dialling', ringing: true })
    const talk = when(rings, 12, { type: 'calleeAnswers', call: 'k' }).floor
    expect(talk.calls.k).toMatchObject({ kind: 'callBack', reason: 'agreed', state: { is: 'talking', advisor: 'ada' } })
    const over = when(talk, 100, { type: 'end', call: 'k', by: 'caller' })
    expect(ended(over.changes)).toMatchObject({ outcome: 'answered' })
    expect(over.floor.advisors.ada?.state.is).toBe('afterCall')
  })

  test('whose talk our side loses waits first in line, like any caller', () => {
    const talk = when(dialling, 12, { type: 'calleeAnswers', call: 'k' }).floor
    expect(when(talk, 20, { type: 'loseAdvisor', call: 'k', advisor: 'ada', why: 'mediaLost' }).floor.calls.k?.state).toEqual({
      is: 'waiting',
      first: true,
    })
  })

  test.each([
    ['without a trunk', given(aLine(), ...onShift('ada')), 'trunkDown'],
    ['when the trunk is down', given(aLine(), trunkUp, [1, { type: 'setTrunk', why: 'lost' }], ...onShift('ada')), 'trunkDown'],
    ['in a call', given(aLine(), trunkUp, ...onShift('ada'), ...waits('x', 1)), 'advisorBusy'],
    [
      'before the shift',
      given(aLine(), trunkUp, ...onShift('ada'), [1, { type: 'goOffline', advisor: 'ada', by: 'self' }]),
      'phoneNotReachable',
    ],
    ['for a line of others', given(aLine(), aLine('night'), trunkUp, ...onShift('ada', 0, ['night'])), 'notAllowed'],
  ])('is refused %s', (_when, floor, code) => {
    expect(when(floor, 5, callsBack('ada', 'k', 5)[1]).refusal?.code).toBe(code)
  })
})

describe('an interpreter', () => {
  const talk = given(aLine(), trunkUp, ...onShift('ada'), ...waits('k', 1), answers('ada', 'k', 2))
  const called = when(talk, 10, { type: 'callInterpreter', call: 'k', advisor: 'ada', service: 'tolk', language: 'ar' }).floor
  const there = when(called, 20, { type: 'interpreterAnswers', call: 'k' }).floor

  test('is counted from the answer to the end, holds included, and the language is kept', () => {
    const held = when(there, 30, { type: 'holdInterpreter', call: 'k', advisor: 'ada', hold: true }).floor
    expect(interpretedMs(held.calls.k ?? never(), held.calls.k ? T0 + 40_000 : 0)).toBe(20_000)
    const gone = when(held, 50, { type: 'endInterpreter', call: 'k', why: 'left' }).floor
    expect(gone.calls.k).toMatchObject({ interpreter: null, interpretedMs: 30_000, interpretedLanguage: 'ar', state: { is: 'talking' } })
  })

  test('who does not answer has not interpreted', () => {
    const { floor } = when(called, 40, { type: 'endInterpreter', call: 'k', why: 'noAnswer' })
    expect(floor.calls.k).toMatchObject({ interpreter: null, interpretedMs: 0, interpretedLanguage: null })
  })

  test('leaves, and the caller stays', () => {
    expect(when(there, 30, { type: 'endInterpreter', call: 'k', why: 'left' }).floor.calls.k?.state.is).toBe('talking')
  })

  test('goes when the talk falls back to the queue', () => {
    const { floor } = when(there, 30, { type: 'loseAdvisor', call: 'k', advisor: 'ada', why: 'linkLost' })
    expect(floor.calls.k?.interpreter).toBeNull()
    expect(floor.calls.k?.interpretedMs).toBe(10_000)
  })

  test.each([
    ['a second one', there, { service: 'tolk', language: 'ar' }, 'interpreterThere'],
    ['a service that is not listed', talk, { service: 'other', language: 'ar' }, 'unknownInterpreter'],
    ['a language that it does not have', talk, { service: 'tolk', language: 'so' }, 'unknownInterpreter'],
  ])('%s is refused', (_what, floor, wanted, code) => {
    expect(when(floor, 30, { type: 'callInterpreter', call: 'k', advisor: 'ada', ...wanted }).refusal?.code).toBe(code)
  })
})

test('the trunk is said to be up or down once each time', () => {
  const up = when(given(aLine()), 1, { type: 'setTrunk', why: null })
  expect(types(up.changes)).toEqual(['trunkSet'])
  expect(when(up.floor, 2, { type: 'setTrunk', why: null }).changes).toEqual([])
  const down = when(up.floor, 3, { type: 'setTrunk', why: 'lost' })
  expect(down.floor.trunk).toMatchObject({ is: 'down', why: 'lost' })
  expect(when(down.floor, 4, { type: 'setTrunk', why: 'lost' }).changes).toEqual([])
  expect(when(down.floor, 4, { type: 'setTrunk', why: 'noConnection' }).floor.trunk, 'since the beginning').toEqual({
    ...down.floor.trunk,
    why: 'noConnection',
  })
})

function never(): never {
  throw new Error('the call is not there')
}
