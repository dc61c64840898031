import type { IncomingInviteRequest } from 'sip.js/lib/core/index.js'
import type { SipCore } from './core.ts'
import { type Dialog, type DialogHandlers, ownDialog, sdpBody } from './dialog.ts'
import { type IncomingOffer, RETURN_HEADER } from './identity.ts'
import { timerHeaders } from './inDialog.ts'
import type { SipSocket } from './sockets.ts'

/** A call that has come and not been answered yet. */
export interface IncomingCall {
  readonly offer: IncomingOffer
  admit: SipSocket['admit']
  /** Called when the caller gives up before we have answered, or is no more there. */
  onCancel: () => void
  /** 200 OK with our answer and the ticket with which the caller may return, if any; null when the caller has given up meanwhile. */
  accept(sdp: string, handlers: DialogHandlers, returnTicket?: string | null): Dialog | null
  reject(status: number): void
}

/** Wraps an INVITE to a line; it lives until `accept`, `reject` or `onCancel`. */
export function incomingCall(sip: SipCore, invite: IncomingInviteRequest, offer: IncomingOffer, socket: SipSocket): IncomingCall {
  let cancelled = false
  const call: IncomingCall = {
    offer,
    admit: () => socket.admit(),
    onCancel: () => {},
    accept(sdp, handlers, returnTicket = null) {
      if (cancelled) return null
      const { session } = invite.accept({
        statusCode: 200,
        body: sdpBody(sdp),
        extraHeaders: [...(offer.timer ? timerHeaders(offer.timer) : []), ...(returnTicket ? [`${RETURN_HEADER}: ${returnTicket}`] : [])],
      })
      return ownDialog(sip, session, handlers, { timer: offer.timer, sdp, late: offer.audio === null })
    },
    reject(status) {
      if (!cancelled) {
        sip.noteRefusal(status)
        invite.reject({ statusCode: status })
      }
      sip.forget(invite.message.callId)
    },
  }
  invite.delegate = {
    onCancel() {
      cancelled = true
      invite.reject({ statusCode: 487 })
      sip.forget(invite.message.callId)
      call.onCancel()
    },
  }
  return call
}
