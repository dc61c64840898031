import { URI } from 'sip.js'
import {
  constructOutgoingResponse,
  type IncomingInviteRequest,
  type IncomingRequestMessage,
  LoggerFactory,
  UserAgentCore,
} from 'sip.js/lib/core/index.js'
import { AllowedMethods } from 'sip.js/lib/core/user-agent-core/allowed-methods.js'
import { after } from '../timers.ts'
import { type Credentials, createDigest } from './digest.ts'
import { readAtDoor } from './door/door.ts'
import { NOBODY } from './door/messages.ts'
import { newTag } from './door/refusal.ts'
import { type IncomingOffer, readOffer } from './identity.ts'
import { ACCEPT, answerInDialog, awaitsAck, dialogOf, METHODS, TOO_SHORT } from './inDialog.ts'
import { callIdOf, createProbes } from './probes.ts'
import { createRoutes } from './routes.ts'
import { refusalHeaders } from './sdp.ts'
import type { SipSocket } from './sockets.ts'
import { createInviteTransactions } from './transactions.ts'

/** User part of our own contact; says nothing of line or caller. */
const OWN_USER = 'lyhord'
/** Calls at once over one socket that is not the trunk's; a page has one. */
const MOST_CALLS = 8
/** An INVITE that has no answer by then is told that it has come (RFC 3261, 17.2.1). */
const TRYING_MS = 200
/** Messages against the rules that a socket may send before it is closed; the trunk's stays, for others' calls go over it too. */
const MOST_MALFORMED = 5

/** sip.js writes to its logger what it reads off the wire, so nothing of it is ever let out. */
export const silent = new LoggerFactory()
silent.builtinEnabled = false

// sip.js writes its own list into the answers that it makes, and has no setting for it.
AllowedMethods.splice(0, AllowedMethods.length, ...METHODS)

/**
 * One SIP core for all WebSockets. Messages find their socket by Call-ID: a dialog moves to a new socket when its owner
 * comes back on one, so a lost WebSocket is not a lost call.
 */
export interface SipCore {
  readonly core: UserAgentCore
  /** A message from a socket, as text or as the bytes of a binary frame (RFC 7118, 4.2). Never throws: a fault closes that socket, and it alone. */
  receive(socket: SipSocket, message: string | Buffer): void
  /** The socket is no more: what was not answered over it is over, and its dialogs wait for their owner on another one. */
  closed(socket: SipSocket): void
  /** From now on messages of this Call-ID go to that socket. */
  route(callId: string, socket: SipSocket): void
  socketOf(callId: string): SipSocket | undefined
  /** Whether a dialog or transaction is bound to the socket. */
  inUse(socket: SipSocket): boolean
  /** Does what a timer of a Call-ID has to do; a fault in it is one of that Call-ID's socket. */
  guard(callId: string, work: () => void): void
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
  /** Sums since the start: messages that met a fault of ours, and refused ones by status; 0 for silence. None is about a person. */
  figures(): SipFigures
  /** Counts a refusal that was not given here. */
  noteRefusal(status: number): void
  close(): void
}

export interface SipFigures {
  readonly faults: number
  readonly refused: ReadonlyMap<number, number>
}

/** What is made of requests. Whatever one throws, or its promise, closes the socket of that request and nothing else. */
export interface SipCoreHandlers {
  onInvite(invite: IncomingInviteRequest, offer: IncomingOffer, socket: SipSocket): void | Promise<void>
  /** Answers it with `reply`, now or later. */
  onRegister(message: IncomingRequestMessage, socket: SipSocket, reply: (status: number, headers?: string[]) => void): void | Promise<void>
  /** A dialog's owner has come back on another socket. */
  onMoved(callId: string): void
  /** A message has met a fault of ours. */
  onFault?(fault: unknown): void
}

/** What is known of a socket while it is open. */
interface Guest {
  readonly id: number
  malformed: number
  /** Nothing of it is heard any more. */
  shut: boolean
}

export function createSipCore(handlers: SipCoreHandlers): SipCore {
  const routes = createRoutes()
  const guests = new WeakMap<SipSocket, Guest>()
  /** INVITEs that have no answer yet. */
  const pending = new Map<string, { cancel(): void; decided(): void }>()
  const refusals = new Map<number, number>()
  const host = `${crypto.randomUUID().slice(0, 8)}.invalid`
  const contact = new URI('sip', OWN_USER, host, undefined, { transport: 'ws' })
  const returns = new Map<string, () => void>()
  const credentials = new Map<SipSocket, Credentials>()
  const probes = createProbes(host)
  const arriving = new Map<IncomingRequestMessage, { readonly socket: SipSocket; readonly offer: IncomingOffer }>()
  let guestCount = 0
  let faults = 0
  /** Whose message is being handled: its answer goes back there, whether or not anything has come of it. */
  let speaking: { readonly socket: SipSocket; readonly callId: string } | null = null

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
    { onInvite: arrives },
  )
  const transactions = createInviteTransactions(core)

  /** sip.js has made a transaction: from here on something of the call is kept. */
  function arrives(invite: IncomingInviteRequest): void {
    const { message } = invite
    const arrived = arriving.get(message)
    if (!arrived) return
    const { callId } = message
    // sip.js makes tags from Math.random, and who knows a dialog's tags may end it.
    Object.assign(invite, { toTag: newTag() })
    routes.set(callId, arrived.socket)
    const trying = after(TRYING_MS, () => guard(callId, () => pending.has(callId) && invite.trying())).unref()
    pending.set(callId, {
      cancel: () => invite.delegate?.onCancel?.(message),
      decided: () => clearTimeout(trying),
    })
    watched(arrived.socket, handlers.onInvite(invite, arrived.offer, arrived.socket))
  }

  /** A message nobody is there for is dropped: its owner asks when it comes back. A trunk does not ask: what it missed is kept for it. */
  async function sendByCallId(text: string): Promise<void> {
    const callId = callIdOf(text)
    if (callId === undefined) return
    const socket = speaking?.callId === callId ? speaking.socket : routes.get(callId)
    if (socket?.open || socket?.trunk) socket.send(text)
  }

  function guestOf(socket: SipSocket): Guest {
    const known = guests.get(socket) ?? { id: guestCount++, malformed: 0, shut: false }
    guests.set(socket, known)
    return known
  }

  /** The link of a trunk is made anew; any other socket is closed for good. */
  function giveUp(socket: SipSocket): void {
    if (!socket.trunk) guestOf(socket).shut = true
    socket.close()
  }

  function failed(socket: SipSocket | undefined, fault: unknown): void {
    faults += 1
    if (socket) giveUp(socket)
    handlers.onFault?.(fault)
  }

  /** What a handler does later belongs to the socket of its message, too. */
  function watched(socket: SipSocket, done: void | Promise<void>): void {
    done?.catch((fault: unknown) => failed(socket, fault))
  }

  function decided(callId: string): void {
    pending.get(callId)?.decided()
    pending.delete(callId)
  }

  function note(status: number): void {
    refusals.set(status, (refusals.get(status) ?? 0) + 1)
  }

  function reply(message: IncomingRequestMessage, socket: SipSocket, statusCode: number, extraHeaders: readonly string[] = []): void {
    const { message: text } = constructOutgoingResponse(message, {
      statusCode,
      toTag: newTag(),
      userAgent: 'Lyhord',
      supported: ['timer', 'outbound'],
      extraHeaders: [...extraHeaders],
    })
    if (statusCode >= 300) note(statusCode)
    if (socket.open) socket.send(text)
  }

  function receiveInDialog(message: IncomingRequestMessage, socket: SipSocket): void {
    const dialog = dialogOf(core, message)
    if (!dialog) {
      if (message.method !== 'ACK') reply(message, socket, 481)
      return
    }
    if (!routes.mayUse(message.callId, socket)) {
      reply(message, socket, 403)
      return
    }
    if (routes.get(message.callId) !== socket) {
      routes.set(message.callId, socket)
      handlers.onMoved(message.callId)
    }
    const answer = answerInDialog(dialog, message, contact.toString())
    if (answer) reply(message, socket, answer.status, answer.headers)
    else reachCore(message)
  }

  function receiveRequest(message: IncomingRequestMessage, socket: SipSocket): void {
    if (message.toTag) return receiveInDialog(message, socket)
    switch (message.method) {
      case 'REGISTER':
        return watched(
          socket,
          handlers.onRegister(message, socket, (status, headers) => reply(message, socket, status, headers)),
        )
      case 'OPTIONS':
        return reply(message, socket, 200, [`Allow: ${METHODS.join(', ')}`, ACCEPT])
      case 'CANCEL':
        if (routes.get(message.callId) === socket) reachCore(message)
        else reply(message, socket, 481)
        return
      case 'ACK':
        return reachCore(message)
      case 'INVITE':
        return receiveInvite(message, socket)
      case 'BYE':
      case 'INFO':
      case 'UPDATE':
        return reply(message, socket, 481)
      default:
        reply(message, socket, 405, [`Allow: ${METHODS.join(', ')}`])
    }
  }

  /** What is refused here leaves nothing behind. */
  function receiveInvite(message: IncomingRequestMessage, socket: SipSocket): void {
    if (routes.has(message.callId)) return reply(message, socket, 482)
    const offer = readOffer(message, socket.trunk ? OWN_USER : null)
    if ('status' in offer) return reply(message, socket, offer.status, offer.status === 422 ? TOO_SHORT.headers : refusalHeaders(offer))
    if (!socket.trunk && routes.count(socket) >= MOST_CALLS) return reply(message, socket, 503)
    arriving.set(message, { socket, offer })
    try {
      reachCore(message)
    } finally {
      arriving.delete(message)
    }
  }

  /** sip.js serves the user of its own contact only; which line was asked for, and which dialog, is read before. */
  function reachCore(message: IncomingRequestMessage): void {
    message.ruri = contact.clone()
    core.receiveIncomingRequestFromTransport(message)
    if (message.method === 'INVITE') transactions.watch(message, () => decided(message.callId))
    const dialog = message.method === 'ACK' && message.toTag ? dialogOf(core, message) : undefined
    if (dialog && !awaitsAck(dialog)) transactions.acknowledged(message.callId)
  }

  function receive(socket: SipSocket, guest: Guest, data: string | Buffer): void {
    const arrival = readAtDoor(data, { from: String(guest.id), trusted: socket.trunk, methods: METHODS, target: NOBODY() })
    switch (arrival.is) {
      case 'keepAlive':
        if (arrival.answer !== null) socket.send(arrival.answer)
        return
      case 'refused':
        note(arrival.status ?? 0)
        if (arrival.answer !== null && socket.open) socket.send(arrival.answer)
        if (arrival.malformed && ++guest.malformed >= MOST_MALFORMED && !socket.trunk) giveUp(socket)
        return
      case 'response': {
        const { message } = arrival
        if (probes.isAnswer(socket, message.callId) || routes.get(message.callId) !== socket) return
        return core.receiveIncomingResponseFromTransport(message)
      }
      case 'request':
        speaking = { socket, callId: arrival.message.callId }
        try {
          receiveRequest(arrival.message, socket)
        } finally {
          speaking = null
        }
    }
  }

  function guard(callId: string, work: () => void): void {
    try {
      work()
    } catch (fault) {
      failed(routes.get(callId), fault)
    }
  }

  return {
    core,
    receive(socket, data) {
      const guest = guestOf(socket)
      if (guest.shut) return
      try {
        receive(socket, guest, data)
      } catch (fault) {
        failed(socket, fault)
      }
    },
    closed(socket) {
      guestOf(socket).shut = true
      for (const callId of routes.leave(socket)) guard(callId, () => pending.get(callId)?.cancel())
    },
    route: (callId, socket) => routes.set(callId, socket),
    socketOf: (callId) => routes.get(callId),
    inUse: (socket) => routes.count(socket) > 0,
    guard,
    probe: probes.probe,
    authenticate: (socket, known) => credentials.set(socket, known),
    whenBack: (callId, listener) => returns.set(callId, listener),
    back(socket) {
      for (const [callId, listener] of [...returns]) if (routes.get(callId) === socket) guard(callId, listener)
    },
    forget(callId) {
      routes.delete(callId)
      returns.delete(callId)
      decided(callId)
    },
    figures: () => ({ faults, refused: new Map(refusals) }),
    noteRefusal: note,
    close() {
      core.dispose()
    },
  }
}
