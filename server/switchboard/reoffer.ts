import type { SoundLeg } from '../media/sound/sound.ts'
import type { Dialog } from '../sip/dialog.ts'

const MOST_ATTEMPTS = 5
/** When a leg towards the border should have been up long since, and when its second attempt should; ms from the answer. */
const LATE_MS: readonly number[] = [3_000, 9_000]

/**
 * Heals a leg whose offer we have made. When ICE is up before libdatachannel has stored the answer, it refuses a good certificate: the
 * first packets of the other end race with its 200 OK. Rare where the network takes time, one of a hundred calls on one busy machine.
 * The leg then begins anew inside the same dialog. Its DTLS role must stay: a browser refuses to change it. Gives how to begin anew.
 */
export function reofferWhenFailed(leg: SoundLeg, dialog: () => Dialog | null): () => void {
  let attempts = 0
  function anew(): void {
    const inside = dialog()
    if (!inside || ++attempts > MOST_ATTEMPTS) return
    // Where it fails, the media watch finds the silence.
    const failed = (): void => {}
    leg.offer().then((sdp) => inside.reoffer(sdp, (remote) => void leg.accept(remote).catch(failed)), failed)
  }
  leg.onFailed = anew
  return anew
}

/**
 * The same for a leg towards the border, whoever has offered, and also when it just does not come up: rtpengine 10.5 sends the end of its
 * DTLS handshake once, and when that packet is lost, both ends wait for ever. To be called when the call is answered.
 */
export function reofferUntilOpen(leg: SoundLeg, dialog: () => Dialog | null, lateMs = LATE_MS): void {
  const anew = reofferWhenFailed(leg, dialog)
  for (const ms of lateMs) setTimeout(() => leg.opened || anew(), ms).unref()
}
