/**
 * The mouths and ears of the callers of bench/trunk, in a process of their own: sipp calls, and this is what its calls sound like. Gets a
 * SoundPlan, says at which ports it is, takes each Sounds, and when told `finish` says what each caller has heard.
 */
import { createRtpPhone, type RtpPhone } from '../e2e/sbc/rtpPhone.ts'
import { ADVISOR_TONES, CALLER_TONES, type Heard, listening } from './trunkTones.ts'

export interface SoundPlan {
  readonly address: string
  readonly calls: number
}

/** From now on a caller talks, as a telephone does: at once, and to where the answer says. */
export interface Sounds {
  readonly call: number
  /** Of the border; null when the call is over. */
  readonly port: number | null
}

export interface CallerHeard {
  readonly tone: number
  /** RTP packets. */
  readonly received: number
  readonly heard: Heard
  /** When the call was answered, null for never, and when it was over or looked at last, in ms of the clock. */
  readonly from: number | null
  readonly to: number
}

interface Caller {
  readonly tone: number
  readonly phone: RtpPhone
  readonly heard: Heard
  from: number | null
  to: number | null
  /** Packets at the last look. */
  before: number
  /** Null before the call and after it. */
  stop: (() => void) | null
}

/** Packets that `hearsSteady` listens to: fewer are no sound. */
const EAR = 25
/** The border as the operator sees it. */
const BORDER = '127.0.0.1'

function listen(caller: Caller): void {
  const { phone, before, heard } = caller
  caller.before = phone.received
  heard.push(phone.received - before < EAR ? null : (ADVISOR_TONES.find((hz) => phone.hearsSteady(hz)) ?? null))
}

function sounds(caller: Caller, port: number | null): void {
  if (port !== null) {
    caller.phone.talk({ address: BORDER, port }, 'PCMA')
    if (caller.stop) return
    caller.from = Date.now()
    caller.stop = listening(() => listen(caller))
  } else if (caller.stop) {
    caller.to = Date.now()
    caller.stop()
    caller.stop = null
    caller.phone.close()
  }
}

async function make(plan: SoundPlan): Promise<void> {
  const callers: Caller[] = []
  for (let i = 0; i < plan.calls; i++) {
    const tone = CALLER_TONES[i % CALLER_TONES.length] as number
    callers.push({ tone, phone: await createRtpPhone(plan.address, tone), heard: [], from: null, to: null, before: 0, stop: null })
  }
  process.on('message', (what: Sounds | 'finish') => {
    if (what !== 'finish') return sounds(callers[what.call] as Caller, what.port)
    const answer: CallerHeard[] = callers.map(({ tone, phone, heard, from, to }) => ({
      ...{ tone, received: phone.received, heard, from },
      to: to ?? Date.now(),
    }))
    process.send?.(answer, () => process.exit(0))
  })
  process.send?.(callers.map(({ phone }) => phone.port))
}

process.once('message', (plan) => {
  make(plan as SoundPlan).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
