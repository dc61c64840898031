import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import { formatResponse, header, parseSip, type SipMessage } from './sipMessage.ts'

/** A softphone's WebSocket to the server (RFC 7118): messages out, messages in by Call-ID. */
export interface SipLink {
  /** Our name in Via and Contact: random, says nothing of the machine. */
  readonly host: string
  /** Resolves when the link is open; rejects when it cannot be opened. */
  readonly opened: Promise<void>
  /** Resolves when the link is gone, however that came. */
  readonly closed: Promise<void>
  send(text: string): void
  /** Hands every message of a Call-ID to `listener`; returns how to stop. */
  listen(callId: string, listener: (message: SipMessage) => void): () => void
  close(): void
}

/**
 * Opens a link. `handshake` are headers of the upgrade, such as a cookie. `onRequest` gets requests that belong to no listener, such as a new INVITE;
 * OPTIONS is answered here. Must be closed.
 */
export function openSipLink(
  url: string,
  handshake: Readonly<Record<string, string>> = {},
  onRequest?: (request: SipMessage) => void,
): SipLink {
  const { hostname } = new URL(url)
  const socket = new WebSocket(url, 'sip', {
    headers: { ...handshake },
    perMessageDeflate: false,
    // A certificate names the public host; on this machine's own address nobody else can answer.
    rejectUnauthorized: !['127.0.0.1', 'localhost', '[::1]'].includes(hostname),
  })
  const listeners = new Map<string, (message: SipMessage) => void>()

  function receive(text: string): void {
    if (text === '\r\n\r\n') send('\r\n')
    const message = parseSip(text)
    if (!message) return
    const listener = listeners.get(header(message, 'call-id'))
    if (listener) listener(message)
    else if (message.status === 0 && message.method === 'OPTIONS') send(formatResponse(message, 200, 'OK', randomId()))
    else if (message.status === 0 && onRequest) onRequest(message)
    else if (message.status === 0 && message.method !== 'ACK') send(formatResponse(message, 481, 'Call Does Not Exist', randomId()))
  }

  function send(text: string): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(text)
  }

  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  // Whoever does not wait for the opening hears of the failure through `closed`.
  opened.catch(() => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  socket.on('message', (data) => receive(data.toString()))

  return {
    host: `${randomId()}.invalid`,
    opened,
    closed,
    send,
    listen(callId, listener) {
      listeners.set(callId, listener)
      return () => listeners.delete(callId)
    },
    close: () => socket.close(),
  }
}

/** A random token for tags, branches and Call-IDs. */
export function randomId(): string {
  return randomBytes(9).toString('hex')
}
