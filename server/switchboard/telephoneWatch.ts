import type { SoundLeg } from '../media/sound/sound.ts'
import type { Dialog } from '../sip/dialog.ts'
import type { MediaWatch } from './mediaWatch.ts'

/** `gone`: the telephone, or its network, is not there any more. `fault`: what stands between it and us has lost the call. */
export type TelephoneLost = 'gone' | 'fault'

/** A network that does not answer may be back the next time. */
const MOST_UNANSWERED = 2

/**
 * Watches somebody who is reached through the trunk; `onLost` is called once at most, until the leg is unwatched. A telephone may send nothing
 * for minutes: it suppresses silence, or its network holds it without music; and the reports of what stands between come seldom (RTCP, every
 * 14 s from rtpengine 10.5). So silence ends no such call: who is silent is asked for over SIP, and again for as long as it lasts.
 */
export function watchTelephone(
  watch: MediaWatch,
  leg: Pick<SoundLeg, 'lost' | 'received'>,
  dialog: () => Pick<Dialog, 'ask'> | null,
  onLost: (why: TelephoneLost) => void,
): void {
  /** Packets of sound that had come when it was asked last; what stands between goes on reporting (RTCP) when the telephone is gone. */
  let heard = -1
  let unanswered = 0

  const listen = (): void =>
    watch.watch(
      leg,
      () => leg.received.rtp,
      () => true,
      ask,
    )

  function ask(): void {
    if (leg.lost) return onLost('fault')
    listen()
    if (leg.received.rtp !== heard) unanswered = 0
    const before = leg.received.rtp
    heard = before
    dialog()?.ask((answer) => {
      if (answer === 'silence') unanswered++
      else unanswered = 0
      if (leg.received.rtp !== before) return
      if (answer === 'here' || (answer === 'silence' && unanswered < MOST_UNANSWERED)) return
      watch.unwatch(leg)
      onLost(answer === 'unknown' ? 'fault' : 'gone')
    })
  }

  listen()
}
