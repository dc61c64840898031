import type { Leg } from '../media/leg.ts'
import type { Dialog } from '../sip/dialog.ts'

const MOST_ATTEMPTS = 5
/** When a leg towards the border should have been up long since, and when its second attempt should; ms from the answer. */
const LATE_MS: readonly number[] = [3_000, 9_000]

/**
 * Heals a leg whose offer we have made. When ICE is up before libdatachannel has stored the answer, it refuses a good certificate: the
 * first packets of the other end race with its 200 OK. Rare where the network takes time, one of a hundred calls on one busy machine.
 * The leg then begins anew inside the same dialog. Its DTLS role must stay: a browser refuses to change it. Gives how to begin anew.
 */
export function reofferWhenFailed(leg: Leg, dialog: () => Dialog | null): () => void {
  let attempts = 0
  function anew(): void {
    if (++attempts > MOST_ATTEMPTS) return
    try {
      dialog()?.reoffer(leg.offer(), (remote) => leg.accept(remote))
    } catch {
      // The media watch finds the silence.
    }
  }
  leg.onFailed = anew
  return anew
}

/**
 * The same for a leg towards the border, whoever has offered, and also when it just does not come up: rtpengine 10.5 sends the end of its
 * DTLS handshake once, and when that packet is lost, both ends wait for ever. To be called when the call is answered.
 */
export function reofferUntilOpen(leg: Leg, dialog: () => Dialog | null, lateMs = LATE_MS): void {
  const anew = reofferWhenFailed(leg, dialog)
  for (const ms of lateMs) setTimeout(() => leg.opened || anew(), ms).unref()
}
