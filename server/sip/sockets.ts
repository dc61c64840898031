import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Me } from '../../shared/http.ts'
import { type AddressThrottle, addressOf, isLocal } from '../auth/addressThrottle.ts'

/** A SIP message is small; anything larger is no telephone. */
const MAX_MESSAGE_BYTES = 64 * 1024
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
  /** Asks the throttle for one more call from this connection's address, without anyone learning the address. */
  admit(): ReturnType<AddressThrottle['admit']>
  readonly open: boolean
  send(text: string): void
  close(): void
}

/** Stands for a socket that was there before this process, of an account or of nobody known, until its owner comes back. */
export function absentSocket(account: Me['id'] | null): SipSocket {
  const owner = account === null ? null : ({ id: account, username: '', name: '', role: 'advisor' } as const)
  return {
    account: owner,
    trunk: false,
    stillAccount: async () => null,
    admit: () => ({ ok: false, release() {} }),
    open: false,
    send() {},
    close() {},
  }
}

export interface SipSocketHandlers {
  /** Whether anything goes on over it: a stranger's socket without use is closed. */
  inUse(socket: SipSocket): boolean
  onMessage(socket: SipSocket, text: string): void
  onClosed(socket: SipSocket): void
}

/**
 * Takes the upgrades for `/sip` of an HTTP server. `ownOrigin`: whether a browser's Origin may use a session's rights here;
 * another origin is treated as nobody. Returns how to end all.
 */
export function serveSipSockets(
  httpServer: Server,
  whoIs: (cookieHeader: string | undefined) => Promise<Me | null>,
  throttle: AddressThrottle,
  ownOrigin: (request: IncomingMessage) => boolean,
  handlers: SipSocketHandlers,
): { readonly count: () => number; close(): Promise<void> } {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  })

  let strangers = 0
  const find = (request: IncomingMessage): Promise<Me | null> => whoIs(request.headers.cookie).catch(() => null)

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    if (pathOf(request) !== '/sip') return
    const offered = String(request.headers['sec-websocket-protocol'] ?? '').split(',')
    stream.on('error', () => stream.destroy())
    if (!offered.some((protocol) => protocol.trim() === 'sip')) {
      refuse(stream, '400 Bad Request')
      return
    }
    const account = ownOrigin(request) ? await find(request) : null
    if (!account && strangers >= MOST_STRANGERS) {
      refuse(stream, '503 Service Unavailable')
      return
    }
    server.handleUpgrade(request, stream, head, (socket) => {
      // A program on this machine, and a proxy that does not tell for whom it speaks, must not make all callers one.
      const address = isLocal(request) ? null : addressOf(request)
      attach(
        socket,
        account,
        () => (account ? find(request) : Promise.resolve(null)),
        () => (address === null ? unlimited : throttle.admit(address)),
      )
    })
  }

  function attach(socket: WebSocket, account: Me | null, stillAccount: SipSocket['stillAccount'], admit: SipSocket['admit']): void {
    const sip: SipSocket = {
      account,
      trunk: false,
      stillAccount,
      admit,
      get open() {
        return socket.readyState === socket.OPEN
      },
      send: (text) => socket.send(text, () => {}),
      close: () => socket.close(1001),
    }
    if (!account) strangers += 1
    const idle = setInterval(() => {
      if (!account && !handlers.inUse(sip)) socket.close(1000)
    }, IDLE_STRANGER_MS)
    let answered = true
    const ping = setInterval(() => {
      if (!answered) return socket.terminate()
      answered = false
      socket.ping()
    }, PING_MS)
    socket.on('pong', () => {
      answered = true
    })
    socket.on('message', (data, isBinary) => {
      answered = true
      if (!isBinary) handlers.onMessage(sip, data.toString())
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(ping)
      clearInterval(idle)
      if (!account) strangers -= 1
      handlers.onClosed(sip)
    })
  }

  const listener = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    upgrade(request, stream, head).catch(() => stream.destroy())
  }
  httpServer.on('upgrade', listener)
  return {
    count: () => server.clients.size,
    async close() {
      httpServer.off('upgrade', listener)
      await Promise.all([...server.clients].map(farewell))
      server.close()
    },
  }
}

const unlimited: ReturnType<AddressThrottle['admit']> = { ok: true, release: () => {} }

function refuse(stream: Duplex, status: string): void {
  stream.once('finish', () => stream.destroy())
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Closes after what has been sent, a BYE for instance, has gone out. */
function farewell(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => socket.terminate(), FAREWELL_MS)
    socket.once('close', () => {
      clearTimeout(impatient)
      resolve()
    })
    socket.close(1001)
  })
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? ''
}
