import type { IncomingInviteRequest, IncomingResponse, Session, SessionDialog } from 'sip.js/lib/core/index.js'
import { SessionState } from 'sip.js/lib/core/index.js'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import { after, every } from '../timers.ts'
import type { SipCore } from './core.ts'
import { type DialogNote, noteDialog } from './dialogNote.ts'
import { readTimer, type SessionTimer, STATE_PACKAGE } from './identity.ts'
import { ALLOW, TOO_SHORT, timerHeaders } from './inDialog.ts'
import { isLate, readAudio, refusalHeaders } from './sdp.ts'
import { dropClient } from './transactions.ts'

export const CALLER_HEARS = ['menu', 'closed', 'waiting', 'talking', 'onHold', 'returned', 'interrupted', 'voicemail', 'recording'] as const
/** How the call stands, for a caller's page that asked to be told. `interrupted`: we end it without its people having wished so. */
export type CallerHears = (typeof CALLER_HEARS)[number]

export interface DialogHandlers {
  /** The other end hung up. */
  onBye(): void
  /** The other end offers anew (hold, resume, ICE restart): resolves to our answer, rejects when it cannot be used. */
  onOffer(remote: RemoteAudio): Promise<string>
  /** The answer to an offer that went in our 200, which comes with the ACK; null for one that cannot be used, or none. */
  onLateAnswer?(remote: RemoteAudio | null): void
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
  /** Offers anew (re-INVITE); `onAnswer` gets the other end's answer. It is not called when that refuses, nor while another offer is under way. */
  reoffer(sdp: string, onAnswer: (remote: RemoteAudio) => void): void
  /** Asks the other end whether the call is still there; `onAnswer` is called at most once, and not without a WebSocket. */
  ask(onAnswer: (answer: StillThere) => void): void
  /** Tells the caller's page how the call stands (RFC 6086, INFO). */
  tell(state: CallerHears): void
  /** What another process must know to go on with it. */
  note(): DialogNote
}

/** What a dialog begins with. */
export interface Begun {
  /** The session timer that was agreed on; null for none. */
  readonly timer: SessionTimer | null
  /** Our own session description, said last. */
  readonly sdp: string
  /** Whether that was an offer, whose answer comes with the ACK. */
  readonly late?: boolean
}

/** Takes over a session of sip.js. `handlers` are called at most until the dialog has ended. */
export function ownDialog(sip: SipCore, session: Session, handlers: DialogHandlers, { timer, sdp: said, late = false }: Begun): Dialog {
  const { callId } = session
  const own = session as SessionDialog
  /** No handler is called any more. */
  let over = false
  /** Nothing is sent any more either. */
  let ended = false
  let sdp = said
  /** An offer of the other end that has no answer yet. */
  let offered: IncomingInviteRequest | null = null
  let awaitsAnswer = late
  const ours = timer?.ours ?? null
  const refreshing =
    timer && ours && every((timer.seconds * 1_000) / 2, () => sip.guard(callId, ours === 'INVITE' ? refreshByInvite : refresh))
  // The way back to us leads over a new link: the other end, or what stands between, learns it from our next request.
  sip.whenBack(callId, () => refresh())
  session.delegate = {
    onAck({ message }) {
      if (over) return sendBye()
      if (!awaitsAnswer) return
      awaitsAnswer = false
      const remote = readAudio(message)
      handlers.onLateAnswer?.('status' in remote ? null : remote)
    },
    onBye(request) {
      request.accept()
      const wasOver = over
      finish()
      if (!wasOver) handlers.onBye()
    },
    onInvite(request) {
      void answerOffer(request).catch((fault: unknown) =>
        sip.guard(callId, () => {
          throw fault
        }),
      )
    },
    onAckTimeout: () =>
      sip.guard(callId, () => {
        const wasOver = over
        over = true
        sendBye()
        if (!wasOver) handlers.onBye()
      }),
  }

  async function answerOffer(request: IncomingInviteRequest): Promise<void> {
    const remote = readAudio(request.message)
    const asked = readTimer(request.message)
    const extraHeaders = [`Contact: ${sip.core.configuration.contact}`, ALLOW]
    if (asked === 'tooShort') return void request.reject({ statusCode: TOO_SHORT.status, extraHeaders: [...TOO_SHORT.headers] })
    if (asked) extraHeaders.push(...timerHeaders({ ...asked, ours: null }))
    // Who leaves the offer to us gets the description that stands: its answer changes nothing (RFC 3261, 14.2).
    if (isLate(remote)) return void request.accept({ statusCode: 200, body: sdpBody(sdp), extraHeaders })
    if ('status' in remote) return void request.reject({ statusCode: remote.status, extraHeaders: refusalHeaders(remote) })
    offered = request
    const content = await handlers.onOffer(remote).catch(() => null)
    if (offered !== request) return
    offered = null
    if (content === null) return void request.reject({ statusCode: 488 })
    sdp = content
    request.accept({ statusCode: 200, body: sdpBody(content), extraHeaders })
  }

  /** sip.js has no UPDATE (RFC 3311) of its own. Whatever the answer is, even that nobody knows the call: it goes on for as long as its sound does. */
  function refresh(onAnswer?: (answer: StillThere) => void): void {
    if (over || session.sessionState !== SessionState.Confirmed) return
    const request = own.createOutgoingRequestMessage('UPDATE', {
      extraHeaders: [
        `Contact: ${sip.core.configuration.contact}`,
        ...(timer ? [`Session-Expires: ${timer.seconds};refresher=uac`] : []),
        ALLOW,
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

  /** Our last description again, for an end that does not take UPDATE: nothing of the session changes (RFC 4028, 7.4). */
  function refreshByInvite(): void {
    if (!over && session.sessionState === SessionState.Confirmed)
      invite(sdp, timer ? [`Session-Expires: ${timer.seconds};refresher=uac`] : [], () => {})
  }

  function invite(content: string, headers: readonly string[], onAnswer: (remote: RemoteAudio) => void): void {
    if (own.reinviteUserAgentClient || own.reinviteUserAgentServer) return
    session.invite(
      {
        onAccept(response) {
          response.ack()
          const remote = readAudio(response.message)
          if (!over && !('status' in remote)) onAnswer(remote)
        },
      },
      // sip.js leaves Contact out, and Asterisk refuses an INVITE without one (RFC 3261, 8.1.1.8).
      { body: sdpBody(content), extraHeaders: [`Contact: ${sip.core.configuration.contact}`, ALLOW, ...headers] },
    )
  }

  /** Not before the ACK of our answer, or the end of the wait for it (RFC 3261, 15). */
  function sendBye(): void {
    if (ended || session.sessionState === SessionState.Terminated) return finish()
    session.bye({ onAccept: finish, onReject: finish })
    // The other end may be gone and never answer; the route is dropped all the same.
    after(BYE_PATIENCE_MS, finish).unref()
  }

  function finish(): void {
    if (ended) return
    stop()
    ended = true
    if (own.reinviteUserAgentClient) dropClient(sip.core, own.reinviteUserAgentClient)
    sip.forget(callId)
  }

  /** What has no answer yet gets one, for its transaction would wait for it for ever (RFC 3261, 15.1.2). */
  function stop(): void {
    if (refreshing) clearInterval(refreshing)
    over = true
    const unanswered = offered
    offered = null
    unanswered?.reject({ statusCode: 487 })
  }

  const dialog: Dialog = {
    callId,
    reachable: () => sip.socketOf(callId)?.open === true,
    bye() {
      if (over) return
      stop()
      if (session.sessionState !== SessionState.AckWait) sendBye()
    },
    reoffer(content, onAnswer) {
      if (over || session.sessionState === SessionState.Terminated) return
      sdp = content
      invite(content, [], onAnswer)
    },
    ask(onAnswer) {
      if (dialog.reachable()) refresh(onAnswer)
    },
    note: () => noteDialog(session, { timer, sdp }),
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
