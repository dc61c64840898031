/**
 * The load of bench/relay, in its own process: seats advisors, calls with as many callers, and measures what comes through.
 * Talks with its parent by messages: gets a RelayPlan, says `ready`, measures between `begin` and `finish`, answers RelayHeard.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { createMediaLeg, type MediaLeg } from '../server/demo/mediaLeg.ts'
import { type Advisor, type Caller, createCaller } from '../server/demo/peer.ts'
import { createMeter, type Measured } from './meter.ts'
import { percentile } from './report.ts'
import { seat } from './seat.ts'
import type { Person } from './stage.ts'

export interface RelayPlan {
  readonly origin: string
  readonly sip: string
  readonly line: string
  readonly advisors: readonly Person[]
}

export interface RelayHeard {
  readonly relayed: Measured
  /** The same number of calls between the same softphones, without a server. */
  readonly direct: Measured
  /** INVITE to 200, median in ms. */
  readonly inviteMs: number | null
}

const BETWEEN_CALLS_MS = 20
const ALL_TALK_MS = 60_000
const DIRECT_MS = 5_000
/** What is under way at a window's end still comes. */
const SETTLE_MS = 300

async function load(plan: RelayPlan): Promise<void> {
  const meter = createMeter()
  const advisors: Advisor[] = []
  for (const person of plan.advisors) advisors.push(await seat(plan, person, meter.stamped, meter.hear))
  const { callers, inviteMs } = await callAll(plan, meter.stamped, meter.hear)
  process.send?.('ready')
  await told('begin')
  meter.begin()
  await told('finish')
  meter.end()
  await wait(SETTLE_MS)
  const relayed = meter.result()
  for (const caller of callers) caller.hangUp()
  await Promise.all(callers.map(({ done }) => done))
  for (const advisor of advisors) advisor.close()
  const answer: RelayHeard = { relayed, direct: await withoutServer(plan.advisors.length), inviteMs }
  process.send?.(answer, () => process.exit(0))
}

/** Calls with one caller for each advisor; resolves when every caller hears an advisor. */
async function callAll(plan: RelayPlan, next: () => Buffer, hear: (payload: Buffer) => boolean) {
  const callers: Caller[] = []
  const invites: number[] = []
  const talks: Promise<void>[] = []
  for (let i = 0; i < plan.advisors.length; i++) {
    talks.push(
      new Promise((resolve) => {
        const onFrame = (payload: Buffer) => {
          if (hear(payload)) resolve()
        }
        const caller = createCaller({ url: plan.sip, line: plan.line, next, onFrame })
        callers.push(caller)
        caller.answered.then((ms) => invites.push(ms))
        caller.done.then((end) => {
          if (end.why !== 'hungUp') console.error('a call ended early:', end)
        })
      }),
    )
    await wait(BETWEEN_CALLS_MS)
  }
  const late = new AbortController()
  const tooLate = wait(ALL_TALK_MS, undefined, { signal: late.signal }).then(() => Promise.reject(new Error('not every call was answered')))
  await Promise.race([Promise.all(talks), tooLate])
  late.abort()
  tooLate.catch(() => {})
  return {
    callers,
    inviteMs: percentile(
      invites.sort((a, b) => a - b),
      0.5,
    ),
  }
}

/** What these softphones do by themselves: the part of the delay that is not the server's. */
async function withoutServer(calls: number): Promise<Measured> {
  const meter = createMeter()
  const legs: MediaLeg[] = []
  const heard: Promise<void>[] = []
  const leg = (): MediaLeg => {
    let tell = () => {}
    heard.push(
      new Promise<void>((resolve) => {
        tell = resolve
      }),
    )
    const made = createMediaLeg({
      next: meter.stamped,
      onFrame: (payload) => {
        if (meter.hear(payload)) tell()
      },
    })
    legs.push(made)
    return made
  }
  for (let i = 0; i < calls; i++) {
    const [a, b] = [leg(), leg()]
    a.accept(await b.answer(await a.offer()))
  }
  await Promise.race([Promise.all(heard), wait(ALL_TALK_MS)])
  meter.begin()
  await wait(DIRECT_MS)
  meter.end()
  await wait(SETTLE_MS)
  for (const each of legs) each.close()
  return meter.result()
}

function told(what: string): Promise<void> {
  return new Promise((resolve) => {
    process.on('message', function listener(message) {
      if (message !== what) return
      process.off('message', listener)
      resolve()
    })
  })
}

process.once('message', (plan) => {
  load(plan as RelayPlan).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
