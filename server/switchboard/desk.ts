import type { OfferEnd } from '../../shared/floor/changes.ts'
import type { AdvisorId, CallId } from '../../shared/floor/model.ts'
import { createLeg, type Leg, type MediaPort } from '../media/leg.ts'
import type { SipCore } from '../sip/core.ts'
import type { Dialog } from '../sip/dialog.ts'
import { callPhone } from '../sip/outgoing.ts'
import type { PhoneBinding } from '../sip/phones.ts'
import { reofferWhenFailed } from './reoffer.ts'

/**
 * The advisor's side of one call: the phone that rings, its leg, and the dialog once it is answered.
 *
 *   ringing -> answered -> closed
 *      +---------------------^
 */
export interface Desk {
  readonly call: CallId
  readonly advisor: AdvisorId
  readonly binding: PhoneBinding
  readonly leg: Leg
  /** Null while it rings. */
  readonly dialog: Dialog | null
  /** The advisor asked for hold by its last offer. */
  readonly held: boolean
  /** Stops ringing, or hangs up; both ways the leg closes. More than once is fine. */
  close(): void
}

export interface DeskHandlers {
  onAnswered(): void
  onRefused(why: OfferEnd): void
  onHold(held: boolean): void
  onBye(): void
}

/**
 * Rings the phone of `binding` until it answers, refuses or is closed. `byItself`: the page has asked for the call and is to answer
 * without ringing (RFC 5373). Throws when no media leg can be had.
 */
export function ringDesk(
  { sip, media }: { readonly sip: SipCore; readonly media: MediaPort },
  call: CallId,
  binding: PhoneBinding,
  handlers: DeskHandlers,
  byItself = false,
): Desk {
  const leg = createLeg(media)
  let dialog: Dialog | null = null
  let held = false
  let closed = false
  let cancel = (): void => {}
  const desk: Desk = {
    call,
    advisor: binding.advisor,
    binding,
    leg,
    get dialog() {
      return dialog
    },
    get held() {
      return held
    },
    close() {
      if (closed) return
      closed = true
      if (dialog) dialog.bye()
      else cancel()
      leg.close()
    },
  }
  reofferWhenFailed(leg, () => (closed ? null : dialog))
  let sdp: string
  try {
    sdp = leg.offer()
  } catch (fault) {
    leg.close()
    throw fault
  }
  const headers = byItself ? ['Answer-Mode: Auto'] : []
  const request = callPhone(sip, binding.socket, binding.contact, headers, sdp, {
    onAnswer(remote, answered) {
      dialog = answered
      if (closed) return answered.bye()
      try {
        leg.accept(remote)
      } catch {
        return handlers.onRefused('failed')
      }
      handlers.onAnswered()
    },
    onRefused(status) {
      if (!closed) handlers.onRefused(whyOf(status))
    },
    onBye() {
      if (!closed) handlers.onBye()
    },
    async onOffer(remote) {
      const answer = leg.answer(remote)
      if (held !== !remote.receives) {
        held = !remote.receives
        handlers.onHold(held)
      }
      return answer
    },
  })
  cancel = request.cancel
  return desk
}

/** 486, 480 and 603 are the advisor's own no; 408 is none at all; the rest is a phone that cannot. */
function whyOf(status: number): OfferEnd {
  if (status === 486 || status === 480 || status === 603 || status === 600) return 'declined'
  return status === 408 ? 'missed' : 'failed'
}
