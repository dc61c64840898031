import { EventEmitter } from 'node:events'
import { createEffect, createRoot } from 'solid-js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import { emptyFloor, type Floor } from '../../shared/floor/model.ts'
import type { FloorSnapshot } from '../../shared/wire.ts'
import { tellSignedInAgain } from '../ui/sessionNews.ts'
import { createLiveFloor, type LiveOptions, settledSkew } from './floor.ts'
import type { LiveSocket } from './socket.ts'

/** A server at the other end of a socket, in a test's hands. */
class FakeSocket extends EventEmitter {
  connected = false
  active = true
  asked: unknown[][] = []
  answers: Record<string, unknown> = {}
  connects = 0

  connect() {
    this.connects += 1
    this.connected = true
    this.emit('connect')
    return this
  }
  disconnect() {
    this.connected = false
    this.emit('disconnect', 'io client disconnect')
    return this
  }
  timeout() {
    return {
      emitWithAck: async (...request: unknown[]) => {
        this.asked.push(request)
        const answer = this.answers[String(request[0])]
        if (answer === undefined) throw new Error('operation has timed out')
        return answer
      },
    }
  }
}

const advisors: Change[] = ['a', 'b'].map((advisor) => ({ type: 'advisorSet', at: 1, advisor, name: advisor, lines: [], languages: [] }))
const start: Floor = advisors.reduce(evolve, emptyFloor)
const snapshot = (floor: Floor, build = 'one'): FloorSnapshot => ({
  rev: floor.rev,
  floor: structuredClone(floor),
  now: Date.now() + 60_000,
  build,
  you: { id: 'a', role: 'advisor', name: 'a' },
  figures: {},
})

let dispose = () => {}
function follow(options: LiveOptions = {}) {
  const socket = new FakeSocket()
  const live = createRoot((off) => {
    dispose = off
    return createLiveFloor({ ...options, makeSocket: () => socket as unknown as LiveSocket })
  })
  return { socket, live }
}
afterEach(() => {
  dispose()
  vi.unstubAllGlobals()
})

const registered: Change = { type: 'phoneRegistered', at: 2, advisor: 'a', instance: 'i' }

describe('following the floor', () => {
  it('is up once everything has come, not before', () => {
    const { socket, live } = follow()
    expect(socket.connects).toBe(1)
    expect(live.connected()).toBe(false)
    socket.emit('floor:snapshot', snapshot(start))
    expect(live.connected()).toBe(true)
    expect(live.floor()).toEqual(start)
    expect(live.you()?.id).toBe('a')
    expect(live.serverNow() - Date.now()).toBeGreaterThan(59_000)
  })

  it('keeps the time of the server when the clock of this machine is set', () => {
    const { socket, live } = follow()
    socket.emit('floor:snapshot', snapshot(start))
    const before = live.serverNow()
    vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ['Date'] })
    const after = live.serverNow()
    vi.useRealTimers()
    expect(after).toBeGreaterThanOrEqual(before)
    expect(after - before).toBeLessThan(60_000)
  })

  it('a change touches only what it must', () => {
    const { socket, live } = follow()
    socket.emit('floor:snapshot', snapshot(start))
    const runs = { a: 0, b: 0 }
    createRoot(() => {
      createEffect(() => {
        live.floor().advisors.a?.phone?.instance
        runs.a += 1
      })
      createEffect(() => {
        live.floor().advisors.b?.phone?.instance
        runs.b += 1
      })
    })
    socket.emit('floor:changed', { rev: start.rev + 1, changes: [registered] })
    expect(live.floor().advisors.a?.phone?.instance).toBe('i')
    expect(runs).toEqual({ a: 2, b: 1 })
  })

  it('tells of the changes themselves before it follows them', () => {
    const { socket, live } = follow()
    socket.emit('floor:snapshot', snapshot(start))
    const told: unknown[] = []
    const stop = live.onChanges((changes) => told.push(changes, live.floor().advisors.a?.phone))
    socket.emit('floor:changed', { rev: start.rev + 1, changes: [registered] })
    stop()
    socket.emit('floor:changed', { rev: start.rev + 2, changes: [registered] })
    expect(told).toEqual([[registered], null])
  })

  it('asks for everything anew when a number is missing, and when a heartbeat is ahead', async () => {
    const { socket, live } = follow()
    socket.emit('floor:snapshot', snapshot(start))
    const later = evolve(start, registered)
    socket.answers['floor:get'] = { ok: true, value: snapshot(later) }
    socket.emit('floor:changed', { rev: start.rev + 5, changes: [registered] })
    await vi.waitFor(() => expect(live.floor().rev).toBe(later.rev))
    socket.answers['floor:get'] = { ok: true, value: snapshot({ ...later, rev: 99 }) }
    socket.emit('heartbeat', { now: Date.now(), rev: 99 })
    await vi.waitFor(() => expect(live.floor().rev).toBe(99))
    expect(socket.asked.map(([event]) => event)).toEqual(['floor:get', 'floor:get'])
  })

  it('takes everything anew after a reconnect, also from a server that started over', () => {
    const { socket, live } = follow()
    socket.emit('floor:snapshot', snapshot({ ...start, rev: 500 }))
    socket.connected = false
    socket.emit('disconnect', 'transport close')
    expect(live.connected()).toBe(false)
    socket.connect()
    socket.emit('floor:changed', { rev: 501, changes: [registered] })
    expect(live.floor().advisors.a?.phone).toBeNull()
    socket.emit('floor:snapshot', snapshot(start))
    expect(live.floor().rev).toBe(start.rev)
    expect(live.connected()).toBe(true)
  })

  it('never lets the shared empty floor become its own', () => {
    const { socket } = follow()
    socket.emit('floor:snapshot', snapshot(start))
    expect(emptyFloor).toEqual({ rev: 0, lines: {}, calls: {}, advisors: {}, trunk: { is: 'none' }, keeping: { is: 'able' } })
  })
})

describe('the clocks', () => {
  it.each([
    ['the first one is all there is', undefined, -300, -300],
    ['late messages do not make time stutter', 500, 420, 500],
    ['a prompter one is truer', 500, 530, 530],
    ['a clock that was set is followed', 500, -4_000, -4_000],
    ['either way', 500, 90_000, 90_000],
  ] as const)('%s', (_name, known, seen, skew) => expect(settledSkew(known, seen)).toBe(skew))
})

describe('asking', () => {
  it('gives the answer, or says that none came', async () => {
    const { socket, live } = follow()
    socket.answers['advisor:pause'] = { ok: true }
    expect(await live.request('advisor:pause')).toEqual({ ok: true })
    expect(await live.request('advisor:ready')).toEqual({ ok: false, refusal: { code: 'timeout' } })
    socket.connected = false
    expect(await live.request('advisor:pause')).toEqual({ ok: false, refusal: { code: 'timeout' } })
  })

  it('says so when the server will not have us', () => {
    const { socket, live } = follow()
    socket.active = false
    socket.connected = false
    socket.emit('connect_error', new Error('notSignedIn'))
    expect(live.refused()).toBe(true)
    live.wake()
    expect(socket.connects).toBe(1)
    tellSignedInAgain()
    expect([live.refused(), socket.connects]).toEqual([false, 2])
  })
})

describe('a board', () => {
  it('gets the ticket for its next connect, and reloads when the pages have changed', () => {
    const reload = vi.fn()
    vi.stubGlobal('location', { reload })
    const tickets: string[] = []
    const { socket } = follow({ ticket: 'first', onTicket: (ticket) => tickets.push(ticket), reloadOnBuild: true })
    socket.emit('floor:snapshot', snapshot(start))
    socket.emit('board:ticket', 'second')
    expect(tickets).toEqual(['second'])
    socket.emit('floor:snapshot', snapshot(start))
    expect(reload).not.toHaveBeenCalled()
    socket.emit('floor:snapshot', snapshot(start, 'two'))
    expect(reload).toHaveBeenCalledOnce()
  })
})
