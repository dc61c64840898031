import { fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createCaller } from '../server/demo/peer.ts'
import type { HopHeard, HopPlan } from './hopLoad.ts'
import { createMeter } from './meter.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { seat } from './seat.ts'
import { familyOf, LINE, prepare, startServer, usage } from './stage.ts'

/** Packets a second that cross where nothing but one question at a time does; what N calls would make of it, both ways. */
const RATES = [0, 300, 5_000]
const WINDOW_MS = 5_000
const FRAME_MS = 20
const TALK_MS = 30_000
/** Signalling is begun anew within two seconds, and finds its talks. */
const AFTER_KILL_MS = 5_000

/** What it costs to go from one process to the other, and what the sudden end of each does to a talk. */
export async function hop(): Promise<Result> {
  const rows: Row[] = []
  for (const rate of RATES) rows.push(await crossing(rate))
  for (const who of ['signalling', 'sound'] as const) rows.push(await ending(who))
  return {
    name: 'hop',
    about: `A question to another process of Node and its answer, over the channel that sound and signalling have, ${WINDOW_MS / 1_000} s each: alone, and beside RTP packets of 80 bytes that cross as they would if signalling carried them (300 a second are those of three calls, 5,000 those of fifty). And the longest time without a frame in a talk, of which a process is ended by SIGKILL.`,
    rows,
  }
}

async function crossing(rate: number): Promise<Row> {
  const far = fork(join(import.meta.dirname, 'hopLoad.ts'), { execArgv: process.execArgv, serialization: 'advanced' })
  const delays: number[] = []
  let answered = (): void => {}
  far.on('message', (heard: HopHeard) => {
    if (heard.is === 'answer') answered()
  })
  const ask = (plan: HopPlan): void => void far.send(plan)
  const question = async (): Promise<number> => {
    const at = performance.now()
    await new Promise<void>((resolve) => {
      answered = resolve
      ask({ is: 'question' })
    })
    return performance.now() - at
  }
  await question()
  const cpuBefore = usage(far.pid ?? 0).cpuMs + ownCpuMs()
  const begun = performance.now()
  const payload = new Uint8Array(80)
  const packets = setInterval(() => {
    for (let n = 0; n < (rate * FRAME_MS) / 1_000; n++) ask({ is: 'packet', payload })
  }, FRAME_MS)
  while (performance.now() - begun < WINDOW_MS) {
    delays.push(await question())
    await wait(FRAME_MS / 4)
  }
  clearInterval(packets)
  const seconds = (performance.now() - begun) / 1_000
  const cpu = (usage(far.pid ?? 0).cpuMs + ownCpuMs() - cpuBefore) / seconds
  far.kill()
  delays.sort((a, b) => a - b)
  return {
    what: 'question and answer',
    'packets/s beside': rate,
    'p50 ms': round(percentile(delays, 0.5), 2),
    'p99 ms': round(percentile(delays, 0.99), 2),
    'CPU ms/s': round(cpu),
  }
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Ends one process of a server in which a call stands; gives the longest time without a frame of the other, on either side. */
async function ending(who: 'sound' | 'signalling'): Promise<Row> {
  const stage = await prepare(1, 0)
  const server = await startServer(stage.dir)
  const meter = createMeter()
  const last = [0, 0]
  const longest = [0, 0]
  const hears = (side: number) => (payload: Buffer) => {
    if (!meter.hear(payload)) return false
    const now = performance.now()
    if (last[side]) longest[side] = Math.max(longest[side] ?? 0, now - (last[side] ?? now))
    last[side] = now
    return true
  }
  try {
    const [person] = stage.advisors
    if (!person) throw new Error('there is no advisor')
    const toAdvisor = hears(0)
    const toCaller = hears(1)
    const phone = await seat(server, person, meter.stamped, (payload) => void toAdvisor(payload), true)
    await new Promise<void>((resolve, reject) => {
      const onFrame = (payload: Buffer): void => void (toCaller(payload) && resolve())
      createCaller({ url: server.sip, line: LINE, next: meter.stamped, onFrame, outlivesLink: true })
      setTimeout(() => reject(new Error('the call did not come to a talk')), TALK_MS).unref()
    })
    await wait(AFTER_KILL_MS / 5)
    longest.fill(0)
    const [sound, signalling] = familyOf(server.pid)
    const killed = who === 'sound' ? sound : signalling
    if (killed !== undefined) process.kill(killed, 'SIGKILL')
    await wait(AFTER_KILL_MS)
    const now = performance.now()
    const silence = last.map((at, side) => Math.max(longest[side] ?? 0, now - at))
    phone.close()
    return {
      what: killed === undefined ? `${who} is no process of its own` : `${who} killed`,
      'longest without sound ms': round(Math.max(...silence), 0),
      'still talking after 5 s': silence.every((ms) => ms < AFTER_KILL_MS / 2) ? 'yes' : 'no',
    }
  } finally {
    await server.stop()
    stage.clear()
  }
}
