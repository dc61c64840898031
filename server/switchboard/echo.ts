import { createLeg, type MediaPort } from '../media/leg.ts'
import type { IncomingCall } from '../sip/incoming.ts'

/** Long enough for a page to hear itself; it hangs up by itself. */
const LONGEST_MS = 10_000

/** Answers a staff page's check of its media path: whatever it sends comes back. No call of a line, so the floor never hears of it. */
export function echo(incoming: IncomingCall, media: MediaPort): void {
  const leg = createLeg(media)
  try {
    const sdp = leg.answer(incoming.offer.audio)
    leg.onRtp = (packet) => leg.relay(packet, leg.source)
    const dialog = incoming.accept(sdp, { onBye: () => leg.close(), onOffer: async (remote) => leg.answer(remote) })
    if (!dialog) return leg.close()
    setTimeout(() => {
      dialog.bye()
      leg.close()
    }, LONGEST_MS).unref()
  } catch {
    leg.close()
    incoming.reject(488)
  }
}
