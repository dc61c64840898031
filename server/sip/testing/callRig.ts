import type { Me } from '../../../shared/http.ts'
import { createSipCore, type SipCore, type SipCoreHandlers } from '../core.ts'
import type { Dialog } from '../dialog.ts'
import { incomingCall } from '../incoming.ts'
import type { SipSocket } from '../sockets.ts'
import { SDP } from './description.ts'

/** A socket that keeps what it was sent. */
export interface TestSocket extends SipSocket {
  open: boolean
  closes: number
  readonly sent: string[]
}

export function createSocket(account: Me | null = null, trunk = false): TestSocket {
  const sent: string[] = []
  const socket: TestSocket = {
    ...{ account, trunk, open: true, closes: 0, sent },
    stillAccount: async () => account,
    admit: () => ({ ok: true, onYield: () => false, onLapse() {}, confirm: () => true, release() {} }),
    send: (text) => void sent.push(text),
    close: () => void socket.closes++,
  }
  return socket
}

/** A SIP core that answers each call at once. Must be closed. */
export interface CallRig {
  readonly sip: SipCore
  /** The last call that was answered. */
  dialog: Dialog | null
  byes: number
  readonly faults: unknown[]
  /** Calls and acknowledges; gives the To of later requests. */
  call(socket: TestSocket, headers?: readonly string[], callId?: string): string
}

export function createCallRig(handlers: Partial<SipCoreHandlers> = {}): CallRig {
  const faults: unknown[] = []
  const sip: SipCore = createSipCore({
    onInvite(invite, offer, socket) {
      rig.dialog = incomingCall(sip, invite, offer, socket).accept(SDP, { onBye: () => void rig.byes++, onOffer: async () => SDP })
    },
    onRegister: (_message, _socket, reply) => reply(403),
    onMoved() {},
    onFault: (fault) => void faults.push(fault),
    ...handlers,
  })
  const rig: CallRig = {
    ...{ sip, dialog: null, byes: 0, faults },
    call(socket, headers = [], callId = 'call') {
      sip.receive(socket, request('INVITE', { callId, headers, body: SDP }))
      const to = headerOf(socket.sent.at(-1) ?? '', 'To')
      sip.receive(socket, request('ACK', { callId, to }))
      socket.sent.length = 0
      return to
    },
  }
  return rig
}

export const headerOf = (text: string, name: string): string => new RegExp(`^${name}: (.*?)\\r$`, 'm').exec(text)?.[1] ?? ''
export const statusOf = (text: string | undefined): number => Number(/^SIP\/2\.0 (\d{3})/.exec(text ?? '')?.[1])
/** What a socket was answered, as statuses. */
export const statuses = (socket: TestSocket): number[] => socket.sent.map(statusOf).filter((status) => status > 0)

let branch = 0
/** A request of the caller; `contact` null for none. */
export function request(
  method: string,
  more: {
    uri?: string
    callId?: string
    to?: string
    headers?: readonly string[]
    body?: string
    cseq?: number
    contact?: string | null
  } = {},
): string {
  const {
    uri = 'sip:one@host',
    callId = 'call',
    to = '<sip:one@host>',
    headers = [],
    body = '',
    cseq = 1,
    contact = '<sip:x@x.invalid>',
  } = more
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS x.invalid;branch=z9hG4bKrig${++branch}`,
    'From: <sip:anonymous@anonymous.invalid>;tag=caller',
    `To: ${to}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    ...(contact === null ? [] : [`Contact: ${contact}`]),
    ...headers,
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}
