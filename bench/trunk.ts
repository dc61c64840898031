import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LINE_NUMBER, type Sbc, startSbc, TRUNK } from '../e2e/sbc/sbc.ts'
import { recordedCalls } from '../e2e/server/record.ts'
import type { Floor } from '../shared/floor/model.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { LINE, type Person, prepare, type RunningServer, type Stage, startServer } from './stage.ts'
import type { AdvisorsPlan } from './trunkAdvisors.ts'
import { ask, type Loaded, type LoadPlan, load } from './trunkLoad.ts'
import { type Programs, socketsOf } from './trunkProcesses.ts'
import { farEndHangsUp, gaps, talkMs, tonesIn, VOICES } from './trunkTones.ts'

const MINUTES = 10
/** An hour of 300 calls in ten minutes. */
const CALLS_PER_MINUTE = 30
const AT_ONCE = 30
const HELD_MS = 75_000
const HELD_EVERY_MS = 200
/** By then every call is up, its prompts are over, and both speak. */
const STEADY_MS = 15_000
const HELD_WINDOW_MS = 45_000
const ARRIVALS_STEADY_MS = 60_000
const GONE_MS = 15_000
const TRUNK_MS = 20_000

/** Telephone calls by sipp through the shipped border controller to advisors: 30 held at once, then one every two seconds for `only` minutes. */
export async function trunk(only: readonly number[]): Promise<Result> {
  const minutes = only[0] ?? MINUTES
  return {
    name: 'trunk',
    about: `sipp as the operator (PCMA), Kamailio and rtpengine as shipped, the server, and ${VOICES} WebRTC advisors. First ${AT_ONCE} calls held at once, then ${minutes * CALLS_PER_MINUTE} calls in ${minutes} minutes, a minute each on average, every other one ended by the advisor. Every caller and every advisor has a tone of their own and listens every 5 s: heard counts calls in which both heard the other; crossed those in which somebody heard a third; gaps, times without the tone within a call. Stuck is what is left afterwards in floor, record, Kamailio and rtpengine. Bare is Kamailio and rtpengine as a plain gateway to the same softphones: no queue, no record, nothing hidden. Memory counts shared pages once.`,
    rows: [...(await measure(minutes)), ...(await measureBare())],
    aims: ['every call answered, heard, ended; none crossed, none stuck', 'memory at the end as in the middle'],
  }
}

async function measure(minutes: number): Promise<Row[]> {
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
    const sockets = socketsOf(sbc.pids().rtpengine)
    const held = await load(
      sbc.address,
      dir,
      advisors,
      programs,
      heldPlan(() => LINE_NUMBER),
    )
    const leftOfHeld = await left(stage, server, sbc, sockets, AT_ONCE)
    advisors.send('hang up')
    const calls = minutes * CALLS_PER_MINUTE
    const arrivals = await load(sbc.address, dir, advisors, programs, {
      calls,
      everyMs: 60_000 / CALLS_PER_MINUTE,
      talkMs,
      farEndHangsUp,
      number: () => LINE_NUMBER,
      fromMs: Math.min(ARRIVALS_STEADY_MS, minutes * 20_000),
    })
    return [
      ...rows('Lyhörd', `${AT_ONCE} held`, AT_ONCE, held, leftOfHeld),
      ...rows('Lyhörd', `${calls} in ${minutes} min`, AT_ONCE, arrivals, await left(stage, server, sbc, sockets, AT_ONCE + calls)),
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

async function floorOf(server: RunningServer, { cookie }: Person): Promise<Floor> {
  const answer = await fetch(`${server.origin}/api/floor`, { headers: { cookie } })
  return ((await answer.json()) as { floor: Floor }).floor
}

/** What there still is of calls when all have ended, and which places hold it; and how many the record has as answered. */
async function left(stage: Stage, server: RunningServer, sbc: Sbc, sockets: number, calls: number): Promise<Row> {
  const look = async () => {
    const record = recordedCalls(stage.dir)
    return {
      floor: Object.keys((await floorOf(server, stage.supervisor)).calls).length,
      record: calls - record.filter(({ ended, outcome }) => ended !== null && outcome === 'answered').length,
      kamailio: kamcmd(sbc, 'htable.dump', 'call').match(/name:/g)?.length ?? 0,
      rtpengine: await sessions(sbc),
      'rtpengine sockets': Math.max(0, socketsOf(sbc.pids().rtpengine) - sockets),
    }
  }
  const late = Date.now() + GONE_MS
  let now = await look()
  while (Object.values(now).some((count) => count !== 0) && Date.now() < late) {
    await wait(500)
    now = await look()
  }
  const still = Object.entries(now).filter(([, count]) => count !== 0)
  return { stuck: still.length === 0 ? 'none' : still.map(([place, count]) => `${count} in ${place}`).join(', ') }
}

function kamcmd(sbc: Sbc, ...command: readonly string[]): string {
  return execFileSync('kamcmd', ['-s', `unix:${sbc.dir}/kamailio_ctl`, ...command], { encoding: 'utf8', maxBuffer: 2 ** 26 })
}

/** Calls that rtpengine holds, by its own word. */
async function sessions(sbc: Sbc): Promise<number> {
  const port = Number(/listen-ng\s*=\s*\S*?(\d+)$/m.exec(readFileSync(join(sbc.dir, 'rtpengine.conf'), 'utf8'))?.[1])
  const socket = createSocket('udp4')
  try {
    // Its answers go by the word before the command: one that has come before is answered as then.
    socket.send(`${randomUUID()} d7:command10:statisticse`, port, '127.0.0.1')
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer]
    const total = /sessionstotali(\d+)e/.exec(answer.toString('latin1'))?.[1]
    if (total === undefined) throw new Error('rtpengine does not say how many calls it holds')
    return Number(total)
  } finally {
    socket.close()
  }
}

/** One row of what became of the calls, and one for each program. */
function rows(system: string, what: string, atOnce: number, loaded: Loaded, after: Row | null): Row[] {
  const { callers, talks, setUpMs, cpu, memory } = loaded
  if (!loaded.clean) console.error(loaded.complaint)
  const fine = callers.filter(({ tone, heard }) =>
    tonesIn(heard).some((advisor) => talks.some((talk) => talk.tone === advisor && tonesIn(talk.heard).includes(tone))),
  )
  const crossed = [...callers, ...talks].filter(({ heard }) => tonesIn(heard).length > 1)
  const measured = Object.keys(memory[0])
  const sum = (values: Readonly<Record<string, number>>) => measured.reduce((all, name) => all + (values[name] ?? 0), 0)
  const costs = (cpuMs: number, [before, half, end]: readonly (number | null)[]): Row => ({
    'CPU ms/s': round(cpuMs),
    'per call': round(cpuMs / atOnce, 2),
    'MB before': round(before ?? null),
    'MB half': round(half ?? null),
    'MB after': round(end ?? null),
  })
  const head = { system, load: what }
  return [
    {
      ...head,
      program: measured.join(' + '),
      ...costs(sum(cpu), memory.map(sum)),
      calls: callers.length,
      answered: setUpMs.length,
      heard: fine.length,
      crossed: crossed.length,
      gaps: [...callers, ...talks].reduce((all, { heard }) => all + gaps(heard), 0),
      ended: loaded.ended,
      'not as planned': loaded.clean ? 'none' : 'some',
      stuck: after?.stuck ?? null,
      'INVITE-200 p50 ms': round(percentile(setUpMs, 0.5)),
      'p95 ms': round(percentile(setUpMs, 0.95)),
      'max ms': round(percentile(setUpMs, 1)),
    },
    ...Object.entries(cpu).map(([program, cpuMs]) => ({
      ...head,
      program,
      ...costs(
        cpuMs,
        memory.map((values) => values[program] ?? null),
      ),
    })),
  ]
}
