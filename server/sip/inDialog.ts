import type { Dialog, IncomingRequestMessage, UserAgentCore } from 'sip.js/lib/core/index.js'
import { readTimer, type SessionTimer, SHORTEST_TIMER_S } from './identity.ts'

/** Methods that are acted on; every Allow of ours names them. */
export const METHODS: readonly string[] = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'UPDATE', 'OPTIONS', 'INFO', 'REGISTER']
/** Allow in a call, where nobody registers. */
export const ALLOW = `Allow: ${METHODS.filter((method) => method !== 'REGISTER').join(', ')}`
/** Bodies that are read. */
export const ACCEPT = 'Accept: application/sdp, multipart/mixed'
/** What is left to sip.js inside a dialog. */
const OF_SIPJS: readonly string[] = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'INFO']

/** Status and headers of an answer that is ours to give. */
export interface Answer {
  readonly status: number
  readonly headers: readonly string[]
}

/** The dialog of a request: by Call-ID and both tags, whatever its Request-URI is (RFC 3261, 12.2.2). */
export function dialogOf(core: UserAgentCore, { callId, toTag, fromTag }: IncomingRequestMessage): Dialog | undefined {
  const dialog = core.dialogs.get(callId + toTag + fromTag)
  // sip.js joins the three without a sign between them.
  return dialog?.callId === callId && dialog.localTag === toTag && dialog.remoteTag === fromTag ? dialog : undefined
}

/** The answer to a request within a dialog of ours; null for what sip.js answers. `contact`: our own. */
export function answerInDialog(dialog: Dialog, message: IncomingRequestMessage, contact: string): Answer | null {
  const { method, cseq } = message
  // An ACK and a CANCEL have the number of what they belong to.
  const isStale = method !== 'ACK' && method !== 'CANCEL' && cseq <= (dialog.remoteSequenceNumber ?? -1)
  if (isStale) return { status: 500, headers: [] }
  if (OF_SIPJS.includes(method)) return null
  noteSequence(dialog, cseq)
  switch (method) {
    case 'OPTIONS':
      return { status: 200, headers: [ALLOW, ACCEPT] }
    case 'UPDATE':
      return answerUpdate(message, contact)
    default:
      return { status: 405, headers: [ALLOW] }
  }
}

/** sip.js has no UPDATE (RFC 3311); without a body it only refreshes the session timer. */
function answerUpdate(message: IncomingRequestMessage, contact: string): Answer {
  if (message.body) return { status: 488, headers: [] }
  const timer = readTimer(message)
  if (timer === 'tooShort') return TOO_SHORT
  return { status: 200, headers: [`Contact: <${contact}>`, ALLOW, ...(timer ? timerHeaders({ ...timer, ours: null }) : [])] }
}

/** RFC 4028, 9: an interval below the shortest is refused with what is taken. */
export const TOO_SHORT: Answer = { status: 422, headers: [`Min-SE: ${SHORTEST_TIMER_S}`] }

/** Our answer to a session timer: the other end refreshes, unless it leaves that to us (RFC 4028, 9, table 2). */
export function timerHeaders({ seconds, ours }: SessionTimer): string[] {
  return ['Require: timer', `Session-Expires: ${seconds};refresher=${ours === null ? 'uac' : 'uas'}`]
}

/** Whether an answer of ours to an INVITE waits for its ACK. */
export function awaitsAck(dialog: Dialog): boolean {
  const { ackWait, reinviteUserAgentServer } = dialog as unknown as { readonly ackWait: boolean; readonly reinviteUserAgentServer: unknown }
  return ackWait || reinviteUserAgentServer !== undefined
}

/** What sip.js notes of requests that it handles itself. */
function noteSequence(dialog: Dialog, cseq: number): void {
  const { dialogState } = dialog as unknown as { readonly dialogState: { remoteSequenceNumber: number | undefined } }
  dialogState.remoteSequenceNumber = cseq
}
