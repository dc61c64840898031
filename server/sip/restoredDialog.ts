import { SessionDialog, SignalingState } from 'sip.js/lib/core/index.js'
import type { SipCore } from './core.ts'
import { type Dialog, type DialogHandlers, ownDialog } from './dialog.ts'
import type { DialogNote } from './dialogNote.ts'
import { NOBODY } from './door/messages.ts'
import { readUri } from './door/values.ts'
import type { SipSocket } from './sockets.ts'

/** Requests that the process before may have sent after its note: a CSeq may leap, and must never come twice (RFC 3261, 12.2.2). */
const UNNOTED_REQUESTS = 1_000

/**
 * Goes on with a dialog of a process that is gone. Its messages go to `owner` until its end comes back on a socket of its own.
 * Null when the note cannot be used.
 */
export function restoreDialog(sip: SipCore, note: DialogNote, owner: SipSocket, handlers: DialogHandlers): Dialog | null {
  const remoteTarget = readUri(note.remoteTarget)
  if (!remoteTarget) return null
  const nobody = NOBODY()
  // The transaction that began the dialog is over; of it sip.js reads the request's body alone, to find the state of offer and answer.
  const begun = { request: {} } as unknown as ConstructorParameters<typeof SessionDialog>[0]
  const session = new SessionDialog(begun, sip.core, {
    id: note.callId + note.localTag + note.remoteTag,
    early: false,
    callId: note.callId,
    localTag: note.localTag,
    remoteTag: note.remoteTag,
    localSequenceNumber: (note.localSequence ?? 0) + UNNOTED_REQUESTS,
    remoteSequenceNumber: note.remoteSequence ?? undefined,
    localURI: nobody,
    remoteURI: nobody,
    remoteTarget,
    routeSet: note.routeSet,
    secure: false,
  })
  ;(session as unknown as { _signalingState: SignalingState })._signalingState = SignalingState.Stable
  sip.route(note.callId, owner)
  return ownDialog(sip, session, handlers, note)
}
