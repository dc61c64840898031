import type { IncomingInviteRequest, IncomingResponse, Session, SessionDialog } from 'sip.js/lib/core/index.js'
import { SessionState } from 'sip.js/lib/core/index.js'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import { type SipCore, timerHeaders } from './core.ts'
import { type DialogNote, noteDialog } from './dialogNote.ts'
import { readTimer, type SessionTimer, STATE_PACKAGE } from './identity.ts'
import { readAudio } from './sdp.ts'

export const CALLER_HEARS = ['menu', 'closed', 'waiting', 'talking', 'onHold', 'returned', 'interrupted', 'voicemail', 'recording'] as const
/** How the call stands, for a caller's page that asked to be told. `interrupted`: we end it without its people having wished so. */
export type CallerHears = (typeof CALLER_HEARS)[number]

export interface DialogHandlers {
  /** The other end hung up. */
  onBye(): void
  /** The other end offers anew (hold, resume, ICE restart): resolves to our answer, rejects when it cannot be used. */
  onOffer(remote: RemoteAudio): Promise<string>
}

/**
 * What is said to a request within the call: `unknown`: 481, the other end does not know the call; `gone`: 410, whoever is behind it does not;
 * `silence`: 408, nobody answers there; `here`: all else is a sign of life.
 */
export type StillThere = 'here' | 'unknown' | 'gone' | 'silence'

/** One confirmed SIP dialog of ours with a caller or an advisor. Ends with a BYE of either side; both sides may end it twice. */
export interface Dialog {
  readonly callId: string
  /** Whether its owner's WebSocket is there. */
  readonly reachable: () => boolean
  bye(): void
  /** Offers anew (re-INVITE); `onAnswer` gets the other end's answer, and is not called when it refuses. */
  reoffer(sdp: string, onAnswer: (remote: RemoteAudio) => void): void
  /** Asks the other end whether the call is still there; `onAnswer` is called at most once, and not without a WebSocket. */
  ask(onAnswer: (answer: StillThere) => void): void
  /** Tells the caller's page how the call stands (RFC 6086, INFO). */
  tell(state: CallerHears): void
  /** What another process must know to go on with it. */
  note(): DialogNote
}

/** Takes over a session of sip.js. `handlers` are called at most until the dialog has ended. `timer`: a session timer that we must keep up, or null. */
export function ownDialog(sip: SipCore, session: Session, handlers: DialogHandlers, timer: SessionTimer | null = null): Dialog {
  let over = false
  const refreshing = timer && setInterval(() => refresh(), (timer.seconds * 1_000) / 2)
  // The way back to us leads over a new link: the other end, or what stands between, learns it from our next request.
  sip.whenBack(session.callId, () => refresh())
  session.delegate = {
    onBye(request) {
      request.accept()
      if (over) return
      finish()
      handlers.onBye()
    },
    onInvite(request) {
      answerOffer(request)
    },
    onAckTimeout() {
      if (over) return
      dialog.bye()
      handlers.onBye()
    },
  }

  async function answerOffer(request: IncomingInviteRequest): Promise<void> {
    const remote = readAudio(request.message)
    if ('status' in remote) {
      request.reject({ statusCode: remote.status })
      return
    }
    const timer = readTimer(request.message)
    try {
      const content = await handlers.onOffer(remote)
      if (over) return
      request.accept({ statusCode: 200, body: sdpBody(content), extraHeaders: timer ? timerHeaders({ ...timer, ours: false }) : [] })
    } catch {
      if (!over) request.reject({ statusCode: 488 })
    }
  }

  /** sip.js has no UPDATE (RFC 3311) of its own. Whatever the answer is, even that nobody knows the call: it goes on for as long as its sound does. */
  function refresh(onAnswer?: (answer: StillThere) => void): void {
    if (over || session.sessionState !== SessionState.Confirmed) return
    const own = session as SessionDialog
    const request = own.createOutgoingRequestMessage('UPDATE', {
      extraHeaders: [
        `Contact: ${sip.core.configuration.contact}`,
        ...(timer ? [`Session-Expires: ${timer.seconds};refresher=uac`] : []),
        'Allow: INVITE, ACK, CANCEL, BYE, UPDATE, OPTIONS, INFO',
      ],
    })
    // A challenge has counted on, of which the dialog knows nothing: its next request would come with a number that has been.
    const count = (): void => {
      while ((own.localSequenceNumber ?? request.cseq) < request.cseq) own.incrementLocalSequenceNumber()
    }
    const answered = ({ message }: IncomingResponse): void => {
      count()
      // What nobody has sent, for want of an answer, has no Via: then the link to the other end was broken, which says nothing of the call.
      if (over || !message.hasHeader('via')) return
      onAnswer?.(STILL_THERE[message.statusCode ?? 0] ?? 'here')
    }
    sip.core.request(request, { onAccept: answered, onReject: answered, onRedirect: answered })
  }

  function finish(): void {
    if (refreshing) clearInterval(refreshing)
    over = true
    sip.forget(session.callId)
  }

  const dialog: Dialog = {
    callId: session.callId,
    reachable: () => sip.socketOf(session.callId)?.open === true,
    bye() {
      if (over) return
      over = true
      if (refreshing) clearInterval(refreshing)
      if (session.sessionState !== SessionState.Terminated) session.bye({ onAccept: finish, onReject: finish })
      // The other end may be gone and never answer; the route is dropped all the same.
      setTimeout(finish, BYE_PATIENCE_MS).unref()
    },
    reoffer(sdp, onAnswer) {
      if (over || session.sessionState === SessionState.Terminated) return
      session.invite(
        {
          onAccept(response) {
            response.ack()
            const remote = readAudio(response.message)
            if (!over && !('status' in remote)) onAnswer(remote)
          },
        },
        // sip.js leaves it out, and Asterisk refuses an INVITE without one (RFC 3261, 8.1.1.8).
        { body: sdpBody(sdp), extraHeaders: [`Contact: ${sip.core.configuration.contact}`] },
      )
    },
    ask(onAnswer) {
      if (dialog.reachable()) refresh(onAnswer)
    },
    note: () => noteDialog(session, timer),
    tell(state) {
      if (over || !dialog.reachable() || session.sessionState === SessionState.Terminated) return
      session.info(undefined, {
        extraHeaders: [`Info-Package: ${STATE_PACKAGE}`],
        body: { contentDisposition: 'info-package', contentType: 'application/lyhord-state+json', content: JSON.stringify({ state }) },
      })
    },
  }
  return dialog
}

const STILL_THERE: Readonly<Record<number, StillThere>> = { 481: 'unknown', 410: 'gone', 408: 'silence' }
const BYE_PATIENCE_MS = 32_000

/** A session description as sip.js takes it. */
export function sdpBody(content: string) {
  return { contentDisposition: 'session', contentType: 'application/sdp', content }
}
