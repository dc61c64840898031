import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeSipCall, type SipCallEvent } from './sipCall.ts'
import type { JsSipSession } from './softphone.ts'

/** A session of the SIP stack that answers at once, or as told. */
class FakeSession extends EventEmitter {
  established = true
  ended = false
  muted = false
  held = false
  holdAnswer: 'agree' | 'refuse' | 'silence' = 'agree'
  renegotiations: unknown[] = []
  terminated: unknown[] = []
  track = { kind: 'audio', enabled: true } as MediaStreamTrack
  dtmf: Partial<RTCDTMFSender> | null = {
    canInsertDTMF: true,
    toneBuffer: '',
    insertDTMF: (tones) => {
      this.dtmf = { ...this.dtmf, toneBuffer: tones }
    },
  }
  replaceTrack = async (track: MediaStreamTrack) => {
    this.track = track
  }
  connection = {
    addEventListener() {},
    getSenders: () => [{ track: this.track, replaceTrack: this.replaceTrack, dtmf: this.dtmf }],
  }
  isEstablished = () => this.established && !this.ended
  isEnded = () => this.ended
  isMuted = () => ({ audio: this.muted, video: false })
  isOnHold = () => ({ local: this.held, remote: false })
  terminate = (options?: unknown) => {
    this.terminated.push(options)
    this.ended = true
    this.emit('ended', { originator: 'local', message: null, cause: '' })
  }
  mute = () => this.send({ muted: true })
  unmute = () => this.send({ muted: false })
  hold = (_options?: object, done?: () => void) => this.change(true, done)
  unhold = (_options?: object, done?: () => void) => this.change(false, done)
  renegotiate = (options: unknown) => this.renegotiations.push(options) > 0

  private send(next: { muted?: boolean; held?: boolean }) {
    Object.assign(this, next)
    this.track.enabled = !this.muted && !this.held
    this.emit('muted', {})
  }

  private change(held: boolean, done: (() => void) | undefined) {
    this.send({ held })
    if (this.holdAnswer === 'agree') done?.()
    if (this.holdAnswer === 'refuse') {
      this.holdAnswer = 'agree'
      this.terminate({ cause: 'WebRTC Error' })
    }
    return true
  }
}

function up() {
  const session = new FakeSession()
  const call = makeSipCall(session as unknown as JsSipSession, false, () => ({}))
  const events: SipCallEvent[] = []
  call.subscribe((event) => events.push(event))
  session.emit('accepted', {})
  return { session, call, events }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal(
    'Audio',
    class {
      srcObject = null
      play = async () => {}
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a talk', () => {
  it.each(['Connection Error', 'RTP Timeout', 'WebRTC Error'])('is not ended by the SIP stack over %s', (cause) => {
    const { session, call } = up()
    ;(session as unknown as JsSipSession).terminate({ cause })
    expect(call.phase()).toBe('up')
    expect(session.terminated).toEqual([])
  })

  it('ends when the server no longer knows it', () => {
    const { session, call, events } = up()
    ;(session as unknown as JsSipSession).terminate({ cause: 'Dialog Error' })
    expect(call.phase()).toBe('ended')
    expect(events.at(-1)).toEqual({ type: 'ended', end: { by: 'fault', code: null } })
  })

  it('ends when asked to, even while the link is down', () => {
    const { session, call, events } = up()
    call.end()
    expect(session.terminated.length).toBe(1)
    expect(events.at(-1)).toEqual({ type: 'ended', end: { by: 'us', code: null } })
    call.end()
    expect(session.terminated.length).toBe(1)
  })

  it('looks for a new path after the signalling was lost', () => {
    const { session, call } = up()
    call.repair()
    expect(session.renegotiations).toEqual([{ rtcOfferConstraints: { iceRestart: true } }])
  })
})

describe('mute', () => {
  it('is the truth of the track', () => {
    const { call, session } = up()
    call.setMuted(true)
    expect(call.isMuted()).toBe(true)
    session.track.enabled = true
    expect(call.isMuted()).toBe(false)
  })

  it('survives another microphone', async () => {
    const { call, session } = up()
    call.setMuted(true)
    const other = { kind: 'audio', enabled: true } as MediaStreamTrack
    await call.replaceTrack(other)
    expect(session.track).toBe(other)
    expect(other.enabled).toBe(false)
    expect(call.isMuted()).toBe(true)
  })

  it('another microphone is open when nothing is muted, and silent on hold', async () => {
    const { call, session } = up()
    await call.replaceTrack({ kind: 'audio', enabled: false } as MediaStreamTrack)
    expect(session.track.enabled).toBe(true)
    await call.setHold(true)
    await call.replaceTrack({ kind: 'audio', enabled: true } as MediaStreamTrack)
    expect(session.track.enabled).toBe(false)
  })
})

describe('a key', () => {
  it('waits for the ones before it', () => {
    const { session, call } = up()
    expect(['1', '#'].map(call.sendKey)).toEqual([true, true])
    expect(session.dtmf?.toneBuffer).toBe('1#')
  })

  it.each([
    ['has no keys', null],
    ['has agreed on none with the far end', { canInsertDTMF: false }],
    [
      'throws',
      {
        toneBuffer: '',
        insertDTMF() {
          throw new Error('InvalidStateError')
        },
      },
    ],
  ])('is not sent by a browser that %s', (_name, dtmf) => {
    const { session, call } = up()
    session.dtmf = dtmf
    expect(call.sendKey('1')).toBe(false)
  })

  it('is not sent after the end', () => {
    const { call } = up()
    call.end()
    expect(call.sendKey('1')).toBe(false)
  })
})

describe('hold', () => {
  it('holds when the far end agrees', async () => {
    const { call } = up()
    expect(await call.setHold(true)).toBe(true)
    expect(call.isOnHold()).toBe(true)
    expect(await call.setHold(true)).toBe(true)
    expect(await call.setHold(false)).toBe(true)
    expect(call.isOnHold()).toBe(false)
  })

  it('is taken back when refused, and the talk goes on', async () => {
    const { call, session } = up()
    session.holdAnswer = 'refuse'
    expect(await call.setHold(true)).toBe(false)
    expect(call.isOnHold()).toBe(false)
    expect(call.phase()).toBe('up')
  })

  it('is taken back when nobody answers', async () => {
    const { call, session } = up()
    session.holdAnswer = 'silence'
    const held = call.setHold(true)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(await held).toBe(false)
    expect(call.isOnHold()).toBe(false)
  })

  it('waits for its turn when pressed again before the far end has agreed', async () => {
    const { call, session } = up()
    const agree: (() => void)[] = []
    session.hold = (_options, done) => {
      session.held = true
      agree.push(done ?? (() => {}))
      return true
    }
    const unhold = vi.spyOn(session, 'unhold')
    const held = call.setHold(true)
    const resumed = call.setHold(false)
    await vi.advanceTimersByTimeAsync(100)
    expect(unhold).not.toHaveBeenCalled()
    agree[0]?.()
    expect(await held).toBe(true)
    expect(await resumed).toBe(true)
    expect(call.isOnHold()).toBe(false)
  })
})

describe('a call that rings', () => {
  it('is answered once, however often one presses, and says so after the work has begun', async () => {
    const session = new FakeSession()
    session.established = false
    const answered: object[] = []
    Object.assign(session, { answer: (options: object) => answered.push(options) })
    const call = makeSipCall(session as unknown as JsSipSession, true, () => ({ iceServers: [] }))
    const events: SipCallEvent[] = []
    call.subscribe((event) => events.push(event))
    const stream = {} as MediaStream
    call.answer(stream)
    call.answer(stream)
    expect(answered).toEqual([{ mediaStream: stream, pcConfig: { iceServers: [] }, sessionTimersExpires: 1_800 }])
    expect(call.phase()).toBe('connecting')
    expect(events).toEqual([])
    await vi.advanceTimersByTimeAsync(0)
    expect(events).toEqual([{ type: 'phase', phase: 'connecting' }])
  })

  it('is declined with 603, or refused as busy with 486', () => {
    for (const status of [603, 486] as const) {
      const session = new FakeSession()
      session.established = false
      const call = makeSipCall(session as unknown as JsSipSession, true, () => ({}))
      expect(call.phase()).toBe('ringing')
      call.end(status)
      expect(session.terminated).toEqual([{ status_code: status }])
    }
  })

  it('tells with which status an outgoing one was refused', () => {
    const session = new FakeSession()
    session.established = false
    const call = makeSipCall(session as unknown as JsSipSession, false, () => ({}))
    const events: SipCallEvent[] = []
    call.subscribe((event) => events.push(event))
    session.emit('failed', { originator: 'remote', message: { status_code: 503 }, cause: '' })
    expect(events).toEqual([{ type: 'ended', end: { by: 'them', code: 503 } }])
  })
})
