import type { Sound } from '../media/sound/sound.ts'
import type { IncomingCall } from '../sip/incoming.ts'

/** Long enough for a page to hear itself; it hangs up by itself. */
const LONGEST_MS = 10_000

/** Answers a staff page's check of its media path: whatever it sends comes back. No call of a line, so the floor never hears of it. */
export async function echo(incoming: IncomingCall, sound: Sound): Promise<void> {
  const { audio } = incoming.offer
  if (!audio) return incoming.reject(488)
  const leg = sound.leg()
  let sdp: string
  try {
    sdp = await leg.answer(audio)
  } catch {
    leg.close()
    return incoming.reject(488)
  }
  leg.pass(leg)
  const dialog = incoming.accept(sdp, { onBye: () => leg.close(), onOffer: (remote) => leg.answer(remote) })
  if (!dialog) return leg.close()
  setTimeout(() => {
    dialog.bye()
    leg.close()
  }, LONGEST_MS).unref()
}
