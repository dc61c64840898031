import { type RawData, WebSocket } from 'ws'
import { after, every } from '../timers.ts'
import type { SipSocket } from './sockets.ts'

/** Times of a link to a trunk, in ms. A dead link is found within twice `beat`. */
export interface LinkTimes {
  /** First and longest pause between attempts; each is drawn between half of it and all of it. */
  readonly backoff: readonly [number, number]
  /** How often the link is asked whether it lives. */
  readonly beat: number
  /** How long an attempt to connect may take. */
  readonly connect: number
}

export const LINK_TIMES: LinkTimes = { backoff: [1_000, 15_000], beat: 6_000, connect: 8_000 }

/** Longer than that nobody waits for a message (RFC 3261, timers B and F). */
const KEPT_MS = 32_000
const MOST_KEPT = 1_000
const MAX_MESSAGE_BYTES = 16 * 1024

export interface LinkHandlers {
  onUp(): void
  /** The link is lost, or could not be made; `code` as the system names it (ECONNREFUSED), where it does. Called for each attempt. */
  onDown(code: string | undefined): void
  onMessage(message: string | Buffer): void
  /** Asks the other end for a SIP answer; `onAnswer` at most once. */
  probe(onAnswer: () => void): void
}

/**
 * One WebSocket to a trunk, made again whenever it is lost.
 *
 *   connecting -> up -> waiting -> connecting ...      any -> closed
 *        +---------------^
 *
 * `socket` is the same through all of them, so that dialogs need not move; what is sent while the link is down goes out when it
 * is up again, if that is soon.
 */
export interface TrunkLink {
  readonly socket: SipSocket
  /** Gives up a link that does not answer; it is made again after the shortest pause. */
  cut(): void
  /** Registration has succeeded: the next loss begins with the shortest pause. */
  proved(): void
  /** For good; what has been sent still goes out. */
  close(): void
}

/** Connects at once. `random` is from 0 to 1. */
export function createTrunkLink(url: string, handlers: LinkHandlers, times = LINK_TIMES, random = Math.random): TrunkLink {
  const secure = new URL(url).protocol === 'wss:'
  let current: WebSocket | null = null
  let failures = 0
  let closed = false
  let again: NodeJS.Timeout | undefined
  /** Gives up the link there is. */
  let abandon = (): void => {}
  let kept: { readonly text: string; readonly at: number }[] = []

  function connect(): void {
    const made = new WebSocket(url, 'sip', { handshakeTimeout: times.connect, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES })
    current = made
    let code: string | undefined
    let beats: NodeJS.Timeout | undefined
    made.on('open', () => {
      beats = beat(made, giveUp)
      handlers.onUp()
      for (const { text, at } of kept.splice(0)) if (performance.now() - at < KEPT_MS) made.send(text, ignore)
    })
    // A listener that throws leaves the receiver of ws waiting for ever: nothing more is heard, and even its end is never told.
    made.on('message', (data, isBinary) => {
      try {
        handlers.onMessage(isBinary ? bytesOf(data) : data.toString())
      } catch {
        giveUp()
      }
    })
    made.on('error', (fault: NodeJS.ErrnoException) => {
      code = fault.code
      made.terminate()
    })
    made.on('close', lost)

    function lost(): void {
      clearInterval(beats)
      if (current !== made) return
      current = null
      if (closed) return
      handlers.onDown(code)
      const [least, most] = times.backoff
      const pause = Math.min(most, least * 2 ** Math.min(failures++, 16))
      again = after(pause * (1 - random() / 2), connect)
    }

    /** Whatever state it is in: the next one does not wait for this one to say that it has closed. */
    function giveUp(): void {
      made.terminate()
      lost()
    }
    abandon = giveUp
  }

  /**
   * Asks by WebSocket ping and by SIP. Any frame is a sign of life, unless the other end has shown that it answers SIP: then
   * its answer must come, for a proxy between us may pong for a SIP server that is dead.
   */
  function beat(made: WebSocket, giveUp: () => void): NodeJS.Timeout {
    let frames = true
    let answers = true
    let speaks = false
    const ask = (): void => {
      if (!frames || (speaks && !answers)) return giveUp()
      frames = false
      answers = false
      made.ping(ignore)
      handlers.probe(() => {
        speaks = true
        answers = true
      })
    }
    made.on('pong', () => {
      frames = true
    })
    made.on('message', () => {
      frames = true
      answers = true
    })
    ask()
    return every(times.beat, ask)
  }

  const link: TrunkLink = {
    socket: {
      account: null,
      trunk: true,
      stillAccount: async () => null,
      admit: () => ({ ok: true, onYield: () => false, onLapse() {}, confirm: () => true, release() {} }),
      get open() {
        return current?.readyState === WebSocket.OPEN
      },
      send(text) {
        const named = secure ? withSecureVia(text) : text
        if (current?.readyState === WebSocket.OPEN) return current.send(named, ignore)
        if (!closed && kept.length < MOST_KEPT) kept.push({ text: named, at: performance.now() })
      },
      close: () => abandon(),
    },
    cut: () => abandon(),
    proved() {
      failures = 0
    },
    close() {
      closed = true
      clearTimeout(again)
      kept = []
      if (current?.readyState === WebSocket.OPEN) {
        const last = current
        last.close(1000)
        after(FAREWELL_MS, () => last.terminate()).unref()
      } else current?.terminate()
    },
  }
  connect()
  return link
}

const FAREWELL_MS = 500

/** A request of ours as it goes over TLS: its Via names WSS (RFC 7118, 8); the Contact goes on naming ws. Responses are left as they are. */
export function withSecureVia(text: string): string {
  return text.startsWith('SIP/2.0 ') ? text : text.replace(/^Via: SIP\/2\.0\/WS /m, 'Via: SIP/2.0/WSS ')
}

/** A binary frame in one piece. */
export function bytesOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}

/** A link that fails says so by closing. */
function ignore(): void {}
