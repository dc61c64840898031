import type { Outcome } from '../../shared/errors.ts'
import { noTotals, type Readings, readStats, type Totals } from './audioStats.ts'
import type { JsSipSession } from './softphone.ts'

/**
 *   ringing ----> connecting ----> up ----> ended        an incoming call; an outgoing one begins at connecting
 *      |              |                       ^
 *      +--------------+-----------------------+
 */
export type SipCallPhase = 'ringing' | 'connecting' | 'up' | 'ended'

/** Who ended the call, and the SIP status with which it was refused; null when it was not refused. */
export interface SipCallEnd {
  readonly by: 'us' | 'them' | 'fault'
  readonly code: number | null
}

export type SipCallEvent =
  | { readonly type: 'phase'; readonly phase: Exclude<SipCallPhase, 'ended'> }
  | { readonly type: 'ended'; readonly end: SipCallEnd }
  /** Mute or hold has changed; ask `isMuted`, `isOnHold`. */
  | { readonly type: 'sending' }
  /** The server said something within the call. */
  | { readonly type: 'info'; readonly contentType: string; readonly body: string }

/** One call over SIP, with its sound. It lets go of everything when it has ended. */
export interface SipCall {
  readonly phase: () => SipCallPhase
  /** It came with `Answer-Mode: Auto` (RFC 5373): whoever has asked for it answers without ringing. */
  readonly answersItself: boolean
  /** Answers with this stream's audio track; the stream stays the caller's to stop. */
  readonly answer: (stream: MediaStream) => void
  /** Refuses a ringing call with this status (603: declined), or hangs up an answered one. Does nothing to an ended one. */
  readonly end: (status?: 480 | 486 | 603) => void
  readonly setMuted: (muted: boolean) => void
  /** The truth of the track, not of a flag: nothing leaves the microphone. */
  readonly isMuted: () => boolean
  /** Resolves when the far end has agreed; false when it has not, and then the call is as before. */
  readonly setHold: (hold: boolean) => Promise<boolean>
  readonly isOnHold: () => boolean
  /** Presses a key of a telephone (0-9, *, #), after those pressed before. False where the browser or the far end cannot. */
  readonly sendKey: (key: string) => boolean
  /** Sends this track instead, as muted as the one before. */
  readonly replaceTrack: (track: MediaStreamTrack) => Promise<Outcome>
  /** Plays on this output; '' is the default one. False when the browser cannot choose or the device is gone. */
  readonly setOutput: (deviceId: string) => Promise<boolean>
  /** Finds a new network path, after the old one or the signalling was lost. */
  readonly repair: () => void
  readonly readings: () => Promise<Readings | null>
  /** Proves to the server, after a fault of it, that there was this call; null without one, as in incoming calls. */
  readonly returnTicket: () => string | null
  /** Hears of every event until the returned function is called. */
  readonly subscribe: (listener: (event: SipCallEvent) => void) => () => void
  readonly connection: () => RTCPeerConnection | undefined
}

/** Long enough that a refresh seldom meets an outage; the server watches the media itself. In seconds. */
export const SESSION_EXPIRES_S = 1_800
/** How long gathering may go on without a usable address, in ms. */
const GATHERING_MS = 300
/** How long an unanswered hold may take before it counts as failed, in ms. */
const HOLD_MS = 8_000
/** How long a key is down, and up before the next one, in ms. */
const KEY_MS = [120, 80] as const
/** Ends that the SIP stack decides on by itself, and that are the server's to decide here: the talk goes on while media does. */
const NOT_ITS_TO_END = ['Connection Error', 'RTP Timeout', 'WebRTC Error']

/** Wraps one session of the SIP stack; `incoming` ones ring first. `pcConfig` is asked when answering. */
export function makeSipCall(session: JsSipSession, incoming: boolean, pcConfig: () => RTCConfiguration, answersItself = false): SipCall {
  const listeners = new Set<(event: SipCallEvent) => void>()
  const audio = new Audio()
  audio.autoplay = true
  let phase: SipCallPhase = incoming ? 'ringing' : 'connecting'
  let totals: Totals = noTotals
  let asked = false
  let changeRefused: (() => void) | undefined
  let returnTicket: string | null = null

  function tell(event: SipCallEvent) {
    for (const listener of [...listeners]) listener(event)
  }

  function enter(next: Exclude<SipCallPhase, 'ended'>) {
    if (phase === 'ended' || phase === next) return
    phase = next
    tell({ type: 'phase', phase: next })
  }

  function finish(event: { originator: string; message: unknown }) {
    if (phase === 'ended') return
    phase = 'ended'
    audio.srcObject = null
    const code = (event.message as { status_code?: unknown } | null)?.status_code
    const by = asked ? 'us' : event.originator === 'remote' ? 'them' : 'fault'
    tell({ type: 'ended', end: { by, code: typeof code === 'number' ? code : null } })
    listeners.clear()
  }

  function hear(connection: RTCPeerConnection) {
    connection.addEventListener('track', ({ track, streams }) => {
      audio.srcObject = streams[0] ?? new MediaStream([track])
      void audio.play().catch(() => {})
    })
  }

  const terminate = session.terminate.bind(session)
  session.terminate = (options) => {
    const cause = String(options?.cause ?? '')
    if (asked || !session.isEstablished() || !NOT_ITS_TO_END.includes(cause)) return terminate(options)
    const refused = changeRefused
    changeRefused = undefined
    refused?.()
  }

  let gathering: ReturnType<typeof setTimeout> | undefined
  session.on('icecandidate', ({ candidate, ready }) => {
    clearTimeout(gathering)
    // one address of our own is enough: the server finds the others by what arrives from them
    if (candidate.type === 'host') ready()
    else gathering = setTimeout(ready, GATHERING_MS)
  })
  session.on('peerconnection', ({ peerconnection }) => hear(peerconnection))
  // an outgoing call has made its connection before anyone could listen
  if (session.connection) hear(session.connection)
  session.on('connecting', () => enter('connecting'))
  session.on('accepted', ({ response }: { response: { getHeader(name: string): string | undefined } | null }) => {
    returnTicket = response?.getHeader('Lyhord-Return') ?? null
    enter('up')
  })
  session.on('confirmed', () => enter('up'))
  session.on('ended', finish)
  session.on('failed', finish)
  for (const name of ['muted', 'unmuted', 'hold', 'unhold'] as const) session.on(name, () => tell({ type: 'sending' }))
  session.on('newInfo', ({ originator, info }: { originator: string; info: { contentType: string; body: string } }) => {
    if (originator === 'remote') tell({ type: 'info', contentType: info.contentType, body: info.body })
  })

  const sender = () => session.connection?.getSenders().find((each) => each.track?.kind === 'audio')
  const silent = () => session.isMuted().audio === true || session.isOnHold().local

  let changing: Promise<boolean> | undefined
  /** One at a time: the other end refuses a second change while the first is under way. */
  function changeHold(hold: boolean): Promise<boolean> {
    if (session.isOnHold().local === hold) return Promise.resolve(true)
    return new Promise((resolve) => {
      const settle = (agreed: boolean) => {
        changeRefused = undefined
        clearTimeout(timer)
        if (!agreed) takeHoldBack(session, hold)
        resolve(agreed)
      }
      const timer = setTimeout(settle, HOLD_MS, false)
      changeRefused = () => settle(false)
      const begun = hold ? session.hold({}, () => settle(true)) : session.unhold({}, () => settle(true))
      if (!begun) settle(false)
    })
  }

  return {
    phase: () => phase,
    answersItself,
    answer(stream) {
      if (phase !== 'ringing') return
      phase = 'connecting'
      session.answer({ mediaStream: stream, pcConfig: pcConfig(), sessionTimersExpires: SESSION_EXPIRES_S })
      // the page redraws while the browser already works on the answer
      setTimeout(() => phase === 'connecting' && tell({ type: 'phase', phase }), 0)
    },
    end(status = 603) {
      if (phase === 'ended' || session.isEnded()) return
      asked = true
      session.terminate(phase === 'ringing' ? { status_code: status } : {})
    },
    setMuted(muted) {
      if (phase === 'ended') return
      if (muted) session.mute({ audio: true })
      else session.unmute({ audio: true })
    },
    isMuted: () => sender()?.track?.enabled === false && session.isMuted().audio === true,
    setHold(hold) {
      const change = changing ? changing.then(() => changeHold(hold)) : changeHold(hold)
      changing = change
      change.then(() => {
        if (changing === change) changing = undefined
      })
      return change
    },
    isOnHold: () => session.isOnHold().local,
    sendKey(key) {
      const keys = sender()?.dtmf
      if (phase !== 'up' || !keys || keys.canInsertDTMF === false) return false
      try {
        // what is inserted replaces what has not been sent yet
        keys.insertDTMF(keys.toneBuffer + key, ...KEY_MS)
        return true
      } catch {
        return false
      }
    },
    async replaceTrack(track) {
      const sending = sender()
      if (!sending) return { ok: false, refusal: { code: 'unknownCall' } }
      track.enabled = !silent()
      await sending.replaceTrack(track)
      track.enabled = !silent()
      return { ok: true, value: undefined }
    },
    async setOutput(deviceId) {
      if (typeof audio.setSinkId !== 'function') return deviceId === ''
      return audio.setSinkId(deviceId).then(
        () => true,
        () => false,
      )
    },
    repair() {
      if (session.isEstablished()) session.renegotiate({ rtcOfferConstraints: { iceRestart: true } })
    },
    async readings() {
      const connection = session.connection
      if (!connection || phase === 'ended') return null
      const report = await connection.getStats()
      const read = readStats(report.values(), totals)
      if (read) totals = read.totals
      return read?.readings ?? null
    },
    returnTicket: () => returnTicket,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    connection: () => session.connection,
  }
}

/** After a refused hold (or end of hold) our own side goes back to what it was, so that both ends agree. */
function takeHoldBack(session: JsSipSession, refused: boolean): void {
  if (session.isEnded() || session.isOnHold().local !== refused) return
  if (refused) session.unhold()
  else session.hold()
}
