import type { OfferEnd } from '../../shared/floor/changes.ts'
import type { AdvisorId, CallId } from '../../shared/floor/model.ts'
import type { Sound, SoundLeg } from '../media/sound/sound.ts'
import type { SipCore } from '../sip/core.ts'
import type { Dialog, DialogHandlers } from '../sip/dialog.ts'
import type { DialogNote } from '../sip/dialogNote.ts'
import { callPhone, type OutgoingHandlers } from '../sip/outgoing.ts'
import type { PhoneBinding } from '../sip/phones.ts'
import { restoreDialog } from '../sip/restoredDialog.ts'
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

/** A desk with its leg, and what its dialog tells it; `answered` is called when there is one. */
function seat(call: CallId, binding: PhoneBinding, leg: SoundLeg, handlers: DeskHandlers, held = false) {
  let dialog: Dialog | null = null
  let closed = false
  let withdraw = (): void => {}
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
      else withdraw()
      leg.close()
    },
  }
  const inDialog: DialogHandlers = {
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
  reofferWhenFailed(leg, () => (closed ? null : dialog))
  return {
    desk,
    inDialog,
    isClosed: () => closed,
    answered(confirmed: Dialog): void {
      dialog = confirmed
    },
    withdrawnBy(cancel: () => void): void {
      withdraw = cancel
    },
  }
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
  const { desk, inDialog, isClosed, answered, withdrawnBy } = seat(call, binding, leg, handlers)
  const headers = byItself ? ['Answer-Mode: Auto'] : []
  const phone: OutgoingHandlers = {
    ...inDialog,
    async onAnswer(remote, dialog) {
      answered(dialog)
      if (isClosed()) return dialog.bye()
      const usable = await leg.accept(remote).then(
        () => true,
        () => false,
      )
      if (isClosed()) return
      if (usable) handlers.onAnswered()
      else handlers.onRefused('failed')
    },
    onRefused(status) {
      if (!isClosed()) handlers.onRefused(whyOf(status))
    },
  }
  leg.offer().then(
    (sdp) => {
      if (!isClosed()) withdrawnBy(callPhone(sip, binding.socket, binding.contact, headers, sdp, phone).cancel)
    },
    () => isClosed() || handlers.onRefused('failed'),
  )
  return desk
}

/** A desk that has been answered by a process that is gone, with its leg and what was noted of its dialog. Null when the note cannot be used. */
export function restoreDesk(
  sip: SipCore,
  call: CallId,
  binding: PhoneBinding,
  leg: SoundLeg,
  noted: { readonly dialog: DialogNote; readonly held: boolean },
  handlers: Omit<DeskHandlers, 'onAnswered' | 'onRefused'>,
): Desk | null {
  const { desk, inDialog, answered } = seat(call, binding, leg, { onAnswered() {}, onRefused() {}, ...handlers }, noted.held)
  const dialog = restoreDialog(sip, noted.dialog, binding.socket, inDialog)
  if (!dialog) return null
  answered(dialog)
  return desk
}

/** 486, 480 and 603 are the advisor's own no; 408 is none at all; the rest is a phone that cannot. */
function whyOf(status: number): OfferEnd {
  if (status === 486 || status === 480 || status === 603 || status === 600) return 'declined'
  return status === 408 ? 'missed' : 'failed'
}
