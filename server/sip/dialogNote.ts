import type { Session, SessionDialog } from 'sip.js/lib/core/index.js'
import { z } from 'zod'
import { LONGEST_TIMER_S, SHORTEST_TIMER_S } from './identity.ts'

/**
 * What must be known of a confirmed dialog to go on with it in another process (RFC 3261, 12). Who is at the other end is not in it:
 * a dialog is found by its tags alone.
 */
export const dialogNote = z.object({
  callId: z.string(),
  localTag: z.string(),
  remoteTag: z.string(),
  /** CSeq of our last request and of the other end's; null for none. */
  localSequence: z.number().nullable(),
  remoteSequence: z.number().nullable(),
  remoteTarget: z.string(),
  routeSet: z.array(z.string()),
  timer: z
    .object({ seconds: z.number().min(SHORTEST_TIMER_S).max(LONGEST_TIMER_S), ours: z.enum(['UPDATE', 'INVITE']).nullable() })
    .nullable(),
  /** Our own session description, said last. */
  sdp: z.string(),
})
export type DialogNote = z.infer<typeof dialogNote>

/** The note of a session of sip.js that is confirmed. */
export function noteDialog(session: Session, { timer, sdp }: Pick<DialogNote, 'timer' | 'sdp'>): DialogNote {
  return {
    callId: session.callId,
    localTag: session.localTag,
    remoteTag: session.remoteTag,
    localSequence: (session as SessionDialog).localSequenceNumber ?? null,
    remoteSequence: (session as SessionDialog).remoteSequenceNumber ?? null,
    remoteTarget: session.remoteTarget.toString(),
    routeSet: [...(session as SessionDialog).routeSet],
    timer,
    sdp,
  }
}
