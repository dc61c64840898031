/**
 * The mouths and ears of the callers of bench/trunk, in a process of their own: sipp calls, and this is what its calls sound like. Gets a
 * SoundPlan, says at which ports it is, and when told `finish` what each caller has heard.
 */
import { createRtpPhone, type RtpPhone } from '../e2e/sbc/rtpPhone.ts'
import { ADVISOR_TONES, CALLER_TONES, type Heard, LISTEN_MS } from './trunkTones.ts'

export interface SoundPlan {
  readonly address: string
  readonly calls: number
}

export interface CallerHeard {
  readonly tone: number
  /** RTP packets. */
  readonly received: number
  readonly heard: Heard
}

interface Caller {
  readonly tone: number
  readonly phone: RtpPhone
  readonly heard: Heard
  /** Packets at the last look. */
  before: number
  over: boolean
}

async function make(plan: SoundPlan): Promise<void> {
  const callers: Caller[] = []
  for (let i = 0; i < plan.calls; i++) {
    const tone = CALLER_TONES[i % CALLER_TONES.length] as number
    const phone = await createRtpPhone(plan.address, tone)
    phone.talkBack('PCMA')
    callers.push({ tone, phone, heard: [], before: 0, over: false })
  }
  setInterval(() => callers.forEach(listen), LISTEN_MS)
  process.on('message', () => {
    const answer: CallerHeard[] = callers.map(({ tone, phone, heard }) => ({ tone, received: phone.received, heard }))
    process.send?.(answer, () => process.exit(0))
  })
  process.send?.(callers.map(({ phone }) => phone.port))
}

/** Where nothing comes any more the call is over, and nothing more is sent there. */
function listen(caller: Caller): void {
  const { phone, before, heard } = caller
  if (caller.over || phone.received === 0) return
  if (phone.received === before) {
    caller.over = true
    phone.close()
    return
  }
  caller.before = phone.received
  heard.push(ADVISOR_TONES.find((hz) => phone.hears(hz)) ?? null)
}

process.once('message', (plan) => {
  make(plan as SoundPlan).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
