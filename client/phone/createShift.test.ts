import { createRoot } from 'solid-js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AdvisorStateName } from '../../shared/floor/model.ts'
import { createShift } from './createShift.ts'
import { ownershipOf } from './ownership.ts'
import { fakeLine, fakeLive, fakeSound, ME } from './testing/fakes.ts'

const MINE = 'mine'
let dispose = () => {}

/** A page whose registration the floor sees at once, as a server does. */
function page(line = fakeLine(), hears = () => true) {
  const surroundings = { ...fakeLive(), ...fakeSound() }
  const { live, sound, happens } = surroundings
  const seen = {
    ...line,
    open() {
      line.open()
      if (line.state() === 'registered') happens({ type: 'phoneRegistered', advisor: ME, instance: MINE })
    },
  }
  const advisor = () => live.floor().advisors[ME]
  const state = (): AdvisorStateName => advisor()?.state.is ?? 'offline'
  const shift = createRoot((off) => {
    dispose = off
    return createShift({
      instance: MINE,
      live,
      line: seen,
      sound,
      advisor,
      state,
      ownership: () => ownershipOf(advisor(), MINE),
      inCall: () => false,
      reachesMedia: async () => hears(),
    })
  })
  return { ...surroundings, shift, line, state, events: () => surroundings.asked.map(([event]) => event) }
}

async function onShift() {
  const it = page()
  await it.shift.start()
  it.happens({ type: 'shiftStarted', advisor: ME })
  it.asked.length = 0
  return it
}

afterEach(() => {
  dispose()
})

describe('the one button', () => {
  it('off duty: checks everything, registers and starts the shift', async () => {
    const { shift, events, line } = page()
    await shift.press()
    expect(shift.phase()).toBe('on')
    expect(line.state()).toBe('registered')
    expect(events()).toEqual(['link:check', 'shift:start'])
  })

  it('available: pauses', async () => {
    const { shift, events } = await onShift()
    await shift.press()
    expect(events()).toEqual(['advisor:pause'])
  })

  it('paused: gets ready, without checking all over again', async () => {
    const { shift, events, happens } = await onShift()
    happens({ type: 'advisorPaused', advisor: ME, reason: 'self' })
    await shift.press()
    expect(events()).toEqual(['advisor:ready'])
  })

  it('paused after a reload: starts the phone first', async () => {
    const { shift, events, happens } = page()
    happens(
      { type: 'phoneRegistered', advisor: ME, instance: 'gone' },
      { type: 'shiftStarted', advisor: ME },
      { type: 'advisorPaused', advisor: ME, reason: 'self' },
      { type: 'phoneGone', advisor: ME },
    )
    await shift.press()
    expect(events()).toEqual(['link:check', 'shift:start', 'advisor:ready'])
  })

  it('paused, with the phone in another tab: only says so to the server', async () => {
    const { shift, events, happens, line } = page()
    happens(
      { type: 'phoneRegistered', advisor: ME, instance: 'other' },
      { type: 'shiftStarted', advisor: ME },
      { type: 'advisorPaused', advisor: ME, reason: 'self' },
    )
    await shift.press()
    expect(events()).toEqual(['advisor:ready'])
    expect(line.state()).toBe('closed')
  })

  it('paused, pressed while the phone is being started: waits for it and gets ready', async () => {
    const { shift, events, happens } = page()
    happens(
      { type: 'phoneRegistered', advisor: ME, instance: 'gone' },
      { type: 'shiftStarted', advisor: ME },
      { type: 'advisorPaused', advisor: ME, reason: 'self' },
      { type: 'phoneGone', advisor: ME },
    )
    const started = shift.start()
    await shift.press()
    expect(await started).toBe(true)
    expect(events()).toEqual(['link:check', 'shift:start', 'advisor:ready'])
  })

  it('a refusal is shown, not swallowed', async () => {
    const { shift, answerWith } = await onShift()
    answerWith({ ok: false, refusal: { code: 'illegalTransition' } })
    await shift.press()
    expect(shift.refusal()?.code).toBe('illegalTransition')
  })
})

describe('what is wrong is said exactly, and nothing is claimed', () => {
  it('a blocked microphone', async () => {
    const { shift, openGives, line, events } = page()
    openGives({ is: 'fault', why: 'blocked' })
    expect(await shift.start()).toBe(false)
    expect(shift.run()?.fault).toBe('blocked')
    expect(line.state()).toBe('closed')
    expect(events()).toEqual([])
  })

  it.each([
    [480, 'phoneBusyElsewhere'],
    [403, 'phoneRefused'],
  ] as const)('a registration refused with %d', async (status, fault) => {
    const { shift, state } = page(fakeLine(() => 'refused', status))
    expect(await shift.start()).toBe(false)
    expect(shift.run()?.fault).toBe(fault)
    expect(state()).toBe('offline')
  })

  it('a network that lets no sound through', async () => {
    const { shift, line } = page(fakeLine(), () => false)
    expect(await shift.start()).toBe(false)
    expect(shift.run()?.fault).toBe('noMediaPath')
    expect(line.state()).toBe('closed')
  })

  it('a microphone that dies while available pauses the advisor', async () => {
    const { shift, setMicrophone, events } = await onShift()
    setMicrophone({ is: 'fault', why: 'lost' })
    expect(events()).toEqual(['advisor:pause'])
    expect(shift.pausedByFault()).toBe(true)
  })
})

describe('one phone, several pages', () => {
  it('a newer page takes the phone, and this one lets go quietly', async () => {
    const { shift, happens, line, events } = await onShift()
    happens({ type: 'phoneRegistered', advisor: ME, instance: 'newer' })
    expect(shift.phase()).toBe('displaced')
    expect(line.state()).toBe('closed')
    expect(events()).toEqual([])
  })

  it('and takes it back when asked to', async () => {
    const { shift, happens } = await onShift()
    happens({ type: 'phoneRegistered', advisor: ME, instance: 'newer' })
    expect(await shift.start()).toBe(true)
    expect(shift.phase()).toBe('on')
  })

  it('a page in a call elsewhere is not disturbed', async () => {
    const { shift, happens, line } = page()
    happens(
      { type: 'phoneRegistered', advisor: ME, instance: 'other' },
      { type: 'shiftStarted', advisor: ME },
      { type: 'callArrived', call: 'c', line: 'line', channel: 'web' },
      { type: 'callQueued', call: 'c' },
      { type: 'callOffered', call: 'c', advisor: ME, until: 1 },
      { type: 'callAnswered', call: 'c', advisor: ME },
    )
    expect(await shift.start()).toBe(false)
    expect(shift.run()?.fault).toBe('phoneBusyElsewhere')
    expect(line.state()).toBe('closed')
  })
})

describe('the end of a shift', () => {
  it('asks the server, and lets go when the server says so', async () => {
    const { shift, happens, line, events, sound } = await onShift()
    await shift.end()
    expect(events()).toEqual(['advisor:offline'])
    expect(shift.phase()).toBe('on')
    happens({ type: 'advisorOffline', advisor: ME })
    expect(shift.phase()).toBe('off')
    expect(line.state()).toBe('closed')
    expect(sound.microphone().is).toBe('closed')
  })

  it('a server that was away and forgot the shift is told of it again', async () => {
    const { shift, setConnected, setFloor, live, events, happens } = await onShift()
    const forgotten = live.floor()
    setConnected(false)
    setFloor({
      ...forgotten,
      advisors: { [ME]: { id: ME, name: 'Me', lines: ['line'], languages: [], state: { is: 'offline', since: 0 }, phone: null } },
    })
    setConnected(true)
    happens({ type: 'phoneRegistered', advisor: ME, instance: MINE })
    await vi.waitFor(() => expect(events()).toEqual(['shift:start']))
    expect(shift.phase()).toBe('on')
  })
})
