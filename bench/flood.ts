import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createCaller } from '../server/demo/peer.ts'
import type { FloodPlan, Sent } from './floodLoad.ts'
import { createMeter } from './meter.ts'
import { setNice } from './priority.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { seat } from './seat.ts'
import { familyOf, LINE, prepare, type RunningServer, startServer, usage } from './stage.ts'

const PHASE_MS = 10_000
/** What is under way at a window's end still comes. */
const LAST_PACKETS_MS = 300
const CALL_EVERY_MS = 2_000
const ANSWER_LATE_MS = 8_000
/** Before a phase, the flood of the one before is over and done with. */
const REST_MS = 3_000
const TALK_MS = 30_000
const BEGIN_MS = 60_000
/** What else runs on this machine, and the strangers, are behind the server and who listens; where the system lets it. */
const FIRST = -10
const LAST = 19

const addresses = (count: number, address: (n: number) => string): string[] => Array.from({ length: count }, (_, n) => address(n + 1))

/** From where the strangers come. Networks of RFC 5737 and RFC 3849, which nobody has. */
const PHASES: Readonly<Record<string, readonly string[]>> = {
  none: [],
  'one address': ['203.0.113.7'],
  'one /64': addresses(100, (n) => `2001:db8:1:1::${n.toString(16)}`),
  'a hundred addresses': addresses(100, (n) => `198.${18 + (n % 2)}.${n}.7`),
}

/** What a standing call, and a caller from elsewhere, notice of strangers who send what they can. */
export async function flood(): Promise<Result> {
  const stage = await prepare(1, 0)
  // As it is run: with the limits that it has by itself, behind a proxy of this machine.
  const server = await startServer(stage.dir, { MAX_CALLS: undefined, MAX_CALLS_ANONYMOUS: undefined, TRUSTED_PROXIES: 'loopback' })
  const pinned = pin(server.pid, 0)
  setNice(server.pid, FIRST)
  setNice(process.pid, FIRST)
  let meter = createMeter()
  const phones: { close(): void }[] = []
  try {
    const [person] = stage.advisors
    if (!person) throw new Error('there is no advisor')
    const stamped = () => meter.stamped()
    const hear = (payload: Buffer) => meter.hear(payload)
    phones.push(await seat(server, person, stamped, (payload) => void hear(payload)))
    await talk(server, stamped, hear)
    const rows: Row[] = []
    for (const [name, from] of Object.entries(PHASES)) {
      rows.push(await phase(server, name, from, pinned))
      await wait(REST_MS)
    }
    return {
      name: 'flood',
      about: `${PHASE_MS / 1_000} s of each: SIP messages of 438 bytes and 7 kB, connects, INVITEs with and without sound, sign-ins, live links with made-up tickets, and 20,000 RTP packets a second of one caller who waits. Beside it one call stands, and another stranger calls each ${CALL_EVERY_MS / 1_000} s. ${pinned ? 'The server has one core, the strangers have the other with the least priority.' : 'taskset is not there: server and strangers share the cores.'}`,
      rows,
      aims: [
        'delay p99 of the standing call under 20 ms, no loss',
        'a caller from elsewhere is answered within 1 s',
        'RSS as flat as without a flood',
      ],
    }
  } finally {
    for (const phone of phones) phone.close()
    await server.stop()
    stage.clear()
  }

  async function phase({ pid, origin, sip }: RunningServer, name: string, from: readonly string[], pinned: boolean): Promise<Row> {
    const load = from.length > 0 ? await strangers({ origin, sip, line: LINE, addresses: from }, pinned) : null
    meter = createMeter()
    meter.begin()
    const sentBefore = load?.sent() ?? 0
    const before = usage(pid)
    const floodBefore = load ? usage(load.process.pid ?? 0) : null
    const begun = performance.now()
    const others = callFromElsewhere(sip, begun + PHASE_MS)
    await wait(PHASE_MS)
    const after = usage(pid)
    const floodAfter = load ? usage(load.process.pid ?? 0) : null
    const seconds = (performance.now() - begun) / 1_000
    meter.end()
    await wait(LAST_PACKETS_MS)
    const call = meter.result()
    const answers = await others
    load?.process.kill('SIGKILL')
    const dials = answers.map(({ soundMs }) => soundMs ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
    const invites = answers.flatMap(({ inviteMs }) => inviteMs ?? []).sort((a, b) => a - b)
    const slowest = percentile(dials, 1)
    return {
      flood: name,
      'delay p50 ms': round(call.p50Ms, 2),
      'delay p99 ms': round(call.p99Ms, 2),
      'delay max ms': round(call.maxMs),
      'loss %': round(((call.sent - call.received) / call.sent) * 100, 3),
      'INVITE-200 ms': round(percentile(invites, 0.5)),
      'dial-sound max ms': slowest === Number.POSITIVE_INFINITY ? null : round(slowest, 0),
      'not answered': dials.filter((ms) => ms === Number.POSITIVE_INFINITY).length,
      'server CPU ms/s': round((after.cpuMs - before.cpuMs) / seconds, 0),
      'flood CPU ms/s': floodBefore && floodAfter && round((floodAfter.cpuMs - floodBefore.cpuMs) / seconds, 0),
      'RSS MB': round(after.rssMb, 0),
      'RSS + MB': round(after.rssMb - before.rssMb, 0),
      'messages/s': load && Math.round((load.sent() - sentBefore) / seconds),
    }
  }
}

async function talk({ sip }: RunningServer, next: () => Buffer, hear: (payload: Buffer) => boolean): Promise<void> {
  const talking = new Promise<void>((resolve, reject) => {
    const caller = createCaller({
      url: sip,
      line: LINE,
      next,
      onFrame: (payload) => void (hear(payload) && resolve()),
      handshake: { 'x-forwarded-for': '192.0.2.1' },
    })
    caller.done.then(({ why }) => {
      if (why !== 'hungUp') console.error(`the standing call has ended: ${why}`)
    })
    setTimeout(() => reject(new Error('the standing call did not come to a talk')), TALK_MS).unref()
  })
  await talking
}

interface Answer {
  /** From the INVITE to its 200; null when there was none. */
  readonly inviteMs: number | null
  /** From the dialling, the opening of the link included, to the first sound; null when none came. */
  readonly soundMs: number | null
}

/** A new caller every now and then, each from a network of its own (RFC 2544 has the addresses), until `until`. */
async function callFromElsewhere(sip: string, until: number): Promise<Answer[]> {
  const calls: Promise<Answer>[] = []
  for (let n = 10; performance.now() < until; n++) {
    calls.push(callOnce(sip, `198.18.${n}.1`))
    await wait(CALL_EVERY_MS)
  }
  return Promise.all(calls)
}

async function callOnce(url: string, address: string): Promise<Answer> {
  const dialled = performance.now()
  let inviteMs: number | null = null
  let heard = (_ms: number | null): void => {}
  const sound = new Promise<number | null>((resolve) => {
    heard = resolve
  })
  const caller = createCaller({
    url,
    line: LINE,
    next: () => Buffer.alloc(60, 0x48),
    onFrame: () => heard(performance.now() - dialled),
    handshake: { 'x-forwarded-for': address },
  })
  caller.answered.then((ms) => {
    inviteMs = ms
  })
  caller.done.then(() => heard(null))
  const late = setTimeout(() => heard(null), ANSWER_LATE_MS)
  const soundMs = await sound
  clearTimeout(late)
  caller.hangUp()
  return { inviteMs, soundMs }
}

/** Resolves when they have begun. */
async function strangers(plan: FloodPlan, pinned: boolean): Promise<{ readonly process: ChildProcess; readonly sent: () => number }> {
  const load = fork(join(import.meta.dirname, 'floodLoad.ts'), { execArgv: process.execArgv })
  let sent = 0
  load.on('message', (message) => {
    sent = Object.values(message as Sent).reduce((sum, count) => sum + count, 0)
  })
  load.send(plan)
  if (pinned) pin(load.pid ?? 0, 1)
  setNice(load.pid ?? 0, LAST)
  await once(load, 'message', { signal: AbortSignal.timeout(BEGIN_MS) })
  return { process: load, sent: () => sent }
}

/** Keeps every thread of a process and of its children on one processor; false where that cannot be done. */
function pin(pid: number, processor: number): boolean {
  try {
    for (const one of familyOf(pid)) execFileSync('taskset', ['-a', '-c', '-p', String(processor), String(one)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
