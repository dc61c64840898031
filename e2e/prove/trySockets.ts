import { familyOf, usage } from '../../bench/stage.ts'
import { SOCKET_DOORS } from './socketDoors.ts'
import type { Standing } from './standing.ts'

/** What became of the inputs that one door of a server was sent. */
export interface Sent {
  readonly inputs: number
  readonly seconds: number
  /** The slowest answer of the server to a question of its own health beside it, in ms: the machine's other work is in it. */
  readonly slowestHealthMs: number
  readonly faults: readonly string[]
  /** Memory of the server at the end beyond that after a tenth of the inputs, in MB. */
  readonly growthMb: number
}

const HEALTH_EVERY_MS = 250
const HEALTH_LATE_MS = 10_000

/** Sends `count` inputs of a seed to a door of a server that runs. A process of it that has ended, or no longer answers, is a fault. */
export async function trySockets(name: string, seed: number, count: number, standing: Standing, mediaPort: number): Promise<Sent> {
  const door = SOCKET_DOORS[name]
  if (!door) throw new Error(`no door ${name} is reached over a socket`)
  const inputs = await door.inputs()
  const { origin, pid } = standing.server
  const family = familyOf(pid).join(' ')
  const faults: string[] = []
  const sender = door.open({ origin, mediaPort })
  const health = watchHealth(origin)
  const begun = performance.now()
  let rssAtTenth = 0
  let n = 0
  for (const input of inputs(seed)) {
    if (n >= count) break
    if (n === Math.floor(count / 10)) rssAtTenth = usage(pid).rssMb
    await sender.send(input)
    n += 1
  }
  const seconds = (performance.now() - begun) / 1_000
  sender.close()
  const { slowestMs, failed } = await health.end()
  if (failed) faults.push(`the server did not answer within ${HEALTH_LATE_MS} ms`)
  if (familyOf(pid).join(' ') !== family) faults.push('a process of the server has ended')
  return { inputs: n, seconds, slowestHealthMs: slowestMs, faults, growthMb: usage(pid).rssMb - rssAtTenth }
}

function watchHealth(origin: string): { end(): Promise<{ readonly slowestMs: number; readonly failed: boolean }> } {
  let slowestMs = 0
  let failed = false
  let asked: Promise<void> = Promise.resolve()
  let busy = false
  const ask = async (): Promise<void> => {
    const at = performance.now()
    try {
      await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(HEALTH_LATE_MS) })
    } catch {
      failed = true
    }
    slowestMs = Math.max(slowestMs, performance.now() - at)
    busy = false
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    asked = ask()
  }, HEALTH_EVERY_MS)
  return {
    async end() {
      clearInterval(timer)
      await asked
      return { slowestMs, failed }
    },
  }
}
