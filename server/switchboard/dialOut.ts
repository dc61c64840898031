import type { LineId } from '../../shared/floor/model.ts'
import { e164 } from '../../shared/telephone/numbers.ts'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import type { SoundLeg } from '../media/sound/sound.ts'
import type { Dialog } from '../sip/dialog.ts'
import type { DialFault, DialHandlers } from '../sip/trunk.ts'
import type { Exchange } from './exchange.ts'
import { reofferUntilOpen } from './reoffer.ts'

export interface DialOutHandlers {
  onRinging(): void
  /** Sound comes before the answer. */
  onEarlyMedia(): void
  onAnswer(dialog: Dialog): void
  onRefused(why: DialFault): void
  onBye(): void
}

/**
 * Dials a telephone through the trunk and joins it to `leg`, which nobody else has used and which stays its owner's to close. The number
 * is in this call's memory alone. The telephone sees what the line's settings let it. Gives how to withdraw the call while it rings.
 */
export function dialOut(x: Exchange, line: LineId, leg: SoundLeg, number: string, handlers: DialOutHandlers): () => void {
  const { trunk } = x
  let withdrawn = false
  let cancel = (): void => {}
  const refused = (): void => {
    if (!withdrawn) handlers.onRefused('refused')
  }
  /** Whether the answer could be used, and is still of use. */
  const accepts = async (remote: RemoteAudio): Promise<boolean> => {
    const used = await leg.accept(remote).then(
      () => true,
      () => false,
    )
    return used && !withdrawn
  }

  const settings = x.now().lines[line]
  const show = settings?.service.callBack.shows === 'lineNumber' ? e164(settings.number) : null
  const dialled: DialHandlers = {
    onRinging: handlers.onRinging,
    async onEarlyMedia(remote) {
      if (await accepts(remote)) handlers.onEarlyMedia()
    },
    async onAnswer(remote, answered) {
      reofferUntilOpen(leg, () => answered)
      if (await accepts(remote)) return handlers.onAnswer(answered)
      answered.bye()
      refused()
    },
    onRefused: handlers.onRefused,
    onBye: handlers.onBye,
    onOffer: (remote) => leg.answer(remote),
  }
  if (!trunk) queueMicrotask(refused)
  else
    leg.offer().then((sdp) => {
      if (!withdrawn) cancel = trunk.dial(number, show, sdp, dialled).cancel
    }, refused)
  return () => {
    withdrawn = true
    cancel()
  }
}
