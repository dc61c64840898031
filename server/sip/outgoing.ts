import { URI } from 'sip.js'
import type { InviteUserAgentClient } from 'sip.js/lib/core/index.js'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import { after } from '../timers.ts'
import type { SipCore } from './core.ts'
import { type Dialog, type DialogHandlers, ownDialog, sdpBody } from './dialog.ts'
import { newTag } from './door/refusal.ts'
import { ALLOW } from './inDialog.ts'
import { readAudio } from './sdp.ts'
import type { SipSocket } from './sockets.ts'
import { dropClient } from './transactions.ts'

export interface OutgoingHandlers extends DialogHandlers {
  /** A sign of the other end before its answer, but for 100: `status` 180 to 199, `remote` what it says of sound that already comes (early media). */
  onProgress?(status: number, remote: RemoteAudio | null): void
  /** 200 OK: `remote` is the other end's answer; the same as with `onProgress` when both named it. */
  onAnswer(remote: RemoteAudio, dialog: Dialog): void
  /**
   * Not answered: `status` as the other end gave it, 408 when it fell silent after a first sign, 503 when it gave none at all, 488 when
   * its answer cannot be used.
   */
  onRefused(status: number): void
}

/** Whom to call and as whom. */
export interface Outgoing {
  /** Request-URI and To. */
  readonly target: URI
  readonly from: URI
  /** Display name in From; empty for none. */
  readonly fromName: string
  readonly headers: readonly string[]
  /** Supported (RFC 3261, 20.37). Without `timer` the other end refreshes its session timer itself (RFC 4028, 7.2). */
  readonly supported: readonly string[]
}

/** Who somebody sees whom we call without a name: nobody. */
export const anonymous = (): URI => new URI('sip', 'anonymous', 'anonymous.invalid')

/** Calls an advisor's phone, with these headers beside what a call needs: see `call`. */
export function callPhone(
  sip: SipCore,
  socket: SipSocket,
  contact: URI,
  headers: readonly string[],
  sdp: string,
  handlers: OutgoingHandlers,
): { cancel(): void } {
  const outgoing = { target: contact, from: anonymous(), fromName: 'Anonymous', headers, supported: ['timer', 'outbound'] }
  return call(sip, socket, outgoing, sdp, handlers)
}

/** How long a withdrawn call is waited for (RFC 3261, 9.1). */
const CANCEL_PATIENCE_MS = 32_000

/**
 * Calls somebody over a socket: a dialog built from nothing, with a Call-ID of its own. `cancel` withdraws the call while it rings;
 * an answer that crosses the cancel is hung up at once, and so is a second one, where a call was forked.
 */
export function call(sip: SipCore, socket: SipSocket, to: Outgoing, sdp: string, handlers: OutgoingHandlers): { cancel(): void } {
  const callId = crypto.randomUUID()
  sip.route(callId, socket)
  const request = sip.core.makeOutgoingRequestMessage(
    'INVITE',
    to.target,
    to.from,
    to.target,
    { callId, fromTag: newTag(), fromDisplayName: to.fromName, optionTags: [...to.supported] },
    [`Contact: ${sip.core.configuration.contact}`, ALLOW, ...to.headers],
    sdpBody(sdp),
  )
  let state: 'ringing' | 'cancelled' | 'done' = 'ringing'
  let early: RemoteAudio | null = null
  /** Branch of the transaction that has had a provisional response; a challenge begins another one. */
  let heardBranch: string | undefined
  const outgoing = sip.core.invite(request, {
    onProgress({ message }) {
      heard()
      if (state !== 'ringing') return
      const remote = readAudio(message)
      const usable = 'status' in remote ? null : remote
      early ??= usable
      handlers.onProgress?.(message.statusCode ?? 180, usable)
    },
    onTrying() {
      heard()
    },
    onAccept(response) {
      response.ack()
      // Its route is the first one's, which stays.
      if (state === 'done') return void response.session.bye()
      const dialog = ownDialog(sip, response.session, handlers, { timer: null, sdp })
      const wasRinging = state === 'ringing'
      state = 'done'
      if (!wasRinging) return dialog.bye()
      const remote = response.message.body ? readAudio(response.message) : (early ?? { status: 488 as const })
      if (!('status' in remote)) return handlers.onAnswer(remote, dialog)
      dialog.bye()
      handlers.onRefused(remote.status)
    },
    onRedirect: ({ message }) => refused(message.statusCode),
    onReject: ({ message }) => refused(message.statusCode),
  })

  function refused(status = 408): void {
    sip.forget(callId)
    const wasRinging = state === 'ringing'
    state = 'done'
    if (wasRinging) handlers.onRefused(status === 408 && heardBranch === undefined ? 503 : status)
  }

  /** A CANCEL may be sent only after a provisional response (RFC 3261, 9.1); after a challenge the call is another one. */
  function heard(): void {
    if (heardBranch === request.branch) return
    heardBranch = request.branch
    if (state === 'cancelled') outgoing.cancel()
  }

  return {
    cancel() {
      if (state !== 'ringing') return
      state = 'cancelled'
      if (heardBranch !== undefined && heardBranch === request.branch) outgoing.cancel()
      after(CANCEL_PATIENCE_MS, () => {
        if (state !== 'cancelled') return
        dropClient(sip.core, outgoing as InviteUserAgentClient)
        sip.forget(callId)
      }).unref()
    },
  }
}
