import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type Result, type Row, round } from '../../bench/report.ts'
import { HANG_MS, type Tried } from './door.ts'
import { DOOR_NAMES, doorOf, NoSuchDoor, shareOf } from './doors.ts'
import { GAP_MS } from './ear.ts'
import { SOCKET_DOORS } from './socketDoors.ts'
import { type Standing, standingCall } from './standing.ts'
import { tryApart } from './tryApart.ts'
import { type Sent, trySockets } from './trySockets.ts'

/** Of all inputs, those that go over sockets to a server that runs. */
const SOCKET_SHARE = 0.03
/** Inputs of one process: then its memory is looked at, and the next begins from nothing. */
const A_TASK = 250_000
/** What a run may still hold at its end beyond what it held after a tenth; the garbage of a server that runs is not collected first. */
const GROWTH_MB = { functions: 10, sockets: 60 } as const

export interface Proved {
  readonly result: Result
  /** What does not hold, a line each; empty when all does. */
  readonly broken: readonly string[]
}

interface Plan {
  readonly count: number
  readonly seed: number
  readonly doors: readonly string[]
  readonly workers: number
}

/** `--count N --seed N --doors a,b --workers N`. Throws TypeError with what is allowed. */
function readPlan(argv: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...argv],
    options: { count: { type: 'string' }, seed: { type: 'string' }, doors: { type: 'string' }, workers: { type: 'string' } },
  })
  const whole = (name: string, value: string | undefined, otherwise: number): number => {
    const number = value === undefined ? otherwise : Number(value)
    if (!Number.isInteger(number) || number < 0) throw new TypeError(`--${name} must be a whole number from 0`)
    return number
  }
  const all = [...new Set([...DOOR_NAMES, ...Object.keys(SOCKET_DOORS)])]
  const doors = values.doors?.split(',') ?? all
  const odd = doors.find((door) => !all.includes(door))
  if (odd !== undefined) throw new TypeError(`--doors: there is no ${odd}; there are ${all.join(', ')}`)
  return {
    count: whole('count', values.count, 10_000_000),
    seed: whole('seed', values.seed, 20_261_130),
    doors,
    workers: Math.max(1, whole('workers', values.workers, availableParallelism())),
  }
}

/** Puts millions of inputs to every door, with a call standing beside it in a real server. */
export async function fuzz(argv: readonly string[]): Promise<Proved> {
  const plan = readPlan(argv)
  const broken: string[] = []
  const usable = await usableDoors(plan, broken)
  const mediaPort = await freePort()
  const standing = await standingCall({ MEDIA_PORT: String(mediaPort) })
  const begun = performance.now()
  try {
    const { pid } = standing.server
    standing.begin()
    const rows = [...(await allFunctions(plan, usable, broken)), ...(await allSockets(plan, usable, standing, mediaPort, broken))]
    const heard = await standing.heard()
    if (heard.ended !== null) broken.push(`the standing call has ended: ${heard.ended}`)
    if (heard.unexplained > 0)
      broken.push(`${heard.unexplained} gaps of the standing call over ${GAP_MS} ms (the longest ${heard.longestMs} ms)`)
    const minutes = (performance.now() - begun) / 60_000
    const call: Row = {
      door: 'standing call',
      by: `process ${pid}`,
      inputs: heard.frames,
      seconds: round(minutes * 60, 0),
      'slowest ms': round(heard.longestMs),
      'gaps > 60 ms': heard.gaps,
      unexplained: heard.unexplained,
      'control ms': round(heard.controlMs),
    }
    return { result: { name: 'fuzz', about: aboutOf(plan, rows, minutes), rows: [...rows, call], aims: AIMS }, broken }
  } finally {
    await standing.close()
  }
}

const AIMS = [
  'no fault, and no end of a process',
  `no input over ${HANG_MS} ms of processor time (csv and hsds, whole files in a thread of their own: 1 s)`,
  `no growth: at most ${GROWTH_MB.functions} MB (functions), ${GROWTH_MB.sockets} MB (the server, its garbage included)`,
  `no gap of the standing call over ${GAP_MS} ms in which two that talk without a server had none`,
]

function aboutOf({ seed, workers }: Plan, rows: readonly Row[], minutes: number): string {
  const inputs = rows.reduce((sum, row) => sum + Number(row.inputs), 0)
  return `${inputs} inputs of seed ${seed} in ${minutes.toFixed(1)} minutes, by ${workers} processes of the least priority. Seconds are summed over processes. Slowest: of functions in processor time, of sockets the server's slowest answer to /healthz beside it, of the call its longest time without a frame; control is that of two softphones without a server.`
}

async function usableDoors({ doors }: Plan, broken: string[]): Promise<ReadonlySet<string>> {
  const usable = new Set<string>()
  for (const door of doors) {
    try {
      if (DOOR_NAMES.includes(door)) await doorOf(door)
      else await SOCKET_DOORS[door]?.inputs()
      usable.add(door)
    } catch (fault) {
      if (!(fault instanceof NoSuchDoor)) throw fault
      broken.push(`${door}: ${fault.message}`)
    }
  }
  return usable
}

async function allFunctions({ count, seed, workers }: Plan, usable: ReadonlySet<string>, broken: string[]): Promise<Row[]> {
  const names = DOOR_NAMES.filter((name) => usable.has(name))
  const shares = names.reduce((sum, name) => sum + shareOf(name), 0)
  const tasks = names.flatMap((door) => {
    const inputs = Math.round((count * (1 - SOCKET_SHARE) * shareOf(door)) / shares)
    const parts = Math.ceil(inputs / A_TASK)
    return Array.from({ length: parts }, (_, part) => ({ door, seed: seed + part, count: Math.ceil(inputs / parts) }))
  })
  const tried = new Map<string, Tried[]>(names.map((name) => [name, []]))
  const waiting = [...tasks]
  const one = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const done = await tryApart(task)
      tried.get(task.door)?.push(done)
      const where = `${task.door} (--doors ${task.door} --seed ${task.seed})`
      for (const { n, what, input } of done.faults.slice(0, 3)) broken.push(`${where}: input ${n}: ${what}\n    ${input.slice(0, 300)}`)
      if (done.faultCount > 3) broken.push(`${where}: ${done.faultCount} faults in all`)
      if ((done.growthMb ?? 0) > GROWTH_MB.functions) broken.push(`${where}: holds ${done.growthMb?.toFixed(1)} MB more at its end`)
      console.error(`${done.inputs} inputs to ${where}: ${done.seconds.toFixed(0)} s, ${done.faultCount} faults`)
    }
  }
  await Promise.all(Array.from({ length: workers }, one))
  return [...tried].map(([door, all]) => ({
    door,
    by: 'function',
    inputs: sum(all.map(({ inputs }) => inputs)),
    seconds: round(sum(all.map(({ seconds }) => seconds)), 0),
    'slowest ms': round(Math.max(0, ...all.map(({ slowestMs }) => slowestMs))),
    faults: sum(all.map(({ faultCount }) => faultCount)),
    'growth MB': round(Math.max(...all.map(({ growthMb }) => growthMb ?? 0))),
  }))
}

async function allSockets(
  { count, seed }: Plan,
  usable: ReadonlySet<string>,
  standing: Standing,
  mediaPort: number,
  broken: string[],
): Promise<Row[]> {
  const rows: Row[] = []
  const names = Object.keys(SOCKET_DOORS).filter((name) => usable.has(name))
  const shares = sum(names.map((name) => SOCKET_DOORS[name]?.share ?? 0))
  for (const door of names) {
    const inputs = Math.round((count * SOCKET_SHARE * (SOCKET_DOORS[door]?.share ?? 0)) / shares)
    const sent: Sent = await trySockets(door, seed, inputs, standing, mediaPort)
    for (const fault of sent.faults) broken.push(`${door} over sockets, seed ${seed}: ${fault}`)
    if (sent.growthMb > GROWTH_MB.sockets) broken.push(`${door} over sockets: the server has grown by ${sent.growthMb.toFixed(0)} MB`)
    console.error(`${sent.inputs} inputs to ${door} over sockets: ${sent.seconds.toFixed(0)} s`)
    rows.push({
      door,
      by: 'socket',
      inputs: sent.inputs,
      seconds: round(sent.seconds, 0),
      'slowest ms': round(sent.slowestHealthMs),
      faults: sent.faults.length,
      'growth MB': round(sent.growthMb),
    })
  }
  return rows
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  socket.bind(0)
  await once(socket, 'listening')
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(resolve))
  return port
}
