import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createMediaLeg, type MediaLeg } from '../server/demo/mediaLeg.ts'
import { createMeter, type Measured } from './meter.ts'
import type { RelayHeard, RelayPlan } from './relayLoad.ts'
import { type Result, type Row, round } from './report.ts'
import { LINE, prepare, startServer, usage } from './stage.ts'

const CALLS = [1, 6, 30, 100, 200]
const SETTLE_MS = 3_000
const WINDOW_MS = 10_000
/** What is under way at a window's end still comes. */
const LAST_PACKETS_MS = 300

/** What it costs to bridge N calls, and what the bridge does to their audio. `only` limits to these N. */
export async function relay(only: readonly number[]): Promise<Result> {
  const rows: Row[] = []
  for (const calls of only.length > 0 ? only : CALLS) rows.push(await measure(calls), await measureBare(calls))
  return {
    name: 'relay',
    about:
      'N bridged calls, Opus of 20 ms and 24 kbit/s both ways, all over one UDP port. CPU and RSS are of the server’s processes alone. Delay is from the sender to the receiver in one load client, its own stack included; direct is the same between two softphones without a server. Bare is libdatachannel that hands bytes over between two legs, and nothing else.',
    rows,
    aims: ['at most 3 ms CPU per second and call from N = 30 up', 'delay p99 under 8 ms at 100 calls', 'no loss at 200 calls on one core'],
  }
}

async function measure(calls: number): Promise<Row> {
  const stage = await prepare(calls, 0)
  const server = await startServer(stage.dir)
  const load = fork(join(import.meta.dirname, 'relayLoad.ts'), { execArgv: process.execArgv })
  try {
    const plan: RelayPlan = { origin: server.origin, sip: server.sip, line: LINE, advisors: stage.advisors }
    load.send(plan)
    await said<'ready'>(load)
    await wait(SETTLE_MS)
    const before = usage(server.pid)
    const clientBefore = usage(load.pid ?? 0)
    const begun = performance.now()
    load.send('begin')
    await wait(WINDOW_MS)
    const after = usage(server.pid)
    const clientAfter = usage(load.pid ?? 0)
    const seconds = (performance.now() - begun) / 1000
    const answer = said<RelayHeard>(load)
    load.send('finish')
    const { relayed, direct, inviteMs } = await answer
    return {
      system: 'Lyhörd',
      calls,
      ...costAndDelay(calls, after.cpuMs - before.cpuMs, seconds, relayed),
      'direct p50 ms': round(direct.p50Ms, 2),
      'direct p99 ms': round(direct.p99Ms, 2),
      'INVITE-200 ms': round(inviteMs),
      'RSS MB': round(after.rssMb, 0),
      'load client CPU ms/s': round((clientAfter.cpuMs - clientBefore.cpuMs) / seconds, 0),
    }
  } finally {
    load.kill()
    await server.stop()
    stage.clear()
  }
}

/** The same audio through nothing but the media library: what of our cost is its own on this machine. */
async function measureBare(calls: number): Promise<Row> {
  const bare = fork(join(import.meta.dirname, 'bareRelay.ts'), { execArgv: process.execArgv })
  const meter = createMeter()
  const legs: MediaLeg[] = []
  try {
    for (let i = 0; i < calls; i++) {
      const pair = [0, 1].map(() => createMediaLeg({ next: meter.stamped, onFrame: (payload) => void meter.hear(payload) }))
      legs.push(...pair)
      const offers = await Promise.all(pair.map((leg) => leg.offer()))
      const answered = said<string[]>(bare)
      bare.send({ offers })
      for (const [at, sdp] of (await answered).entries()) pair[at]?.accept(sdp)
    }
    await wait(SETTLE_MS)
    const before = usage(bare.pid ?? 0)
    const begun = performance.now()
    meter.begin()
    await wait(WINDOW_MS)
    meter.end()
    const after = usage(bare.pid ?? 0)
    const seconds = (performance.now() - begun) / 1000
    await wait(LAST_PACKETS_MS)
    const relayed = meter.result()
    return {
      system: 'bare libdatachannel',
      calls,
      ...costAndDelay(calls, after.cpuMs - before.cpuMs, seconds, relayed),
      'RSS MB': round(after.rssMb, 0),
    }
  } finally {
    for (const leg of legs) leg.close()
    bare.kill()
  }
}

/** The columns that every system has. */
function costAndDelay(calls: number, cpuMs: number, seconds: number, relayed: Measured): Row {
  const cpu = cpuMs / seconds
  return {
    'CPU ms/s': round(cpu),
    'CPU ms/s per call': round(cpu / calls, 2),
    'packets/s': Math.round(relayed.sent / seconds),
    'loss %': round(((relayed.sent - relayed.received) / relayed.sent) * 100, 3),
    'delay p50 ms': round(relayed.p50Ms, 2),
    'delay p99 ms': round(relayed.p99Ms, 2),
    'delay max ms': round(relayed.maxMs),
  }
}

/** The load's next message; rejects when it ends instead. */
async function said<T>(load: ChildProcess): Promise<T> {
  const ended = new AbortController()
  const over = once(load, 'exit', { signal: ended.signal }).then(
    () => Promise.reject(new Error('the load client ended early')),
    () => new Promise<never>(() => {}),
  )
  const [message] = await Promise.race([once(load, 'message'), over])
  ended.abort()
  return message as T
}
