import { Grammar, URI } from 'sip.js'
import {
  constructOutgoingResponse,
  type IncomingInviteRequest,
  IncomingRequestMessage,
  LoggerFactory,
  Parser,
  UserAgentCore,
} from 'sip.js/lib/core/index.js'
import { type Credentials, createDigest } from './digest.ts'
import { type IncomingOffer, readOffer, readTimer, type SessionTimer, type Unusable, withAllowedHeaders } from './identity.ts'
import { callIdOf, createProbes } from './probes.ts'
import type { SipSocket } from './sockets.ts'

/** User part of our own contact; says nothing of line or caller. */
const OWN_USER = 'lyhord'
const METHODS = 'INVITE, ACK, CANCEL, BYE, UPDATE, OPTIONS, INFO, REGISTER'

/** sip.js writes to its logger what it reads off the wire, so nothing of it is ever let out. */
export const silent = new LoggerFactory()
silent.builtinEnabled = false
const silence = silent.getLogger('lyhord')

/**
 * One SIP core for all WebSockets. Messages find their socket by Call-ID: a dialog moves to a new socket when its owner
 * comes back on one, so a lost WebSocket is not a lost call.
 */
export interface SipCore {
  readonly core: UserAgentCore
  /** A message from a socket; unreadable ones are dropped. */
  receive(socket: SipSocket, text: string): void
  /** From now on messages of this Call-ID go to that socket. */
  route(callId: string, socket: SipSocket): void
  socketOf(callId: string): SipSocket | undefined
  /** Whether a dialog or transaction is bound to the socket. */
  inUse(socket: SipSocket): boolean
  /** SIP OPTIONS to a contact over its socket; `onAnswer` is called at most once, with any answer: each is a sign of life. `from`: anonymous unless given. */
  probe(socket: SipSocket, contact: string, onAnswer: () => void, from?: string): void
  /** From now on challenges to our requests over this socket, and no other, are answered with this name and password. */
  authenticate(socket: SipSocket, credentials: Credentials): void
  /** Calls `listener` each time that the Call-ID's socket has been away and is back under the same name, until it is forgotten. */
  whenBack(callId: string, listener: () => void): void
  /** A socket that outlives its link has a new one. */
  back(socket: SipSocket): void
  /** The Call-ID's dialog or transaction is over. */
  forget(callId: string): void
  close(): void
}

export interface SipCoreHandlers {
  onInvite(invite: IncomingInviteRequest, offer: IncomingOffer | Unusable, socket: SipSocket): void
  /** Answers it with `reply`, now or later. */
  onRegister(message: IncomingRequestMessage, socket: SipSocket, reply: (status: number, headers?: string[]) => void): void
  /** A dialog's owner has come back on another socket. */
  onMoved(callId: string): void
}

export function createSipCore(handlers: SipCoreHandlers): SipCore {
  const routes = new Map<string, SipSocket>()
  const host = `${crypto.randomUUID().slice(0, 8)}.invalid`
  const contact = new URI('sip', OWN_USER, host, undefined, { transport: 'ws' })
  const returns = new Map<string, () => void>()
  const credentials = new Map<SipSocket, Credentials>()
  const probes = createProbes(host)
  const arriving = new Map<IncomingRequestMessage, { readonly socket: SipSocket; readonly offer: IncomingOffer | Unusable }>()

  const core: UserAgentCore = new UserAgentCore(
    {
      aor: new URI('sip', OWN_USER, host),
      contact: { pubGruu: undefined, tempGruu: undefined, uri: contact, toString: () => `<${contact}>` },
      displayName: 'Anonymous',
      loggerFactory: silent,
      hackViaTcp: false,
      routeSet: [],
      sipjsId: '',
      supportedOptionTags: ['timer', 'outbound'],
      supportedOptionTagsResponse: ['timer', 'outbound'],
      userAgentHeaderFieldValue: 'Lyhord',
      viaForceRport: false,
      viaHost: host,
      authenticationFactory: () =>
        createDigest((callId) => {
          const socket = routes.get(callId)
          return socket && credentials.get(socket)
        }),
      transportAccessor: () => ({ protocol: 'WS', send: sendByCallId }),
    },
    {
      onInvite(invite) {
        const arrived = arriving.get(invite.message)
        if (arrived) handlers.onInvite(invite, arrived.offer, arrived.socket)
      },
    },
  )

  /** A message nobody is there for is dropped: its owner asks when it comes back. A trunk does not ask: what it missed is kept for it. */
  async function sendByCallId(text: string): Promise<void> {
    const callId = callIdOf(text)
    const socket = callId === undefined ? undefined : routes.get(callId)
    if (socket?.open || socket?.trunk) socket.send(text)
  }

  function reply(message: IncomingRequestMessage, socket: SipSocket, statusCode: number, extraHeaders: string[] = []): void {
    const { message: text } = constructOutgoingResponse(message, {
      statusCode,
      userAgent: 'Lyhord',
      supported: ['timer', 'outbound'],
      extraHeaders,
    })
    if (socket.open) socket.send(text)
  }

  function receiveInDialog(message: IncomingRequestMessage, socket: SipSocket): void {
    const dialog = core.dialogs.get(message.callId + message.toTag + message.fromTag)
    if (!dialog) {
      if (message.method !== 'ACK') reply(message, socket, 481)
      return
    }
    const owner = routes.get(message.callId)
    if (owner && !sameOwner(owner, socket)) {
      reply(message, socket, 403)
      return
    }
    if (owner !== socket) {
      routes.set(message.callId, socket)
      handlers.onMoved(message.callId)
    }
    if (message.method !== 'UPDATE') {
      core.receiveIncomingRequestFromTransport(message)
      return
    }
    // sip.js has no UPDATE (RFC 3311); without a body it only refreshes the session timer.
    const timer = readTimer(message)
    if (message.body) reply(message, socket, 488)
    else reply(message, socket, 200, [`Contact: <${contact}>`, ...(timer ? timerHeaders({ ...timer, ours: false }) : [])])
  }

  function receiveRequest(message: IncomingRequestMessage, socket: SipSocket): void {
    if (message.toTag) return receiveInDialog(message, socket)
    switch (message.method) {
      case 'REGISTER':
        return handlers.onRegister(message, socket, (status, headers) => reply(message, socket, status, headers))
      case 'OPTIONS':
        return reply(message, socket, 200, [`Allow: ${METHODS}`, 'Accept: application/sdp'])
      case 'CANCEL':
        if (routes.get(message.callId) === socket) reachCore(message)
        else reply(message, socket, 481)
        return
      case 'ACK':
        return reachCore(message)
      case 'INVITE':
        if (routes.has(message.callId)) return reply(message, socket, 482)
        routes.set(message.callId, socket)
        arriving.set(message, { socket, offer: readOffer(message, socket.trunk ? OWN_USER : null) })
        try {
          reachCore(message)
        } finally {
          arriving.delete(message)
        }
        return
      default:
        reply(message, socket, 405, [`Allow: ${METHODS}`])
    }
  }

  /** sip.js serves the user of its own contact only; which line was asked for is read before. */
  function reachCore(message: IncomingRequestMessage): void {
    message.ruri = contact.clone()
    core.receiveIncomingRequestFromTransport(message)
  }

  return {
    core,
    receive(socket, text) {
      if (/^[\r\n]*$/.test(text)) {
        if (text.length >= 4) socket.send('\r\n')
        return
      }
      if (probes.isAnswer(socket, text)) return
      const message = Parser.parseMessage(withAllowedHeaders(text), silence)
      if (!message?.callId || !message.viaBranch) return
      if (message instanceof IncomingRequestMessage) receiveRequest(message, socket)
      else if (routes.get(message.callId) === socket) core.receiveIncomingResponseFromTransport(message)
    },
    route: (callId, socket) => routes.set(callId, socket),
    socketOf: (callId) => routes.get(callId),
    inUse: (socket) => [...routes.values()].includes(socket),
    probe: probes.probe,
    authenticate: (socket, known) => credentials.set(socket, known),
    whenBack: (callId, listener) => returns.set(callId, listener),
    back(socket) {
      for (const [callId, listener] of [...returns]) if (routes.get(callId) === socket) listener()
    },
    forget(callId) {
      routes.delete(callId)
      returns.delete(callId)
    },
    close() {
      core.dispose()
      routes.clear()
    },
  }
}

/** A dialog moves between sockets of one account, or of strangers who know its tags; a trunk's is one socket for good, and nobody else's. */
function sameOwner(owner: SipSocket, socket: SipSocket): boolean {
  if (owner.trunk || socket.trunk) return owner === socket
  return owner.account?.id === socket.account?.id
}

/** Our answer to a session timer: the other end refreshes, unless it leaves that to us (RFC 4028, 9). */
export function timerHeaders({ seconds, ours }: SessionTimer): string[] {
  return ['Require: timer', `Session-Expires: ${seconds};refresher=${ours ? 'uas' : 'uac'}`]
}

/** Reads a SIP URI; undefined when it is none. */
export function readUri(text: string): URI | undefined {
  return Grammar.URIParse(text)
}
