import { describe, expect, it, vi } from 'vitest'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { SIGNALLING_GRACE_MS } from '../../shared/limits.ts'
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
      place: async ({ line, onTransport }) => {
        world.placed.push(line)
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

  it('has lost the call when sound is gone as well', async () => {
    vi.useFakeTimers()
    const { world, caller, answered } = makeWorld()
    await answered()
    world.connectionState = 'failed'
    // each vain attempt to reconnect is told again
    for (let waited = 0; waited <= SIGNALLING_GRACE_MS; waited += 4_000) {
      world.transport(false)
      vi.advanceTimersByTime(4_000)
    }
    expect(caller.view().state).toEqual({ is: 'failed', why: 'lost' })
    vi.useRealTimers()
  })
})
