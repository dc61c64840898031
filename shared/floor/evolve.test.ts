import { describe, expect, test } from 'vitest'
import type { Change } from './changes.ts'
import { evolve, talkSums } from './evolve.ts'
import { emptyFloor, type Floor, type Line } from './model.ts'
import { newLineService } from './service.ts'

const quit: Line = {
  id: 'quit',
  name: 'Quit',
  greeting: '',
  order: 1,
  startedOn: '2026-01-01',
  catchment: 1_000_000,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
}

const START: readonly Change[] = [
  { type: 'lineSet', at: 0, line: quit },
  { type: 'advisorSet', at: 0, advisor: 'ada', name: 'Ada', lines: ['quit'], languages: [] },
  { type: 'phoneRegistered', at: 1, advisor: 'ada', instance: 'tab1' },
  { type: 'shiftStarted', at: 2, advisor: 'ada' },
]
const TALK: readonly Change[] = [
  { type: 'callArrived', at: 10, call: 'k', line: 'quit', channel: 'web' },
  { type: 'callQueued', at: 11, call: 'k' },
  { type: 'callOffered', at: 12, call: 'k', advisor: 'ada', until: 20_012 },
  { type: 'callAnswered', at: 20, call: 'k', advisor: 'ada' },
]

const floorOf = (...changes: readonly Change[]): Floor => changes.reduce(evolve, emptyFloor)

describe('evolve', () => {
  test('leaves the floor it was given as it was', () => {
    const before = floorOf(...START, ...TALK)
    const copy = structuredClone(before)
    evolve(before, { type: 'callEnded', at: 30, call: 'k', outcome: 'answered', by: 'caller' })
    expect(before).toEqual(copy)
  })

  test('the browser that gets snapshot and changes as JSON sees what the server sees', () => {
    const changes = [...START, ...TALK]
    for (let cut = 0; cut <= changes.length; cut++) {
      const snapshot = JSON.parse(JSON.stringify(floorOf(...changes.slice(0, cut)))) as Floor
      const late = JSON.parse(JSON.stringify(changes.slice(cut))) as Change[]
      expect(late.reduce(evolve, snapshot)).toEqual(floorOf(...changes))
    }
  })

  test.each<Change>([
    { type: 'callQueued', at: 1, call: 'gone' },
    { type: 'callAnswered', at: 1, call: 'gone', advisor: 'ada' },
    { type: 'callEnded', at: 1, call: 'gone', outcome: 'answered', by: 'caller' },
    { type: 'advisorReady', at: 1, advisor: 'gone' },
    { type: 'phoneReached', at: 1, advisor: 'gone', reachable: true },
  ])('a change about somebody who is not there throws: $type', (change) => {
    expect(() => evolve(floorOf(...START), change)).toThrow('evolve')
  })

  test('an ended call leaves the floor, and its advisor wraps up', () => {
    const floor = floorOf(...START, ...TALK, { type: 'callEnded', at: 30, call: 'k', outcome: 'answered', by: 'caller' })
    expect(floor.calls).toEqual({})
    expect(floor.advisors.ada?.state).toEqual({ is: 'afterCall', since: 30 })
  })

  test('the first answer stays the first when the call comes back', () => {
    const floor = floorOf(
      ...START,
      ...TALK,
      { type: 'callReturned', at: 100, call: 'k', advisor: 'ada', why: 'linkLost' },
      { type: 'callOffered', at: 101, call: 'k', advisor: 'ada', until: 20_101 },
      { type: 'callAnswered', at: 150, call: 'k', advisor: 'ada' },
    )
    expect(floor.calls.k).toMatchObject({ answeredAt: 20, talkedMs: 80, waitingSince: 100 })
  })

  test('a phone that another page takes over must be started there', () => {
    const floor = floorOf(...START, { type: 'phoneRegistered', at: 5, advisor: 'ada', instance: 'tab2' })
    expect(floor.advisors.ada?.phone).toEqual({ instance: 'tab2', ready: false, reachable: true })
  })

  test('the same page that comes back need not be started again', () => {
    const floor = floorOf(
      ...START,
      { type: 'phoneReached', at: 4, advisor: 'ada', reachable: false },
      { type: 'phoneRegistered', at: 5, advisor: 'ada', instance: 'tab1' },
    )
    expect(floor.advisors.ada?.phone).toEqual({ instance: 'tab1', ready: true, reachable: true })
  })
})

describe('talkSums', () => {
  test.each([
    ['nothing while waiting', TALK.slice(0, 2), 1_000, 0, 0],
    ['the running talk', TALK, 1_020, 1_000, 0],
    ['talk up to the hold, and the running hold', [...TALK, { type: 'callHeld', at: 520, call: 'k' }], 1_020, 500, 500],
    [
      'talk on both sides of a hold',
      [...TALK, { type: 'callHeld', at: 520, call: 'k' }, { type: 'callResumed', at: 720, call: 'k' }],
      1_020,
      800,
      200,
    ],
    [
      'what was talked before it came back',
      [...TALK, { type: 'callReturned', at: 520, call: 'k', advisor: 'ada', why: 'reload' }],
      9_000,
      500,
      0,
    ],
  ] as [string, readonly Change[], number, number, number][])('counts %s', (_name, changes, now, talkedMs, heldMs) => {
    const call = floorOf(...START, ...changes).calls.k
    expect(call && talkSums(call, now)).toEqual({ talkedMs, heldMs })
  })
})
