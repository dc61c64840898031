import type { MediaLeg } from './mediaLeg.ts'
import { randomId, type SipLink } from './sipLink.ts'
import { formatResponse, formatSip, header, type SipMessage, tagOf, uriOf } from './sipMessage.ts'

/** The names of both ends of a dialog; `remoteTag` and `target` are known from the far end's first message on. */
export interface DialogNames {
  readonly callId: string
  readonly localTag: string
  readonly local: string
  readonly remote: string
  readonly contact: string
  remoteTag: string
  target: string
}

/** A request within the dialog (or the one that begins it), ready to send. `branch` is given for ACK and CANCEL of an INVITE. */
export function dialogRequest(
  link: SipLink,
  names: DialogNames,
  method: string,
  cseq: number,
  more: readonly string[] = [],
  body = '',
  branch = `z9hG4bK${randomId()}`,
): string {
  return formatSip(
    `${method} ${names.target} SIP/2.0`,
    [
      `Via: SIP/2.0/WS ${link.host};branch=${branch}`,
      'Max-Forwards: 70',
      `From: <${names.local}>;tag=${names.localTag}`,
      `To: <${names.remote}>${names.remoteTag ? `;tag=${names.remoteTag}` : ''}`,
      `Call-ID: ${names.callId}`,
      `CSeq: ${cseq} ${method}`,
      ...(method === 'INVITE' ? [`Contact: <${names.contact}>`, 'Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO'] : []),
      ...more,
    ],
    body,
  )
}

/** What a request within a dialog means for the call. Everything but BYE and INFO is dealt with here. */
export type DialogEvent = { readonly is: 'bye' } | { readonly is: 'info'; readonly body: string } | null

/** Answers a request within a dialog: a re-INVITE or UPDATE gets our description again, mirrored if the far end holds. */
export function answerInDialog(link: SipLink, names: DialogNames, request: SipMessage, leg: MediaLeg | undefined): DialogEvent {
  const contact = [`Contact: <${names.contact}>`]
  switch (request.method) {
    case 'ACK':
      return null
    case 'BYE':
      link.send(formatResponse(request, 200, 'OK', names.localTag))
      return { is: 'bye' }
    case 'INVITE':
    case 'UPDATE': {
      const wanted = request.method === 'INVITE' || request.body !== ''
      const accept = (body: string): void => link.send(formatResponse(request, 200, 'OK', names.localTag, contact, body))
      if (leg?.restarts(request.body))
        leg.answer(request.body).then(accept, () => link.send(formatResponse(request, 488, 'Not Acceptable Here', names.localTag)))
      else accept(wanted && leg ? mirrored(leg.local(), request.body) : '')
      return null
    }
    case 'INFO':
      link.send(formatResponse(request, 200, 'OK', names.localTag))
      return { is: 'info', body: request.body }
    default:
      link.send(formatResponse(request, 200, 'OK', names.localTag, contact))
      return null
  }
}

/** Takes the far end's tag and address from a message that makes or renews the dialog. */
export function learnRemote(names: DialogNames, message: SipMessage): void {
  const tag = tagOf(header(message, message.status === 0 ? 'from' : 'to'))
  if (tag) names.remoteTag = tag
  const contact = header(message, 'contact')
  if (contact) names.target = uriOf(contact)
}

function mirrored(ours: string, theirs: string): string {
  if (/^a=sendonly/m.test(theirs)) return ours.replace(/^a=sendrecv/m, 'a=recvonly')
  if (/^a=recvonly/m.test(theirs)) return ours.replace(/^a=sendrecv/m, 'a=sendonly')
  if (/^a=inactive/m.test(theirs)) return ours.replace(/^a=sendrecv/m, 'a=inactive')
  return ours
}
