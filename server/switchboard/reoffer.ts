import type { Leg } from '../media/leg.ts'
import type { Dialog } from '../sip/dialog.ts'

const MOST_ATTEMPTS = 5

/**
 * Heals a leg whose offer we have made. When ICE is up before libdatachannel has stored the answer, it refuses a good certificate: the
 * first packets of the other end race with its 200 OK. Rare where the network takes time, one of a hundred calls on one busy machine.
 * The leg then begins anew inside the same dialog. Its DTLS role must stay: a browser refuses to change it.
 */
export function reofferWhenFailed(leg: Leg, dialog: () => Dialog | null): void {
  let attempts = 0
  leg.onFailed = () => {
    if (++attempts > MOST_ATTEMPTS) return
    try {
      dialog()?.reoffer(leg.offer(), (remote) => leg.accept(remote))
    } catch {
      // The media watch finds the silence.
    }
  }
}
