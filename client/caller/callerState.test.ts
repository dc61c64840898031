import { describe, expect, it } from 'vitest'
import { type CallerEvent, type CallerState, type HeardState, microphoneFault, readHeardState, STATE_TYPE, step } from './callerState.ts'

const T = 1_000
const stateAfter = (...events: CallerEvent[]) => events.reduce<CallerState>((state, event) => step(state, event, T), { is: 'idle' })
const start: CallerEvent = { type: 'start' }
const microphone: CallerEvent = { type: 'microphone' }
const accepted: CallerEvent = { type: 'accepted' }
const heard = (state: Exclude<HeardState, 'interrupted'>): CallerEvent => ({ type: 'heard', state })
const cut: CallerEvent = { type: 'interrupted' }
const ended: CallerEvent = { type: 'ended' }

describe("the caller's page", () => {
  it.each<[string, CallerState, CallerState]>([
    ['is idle at first', stateAfter(), { is: 'idle' }],
    ['asks for the microphone', stateAfter(start), { is: 'connecting', step: 'microphone' }],
    ['then for the line', stateAfter(start, microphone), { is: 'connecting', step: 'line' }],
    ['waits when the server has taken the call', stateAfter(start, microphone, accepted), { is: 'waiting', since: T, returned: false }],
    [
      'talks when the server says so',
      stateAfter(start, microphone, accepted, heard('talking')),
      { is: 'talking', since: T, onHold: false },
    ],
    [
      'is first in line after a fault',
      stateAfter(start, accepted, heard('talking'), heard('returned')),
      { is: 'waiting', since: T, returned: true },
    ],
    [
      'stays first when it is told again to wait',
      stateAfter(start, accepted, heard('returned'), heard('waiting')),
      { is: 'waiting', since: T, returned: true },
    ],
    ['talks again', stateAfter(start, accepted, heard('returned'), heard('talking')), { is: 'talking', since: T, onHold: false }],
    [
      'is on hold, and the talk is the same one after it',
      step(stateAfter(start, accepted, heard('talking'), heard('onHold')), heard('talking'), 2 * T),
      { is: 'talking', since: T, onHold: false },
    ],
    ['says when it is on hold', stateAfter(start, accepted, heard('talking'), heard('onHold')), { is: 'talking', since: T, onHold: true }],
    ['asks for a choice', stateAfter(start, accepted, heard('menu')), { is: 'menu', since: T }],
    ['waits after the choice', stateAfter(start, accepted, heard('menu'), heard('waiting')), { is: 'waiting', since: T, returned: false }],
    ['is told that the line is closed', stateAfter(start, accepted, heard('closed')), { is: 'closed', since: T }],
    [
      'leaves a message',
      step(stateAfter(start, accepted, heard('voicemail')), heard('recording'), 2 * T),
      { is: 'recording', since: 2 * T },
    ],
    ['ends while a message is recorded', stateAfter(start, accepted, heard('recording'), ended), { is: 'ended' }],
    ['ends', stateAfter(start, accepted, ended), { is: 'ended' }],
    ['ends while connecting', stateAfter(start, ended), { is: 'ended' }],
    ['fails', stateAfter(start, { type: 'failed', why: 'lost' }), { is: 'failed', why: 'lost' }],
    [
      'calls again by itself when a talk is cut off',
      stateAfter(start, accepted, heard('talking'), cut),
      { is: 'connecting', step: 'again' },
    ],
    ['calls again by itself when a wait is cut off', stateAfter(start, accepted, cut), { is: 'connecting', step: 'again' }],
    [
      'calls again by itself when a choice is cut off',
      stateAfter(start, accepted, heard('menu'), cut),
      { is: 'connecting', step: 'again' },
    ],
    ['waits after that', stateAfter(start, accepted, cut, accepted), { is: 'waiting', since: T, returned: false }],
    ['is first after that', stateAfter(start, accepted, cut, accepted, heard('returned')), { is: 'waiting', since: T, returned: true }],
    ['ends while it calls again', stateAfter(start, accepted, cut, ended), { is: 'ended' }],
    ['calls again after an end', stateAfter(start, ended, start), { is: 'connecting', step: 'microphone' }],
    ['calls again after a failure', stateAfter(start, { type: 'failed', why: 'lost' }, start), { is: 'connecting', step: 'microphone' }],
  ])('%s', (_, state, wanted) => {
    expect(state).toEqual(wanted)
  })

  it.each<[string, CallerState, CallerEvent]>([
    ['a microphone that comes after the end', { is: 'ended' }, microphone],
    ['an answer that comes after the end', { is: 'ended' }, accepted],
    ['a word of the server before the call', { is: 'idle' }, heard('talking')],
    ['a failure of a call that has ended', { is: 'ended' }, { type: 'failed', why: 'lost' }],
    ['an end of a call that has failed', { is: 'failed', why: 'lost' }, ended],
    ['a second press', { is: 'talking', since: 1, onHold: false }, start],
    ['a choice before the call', { is: 'connecting', step: 'line' }, heard('menu')],
    ['a cut when all is over', { is: 'ended' }, cut],
    ['a cut of a call that is on its way', { is: 'connecting', step: 'line' }, cut],
    ['a cut while a message is recorded', { is: 'recording', since: 1 }, cut],
    ['a cut while the line is closed', { is: 'closed', since: 1 }, cut],
    ['a choice asked for twice', { is: 'menu', since: 1 }, heard('menu')],
    ['the same word twice', { is: 'talking', since: 1, onHold: false }, heard('talking')],
  ])('drops %s', (_, state, event) => {
    expect(step(state, event, T)).toBe(state)
  })
})

describe('what the server says of the call', () => {
  it.each([
    [STATE_TYPE, '{"state":"talking"}', 'talking'],
    [STATE_TYPE, '{"state":"menu"}', 'menu'],
    [STATE_TYPE, '{"state":"recording"}', 'recording'],
    [STATE_TYPE, '{"state":"interrupted"}', 'interrupted'],
    [`${STATE_TYPE}; charset=utf-8`, '{"state":"returned"}', 'returned'],
    [STATE_TYPE, '{"state":"dancing"}', null],
    [STATE_TYPE, 'null', null],
    [STATE_TYPE, 'not json', null],
    ['application/dtmf-relay', '{"state":"talking"}', null],
  ])('%s %s', (type, body, said) => {
    expect(readHeardState(type, body)).toBe(said)
  })
})

describe('why there is no microphone', () => {
  it.each([
    ['NotAllowedError', 'microphoneBlocked'],
    ['NotFoundError', 'microphoneMissing'],
    ['NotReadableError', 'microphoneBusy'],
    ['TypeError', 'unsupported'],
  ])('%s', (name, fault) => {
    expect(microphoneFault(name)).toBe(fault)
  })
})
