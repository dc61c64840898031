import type { LineId } from '../../shared/floor/model.ts'
import { e164 } from '../../shared/telephone/numbers.ts'
import type { Leg } from '../media/leg.ts'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import type { Dialog } from '../sip/dialog.ts'
import type { DialFault } from '../sip/trunk.ts'
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
export function dialOut(x: Exchange, line: LineId, leg: Leg, number: string, handlers: DialOutHandlers): () => void {
  function accept(remote: RemoteAudio): boolean {
    try {
      leg.accept(remote)
      return true
    } catch {
      return false
    }
  }

  const settings = x.now().lines[line]
  const show = settings?.service.callBack.shows === 'lineNumber' ? e164(settings.number) : null
  if (!x.trunk) {
    queueMicrotask(() => handlers.onRefused('refused'))
    return () => {}
  }
  const dialled = x.trunk.dial(number, show, leg.offer(), {
    onRinging: handlers.onRinging,
    onEarlyMedia(remote) {
      if (accept(remote)) handlers.onEarlyMedia()
    },
    onAnswer(remote, answered) {
      reofferUntilOpen(leg, () => answered)
      if (accept(remote)) return handlers.onAnswer(answered)
      answered.bye()
      handlers.onRefused('refused')
    },
    onRefused: handlers.onRefused,
    onBye: handlers.onBye,
    onOffer: async (remote) => leg.answer(remote),
  })
  return dialled.cancel
}
