import { type Outcome, refuse } from '../../shared/errors.ts'
import { SIGNALLING_GRACE_MS } from '../../shared/limits.ts'
import type { SipCall, SipCallEnd } from '../ui/sipCall.ts'
import {
  type CallerEvent,
  type CallerFault,
  type CallerState,
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
    readonly signal: AbortSignal
    readonly onTransport: (connected: boolean) => void
  }) => Promise<Outcome<SipCall>>
  /** ms since 1970. */
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
  /** Asks for the microphone and calls the line. Does nothing while there is a call. */
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
    clearTimeout(left?.patience)
    left?.call?.end()
    for (const track of left?.stream?.getTracks() ?? []) track.stop()
  }

  async function start(line: string) {
    if (isCalling(view.state)) return
    const mine: Attempt = { abort: new AbortController() }
    attempt = mine
    const still = () => attempt === mine
    tell({ type: 'start' })
    const stream = await askMicrophone(mine)
    if (!stream) return
    tell({ type: 'microphone' })
    const placed = await placeSafely({ line, stream, signal: mine.abort.signal, onTransport: (up) => still() && transport(mine, up) })
    if (!still()) {
      if (placed.ok) placed.value.end()
      return
    }
    if (!placed.ok) return tell({ type: 'failed', why: placed.refusal.code === 'timeout' ? 'noServer' : 'unsupported' })
    mine.call = placed.value
    follow(placed.value, still)
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

  function follow(call: SipCall, still: () => boolean) {
    call.subscribe((event) => {
      if (!still()) return
      if (event.type === 'phase' && event.phase === 'up') tell({ type: 'accepted' })
      if (event.type === 'info') {
        const state = readHeardState(event.contentType, event.body)
        if (state) tell({ type: 'heard', state })
      }
      if (event.type === 'sending') show({ muted: call.isMuted() })
      if (event.type === 'ended') tell(ending(event.end, inCall(view.state)))
    })
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
      if (attempt === mine && mine.call?.connection()?.connectionState !== 'connected') tell({ type: 'failed', why: 'lost' })
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

interface Attempt {
  readonly abort: AbortController
  stream?: MediaStream
  call?: SipCall
  patience?: ReturnType<typeof setTimeout> | undefined
}

/** What the end of a call means to the caller: hung up by either side, refused, or lost. */
function ending(end: SipCallEnd, wasUp: boolean): CallerEvent {
  if (wasUp) return end.by === 'fault' ? { type: 'failed', why: 'lost' } : { type: 'ended' }
  return { type: 'failed', why: refusalOf(end.code) }
}

function refusalOf(code: number | null): CallerFault {
  if (code === null) return 'noServer'
  if (code === 404) return 'lineUnknown'
  return code === 488 || code === 415 ? 'unsupported' : 'lineBusy'
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
