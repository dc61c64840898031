/**
 * The load of bench/relay, in its own process: seats advisors, calls with as many callers, and measures what comes through.
 * Talks with its parent by messages: gets a RelayPlan, says `ready`, measures between `begin` and `finish`, answers RelayHeard.
 */
import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { type Advisor, type Caller, createAdvisor, createCaller } from '../server/demo/peer.ts'
import { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from '../shared/wire.ts'
import { percentile } from './report.ts'
import type { Person } from './stage.ts'

export interface RelayPlan {
  readonly origin: string
  readonly sip: string
  readonly line: string
  readonly advisors: readonly Person[]
}

export interface RelayHeard {
  readonly sent: number
  readonly received: number
  readonly p50Ms: number | null
  readonly p99Ms: number | null
  readonly maxMs: number | null
  /** INVITE to 200, median in ms. */
  readonly inviteMs: number | null
}

/** 24 kbit/s of Opus in 20 ms. */
const PAYLOAD_BYTES = 60
/** Opus, 20 ms, wide band, one frame: what is in it is never decoded here. */
const TOC = 0x48
const STAMP_AT = 1
const BETWEEN_CALLS_MS = 20
const ALL_TALK_MS = 60_000
/** What is under way at the window's ends is not counted. */
const SETTLE_MS = 300

const delays: number[] = []
let sent = 0
let received = 0
let measuring = false
let windowStart = 0

/** A frame that carries the moment at which it was sent, by this process's own clock. */
function stamped(): Buffer {
  const frame = Buffer.alloc(PAYLOAD_BYTES, 0x55)
  const now = performance.now()
  frame[0] = TOC
  frame.writeDoubleBE(now, STAMP_AT)
  if (measuring) sent++
  return frame
}

function hear(payload: Buffer, onTalk?: () => void): void {
  if (payload.length !== PAYLOAD_BYTES || payload[0] !== TOC) return
  const at = payload.readDoubleBE(STAMP_AT)
  onTalk?.()
  // A frame belongs to the window in which it was sent.
  if (at < windowStart || windowStart === 0 || (!measuring && at > windowEnd)) return
  received++
  delays.push(performance.now() - at)
}

let windowEnd = 0

async function seat(plan: RelayPlan, person: Person): Promise<Advisor> {
  const instance = randomUUID()
  const advisor = createAdvisor({
    url: plan.sip,
    cookie: person.cookie,
    username: person.username,
    instance,
    autoAnswerMs: 0,
    next: stamped,
    onFrame: (payload) => hear(payload),
  })
  await advisor.registered
  const live: Socket<ServerEvents, ClientEvents> = io(plan.origin + LIVE_NAMESPACE, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: person.cookie },
  })
  const started = await live.timeout(5_000).emitWithAck('shift:start', { instance })
  if (!started.ok) throw new Error(`a shift was refused: ${started.refusal.code}`)
  return advisor
}

async function load(plan: RelayPlan): Promise<void> {
  for (const person of plan.advisors) await seat(plan, person)
  const talking = new Set<number>()
  const callers: Caller[] = []
  const invites: number[] = []
  const allTalk = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`only ${talking.size} of ${plan.advisors.length} calls were answered`)), ALL_TALK_MS)
    const begin = (i: number): void => {
      const caller = createCaller({
        url: plan.sip,
        line: plan.line,
        next: stamped,
        onFrame: (payload) =>
          hear(payload, () => {
            if (talking.has(i)) return
            talking.add(i)
            if (talking.size < plan.advisors.length) return
            clearTimeout(late)
            resolve()
          }),
      })
      callers.push(caller)
      caller.answered.then((ms) => invites.push(ms))
      caller.done.then((end) => {
        if (end.why !== 'hungUp') console.error('a call ended early:', end)
      })
    }
    plan.advisors.forEach((_, i) => {
      setTimeout(() => begin(i), i * BETWEEN_CALLS_MS)
    })
  })
  await allTalk
  process.send?.('ready')

  process.on('message', (message) => {
    if (message === 'begin') {
      measuring = true
      windowStart = performance.now()
    }
    if (message !== 'finish') return
    measuring = false
    windowEnd = performance.now()
    setTimeout(() => {
      const sorted = Float64Array.from(delays).sort()
      const answer: RelayHeard = {
        sent,
        received,
        p50Ms: percentile(sorted, 0.5),
        p99Ms: percentile(sorted, 0.99),
        maxMs: percentile(sorted, 1),
        inviteMs: percentile(
          invites.sort((a, b) => a - b),
          0.5,
        ),
      }
      process.send?.(answer, () => process.exit(0))
    }, SETTLE_MS)
  })
}

process.once('message', (plan) => {
  load(plan as RelayPlan).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
