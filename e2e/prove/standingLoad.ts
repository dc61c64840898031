/**
 * A call that stands while something else is proved, in a process of its own: an advisor, a caller, and beside them two softphones that talk
 * without a server. Talks with its parent by messages: gets a StandingPlan, says `talking`, listens between `begin` and `tell`, answers with Heard.
 */
import { createMeter } from '../../bench/meter.ts'
import { seat } from '../../bench/seat.ts'
import type { Person } from '../../bench/stage.ts'
import { createMediaLeg } from '../../server/demo/mediaLeg.ts'
import { createCaller } from '../../server/demo/peer.ts'
import { createEar, GAP_MS, longest, unexplained } from './ear.ts'

export interface StandingPlan {
  readonly origin: string
  readonly sip: string
  readonly line: string
  readonly advisor: Person
}

export interface Heard {
  /** Frames that came to the caller and to the advisor. */
  readonly frames: number
  readonly longestMs: number
  /** Gaps over GAP_MS, and those of them in which the machine itself did not stand still. */
  readonly gaps: number
  readonly unexplained: number
  /** The longest gap of the two that talk without a server, in the same process. */
  readonly controlMs: number
  /** Why the call has ended; null while it stands. */
  readonly ended: string | null
}

/** From here on a gap of the control says that the machine stood still. */
const STALL_MS = 40

async function stand(plan: StandingPlan): Promise<void> {
  const meter = createMeter()
  const ears = [createEar(STALL_MS), createEar(STALL_MS)]
  const control = createEar(STALL_MS)
  let ended: string | null = null
  const next = meter.stamped
  await seat(plan, plan.advisor, next, (payload) => {
    if (meter.hear(payload)) ears[0]?.hear()
  })
  await new Promise<void>((talking) => {
    const caller = createCaller({
      url: plan.sip,
      line: plan.line,
      next,
      onFrame(payload) {
        if (!meter.hear(payload)) return
        ears[1]?.hear()
        talking()
      },
    })
    caller.done.then((end) => {
      ended = end.why
    })
  })
  const [one, other] = [createMediaLeg({ next, onFrame: () => control.hear() }), createMediaLeg({ next })]
  one.accept(await other.answer(await one.offer()))
  process.send?.('talking')
  process.on('message', (word) => {
    if (word === 'begin') for (const ear of [...ears, control]) ear.begin()
    if (word !== 'tell') return
    const gaps = ears.flatMap((ear) => ear.gaps(GAP_MS))
    const heard: Heard = {
      frames: ears.reduce((sum, ear) => sum + ear.frames, 0),
      longestMs: longest(ears.flatMap((ear) => ear.gaps(0))),
      gaps: gaps.length,
      unexplained: unexplained(gaps, control.gaps(STALL_MS)).length,
      controlMs: longest(control.gaps(0)),
      ended,
    }
    process.send?.(heard)
  })
}

process.once('message', (plan) => {
  stand(plan as StandingPlan).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
