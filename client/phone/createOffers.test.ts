import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AdvisorStateName } from '../../shared/floor/model.ts'
import { OFFER_MS } from '../../shared/limits.ts'
import { createOffers } from './createOffers.ts'
import { createTalk } from './createTalk.ts'
import { fakeCall, fakeLive, fakeSound, LINE, ME } from './testing/fakes.ts'

let dispose = () => {}

function phone(isOwn = async () => false) {
  const surroundings = { ...fakeLive(), ...fakeSound() }
  const over: string[] = []
  const made = createRoot((off) => {
    dispose = off
    const talk = createTalk()
    const state = (): AdvisorStateName => surroundings.live.floor().advisors[ME]?.state.is ?? 'offline'
    const words = () => ({ incoming: 'Ring', notification: 'Call', calmTitle: 'Calm' })
    const offers = createOffers({
      me: ME,
      live: surroundings.live,
      sound: surroundings.sound,
      talk,
      state,
      words,
      isOwn,
      onOver: () => over.push('over'),
    })
    return { talk, offers }
  })
  return { ...surroundings, ...made, over }
}

/** The floor offers a call to this advisor, and it rings here. */
function ringing() {
  const it = phone()
  it.happens(
    { type: 'phoneRegistered', advisor: ME, instance: 'i' },
    { type: 'shiftStarted', advisor: ME },
    { type: 'callArrived', call: 'c', line: LINE.id, channel: 'web' },
    { type: 'callQueued', call: 'c' },
    { type: 'callOffered', call: 'c', advisor: ME, until: OFFER_MS },
  )
  const sip = fakeCall()
  it.offers.incoming(sip.call)
  return { ...it, sip }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { title: 'Calm', querySelector: () => null })
})
afterEach(() => {
  dispose()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('an offer', () => {
  it('rings, blinks, and says whose line it is and nothing of the caller', () => {
    const { offers, rings, talk } = ringing()
    expect(talk.phase()).toBe('ringing')
    expect(rings).toEqual(['start'])
    expect(document.title).toBe('Ring')
    expect(offers.offered()?.line).toBe(LINE.id)
  })

  it('is quiet at once when it is answered', async () => {
    const { offers, rings, sip, sound } = ringing()
    await sound.open()
    await offers.answer()
    expect(sip.did).toEqual(['answer'])
    expect(rings).toEqual(['start', 'stop'])
    expect(document.title).toBe('Calm')
  })

  it('is quiet when the caller gives up', () => {
    const { rings, sip, talk, over } = ringing()
    sip.tell({ type: 'ended', end: { by: 'them', code: null } })
    expect(rings).toEqual(['start', 'stop', 'letGo'])
    expect(talk.call()).toBeUndefined()
    expect(over).toEqual(['over'])
  })

  it('is quiet when the floor says that it is over, though the SIP message was lost', () => {
    const { happens, sip, rings } = ringing()
    happens({ type: 'callEnded', call: 'c', outcome: 'abandoned', by: 'caller' })
    expect(sip.did).toEqual(['end 480'])
    expect(rings).toContain('stop')
  })

  it('is quiet after its longest time, whoever has been silent', () => {
    const { live, sip, setConnected } = ringing()
    setConnected(false)
    vi.advanceTimersByTime(OFFER_MS + 1_000)
    expect(sip.did).toEqual([])
    vi.advanceTimersByTime(1_500)
    expect(sip.did).toEqual(['end 480'])
    expect(live.connected()).toBe(false)
  })

  it('goes on to somebody else when there is no microphone', async () => {
    const { offers, sip, openGives } = ringing()
    openGives({ is: 'fault', why: 'inUse' })
    await offers.answer()
    expect(sip.did).toEqual(['end 480'])
    expect(offers.trouble()).toBe('answerFailed')
  })
})

describe('a call that wants to be answered by itself', () => {
  const opened = async (isOwn: () => Promise<boolean>) => {
    const it = phone(isOwn)
    await it.sound.open()
    const sip = fakeCall('ringing', true)
    it.offers.incoming(sip.call)
    return { ...it, sip }
  }

  it('is answered without ringing when this page has asked for it', async () => {
    const { sip, talk, rings } = await opened(async () => true)
    await vi.waitFor(() => expect(sip.did).toEqual(['answer']))
    expect(talk.phase()).toBe('connecting')
    expect(rings).toEqual([])
  })

  it('is refused when nobody has asked for it here: no microphone opens by itself', async () => {
    const { sip, talk, rings } = await opened(async () => false)
    await vi.waitFor(() => expect(sip.did).toEqual(['end 480']))
    expect(talk.call()).toBeUndefined()
    expect(rings).toEqual([])
  })

  it('is left alone when it is withdrawn before the server has said whose it is', async () => {
    let say = (_own: boolean) => {}
    const { sip, talk } = await opened(() => new Promise((resolve) => (say = resolve)))
    sip.tell({ type: 'ended', end: { by: 'them', code: null } })
    say(true)
    await Promise.resolve()
    expect(sip.did).toEqual([])
    expect(talk.call()).toBeUndefined()
  })

  it('is refused without a microphone', async () => {
    const it = phone(async () => true)
    const sip = fakeCall('ringing', true)
    it.offers.incoming(sip.call)
    await vi.waitFor(() => expect(sip.did).toEqual(['end 480']))
  })
})

describe('never over a conversation', () => {
  it('a second call is refused as busy while the first is here', () => {
    const { offers, rings, sip } = ringing()
    sip.tell({ type: 'phase', phase: 'up' })
    const second = fakeCall()
    offers.incoming(second.call)
    expect(second.did).toEqual(['end 486'])
    expect(rings).toEqual(['start'])
  })

  it('nothing rings after a call, though an INVITE should come', () => {
    const { offers, happens, rings, sip } = ringing()
    happens({ type: 'callAnswered', call: 'c', advisor: ME }, { type: 'callEnded', call: 'c', outcome: 'answered', by: 'caller' })
    sip.tell({ type: 'ended', end: { by: 'them', code: null } })
    rings.length = 0
    offers.incoming(fakeCall().call)
    expect(rings).toEqual([])
  })
})
