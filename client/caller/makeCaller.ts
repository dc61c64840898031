import { type Outcome, refuse } from '../../shared/errors.ts'
import { RETURN_MS, SIGNALLING_GRACE_MS } from '../../shared/limits.ts'
import type { SipCall, SipCallEnd } from '../ui/sipCall.ts'
import {
  type CallerEvent,
  type CallerFault,
  type CallerState,
  callsAgain,
  inCall,
  isCalling,
  microphoneFault,
  readHeardState,
  step,
} from './callerState.ts'

/** The caller's ways out of the page: microphone and telephone. Tests give their own. */
export interface CallerParts {
  /** Asks for the microphone; throws what the browser throws. */
  readonly microphone: () => Promise<MediaStream>
  /** Puts the call on its way; see `placeCall`. */
  readonly place: (request: {
    readonly line: string
    readonly stream: MediaStream
    /** Of the call that was cut off; null for a first call. */
    readonly returnTicket: string | null
    readonly signal: AbortSignal
    readonly onTransport: (connected: boolean) => void
  }) => Promise<Outcome<SipCall>>
  /** ms by a clock that nobody sets, as `createTicks`. */
  readonly clock: () => number
}

/** What the page shows of its one call. */
export interface CallerView {
  readonly state: CallerState
  /** The caller has turned the own microphone off. */
  readonly muted: boolean
  /** Signalling is gone while the call goes on. */
  readonly reconnecting: boolean
  /** The microphone has gone during the call and no other was to be had. */
  readonly microphoneLost: boolean
}

export interface Caller {
  readonly view: () => CallerView
  /** Asks for the microphone and calls the line, and again by itself when a fault cuts the call off. Does nothing while there is a call. */
  readonly start: (line: string) => Promise<void>
  /** Ends whatever goes on, at any moment; the microphone is let go at once. */
  readonly end: () => void
  readonly setMuted: (muted: boolean) => void
  /** Presses a key of the telephone; false when it cannot be sent. */
  readonly pressKey: (key: string) => boolean
  /** A device has come or gone: a lost microphone is asked for again. */
  readonly devicesChanged: () => void
}

export const beforeCall: CallerView = { state: { is: 'idle' }, muted: false, reconnecting: false, microphoneLost: false }

/** One caller, one call at a time; `onView` hears of every change. Nothing outlives the call. */
export function makeCaller(parts: CallerParts, onView: (view: CallerView) => void): Caller {
  let view = beforeCall
  let attempt: Attempt | undefined

  function show(change: Partial<CallerView>) {
    view = { ...view, ...change }
    onView(view)
  }

  function tell(event: CallerEvent) {
    const state = step(view.state, event, parts.clock())
    if (state === view.state) return
    if (!isCalling(state)) letGo()
    show(isCalling(state) ? { state } : { ...beforeCall, state })
  }

  function letGo() {
    const left = attempt
    attempt = undefined
    left?.abort.abort()
    for (const timer of [left?.patience, left?.nextTry, left?.givingUp]) clearTimeout(timer)
    left?.call?.end()
    for (const track of left?.stream?.getTracks() ?? []) track.stop()
  }

  async function start(line: string) {
    if (isCalling(view.state)) return
    const mine: Attempt = { abort: new AbortController(), line, tries: 0, returnTicket: null }
    attempt = mine
    tell({ type: 'start' })
    const stream = await askMicrophone(mine)
    if (!stream) return
    tell({ type: 'microphone' })
    await connect(mine)
  }

  /** One call of an attempt. Its stream must be there. */
  async function connect(mine: Attempt) {
    const { line, stream, returnTicket } = mine
    if (!stream) return
    let call: SipCall | undefined
    const onTransport = (up: boolean) => attempt === mine && call !== undefined && mine.call === call && transport(mine, up)
    const placed = await placeSafely({ line, stream, returnTicket, signal: mine.abort.signal, onTransport })
    if (attempt !== mine) {
      if (placed.ok) placed.value.end()
      return
    }
    if (!placed.ok) return vain(mine, placed.refusal.code === 'timeout' ? 'noServer' : 'unsupported')
    call = placed.value
    mine.call = call
    mine.cutOff = false
    // Who was not heard before is not heard now: before anything hears of it, for the tracks are not sent yet.
    if (view.muted) call.setMuted(true)
    follow(mine, call)
  }

  /** A call of an attempt has come to nothing: while the page calls again by itself, what can pass is tried again after a growing pause. */
  function vain(mine: Attempt, why: CallerFault) {
    mine.call = undefined
    if (!mine.givingUp || !CAN_PASS.has(why)) return tell({ type: 'failed', why })
    const pause = PAUSES_MS[Math.min(mine.tries, PAUSES_MS.length - 1)] ?? 0
    mine.tries += 1
    // All who were cut off at once do not come back at once.
    mine.nextTry = setTimeout(() => void connect(mine), pause * (0.5 + Math.random()))
  }

  /** The call is gone, and neither side has wished so. */
  function cutOff(mine: Attempt) {
    if (!callsAgain(view.state)) return tell({ type: 'failed', why: 'lost' })
    const left = mine.call
    mine.call = undefined
    mine.returnTicket = left?.returnTicket() ?? mine.returnTicket
    clearTimeout(mine.patience)
    mine.patience = undefined
    mine.tries = 0
    mine.givingUp = setTimeout(() => attempt === mine && tell({ type: 'failed', why: 'lost' }), RETURN_MS)
    tell({ type: 'interrupted' })
    show({ reconnecting: false })
    left?.end()
    void connect(mine)
  }

  /** A browser that lacks a part of WebRTC throws where others give an answer. */
  function placeSafely(request: Parameters<CallerParts['place']>[0]): ReturnType<CallerParts['place']> {
    return parts.place(request).catch(() => refuse('serverFault'))
  }

  async function askMicrophone(mine: Attempt): Promise<MediaStream | undefined> {
    try {
      const stream = await parts.microphone()
      if (attempt === mine) return keep(mine, stream)
      stopAll(stream)
    } catch (error) {
      if (attempt === mine) tell({ type: 'failed', why: microphoneFault(error instanceof Error ? error.name : '') })
    }
    return undefined
  }

  /** A headset that is switched off takes its microphone along: the call goes on with whatever other there is. */
  function keep(mine: Attempt, stream: MediaStream): MediaStream {
    mine.stream = stream
    for (const track of stream.getTracks()) track.addEventListener('ended', () => void replaceMicrophone(mine))
    return stream
  }

  async function replaceMicrophone(mine: Attempt) {
    if (attempt !== mine || !mine.call) return
    const stream = await parts.microphone().catch(() => undefined)
    if (attempt !== mine) return stream && stopAll(stream)
    if (stream) keep(mine, stream)
    const track = stream?.getTracks()[0]
    const replaced = track !== undefined && (await mine.call.replaceTrack(track)).ok
    if (attempt === mine) show({ microphoneLost: !replaced })
  }

  function follow(mine: Attempt, call: SipCall) {
    call.subscribe((event) => {
      if (attempt !== mine || mine.call !== call) return
      if (event.type === 'phase' && event.phase === 'up') accepted(mine, call)
      if (event.type === 'info') {
        const state = readHeardState(event.contentType, event.body)
        if (state === 'interrupted') mine.cutOff = true
        else if (state) tell({ type: 'heard', state })
      }
      if (event.type === 'sending') show({ muted: call.isMuted() })
      if (event.type === 'ended') over(mine, event.end)
    })
  }

  function accepted(mine: Attempt, call: SipCall) {
    clearTimeout(mine.givingUp)
    mine.givingUp = undefined
    tell({ type: 'accepted' })
    show({ muted: call.isMuted() })
  }

  /** What the end of a call means to the caller: hung up by either side, refused, or cut off. */
  function over(mine: Attempt, end: SipCallEnd) {
    if (!inCall(view.state)) return vain(mine, refusalOf(end.code))
    if (end.by === 'fault' || mine.cutOff) return cutOff(mine)
    tell({ type: 'ended' })
  }

  /** Signalling may be gone for a while; without sound as well, the call is lost. Each vain attempt to reconnect says so again. */
  function transport(mine: Attempt, up: boolean) {
    if (up) {
      clearTimeout(mine.patience)
      mine.patience = undefined
    }
    if (!inCall(view.state)) return
    if (view.reconnecting === up) show({ reconnecting: !up })
    if (up) return
    mine.patience ??= setTimeout(() => {
      mine.patience = undefined
      if (attempt === mine && mine.call?.connection()?.connectionState !== 'connected') cutOff(mine)
    }, SIGNALLING_GRACE_MS)
  }

  return {
    view: () => view,
    start,
    end: () => tell({ type: 'ended' }),
    setMuted: (muted) => attempt?.call?.setMuted(muted),
    pressKey: (key) => attempt?.call?.sendKey(key) === true,
    devicesChanged() {
      if (attempt && view.microphoneLost) void replaceMicrophone(attempt)
    },
  }
}

/** From the pressing of the button to the end, over all calls that it takes. */
interface Attempt {
  readonly abort: AbortController
  readonly line: string
  stream?: MediaStream
  call?: SipCall | undefined
  /** Ends the wait for signalling. */
  patience?: ReturnType<typeof setTimeout> | undefined
  /** The server has said that it ends the call without anybody's wish. */
  cutOff?: boolean
  returnTicket: string | null
  /** Vain ones since the call was cut off. */
  tries: number
  nextTry?: ReturnType<typeof setTimeout>
  /** Runs while the page calls again by itself. */
  givingUp?: ReturnType<typeof setTimeout> | undefined
}

/** Before each further try, in ms; each a half more or less. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000]
/** What a server that starts anew may answer at first. */
const CAN_PASS: ReadonlySet<CallerFault> = new Set<CallerFault>(['noServer', 'lineBusy'])

function refusalOf(code: number | null): CallerFault {
  if (code === null) return 'noServer'
  if (code === 404) return 'lineUnknown'
  return code === 488 || code === 415 ? 'unsupported' : 'lineBusy'
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
