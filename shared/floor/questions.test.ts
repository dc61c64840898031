import { describe, expect, test } from 'vitest'
import { type Advisor, type Call, type CallState, emptyFloor, type Floor } from './model.ts'
import {
  callOfAdvisor,
  dueOffers,
  isOfferable,
  linesInOrder,
  longestWaitMs,
  offerableAdvisors,
  talkingCalls,
  waitingCalls,
} from './questions.ts'
import { newLineService } from './service.ts'

const phone = { instance: 'tab1', ready: true, reachable: true }
const advisor = (id: string, since: number, more: Partial<Advisor> = {}): Advisor => ({
  id,
  name: id,
  lines: ['quit'],
  languages: [],
  state: { is: 'available', since },
  phone,
  ...more,
})
const call = (id: string, arrivedAt: number, state: CallState = { is: 'waiting', first: false }, line = 'quit'): Call => ({
  id,
  line,
  channel: 'phone',
  kind: 'call',
  reason: null,
  language: null,
  metClosed: false,
  arrivedAt,
  waitingSince: arrivedAt,
  answeredAt: null,
  talkedMs: 0,
  heldMs: 0,
  advisor: null,
  interpreter: null,
  interpretedMs: 0,
  interpretedLanguage: null,
  state,
})
const byId = <T extends { id: string }>(all: readonly T[]) => Object.fromEntries(all.map((one) => [one.id, one]))
const floor = (calls: readonly Call[], advisors: readonly Advisor[] = []): Floor => ({
  ...emptyFloor,
  calls: byId(calls),
  advisors: byId(advisors),
})
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id)
const talking = (since: number): CallState => ({ is: 'talking', advisor: 'ada', since, countedTo: since, onHold: false })

describe('isOfferable', () => {
  test.each([
    ['available with a phone that rings', advisor('a', 0), true],
    ['without a phone', advisor('a', 0, { phone: null }), false],
    ['shift not started in this page', advisor('a', 0, { phone: { ...phone, ready: false } }), false],
    ['not reachable', advisor('a', 0, { phone: { ...phone, reachable: false } }), false],
    ['paused', advisor('a', 0, { state: { is: 'paused', since: 0, reason: 'self' } }), false],
    ['wrapping up', advisor('a', 0, { state: { is: 'afterCall', since: 0 } }), false],
  ])('%s', (_name, who, expected) => {
    expect(isOfferable(who)).toBe(expected)
  })
})

test('callers are served in order: returned first, then the longest wait', () => {
  const all = [
    call('new', 30),
    call('old', 10),
    call('back', 40, { is: 'waiting', first: true }),
    call('arriving', 1, { is: 'arriving', first: false }),
  ]
  expect(ids(waitingCalls(floor(all)))).toEqual(['back', 'old', 'new'])
})

test('a call that rings still waits', () => {
  const ringing = call('k', 10, { is: 'offered', first: false, advisor: 'ada', since: 20, until: 40 })
  expect(longestWaitMs(floor([ringing]), 25)).toBe(15)
})

test('one line sees only its own', () => {
  const all = floor([call('here', 1), call('there', 2, undefined, 'other'), call('talk', 3, talking(9), 'other')])
  expect(ids(waitingCalls(all, 'quit'))).toEqual(['here'])
  expect(ids(talkingCalls(all, 'quit'))).toEqual([])
  expect(longestWaitMs(all, 10, 'other')).toBe(8)
})

test('nobody waits: no wait at all, not zero', () => {
  expect(longestWaitMs(floor([call('k', 1, talking(2))]), 10)).toBeNull()
})

test('a clock that is behind the server shows no negative wait', () => {
  expect(longestWaitMs(floor([call('k', 100)]), 90)).toBe(0)
})

test('talks are listed by their start', () => {
  expect(ids(talkingCalls(floor([call('b', 1, talking(50)), call('a', 2, talking(40))])))).toEqual(['a', 'b'])
})

test('advisors are asked in the order in which they became free', () => {
  const staff = [advisor('late', 9), advisor('early', 3), advisor('other', 1, { lines: ['night'] })]
  expect(ids(offerableAdvisors(floor([], staff), 'quit'))).toEqual(['early', 'late'])
  expect(ids(offerableAdvisors(floor([], staff)))).toEqual(['other', 'early', 'late'])
})

test('two calls and one advisor make one offer', () => {
  expect(dueOffers(floor([call('old', 1), call('new', 2)], [advisor('ada', 0)]))).toEqual([{ call: 'old', advisor: 'ada' }])
})

test('a caller whom nobody serves does not keep others waiting', () => {
  const calls = [call('stuck', 1, undefined, 'night'), call('k', 2)]
  expect(dueOffers(floor(calls, [advisor('ada', 0)]))).toEqual([{ call: 'k', advisor: 'ada' }])
})

test('the call of an advisor', () => {
  const all = floor([call('k', 1, talking(2))], [advisor('ada', 0, { state: { is: 'talking', since: 2, call: 'k' } }), advisor('bo', 1)])
  expect(callOfAdvisor(all, 'ada')?.id).toBe('k')
  expect(callOfAdvisor(all, 'bo')).toBeUndefined()
  expect(callOfAdvisor(all, 'nobody')).toBeUndefined()
})

test('lines are shown in their order', () => {
  const line = (id: string, order: number) => ({
    id,
    name: id,
    greeting: '',
    order,
    startedOn: '2026-01-01',
    catchment: 1,
    timeZone: 'UTC',
    ...newLineService,
  })
  expect(ids(linesInOrder({ ...emptyFloor, lines: byId([line('b', 2), line('c', 1), line('a', 2)]) }))).toEqual(['c', 'a', 'b'])
})
