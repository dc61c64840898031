import type { OfferEnd } from '../../shared/floor/changes.ts'
import type { AdvisorId, CallId } from '../../shared/floor/model.ts'
import type { Sound, SoundLeg } from '../media/sound/sound.ts'
import type { SipCore } from '../sip/core.ts'
import type { Dialog } from '../sip/dialog.ts'
import { callPhone, type OutgoingHandlers } from '../sip/outgoing.ts'
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
  readonly leg: SoundLeg
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
 * without ringing (RFC 5373). When no media leg can be had it is refused as `failed`.
 */
export function ringDesk(
  { sip, sound }: { readonly sip: SipCore; readonly sound: Sound },
  call: CallId,
  binding: PhoneBinding,
  handlers: DeskHandlers,
  byItself = false,
): Desk {
  const leg = sound.leg()
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
  const headers = byItself ? ['Answer-Mode: Auto'] : []
  const phone: OutgoingHandlers = {
    async onAnswer(remote, answered) {
      dialog = answered
      if (closed) return answered.bye()
      const usable = await leg.accept(remote).then(
        () => true,
        () => false,
      )
      if (closed) return
      if (usable) handlers.onAnswered()
      else handlers.onRefused('failed')
    },
    onRefused(status) {
      if (!closed) handlers.onRefused(whyOf(status))
    },
    onBye() {
      if (!closed) handlers.onBye()
    },
    async onOffer(remote) {
      const answer = await leg.answer(remote)
      if (held !== !remote.receives) {
        held = !remote.receives
        handlers.onHold(held)
      }
      return answer
    },
  }
  leg.offer().then(
    (sdp) => {
      if (!closed) cancel = callPhone(sip, binding.socket, binding.contact, headers, sdp, phone).cancel
    },
    () => closed || handlers.onRefused('failed'),
  )
  return desk
}

/** 486, 480 and 603 are the advisor's own no; 408 is none at all; the rest is a phone that cannot. */
function whyOf(status: number): OfferEnd {
  if (status === 486 || status === 480 || status === 603 || status === 600) return 'declined'
  return status === 408 ? 'missed' : 'failed'
}
