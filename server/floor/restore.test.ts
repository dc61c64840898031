import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call, Floor } from '../../shared/floor/model.ts'
import { restoreCalls, type StandingCall } from './restore.ts'
import { anyHistory } from './testing/histories.ts'
import { play } from './testing/play.ts'
import { aLine, answers, given, onShift, waits, when } from './testing/scene.ts'

/** The same lines and staff as a process finds them in the record: nobody on shift, no call. */
const atStart = (floor: Floor): Floor => ({
  ...floor,
  calls: {},
  advisors: Object.fromEntries(
    Object.values(floor.advisors).map((one) => [one.id, { ...one, state: { is: 'offline' as const, since: 0 }, phone: null }]),
  ),
})
const standing = (call: Call, interpreted = false): StandingCall => ({
  call,
  instance: call.state.is === 'talking' ? 'tab1' : null,
  interpreted,
})
const after = (floor: Floor) =>
  restoreCalls(
    atStart(floor),
    Object.values(floor.calls).map((call) => standing(call)),
  )

describe('a floor begun anew', () => {
  it('has the talk that stands, and its advisor in it', () => {
    const before = given(aLine(), ...onShift('ada'), ...waits('c1', 1), answers('ada', 'c1', 3))
    const floor = after(before)
    expect(floor.calls.c1).toEqual(before.calls.c1)
    expect(floor.advisors.ada).toMatchObject({
      state: { is: 'talking', call: 'c1' },
      phone: { instance: 'tab1', ready: true, reachable: false },
    })
  })

  it('has who was offered in the queue, and offers to nobody by itself', () => {
    const before = given(aLine(), ...onShift('ada'), ...waits('c1', 1))
    expect(before.calls.c1?.state.is).toBe('offered')
    const floor = after(before)
    expect(floor.calls.c1?.state).toEqual({ is: 'waiting', first: false })
    expect(floor.advisors.ada?.state.is).toBe('offline')
  })

  it('offers who waited as soon as somebody is on shift again, and ends the talk as ever', () => {
    const before = given(aLine(), ...onShift('ada'), ...waits('c1', 1), answers('ada', 'c1', 3), ...waits('c2', 4))
    const floor = after(before)
    const registered = when(floor, 10, { type: 'registerPhone', advisor: 'ada', instance: 'tab1' }).floor
    expect(registered.advisors.ada?.phone).toEqual({ instance: 'tab1', ready: true, reachable: true })
    const ended = when(registered, 20, { type: 'hangUp', call: 'c1', advisor: 'ada' })
    expect(ended.changes).toMatchObject([{ type: 'callEnded', outcome: 'answered' }])
    expect(when(ended.floor, 30, { type: 'getReady', advisor: 'ada' }).changes).toMatchObject([
      { type: 'advisorReady' },
      { type: 'callOffered', call: 'c2' },
    ])
  })

  it.each<[string, (floor: Floor, call: Call) => Floor]>([
    ['whose line is no more', (floor) => ({ ...floor, lines: {} })],
    ['whose advisor is no more', (floor) => ({ ...floor, advisors: {} })],
  ])('is without a talk %s', (_name, change) => {
    const before = given(aLine(), ...onShift('ada'), ...waits('c1', 1), answers('ada', 'c1', 3))
    const call = before.calls.c1 as Call
    expect(restoreCalls(change(atStart(before), call), [standing(call)]).calls).toEqual({})
  })

  it('never has an advisor in two calls, nor a talk without its advisor, whatever had happened', () => {
    fc.assert(
      fc.property(anyHistory, (steps) => {
        const before = play(steps).floor
        const floor = after(before)
        const talks = Object.values(floor.calls).flatMap(({ id, state }) => (state.is === 'talking' ? [`${id} ${state.advisor}`] : []))
        const talking = Object.values(floor.advisors).flatMap(({ id, state }) => (state.is === 'talking' ? [`${state.call} ${id}`] : []))
        expect(talks.sort()).toEqual(talking.sort())
        expect(Object.values(floor.calls).every(({ state }) => state.is === 'talking' || state.is === 'waiting')).toBe(true)
      }),
    )
  })
})
