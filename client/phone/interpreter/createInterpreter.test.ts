import { createRoot } from 'solid-js'
import { afterEach, describe, expect, it } from 'vitest'
import type { InterpreterEnd } from '../../../shared/floor/changes.ts'
import type { Call, CallState, Interpreter } from '../../../shared/floor/model.ts'
import type { InterpreterService } from '../../../shared/floor/service.ts'
import { fakeLive, LINE, ME } from '../testing/fakes.ts'
import { createInterpreter, hearing, type InterpreterGone, languagesOf, suggestedLanguage } from './createInterpreter.ts'

const SERVICES: readonly InterpreterService[] = [
  { id: 'a', name: 'A', number: '+4620', languages: ['ar', 'so'] },
  { id: 'b', name: 'B', number: '+4621', languages: ['so', 'hr'] },
]

let dispose = () => {}
afterEach(() => dispose())

function talking() {
  const surroundings = fakeLive()
  const { happens, live } = surroundings
  happens(
    { type: 'lineSet', line: { ...LINE, service: { ...LINE.service, interpreters: SERVICES } } },
    { type: 'phoneRegistered', advisor: ME, instance: 'i' },
    { type: 'shiftStarted', advisor: ME },
    { type: 'callArrived', call: 'c', line: LINE.id, channel: 'phone' },
    { type: 'callQueued', call: 'c' },
    { type: 'callOffered', call: 'c', advisor: ME, until: 1 },
    { type: 'callAnswered', call: 'c', advisor: ME },
  )
  const desk = createRoot((off) => {
    dispose = off
    return createInterpreter(live, () => live.floor().calls.c)
  })
  const comes = () => happens({ type: 'interpreterCalled', call: 'c', service: 'a', language: 'ar' })
  return { ...surroundings, desk, comes }
}

describe('an interpreter', () => {
  it('is asked for by service and language, held and let go', async () => {
    const { desk, asked } = talking()
    expect(desk.services()).toEqual(SERVICES)
    await desk.call('a', 'ar')
    await desk.hold('caller', true)
    await desk.hold('interpreter', false)
    await desk.drop()
    expect(asked).toEqual([
      ['interpreter:call', { call: 'c', service: 'a', language: 'ar' }],
      ['party:hold', { call: 'c', party: 'caller', hold: true }],
      ['party:hold', { call: 'c', party: 'interpreter', hold: false }],
      ['interpreter:drop', { call: 'c' }],
    ])
  })

  it('keeps what the server said no to until the next try', async () => {
    const { desk, answerWith } = talking()
    answerWith({ ok: false, refusal: { code: 'trunkDown' } })
    expect(await desk.call('a', 'ar')).toBe(false)
    expect(desk.refusal()).toEqual({ code: 'trunkDown' })
    answerWith({ ok: true, value: undefined })
    expect(await desk.call('a', 'ar')).toBe(true)
    expect(desk.refusal()).toBeUndefined()
  })

  it.each<[InterpreterEnd, InterpreterGone | null]>([
    ['busy', 'busy'],
    ['noAnswer', 'noAnswer'],
    ['unreachable', 'unreachable'],
    ['left', 'left'],
    ['lost', 'lost'],
    ['dropped', null],
  ])('that ends as %s is told as %s', (why, told) => {
    const { desk, happens, comes } = talking()
    comes()
    happens({ type: 'interpreterEnded', call: 'c', why })
    expect(desk.gone()).toEqual(told && { why: told, service: 'a' })
    comes()
    expect(desk.gone()).toBeNull()
  })

  it('that went while the link was down is told too', () => {
    const { desk, comes, setFloor } = talking()
    comes()
    setFloor((floor) => ({ ...floor, calls: { c: { ...(floor.calls.c as Call), interpreter: null } } }))
    expect(desk.gone()).toEqual({ why: 'unknown', service: 'a' })
  })

  it('goes, and a caller who was put on hold beside stays so until taken back', async () => {
    const { desk, happens, comes } = talking()
    comes()
    happens({ type: 'callHeld', call: 'c' })
    expect(desk.holdsCaller()).toBe(false)
    happens({ type: 'callResumed', call: 'c' })
    await desk.hold('caller', true)
    happens({ type: 'callHeld', call: 'c' }, { type: 'interpreterEnded', call: 'c', why: 'left' })
    expect(desk.holdsCaller()).toBe(true)
    happens({ type: 'callResumed', call: 'c' })
    expect(desk.holdsCaller()).toBe(false)
    happens({ type: 'callHeld', call: 'c' })
    expect(desk.holdsCaller()).toBe(false)
  })

  it('is no news when the talk itself is over', () => {
    const { desk, happens, comes } = talking()
    comes()
    happens({ type: 'callEnded', call: 'c', outcome: 'answered', by: 'caller' })
    expect(desk.gone()).toBeNull()
    expect(desk.services()).toEqual([])
  })
})

const talk = (onHold: boolean): CallState => ({ is: 'talking', advisor: ME, since: 0, countedTo: 0, onHold })
const third = (is: Interpreter['is']): Interpreter => ({ service: 'a', language: 'ar', is, since: 0 })

describe('who hears whom', () => {
  it.each([
    [false, 'talking', false, 'all'],
    [true, 'talking', false, 'withoutCaller'],
    [false, 'onHold', false, 'withoutInterpreter'],
    [true, 'onHold', false, 'nobody'],
    [true, 'talking', true, 'parked'],
  ] as const)('caller held %s, interpreter %s, parked %s: %s', (callerHeld, is, parked, expected) =>
    expect(hearing(talk(callerHeld), third(is), parked)).toBe(expected),
  )
})

describe('the language', () => {
  const chose = (language: Call['language']) => ({ language }) as Call
  it('is any that somebody speaks, each once', () => expect(languagesOf(SERVICES)).toEqual(['ar', 'so', 'hr']))
  it.each([
    ['what the caller has chosen', chose('ar'), SERVICES, 'ar'],
    ['one of those that share a text', chose('bcs'), SERVICES, 'hr'],
    ['none that nobody speaks', chose('es'), SERVICES, ''],
    ['none when nothing was chosen', chose(null), SERVICES, ''],
    ['the only one there is', chose(null), [{ ...(SERVICES[0] as InterpreterService), languages: ['so'] }], 'so'],
  ] as const)('suggested is %s', (_what, call, services, expected) => expect(suggestedLanguage(call, services)).toBe(expected))
})
