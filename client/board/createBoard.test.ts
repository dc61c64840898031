import { createRoot, createSignal } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import { emptyFloor, type Floor } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import { STALE_MS } from '../../shared/limits.ts'
import type { LiveFloor } from '../live/floor.ts'
import { createBoard } from './createBoard.ts'

const T = 1_700_000_000_000
const line = {
  id: 'a',
  name: 'A',
  greeting: '',
  order: 0,
  startedOn: '2023-11-01',
  catchment: 0,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
}
const waiting: Change[] = [
  { type: 'lineSet', at: T, line },
  { type: 'callArrived', at: T, call: '1', line: 'a', channel: 'web' },
  { type: 'callQueued', at: T, call: '1' },
]

/** A live floor that a test moves by hand; the server's clock is ten minutes ahead of the browser's. */
function makeWorld() {
  const [held, setHeld] = createStore<{ floor: Floor }>({ floor: emptyFloor })
  const [age, setAge] = createSignal(Number.POSITIVE_INFINITY)
  const [connected, setConnected] = createSignal(true)
  let floor = emptyFloor
  const live = {
    floor: () => held.floor,
    figures: () => ({}),
    known: () => true,
    connected,
    dataAgeMs: age,
    serverNow: () => Date.now() + 600_000,
  } as unknown as LiveFloor
  const change = (...changes: Change[]) => {
    floor = changes.reduce(evolve, floor)
    setAge(0)
    setHeld('floor', reconcile(floor))
  }
  return { live, change, setAge, setConnected }
}

describe('a board', () => {
  beforeEach(() => void vi.useFakeTimers({ now: T - 600_000 }))
  afterEach(() => void vi.useRealTimers())

  it("ticks by the server's clock", () =>
    createRoot((dispose) => {
      const { live, change } = makeWorld()
      const board = createBoard(live, [])
      change(...waiting)
      expect(board.counts()).toMatchObject({ waiting: 1, longestWaitS: 0 })
      vi.advanceTimersByTime(3_000)
      expect(board.counts().longestWaitS).toBe(3)
      dispose()
    }))

  it('shows a change at once, not at the next tick', () =>
    createRoot((dispose) => {
      const { live, change } = makeWorld()
      const board = createBoard(live, [])
      change(...waiting)
      vi.advanceTimersByTime(100)
      change({ type: 'callEnded', at: T + 100, call: '1', outcome: 'abandonedShort', by: 'caller' })
      expect(board.counts()).toMatchObject({ waiting: 0, longestWaitS: null })
      dispose()
    }))

  it('lets no wait go on without contact, and catches up after it', () =>
    createRoot((dispose) => {
      const { live, change, setAge } = makeWorld()
      const board = createBoard(live, [])
      change(...waiting)
      vi.advanceTimersByTime(4_000)
      setAge(STALE_MS + 1)
      for (let age = STALE_MS + 1; age <= 60_000; age += 500) {
        vi.advanceTimersByTime(500)
        setAge(age)
      }
      expect(board.counts().longestWaitS).toBe(4)
      expect(board.freshness()).toMatchObject({ stale: true })
      setAge(0)
      expect(board.counts().longestWaitS).toBeGreaterThan(50)
      expect(board.freshness()).toEqual({ ageS: 0, stale: false })
      dispose()
    }))

  it('takes no heartbeat for fresh numbers while the floor is not whole', () =>
    createRoot((dispose) => {
      const { live, change, setAge, setConnected } = makeWorld()
      const board = createBoard(live, [])
      change(...waiting)
      setConnected(false)
      for (let beat = 0; beat < 8; beat += 1) {
        vi.advanceTimersByTime(1_000)
        setAge(0)
      }
      expect(board.freshness()).toEqual({ ageS: 8, stale: true })
      setConnected(true)
      expect(board.freshness()).toEqual({ ageS: 0, stale: false })
      dispose()
    }))

  it('has no age of data before any has come', () =>
    createRoot((dispose) => {
      const board = createBoard(makeWorld().live, [])
      expect(board.freshness()).toEqual({ ageS: null, stale: false })
      dispose()
    }))
})
