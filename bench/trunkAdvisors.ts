/**
 * The advisors of bench/trunk, in a process of their own: real WebRTC softphones without a person. Gets an AdvisorsPlan, says `ready`, and
 * answers `report` with the talks there have been since the last one. After a HangUp the advisors end every other call themselves, until the next report.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { createAdvisor, looped } from '../server/demo/peer.ts'
import { sound, steadyAmplitude, tonePackets } from '../server/media/testing/tones.ts'
import { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from '../shared/wire.ts'
import type { Person } from './stage.ts'
import { ADVISOR_TONES, CALLER_TONES, farEndHangsUp, type Heard, listening, talkMs } from './trunkTones.ts'

export interface AdvisorsPlan {
  /** WebSocket address that the softphones register at. */
  readonly sip: string
  /** Where their shifts are started; null where there are none. */
  readonly origin: string | null
  readonly people: readonly Person[]
}

/** From now on the advisors end every other call themselves. */
export interface HangUp {
  /** How long talks are on average, in s. */
  readonly talkS: number
}

export interface Talk {
  /** The advisor's. */
  readonly tone: number
  readonly heard: Heard
  /** ms of the clock. */
  readonly begun: number
  /** RTP packets. */
  received: number
}

/** Packets that are listened to at a time: 600 ms. */
const EAR = 30
/** Amplitude over which a tone is there, 0 to 1. */
const AUDIBLE = 0.02
const AGAIN_MS = 100

let talks: Talk[] = []
let hangUp: HangUp | null = null

async function seat(plan: AdvisorsPlan, { username, cookie }: Person, tone: number): Promise<void> {
  const instance = randomUUID()
  const next = looped((await tonePackets(tone, 50)).map((packet) => Buffer.from(packet)))
  let packets: Buffer[] = []
  let talk: Talk | null = null
  let stopListening = () => {}
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
        talk = { tone, heard: [], begun: Date.now(), received: 0 }
        talks.push(talk)
        const own = talk
        stopListening = listening(() => void listen(own))
      }
      if (state !== 'idle' || !talk) return
      stopListening()
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

  async function listen(own: Talk): Promise<void> {
    own.received = advisor.stats().received
    const came = packets
    packets = []
    const samples = came.length < EAR ? null : await sound(came)
    const loud = samples ? CALLER_TONES.map((hz) => steadyAmplitude(samples, hz)) : []
    const most = Math.max(0, ...loud)
    const voice = most > AUDIBLE ? loud.indexOf(most) : null
    own.heard.push(voice === null ? null : (CALLER_TONES[voice] as number))
    if (talk === own && hangUp && !hangUpLater && voice !== null && farEndHangsUp(voice))
      hangUpLater = setTimeout(advisor.hangUp, talkMs(voice, hangUp.talkS))
  }
}

process.once('message', async (given) => {
  const plan = given as AdvisorsPlan
  for (const [i, person] of plan.people.entries()) await seat(plan, person, ADVISOR_TONES[i % ADVISOR_TONES.length] as number)
  process.on('message', (what: HangUp | 'report') => {
    hangUp = what === 'report' ? null : what
    if (hangUp) return
    process.send?.(talks)
    talks = []
  })
  process.send?.('ready')
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
