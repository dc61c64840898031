import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LINE_NUMBER, startSbc, TRUNK } from '../e2e/sbc/sbc.ts'
import type { Result, Row } from './report.ts'
import { LINE, type Person, prepare, type RunningServer, startServer } from './stage.ts'
import type { AdvisorsPlan, HangUp } from './trunkAdvisors.ts'
import { countSockets, floorOf, left } from './trunkLeft.ts'
import { ask, type LoadPlan, load } from './trunkLoad.ts'
import type { Programs } from './trunkProcesses.ts'
import { rows } from './trunkRows.ts'
import { farEndHangsUp, LEAST_TALK_S, talkMs, VOICES } from './trunkTones.ts'

const MINUTES = 10
/** An hour of 300 calls in ten minutes. */
const CALLS_PER_MINUTE = 30
const TALK_S = 60
/** Calls a minute times seconds of each: so that the longest is over before its voice calls again. */
const MOST_TALK_S = 1_800
const AT_ONCE = 30
const HELD_MS = 75_000
const HELD_EVERY_MS = 200
/** By then every call is up, its prompts are over, and both speak. */
const STEADY_MS = 15_000
const HELD_WINDOW_MS = 45_000
const ARRIVALS_STEADY_MS = 60_000
const TRUNK_MS = 20_000

/** What is measured of calls that come one after the other. */
interface Arrivals {
  readonly minutes: number
  readonly perMinute: number
  /** How long they talk on average. */
  readonly talkS: number
}

/**
 * Telephone calls by sipp through the shipped border controller to advisors: 30 held at once, then one every two seconds for so many minutes, a minute
 * each. `only`: MINUTES CALLS_PER_MINUTE TALK_SECONDS, each with its default; with more than the first, nothing but those arrivals is measured.
 */
export async function trunk(only: readonly number[]): Promise<Result> {
  const [minutes = MINUTES, perMinute = CALLS_PER_MINUTE, talkS = TALK_S] = only
  if (talkS < LEAST_TALK_S) throw new Error(`calls must last ${LEAST_TALK_S} s on average or more, or some end before anybody has listened`)
  if (perMinute * talkS > MOST_TALK_S)
    throw new Error(`calls a minute times seconds of each must be ${MOST_TALK_S} or less: there are ${VOICES} advisors`)
  const alone = only.length > 1
  const arrivals: Arrivals = { minutes, perMinute, talkS }
  return {
    name: 'trunk',
    about: `sipp as the operator (PCMA), Kamailio and rtpengine as shipped, the server, and ${VOICES} WebRTC advisors. ${alone ? '' : `First ${AT_ONCE} calls held at once, then `}${minutes * perMinute} calls in ${minutes} minutes, ${talkS} s each on average, every other one ended by the advisor. Every caller and every advisor has a tone of their own and listens after 2 s and then every 5 s: heard counts calls in which that side heard the other; crossed those in which somebody heard a third; gaps, times without the tone within a call. Ended counts calls that were ended by whom they were to be ended by. Asked are calls in which the server asked over SIP whether the silent caller is still there, anew those whose sound it had to set up anew. Stuck is what is left afterwards in floor, record, Kamailio, rtpengine and the server. Bare is Kamailio and rtpengine as a plain gateway to the same softphones: no queue, no record, nothing hidden. Memory counts shared pages once.`,
    rows: [...(await measure(arrivals, !alone)), ...(alone ? [] : await measureBare())],
    aims: ['every call answered, heard both ways, ended; none crossed, none stuck', 'memory at the end as in the middle'],
  }
}

async function measure({ minutes, perMinute, talkS }: Arrivals, holds: boolean): Promise<Row[]> {
  const stage = await prepare(VOICES, 0)
  const sbc = await startSbc()
  const server = await startServer(stage.dir, {
    TRUNK_URL: sbc.url,
    TRUNK_USER: TRUNK.user,
    TRUNK_PASSWORD: TRUNK.password,
    // As it is unless somebody sets it: who comes over the trunk is not counted as one address.
    MAX_CALLS_ANONYMOUS: '3',
  })
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-bench-trunk-'))
  const children: ChildProcess[] = []
  try {
    await connect(server, stage.supervisor)
    const advisors = await seat(children, { sip: server.sip, origin: server.origin, people: stage.advisors })
    const programs: Programs = {
      server: () => [server.pid],
      kamailio: () => sbc.pids().kamailio,
      rtpengine: () => [sbc.pids().rtpengine],
    }
    const sockets = countSockets(server, sbc)
    const held = holds
      ? await load(
          sbc.address,
          dir,
          advisors,
          programs,
          heldPlan(() => LINE_NUMBER),
        )
      : null
    const heldCalls = held ? AT_ONCE : 0
    const leftOfHeld = await left(stage, server, sbc, sockets, heldCalls)
    advisors.send({ talkS } satisfies HangUp)
    const calls = minutes * perMinute
    const arrivals = await load(sbc.address, dir, advisors, programs, {
      calls,
      everyMs: 60_000 / perMinute,
      talkMs: (call) => talkMs(call, talkS),
      farEndHangsUp,
      number: () => LINE_NUMBER,
      fromMs: Math.min(ARRIVALS_STEADY_MS, minutes * 20_000),
    })
    return [
      ...(held ? rows('Lyhörd', `${AT_ONCE} held`, AT_ONCE, held, leftOfHeld) : []),
      ...rows(
        'Lyhörd',
        `${calls} in ${minutes} min`,
        (perMinute * talkS) / 60,
        arrivals,
        await left(stage, server, sbc, sockets, heldCalls + calls),
      ),
    ]
  } finally {
    for (const child of children) child.kill()
    await server.stop()
    await sbc.stop()
    stage.clear()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The same calls through nothing but a gateway. */
async function measureBare(): Promise<Row[]> {
  const config = readFileSync(join(import.meta.dirname, 'bareSbc.cfg'), 'utf8')
  const sbc = await startSbc({ spoil: { file: 'kamailio.cfg', change: () => config } })
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-bench-trunk-'))
  const children: ChildProcess[] = []
  try {
    const people = Array.from({ length: AT_ONCE }, (_, i) => ({ username: `advisor${i}`, cookie: '' }))
    const advisors = await seat(children, { sip: sbc.url, origin: null, people })
    const programs: Programs = { kamailio: () => sbc.pids().kamailio, rtpengine: () => [sbc.pids().rtpengine] }
    const held = await load(
      sbc.address,
      dir,
      advisors,
      programs,
      heldPlan((call) => `advisor${call}`),
    )
    return rows('bare Kamailio + rtpengine', `${AT_ONCE} held`, AT_ONCE, held, null)
  } finally {
    for (const child of children) child.kill()
    await sbc.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

const heldPlan = (number: LoadPlan['number']): LoadPlan => ({
  calls: AT_ONCE,
  everyMs: HELD_EVERY_MS,
  talkMs: () => HELD_MS,
  farEndHangsUp: () => false,
  number,
  fromMs: STEADY_MS,
  windowMs: HELD_WINDOW_MS,
})

async function seat(children: ChildProcess[], plan: AdvisorsPlan): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'trunkAdvisors.ts'), { execArgv: process.execArgv })
  children.push(child)
  await ask<'ready'>(child, plan)
  return child
}

/** Gives the line its number, and waits until the server is registered at the border controller. */
async function connect(server: RunningServer, supervisor: Person): Promise<void> {
  const given = await fetch(`${server.origin}/api/lines/${LINE}`, {
    method: 'PATCH',
    headers: { cookie: supervisor.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ number: LINE_NUMBER }),
  })
  if (!given.ok) throw new Error(`the line got no number: ${given.status} ${await given.text()}`)
  const late = Date.now() + TRUNK_MS
  while ((await floorOf(server, supervisor)).trunk.is !== 'up') {
    if (Date.now() > late) throw new Error('the server did not register at the border controller')
    await wait(100)
  }
}
