import { URI } from 'sip.js'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import type { SipCore } from './core.ts'
import { type Dialog, type DialogHandlers, ownDialog, sdpBody } from './dialog.ts'
import { readAudio } from './identity.ts'
import type { SipSocket } from './sockets.ts'

export interface OutgoingHandlers extends DialogHandlers {
  /** 200 OK: `remote` is the other end's answer. */
  onAnswer(remote: RemoteAudio, dialog: Dialog): void
  /** Not answered: `status` as the other end gave it, 408 when it gave none, 488 when its answer cannot be used. */
  onRefused(status: number): void
}

/** Who an advisor's phone sees: nobody. */
const anonymous = () => new URI('sip', 'anonymous', 'anonymous.invalid')

/**
 * Calls an advisor's phone: a dialog built from nothing, with a Call-ID of its own. `cancel` withdraws the call while it rings;
 * an answer that crosses the cancel is hung up at once.
 */
export function callPhone(sip: SipCore, socket: SipSocket, contact: URI, sdp: string, handlers: OutgoingHandlers): { cancel(): void } {
  const callId = crypto.randomUUID()
  sip.route(callId, socket)
  const request = sip.core.makeOutgoingRequestMessage(
    'INVITE',
    contact,
    anonymous(),
    contact,
    { callId, fromDisplayName: 'Anonymous' },
    [`Contact: ${sip.core.configuration.contact}`, 'Allow: INVITE, ACK, CANCEL, BYE, UPDATE, OPTIONS, INFO'],
    sdpBody(sdp),
  )
  let state: 'ringing' | 'cancelled' | 'done' = 'ringing'
  let provisional = false
  const outgoing = sip.core.invite(request, {
    onProgress() {
      heard()
    },
    onTrying() {
      heard()
    },
    onAccept(response) {
      response.ack()
      const dialog = ownDialog(sip, response.session, handlers)
      const wasRinging = state === 'ringing'
      state = 'done'
      if (!wasRinging) return dialog.bye()
      const remote = readAudio(response.message)
      if (!('status' in remote)) return handlers.onAnswer(remote, dialog)
      dialog.bye()
      handlers.onRefused(remote.status)
    },
    onReject(response) {
      sip.forget(callId)
      const wasRinging = state === 'ringing'
      state = 'done'
      if (wasRinging) handlers.onRefused(response.message.statusCode ?? 408)
    },
  })

  /** A CANCEL may be sent only after a provisional response (RFC 3261, 9.1). */
  function heard(): void {
    if (provisional) return
    provisional = true
    if (state === 'cancelled') outgoing.cancel()
  }

  return {
    cancel() {
      if (state !== 'ringing') return
      state = 'cancelled'
      if (provisional) outgoing.cancel()
    },
  }
}
