import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Me } from '../../shared/http.ts'
import type { NoPlace, Place } from '../shares/callPlaces.ts'
import type { Client } from '../shares/clientAddress.ts'
import { MOST_STAFF_SOCKETS } from '../shares/limits.ts'
import type { Strangers } from '../shares/strangers.ts'
import { after, every } from '../timers.ts'
import { createSocketPlaces, type Guest, type SocketPlaces } from './socketPlaces.ts'
import { createSocketShare, type Verdict } from './socketShare.ts'

/** The largest offers of browsers have some 7 kB; anything larger is no telephone. A staff page is asked for no less care, but its network may be odd. */
const MOST_BYTES = { stranger: 8 * 1024, staff: 16 * 1024 }
/** Pieces that one message may come in. */
const MOST_FRAGMENTS = 16
/** What may wait to be read, in bytes, before a socket counts as one that does not read. */
const MOST_UNREAD_BYTES = { stranger: 128 * 1024, staff: 512 * 1024 }
const PING_MS = 10_000
const FAREWELL_MS = 500
/** A stranger comes to call; who does not is let go after this. */
const IDLE_STRANGER_MS = 60_000
/** Sockets of strangers at once: far more than calls, so that reconnecting callers are never turned away. */
const MOST_STRANGERS = 2_000

/** One WebSocket that speaks SIP (RFC 7118): a signed-in staff member's page, the trunk, or somebody we know nothing of. */
export interface SipSocket {
  /** Who is signed in; null for everybody else. */
  readonly account: Me | null
  /** The trunk that we have registered at ourselves; no socket that came to us is one. */
  readonly trunk: boolean
  /** Whether that is still so: null when the session has ended meanwhile. */
  stillAccount(): Promise<Me | null>
  /** Asks for a place for one more call from this connection's network, without anyone learning the address. */
  admit(): Place | NoPlace
  readonly open: boolean
  send(text: string): void
  /** Ends it; a trunk's link is given up and made anew. */
  close(): void
}

/** Stands for a socket that was there before this process, of an account or of nobody known, until its owner comes back. */
export function absentSocket(account: Me['id'] | null): SipSocket {
  const owner = account === null ? null : ({ id: account, username: '', name: '', role: 'advisor' } as const)
  return {
    account: owner,
    trunk: false,
    stillAccount: async () => null,
    admit: () => ({ ok: false, confirm: () => false, release() {} }),
    open: false,
    send() {},
    close() {},
  }
}

export interface SipSocketHandlers {
  /** Whether anything goes on over it: a stranger's socket without use is closed. */
  inUse(socket: SipSocket): boolean
  /** `text` is well-formed; a frame of bytes is decoded (RFC 7118, 4.2), and one that is no UTF-8 closes its socket. */
  onMessage(socket: SipSocket, text: string): void
  onClosed(socket: SipSocket): void
}

/** Whose session a cookie belongs to. */
export interface SipSessions {
  find(cookieHeader: string | undefined): Promise<{ readonly key: string; readonly me: Me } | null>
  /** Hears of the keys of sessions that have ended; returns how to stop. */
  onEnded(listener: (keys: readonly string[]) => void): () => void
}

export interface SipSocketParts {
  /** Its upgrades to `/sip` are taken. */
  readonly httpServer: Server
  readonly sessions: SipSessions
  readonly strangers: Strangers
  /** Whether a request comes from a page of ours or from a program: a page of another site is refused, or it could make its visitors ring the line. */
  readonly ownOrigin: (request: IncomingMessage) => boolean
  readonly handlers: SipSocketHandlers
  /** Sockets of strangers at once. */
  readonly mostStrangers?: number
}

type Attached = Guest & { readonly socket: WebSocket; readonly session: string | null }

/** Takes the upgrades for `/sip` of an HTTP server; returns how to end all. */
export function serveSipSockets(parts: SipSocketParts): { readonly count: () => number; close(): Promise<void> } {
  const { httpServer, sessions, strangers, ownOrigin, handlers, mostStrangers = MOST_STRANGERS } = parts
  const serverOf = (maxPayload: number): WebSocketServer =>
    new WebSocketServer({
      noServer: true,
      maxPayload,
      maxFragments: MOST_FRAGMENTS,
      perMessageDeflate: false,
      handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
    })
  const servers = { stranger: serverOf(MOST_BYTES.stranger), staff: serverOf(MOST_BYTES.staff) }
  const attached = new Set<Attached>()
  const strangersHere = createSocketPlaces<Attached>(mostStrangers)
  const staffHere = new Map<string, SocketPlaces<Attached>>()
  const find = (request: IncomingMessage) => sessions.find(request.headers.cookie).catch(() => null)

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    if (pathOf(request) !== '/sip') return
    stream.on('error', () => stream.destroy())
    const client = strangers.clientOf(request)
    if (client.is === 'unknown') return refuse(stream, '503 Service Unavailable')
    if (client.is === 'stranger' && !strangers.ledger.take(client.networks, 'upgrades')) return refuse(stream, '429 Too Many Requests')
    if (!ownOrigin(request)) return refuse(stream, '403 Forbidden')
    const offered = String(request.headers['sec-websocket-protocol'] ?? '').split(',')
    if (!offered.some((protocol) => protocol.trim() === 'sip')) return refuse(stream, '400 Bad Request')
    const session = request.headers.cookie === undefined ? null : await find(request)
    if (stream.destroyed) return
    if (session) {
      const stillAccount = async () => (await find(request))?.me ?? null
      return servers.staff.handleUpgrade(request, stream, head, (socket) => attach(socket, client, { ...session, stillAccount }))
    }
    servers.stranger.handleUpgrade(request, stream, head, (socket) => attach(socket, client, null))
  }

  function placesOf(account: string): SocketPlaces<Attached> {
    const known = staffHere.get(account) ?? createSocketPlaces<Attached>(MOST_STAFF_SOCKETS)
    staffHere.set(account, known)
    return known
  }

  function attach(
    socket: WebSocket,
    client: Client,
    session: { readonly key: string; readonly me: Me; readonly stillAccount: SipSocket['stillAccount'] } | null,
  ): void {
    const kind = session ? 'staff' : 'stranger'
    const networks = client.is === 'stranger' ? client.networks : null
    // Staff have shares of their own: they do not count as one of their network, which strangers may be in too.
    const visitor = networks && !session ? strangers.ledger.visit(networks) : null
    const share = createSocketShare(client.is === 'local' ? 'local' : kind, visitor)
    const sip: SipSocket = {
      account: session?.me ?? null,
      trunk: false,
      stillAccount: session?.stillAccount ?? (async () => null),
      admit: () => (networks ? strangers.places.admit(networks) : always()),
      get open() {
        return socket.readyState === socket.OPEN
      },
      send(text) {
        // Who does not read what is sent would have it kept here.
        if (socket.bufferedAmount > MOST_UNREAD_BYTES[kind]) return socket.terminate()
        socket.send(text, () => {})
      },
      close: () => socket.close(1001),
    }
    const guest: Attached = {
      socket,
      session: session?.key ?? null,
      inUse: () => handlers.inUse(sip),
      cut: () => socket.terminate(),
    }
    const places = session ? placesOf(session.me.id) : strangersHere
    const held = visitor?.hold('sockets')
    attached.add(guest)
    let idle: NodeJS.Timeout | undefined
    let ping: NodeJS.Timeout | undefined
    let isGone = false
    socket.on('error', () => socket.terminate())
    socket.on('close', gone)
    function gone(): void {
      if (isGone) return
      isGone = true
      clearInterval(ping)
      clearInterval(idle)
      places.leave(guest)
      if (session && places.size === 0) staffHere.delete(session.me.id)
      held?.release()
      visitor?.close()
      attached.delete(guest)
      handlers.onClosed(sip)
    }
    if (held === null || !places.enter(guest)) return void farewell(socket, TRY_LATER)

    if (!session) {
      idle = every(IDLE_STRANGER_MS, () => {
        if (!handlers.inUse(sip)) socket.close(1000)
      })
    }
    let answered = true
    ping = every(PING_MS, () => {
      if (!answered) return cut()
      answered = false
      socket.ping()
    })
    const isWithin = (verdict: Verdict): boolean => {
      if (verdict === 'close') socket.terminate()
      return verdict === 'pass'
    }
    socket.on('pong', (data) => {
      if (!answered) answered = true
      else isWithin(share.weighFrame(data.length))
    })
    socket.on('ping', (data) => void isWithin(share.weighFrame(data.length)))
    socket.on('message', (data: Buffer, isBinary) => {
      // What has been read already is told even after the end.
      if (socket.readyState !== socket.OPEN) return
      answered = true
      const text = isBinary ? decoded(data) : data.toString()
      if (text === null) return socket.close(NOT_TEXT)
      // A listener that throws leaves the receiver of ws waiting for ever: nothing more is heard, and even its end is never told.
      try {
        if (isWithin(share.weigh(text, data.length))) handlers.onMessage(sip, text)
      } catch {
        cut()
      }
    })

    function cut(): void {
      socket.terminate()
      gone()
    }
  }

  const listener = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    upgrade(request, stream, head).catch(() => stream.destroy())
  }
  httpServer.on('upgrade', listener)
  // A page that has been signed out is nobody's any more, and may come again as anybody.
  const stopEnded = sessions.onEnded((keys) => {
    for (const { session, socket } of attached) if (session !== null && keys.includes(session)) socket.close(SIGNED_OUT)
  })
  return {
    count: () => attached.size,
    async close() {
      httpServer.off('upgrade', listener)
      stopEnded()
      await Promise.all([...attached].map(({ socket }) => farewell(socket)))
      for (const server of Object.values(servers)) server.close()
    },
  }
}

/** WebSocket close codes (RFC 6455, 7.4.1 and its registry). */
const NOT_TEXT = 1007
const SIGNED_OUT = 1008
const TRY_LATER = 1013

/** For programs on this machine. */
const always = (): Place => ({ ok: true, onYield: () => false, onLapse() {}, confirm: () => true, release() {} })

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a frame of bytes; null when it is no UTF-8. */
function decoded(data: Buffer): string | null {
  try {
    return utf8.decode(data)
  } catch {
    return null
  }
}

function refuse(stream: Duplex, status: string): void {
  stream.once('finish', () => stream.destroy())
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Closes after what has been sent, a BYE for instance, has gone out. */
function farewell(socket: WebSocket, code = 1001): Promise<void> {
  return new Promise((resolve) => {
    const impatient = after(FAREWELL_MS, () => socket.terminate())
    socket.once('close', () => {
      clearTimeout(impatient)
      resolve()
    })
    socket.close(code)
  })
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? ''
}
