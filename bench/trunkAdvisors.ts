/**
 * The advisors of bench/trunk, in a process of their own: real WebRTC softphones without a person. Gets an AdvisorsPlan, says `ready`, and
 * answers `report` with the talks there have been since the last one. After `hang up` the advisors end every other call themselves, until the next report.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { createAdvisor, looped } from '../server/demo/peer.ts'
import { sound, steadyAmplitude, tonePackets } from '../server/media/testing/tones.ts'
import { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from '../shared/wire.ts'
import type { Person } from './stage.ts'
import { ADVISOR_TONES, CALLER_TONES, farEndHangsUp, type Heard, LISTEN_MS, talkMs } from './trunkTones.ts'

export interface AdvisorsPlan {
  /** WebSocket address that the softphones register at. */
  readonly sip: string
  /** Where their shifts are started; null where there are none. */
  readonly origin: string | null
  readonly people: readonly Person[]
}

export interface Talk {
  /** The advisor's. */
  readonly tone: number
  readonly heard: Heard
  /** RTP packets. */
  received: number
}

/** Packets that are listened to at a time: 600 ms. */
const EAR = 30
/** Amplitude over which a tone is there, 0 to 1. */
const AUDIBLE = 0.02
const AGAIN_MS = 100

let talks: Talk[] = []
/** Whether the advisors hang up on every other caller. */
let hangsUp = false

async function seat(plan: AdvisorsPlan, { username, cookie }: Person, tone: number): Promise<void> {
  const instance = randomUUID()
  const next = looped((await tonePackets(tone, 50)).map((packet) => Buffer.from(packet)))
  let packets: Buffer[] = []
  let talk: Talk | null = null
  let hangUpLater: NodeJS.Timeout | undefined
  const advisor = createAdvisor({
    url: plan.sip,
    cookie,
    username,
    instance,
    autoAnswerMs: 0,
    next,
    onFrame(payload) {
      packets.push(Buffer.from(payload))
      if (packets.length > EAR) packets.shift()
    },
    onState(state) {
      if (state === 'talking') {
        talk = { tone, heard: [], received: 0 }
        talks.push(talk)
      }
      if (state !== 'idle' || !talk) return
      clearTimeout(hangUpLater)
      hangUpLater = undefined
      talk = null
      packets = []
      void beReady()
    },
  })
  await advisor.registered

  let live: Socket<ServerEvents, ClientEvents> | null = null
  if (plan.origin) {
    live = io(plan.origin + LIVE_NAMESPACE, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } })
    const started = await live.timeout(5_000).emitWithAck('shift:start', { instance })
    if (!started.ok) throw new Error(`a shift was refused: ${started.refusal.code}`)
  }
  async function beReady(): Promise<void> {
    while (live && !talk && !(await live.timeout(5_000).emitWithAck('advisor:ready')).ok) await wait(AGAIN_MS)
  }

  setInterval(() => {
    if (!talk || packets.length < EAR) return
    const own = talk
    own.received = advisor.stats().received
    void sound(packets).then((samples) => {
      const loud = CALLER_TONES.map((hz) => steadyAmplitude(samples, hz))
      const most = Math.max(...loud)
      const voice = most > AUDIBLE ? loud.indexOf(most) : null
      own.heard.push(voice === null ? null : (CALLER_TONES[voice] as number))
      if (talk === own && hangsUp && !hangUpLater && voice !== null && farEndHangsUp(voice))
        hangUpLater = setTimeout(advisor.hangUp, talkMs(voice))
    })
  }, LISTEN_MS)
}

process.once('message', async (given) => {
  const plan = given as AdvisorsPlan
  for (const [i, person] of plan.people.entries()) await seat(plan, person, ADVISOR_TONES[i % ADVISOR_TONES.length] as number)
  process.on('message', (what) => {
    hangsUp = what === 'hang up'
    if (hangsUp) return
    process.send?.(talks)
    talks = []
  })
  process.send?.('ready')
})
