import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { RETURN_MS, SIGNALLING_GRACE_MS } from '../../shared/limits.ts'
import type { SipCall, SipCallEvent } from '../ui/sipCall.ts'
import { STATE_TYPE } from './callerState.ts'
import { type CallerParts, makeCaller } from './makeCaller.ts'

/** A telephone and a microphone in memory: what the page asks of them is kept, and the far end is played by the test. */
function makeWorld(overrides: Partial<CallerParts> = {}) {
  const listeners = new Set<(event: SipCallEvent) => void>()
  const track = Object.assign(new EventTarget(), { stopped: false, stop: () => Object.assign(track, { stopped: true }) })
  const stream = { getTracks: () => [track] } as unknown as MediaStream
  const world = {
    muted: false,
    hungUp: 0,
    replaced: 0,
    connectionState: 'connected',
    track,
    placed: [] as string[],
    tickets: [] as (string | null)[],
    transport: (_up: boolean) => {},
  }
  const call = {
    end: () => {
      world.hungUp += 1
    },
    setMuted: (muted: boolean) => {
      world.muted = muted
      hear({ type: 'sending' })
    },
    isMuted: () => world.muted,
    replaceTrack: async () => {
      world.replaced += 1
      return ok(undefined)
    },
    returnTicket: () => `ticket ${world.placed.length}`,
    connection: () => ({ connectionState: world.connectionState }),
    subscribe: (listener: (event: SipCallEvent) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as SipCall
  const hear = (event: SipCallEvent) => {
    for (const listener of listeners) listener(event)
  }
  const say = (state: string) => hear({ type: 'info', contentType: STATE_TYPE, body: JSON.stringify({ state }) })
  const caller = makeCaller(
    {
      microphone: async () => stream,
      place: async ({ line, returnTicket, onTransport }) => {
        world.placed.push(line)
        world.tickets.push(returnTicket)
        world.transport = onTransport
        return ok(call)
      },
      clock: () => 1_000,
      ...overrides,
    },
    () => {},
  )
  const answered = async () => {
    await caller.start('stockholm')
    hear({ type: 'phase', phase: 'up' })
  }
  return { world, caller, call, stream, hear, say, answered, is: () => caller.view().state.is }
}

function deferred<T>() {
  let resolve!: (value: T) => void
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

const fails = (name: string) => async () => {
  throw Object.assign(new Error(name), { name })
}

describe('a caller', () => {
  it('calls, waits, talks and is hung up on', async () => {
    const { world, caller, hear, say, answered, is } = makeWorld()
    await answered()
    expect([world.placed, is()]).toEqual([['stockholm'], 'waiting'])
    say('talking')
    expect(is()).toBe('talking')
    hear({ type: 'ended', end: { by: 'them', code: null } })
    expect(caller.view()).toEqual({ state: { is: 'ended' }, muted: false, reconnecting: false, microphoneLost: false })
    expect(world.track.stopped).toBe(true)
  })

  it('hangs up, and the microphone is off at once', async () => {
    const { world, caller, answered, is } = makeWorld()
    await answered()
    caller.end()
    expect([world.hungUp, world.track.stopped, is()]).toEqual([1, true, 'ended'])
  })

  it('is told when the advisor is lost', async () => {
    const { caller, say, answered } = makeWorld()
    await answered()
    say('talking')
    say('returned')
    expect(caller.view().state).toEqual({ is: 'waiting', since: 1_000, returned: true })
  })

  it('mutes, and a new call begins unmuted', async () => {
    const { world, caller, answered } = makeWorld()
    await answered()
    caller.setMuted(true)
    expect([world.muted, caller.view().muted]).toEqual([true, true])
    caller.end()
    expect(caller.view().muted).toBe(false)
  })

  it('calls once however often the button is pressed', async () => {
    const { world, caller, answered } = makeWorld()
    await answered()
    await caller.start('stockholm')
    expect(world.placed).toHaveLength(1)
  })

  it('can call again', async () => {
    const { world, caller, answered, is } = makeWorld()
    await answered()
    caller.end()
    await answered()
    expect([world.placed.length, is()]).toEqual([2, 'waiting'])
  })

  it.each([
    ['NotAllowedError', 'microphoneBlocked'],
    ['NotFoundError', 'microphoneMissing'],
  ])('without a microphone (%s) never calls', async (name, why) => {
    const { world, caller } = makeWorld({ microphone: fails(name) })
    await caller.start('stockholm')
    expect(caller.view().state).toEqual({ is: 'failed', why })
    expect(world.placed).toEqual([])
  })

  it.each<[number | null, string]>([
    [404, 'lineUnknown'],
    [486, 'lineBusy'],
    [503, 'lineBusy'],
    [488, 'unsupported'],
    [null, 'noServer'],
  ])('refused with %s is told %s', async (code, why) => {
    const { caller, hear } = makeWorld()
    await caller.start('stockholm')
    hear({ type: 'ended', end: { by: code === null ? 'fault' : 'them', code } })
    expect(caller.view().state).toEqual({ is: 'failed', why })
  })

  it('whose headset goes talks on by another microphone', async () => {
    const { world, caller, answered } = makeWorld()
    await answered()
    world.track.dispatchEvent(new Event('ended'))
    await vi.waitFor(() => expect(world.replaced).toBe(1))
    expect(caller.view().microphoneLost).toBe(false)
  })

  it('whose only microphone goes is told, and heard again when it is back', async () => {
    const microphones = { there: true }
    const { world, caller, stream, answered, is } = makeWorld({
      microphone: async () => (microphones.there ? stream : fails('NotFoundError')()),
    })
    await answered()
    microphones.there = false
    world.track.dispatchEvent(new Event('ended'))
    await vi.waitFor(() => expect(caller.view().microphoneLost).toBe(true))
    expect(is()).toBe('waiting')
    microphones.there = true
    caller.devicesChanged()
    await vi.waitFor(() => expect(caller.view().microphoneLost).toBe(false))
    expect(world.replaced).toBe(1)
  })

  it('is told when the server cannot be reached', async () => {
    const { world, caller } = makeWorld({ place: async () => refuse('timeout') })
    await caller.start('stockholm')
    expect(caller.view().state).toEqual({ is: 'failed', why: 'noServer' })
    expect(world.track.stopped).toBe(true)
  })

  it('whose browser cannot make calls is told so', async () => {
    const { world, caller } = makeWorld({ place: () => Promise.reject(new TypeError('RTCPeerConnection is not defined')) })
    await caller.start('stockholm')
    expect(caller.view().state).toEqual({ is: 'failed', why: 'unsupported' })
    expect(world.track.stopped).toBe(true)
  })

  it('who gives up while the browser asks leaves no microphone on', async () => {
    const allow = deferred<MediaStream>()
    const { world, caller, stream, is } = makeWorld({ microphone: () => allow.promise })
    const started = caller.start('stockholm')
    caller.end()
    allow.resolve(stream)
    await started
    expect([is(), world.track.stopped, world.placed.length]).toEqual(['ended', true, 0])
  })

  it('who gives up while connecting leaves no call behind', async () => {
    const placing = deferred<Outcome<SipCall>>()
    const { world, caller, call, is } = makeWorld({ place: () => placing.promise })
    const started = caller.start('stockholm')
    await Promise.resolve()
    caller.end()
    placing.resolve(ok(call))
    await started
    expect([is(), world.hungUp, world.track.stopped]).toEqual(['ended', 1, true])
  })

  it('is told calmly that signalling is gone, and the call goes on', async () => {
    vi.useFakeTimers()
    const { world, caller, answered, is } = makeWorld()
    await answered()
    world.transport(false)
    expect(caller.view().reconnecting).toBe(true)
    vi.advanceTimersByTime(SIGNALLING_GRACE_MS + 1)
    expect(is()).toBe('waiting')
    world.transport(true)
    expect(caller.view().reconnecting).toBe(false)
    vi.useRealTimers()
  })

  it('calls again when sound is gone as well', async () => {
    vi.useFakeTimers()
    const { world, caller, answered } = makeWorld()
    await answered()
    world.connectionState = 'failed'
    // each vain attempt to reconnect is told again
    for (let waited = 0; waited <= SIGNALLING_GRACE_MS; waited += 4_000) {
      world.transport(false)
      vi.advanceTimersByTime(4_000)
    }
    expect(caller.view()).toMatchObject({ state: { is: 'connecting', step: 'again' }, reconnecting: false })
    expect(world.placed).toEqual(['stockholm', 'stockholm'])
    vi.useRealTimers()
  })
})

describe('a caller who is cut off', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const fault: SipCallEvent = { type: 'ended', end: { by: 'fault', code: null } }
  const theirs = (code: number | null): SipCallEvent => ({ type: 'ended', end: { by: 'them', code } })
  const again = { is: 'connecting', step: 'again' }

  it('calls again at once with the ticket of the call, by the same microphone, and is first in line', async () => {
    const track = Object.assign(new EventTarget(), { stop: vi.fn() })
    const microphone = vi.fn(async () => ({ getTracks: () => [track] }) as unknown as MediaStream)
    const { world, caller, hear, say, answered } = makeWorld({ microphone })
    await answered()
    say('talking')
    hear(fault)
    expect([caller.view().state, world.tickets]).toEqual([again, [null, 'ticket 1']])
    expect(track.stop).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(0)
    hear({ type: 'phase', phase: 'up' })
    say('returned')
    expect(caller.view().state).toEqual({ is: 'waiting', since: 1_000, returned: true })
    expect(microphone).toHaveBeenCalledTimes(1)
  })

  it('calls again when the server says that it ends the call, and not when it only ends it', async () => {
    const { world, caller, hear, say, answered, is } = makeWorld()
    await answered()
    say('interrupted')
    expect(is()).toBe('waiting')
    hear(theirs(null))
    expect(caller.view().state).toEqual(again)
    await vi.advanceTimersByTimeAsync(0)
    hear({ type: 'phase', phase: 'up' })
    hear(theirs(null))
    expect([is(), world.placed.length, world.track.stopped]).toEqual(['ended', 2, true])
  })

  it('tries again after growing pauses, and is told after three minutes', async () => {
    const at: number[] = []
    const { world, caller, hear, call, answered } = makeWorld({
      place: async ({ returnTicket }) => {
        at.push(performance.now())
        world.tickets.push(returnTicket)
        return at.length === 1 ? ok(call) : refuse('timeout')
      },
    })
    await answered()
    const began = performance.now()
    hear(fault)
    await vi.advanceTimersByTimeAsync(RETURN_MS - 1)
    expect(caller.view().state).toEqual(again)
    const pauses = at.slice(2).map((moment, index) => moment - (at[index + 1] ?? 0))
    expect([at[1], pauses.length > 8 && pauses.length < 40]).toEqual([began, true])
    for (const [index, most] of [1_500, 3_000, 6_000, 12_000].entries()) expect(pauses[index]).toBeLessThanOrEqual(most)
    for (const [index, least] of [500, 1_000, 2_000, 4_000, 7_500].entries()) expect(pauses[index]).toBeGreaterThanOrEqual(least)
    expect(new Set(world.tickets.slice(1))).toEqual(new Set(['ticket 0']))
    await vi.advanceTimersByTimeAsync(1)
    expect([caller.view().state, world.track.stopped, vi.getTimerCount()]).toEqual([{ is: 'failed', why: 'lost' }, true, 0])
  })

  it.each<[number, unknown]>([
    [503, again],
    [480, again],
    [404, { is: 'failed', why: 'lineUnknown' }],
    [488, { is: 'failed', why: 'unsupported' }],
  ])('and refused with %s then: %o', async (code, then) => {
    const { caller, hear, answered } = makeWorld()
    await answered()
    hear(fault)
    await vi.advanceTimersByTimeAsync(0)
    hear(theirs(code))
    expect(caller.view().state).toEqual(then)
  })

  it.each<[string, number]>([
    ['at once', 0],
    ['after a vain try', 10_000],
  ])('and hangs up %s is never called again', async (_when, after) => {
    let tries = 0
    const { world, caller, hear, call, answered, is } = makeWorld({ place: async () => (tries++ === 0 ? ok(call) : refuse('timeout')) })
    await answered()
    hear(fault)
    await vi.advanceTimersByTimeAsync(after)
    caller.end()
    const before = tries
    await vi.advanceTimersByTimeAsync(2 * RETURN_MS)
    expect([is(), tries, world.track.stopped]).toEqual(['ended', before, true])
  })

  it('after hanging up itself stays away, whatever comes late', async () => {
    const { world, caller, hear, say, answered, is } = makeWorld()
    await answered()
    say('interrupted')
    caller.end()
    hear(fault)
    await vi.advanceTimersByTimeAsync(RETURN_MS)
    expect([is(), world.placed.length]).toEqual(['ended', 1])
  })

  it('while a message is recorded is told, and nothing is begun anew', async () => {
    const { world, caller, hear, say, answered } = makeWorld()
    await answered()
    say('recording')
    hear(fault)
    expect([caller.view().state, world.placed.length]).toEqual([{ is: 'failed', why: 'lost' }, 1])
  })

  it('muted is muted in the call that follows, before anybody hears of it', async () => {
    const { world, caller, hear, answered } = makeWorld()
    await answered()
    caller.setMuted(true)
    hear(fault)
    world.muted = false
    await vi.advanceTimersByTimeAsync(0)
    expect(world.muted).toBe(true)
    hear({ type: 'phase', phase: 'up' })
    expect(caller.view().muted).toBe(true)
  })

  it('is given three minutes anew each time', async () => {
    const { world, caller, hear, answered } = makeWorld()
    await answered()
    for (let time = 0; time < 3; time++) {
      hear(fault)
      await vi.advanceTimersByTimeAsync(RETURN_MS / 2)
      hear({ type: 'phase', phase: 'up' })
    }
    await vi.advanceTimersByTimeAsync(2 * RETURN_MS)
    expect([caller.view().state.is, world.placed.length]).toEqual(['waiting', 4])
  })
})
