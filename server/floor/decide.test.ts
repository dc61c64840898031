import { describe, expect, test } from 'vitest'
import { OFFER_MS } from '../../shared/limits.ts'
import { aLine, answers, type Cue, given, onShift, T0, waits, when } from './testing/scene.ts'

const types = (changes: readonly { type: string }[]) => changes.map(({ type }) => type)

describe('a call comes in', () => {
  test('it is on the floor before the caller hears us', () => {
    const { changes } = when(given(aLine()), 1, { type: 'arrive', call: 'k', line: 'quit', channel: 'phone' })
    expect(changes).toEqual([{ type: 'callArrived', at: T0 + 1000, call: 'k', line: 'quit', channel: 'phone' }])
  })

  test('it is offered to a free advisor as soon as it waits, and until when is said', () => {
    const floor = given(aLine(), ...onShift('ada'), [1, { type: 'arrive', call: 'k', line: 'quit', channel: 'phone' }])
    const { changes } = when(floor, 2, { type: 'queue', call: 'k' })
    expect(changes[1]).toEqual({ type: 'callOffered', at: T0 + 2000, call: 'k', advisor: 'ada', until: T0 + 2000 + OFFER_MS })
  })

  test.each(['nowhere', 'constructor', '__proto__', 'toString', ''])('a line that is not there takes no call: %j', (line) => {
    expect(when(given(aLine()), 1, { type: 'arrive', call: 'k', line, channel: 'phone' }).refusal?.code).toBe('unknownLine')
  })

  test('the same call does not come twice', () => {
    const floor = given(aLine(), ...waits('k', 1))
    expect(when(floor, 2, { type: 'arrive', call: 'k', line: 'quit', channel: 'phone' }).refusal?.code).toBe('callExists')
  })
})

describe('who is offered what', () => {
  test('the caller who has waited longest, to the advisor who has been idle longest', () => {
    const floor = given(aLine(), ...onShift('late', 5), ...onShift('early', 1), ...waits('first', 10))
    expect(floor.advisors.early?.state).toMatchObject({ is: 'offered', call: 'first' })
    expect(floor.advisors.late?.state.is).toBe('available')
  })

  test('over several lines the longest wait goes first', () => {
    const both = ['quit', 'children']
    const floor = given(aLine(), aLine('children'), ...waits('old', 1, 'children'), ...waits('new', 2), ...onShift('ada', 3, both))
    expect(floor.calls.old?.state.is).toBe('offered')
    expect(floor.calls.new?.state.is).toBe('waiting')
  })

  test('nobody is offered a call of a line that is not theirs', () => {
    const floor = given(aLine(), aLine('children'), ...onShift('ada'), ...waits('k', 1, 'children'))
    expect(floor.calls.k?.state.is).toBe('waiting')
  })

  test('an unreachable phone is offered nothing, and its first sign of life brings the offer', () => {
    const floor = given(
      aLine(),
      ...onShift('ada'),
      [1, { type: 'reachPhone', advisor: 'ada', instance: 'tab1', reachable: false }],
      ...waits('k', 2),
    )
    expect(floor.calls.k?.state.is).toBe('waiting')
    const { changes } = when(floor, 3, { type: 'reachPhone', advisor: 'ada', instance: 'tab1', reachable: true })
    expect(types(changes)).toEqual(['phoneReached', 'callOffered'])
  })
})

describe('an offer that is not taken', () => {
  test.each([
    ['declined', 'paused'],
    ['missed', 'paused'],
    ['failed', 'paused'],
    ['linkLost', 'available'],
  ] as const)('%s: the advisor is %s and the call moves on', (why, then) => {
    const floor = given(aLine(), ...onShift('ada'), ...waits('k', 1), ...onShift('bo', 2))
    const { floor: after } = when(floor, 9, { type: 'endOffer', call: 'k', advisor: 'ada', why })
    if (why === 'linkLost') {
      // Whoever lost the link keeps the place in the order; whether the phone is reachable is said apart.
      expect(after.calls.k?.state).toMatchObject({ is: 'offered', advisor: 'ada' })
    } else {
      expect(after.advisors.ada?.state.is).toBe(then)
      expect(after.calls.k?.state).toMatchObject({ is: 'offered', advisor: 'bo' })
    }
  })

  test('alone on the line, a declining advisor is not rung again', () => {
    const floor = given(aLine(), ...onShift('ada'), ...waits('k', 1))
    const { changes } = when(floor, 2, { type: 'endOffer', call: 'k', advisor: 'ada', why: 'declined' })
    expect(types(changes)).toEqual(['offerEnded'])
  })

  test('the caller gives up while it rings: the advisor keeps the place in the order', () => {
    const floor = given(aLine(), ...onShift('ada', 1), ...onShift('bo', 2), ...waits('k', 3))
    const { floor: after } = when(floor, 20, { type: 'end', call: 'k', by: 'caller' })
    expect(after.advisors.ada?.state).toEqual({ is: 'available', since: T0 + 1000 })
  })

  test('a late answer is refused', () => {
    const floor = given(aLine(), ...onShift('ada'), ...waits('k', 1), [2, { type: 'endOffer', call: 'k', advisor: 'ada', why: 'missed' }])
    expect(when(floor, 3, { type: 'answer', call: 'k', advisor: 'ada' }).refusal?.code).toBe('illegalTransition')
  })

  test('only the one who is asked can answer', () => {
    const floor = given(aLine(), ...onShift('ada'), ...onShift('bo', 1), ...waits('k', 2))
    expect(when(floor, 3, { type: 'answer', call: 'k', advisor: 'bo' }).refusal?.code).toBe('notYourCall')
  })
})

describe('a fault on our side of the desk', () => {
  const talking = given(aLine(), ...onShift('ada'), ...waits('mine', 1), answers('ada', 'mine', 2), ...waits('older', 3))

  test.each([
    ['linkLost', 'offered'],
    ['reload', 'offered'],
    ['mediaLost', 'paused'],
    ['shiftEnded', 'offline'],
  ] as const)('%s: the caller is first in line, the advisor %s', (why, then) => {
    const { floor } = when(talking, 60, { type: 'loseAdvisor', call: 'mine', advisor: 'ada', why })
    expect(floor.advisors.ada?.state.is).toBe(then)
    expect(floor.calls.mine?.state).toMatchObject({ first: true })
    expect(floor.calls.mine?.waitingSince).toBe(T0 + 60_000)
    expect(floor.calls.older?.state).toEqual({ is: 'waiting', first: false })
  })

  test('whoever is free next gets the one who came back, not the one who has waited', () => {
    const lost = when(talking, 60, { type: 'loseAdvisor', call: 'mine', advisor: 'ada', why: 'mediaLost' }).floor
    const { changes } = when(lost, 70, { type: 'getReady', advisor: 'ada' })
    expect(changes.find(({ type }) => type === 'callOffered')).toMatchObject({ call: 'mine' })
  })

  test.each([
    [true, 'back'],
    [false, 'older'],
    [undefined, 'older'],
  ])('a call that arrives with returning %s: %s is served next', (returning, next) => {
    const floor = given(
      aLine(),
      ...waits('older', 1),
      [2, { type: 'arrive', call: 'back', line: 'quit', channel: 'web', ...(returning !== undefined && { returning }) }],
      [3, { type: 'queue', call: 'back' }],
      ...onShift('ada', 4),
    )
    expect(floor.advisors.ada?.state).toMatchObject({ is: 'offered', call: next })
    expect(floor.calls.back?.state).toMatchObject({ first: returning === true })
  })

  test('of two who came back the one who called first is served first', () => {
    const back = (call: string, atS: number): Cue[] => [
      [atS, { type: 'arrive', call, line: 'quit', channel: 'web', returning: true }],
      [atS, { type: 'queue', call }],
    ]
    const floor = given(aLine(), ...back('early', 1), ...back('late', 2), ...onShift('ada', 3))
    expect(floor.advisors.ada?.state).toMatchObject({ call: 'early' })
  })

  test('an offer that fails leaves the caller first', () => {
    const lost = when(talking, 60, { type: 'loseAdvisor', call: 'mine', advisor: 'ada', why: 'linkLost' }).floor
    const { floor } = when(lost, 61, { type: 'endOffer', call: 'mine', advisor: 'ada', why: 'missed' })
    expect(floor.calls.mine?.state).toEqual({ is: 'waiting', first: true })
  })

  test('answered once is answered, whoever hangs up while waiting again', () => {
    const lost = when(talking, 60, { type: 'loseAdvisor', call: 'mine', advisor: 'ada', why: 'mediaLost' }).floor
    expect(when(lost, 90, { type: 'end', call: 'mine', by: 'caller' }).changes[0]).toMatchObject({ type: 'callEnded', outcome: 'answered' })
  })
})

describe('what became of a call', () => {
  test.each([
    [9.999, 'abandonedShort'],
    [10, 'abandoned'],
    [600, 'abandoned'],
  ] as const)('given up after %d s: %s', (afterS, outcome) => {
    const floor = given(aLine(), ...waits('k', 0))
    expect(when(floor, afterS, { type: 'end', call: 'k', by: 'caller' }).changes).toEqual([
      { type: 'callEnded', at: T0 + afterS * 1000, call: 'k', outcome, by: 'caller' },
    ])
  })

  test('hung up by the advisor: answered, and the advisor is wrapping up', () => {
    const floor = given(aLine(), ...onShift('ada'), ...waits('k', 1), answers('ada', 'k', 2), ...waits('next', 3))
    const { changes, floor: after } = when(floor, 60, { type: 'hangUp', call: 'k', advisor: 'ada' })
    expect(changes).toEqual([{ type: 'callEnded', at: T0 + 60_000, call: 'k', outcome: 'answered', by: 'advisor' }])
    expect(after.advisors.ada?.state.is).toBe('afterCall')
  })

  test('a call that we had to drop is interrupted, talked or not', () => {
    const floor = given(aLine(), ...onShift('ada'), ...waits('k', 1), answers('ada', 'k', 2))
    expect(when(floor, 3, { type: 'interrupt', call: 'k' }).changes[0]).toMatchObject({ outcome: 'interrupted', by: 'system' })
  })
})

describe('hold', () => {
  const talking = given(aLine(), ...onShift('ada'), ...waits('k', 0), answers('ada', 'k', 10))

  test('twice is once', () => {
    const held = when(talking, 20, { type: 'hold', call: 'k', advisor: 'ada' })
    expect(types(held.changes)).toEqual(['callHeld'])
    expect(when(held.floor, 21, { type: 'hold', call: 'k', advisor: 'ada' }).changes).toEqual([])
  })

  test('is no talk', () => {
    const held = when(talking, 20, { type: 'hold', call: 'k', advisor: 'ada' }).floor
    const { floor } = when(held, 50, { type: 'resume', call: 'k', advisor: 'ada' })
    expect(floor.calls.k).toMatchObject({ talkedMs: 10_000, heldMs: 30_000 })
  })
})

describe('shifts and phones', () => {
  test('a shift needs a phone that answers', () => {
    const floor = given(aLine(), [0, { type: 'setAdvisor', advisor: 'ada', name: 'Ada', lines: ['quit'], languages: [] }])
    expect(when(floor, 1, { type: 'startShift', advisor: 'ada', instance: 'tab1' }).refusal?.code).toBe('phoneNotReachable')
  })

  test('the newest page owns the phone, and must be started before it rings', () => {
    const floor = given(aLine(), ...onShift('ada'), [1, { type: 'registerPhone', advisor: 'ada', instance: 'tab2' }], ...waits('k', 2))
    expect(floor.calls.k?.state.is).toBe('waiting')
    expect(when(floor, 3, { type: 'startShift', advisor: 'ada', instance: 'tab1' }).refusal?.code).toBe('notYourPhone')
    expect(when(floor, 3, { type: 'dropPhone', advisor: 'ada', instance: 'tab1' }).refusal?.code).toBe('notYourPhone')
    expect(when(floor, 3, { type: 'startShift', advisor: 'ada', instance: 'tab2' }).floor.calls.k?.state.is).toBe('offered')
  })

  test.each(['pause', 'goOffline'] as const)('%s does not end a talk', (type) => {
    const floor = given(aLine(), ...onShift('ada'), ...waits('k', 1), answers('ada', 'k', 2))
    expect(when(floor, 3, { type, advisor: 'ada', by: 'supervisor' }).refusal?.code).toBe('advisorBusy')
  })

  test('after the call the advisor says when to go on', () => {
    const wrapping = given(
      aLine(),
      ...onShift('ada'),
      ...waits('k', 1),
      answers('ada', 'k', 2),
      [3, { type: 'end', call: 'k', by: 'caller' }],
      ...waits('next', 4),
    )
    expect(wrapping.calls.next?.state.is).toBe('waiting')
    expect(when(wrapping, 5, { type: 'getReady', advisor: 'ada' }).floor.calls.next?.state.is).toBe('offered')
  })

  test('a line with callers is not removed', () => {
    const floor = given(aLine(), ...waits('k', 1))
    expect(when(floor, 2, { type: 'removeLine', line: 'quit' }).refusal?.code).toBe('lineBusy')
  })
})
