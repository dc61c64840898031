/** One way in for what strangers send, as a proof tries it. */
export interface Door {
  /** Inputs without an end, the same for the same seed. */
  inputs(seed: number): Iterable<unknown>
  /** What takes them, as the program does; lives until its `close`. */
  open(): Promise<Target>
  /** How long one input may take, in ms of processor time; HANG_MS unless a thread of its own does the work, for which nobody waits. */
  readonly mostMs?: number
}

export interface Target {
  /** Takes one input. What it throws, or rejects with, is a fault: what may be wrong with an input is refused by value. */
  take(input: unknown): void | Promise<void>
  close?(): void
}

export interface Fault {
  /** Which input of the seed, from 0. */
  readonly n: number
  readonly what: string
  /** Its beginning: text as it is, bytes in hexadecimal. */
  readonly input: string
}

/** What became of the inputs of one seed. */
export interface Tried {
  readonly inputs: number
  readonly seconds: number
  /** The longest that one input took, in ms of processor time of this process; time in which it did not run is not in it. */
  readonly slowestMs: number
  /** Inputs that took longer than they may; in `faults` too. */
  readonly hangs: number
  /** The first of them; all are counted. */
  readonly faults: readonly Fault[]
  readonly faultCount: number
  /** Memory that is still held at the end, beyond what was after a tenth of the inputs, in MB; null where it could not be measured. */
  readonly growthMb: number | null
}

export const HANG_MS = 50
const FAULTS_TOLD = 20
const INPUT_TOLD = 2_000
/** Below this an input is not worth asking the system how much of it this process really ran. */
const WORTH_ASKING_MS = 5
/** How often others of this process have their turn, in ms. */
const TURN_MS = 50

/** Puts `count` inputs of a seed to a door, one after the other. `onTurn` is called every now and then with the number of the next. */
export async function tryDoor(door: Door, seed: number, count: number, onTurn: (n: number) => void = () => {}): Promise<Tried> {
  const target = await door.open()
  const { mostMs = HANG_MS } = door
  const faults: Fault[] = []
  let faultCount = 0
  let hangs = 0
  let slowestMs = 0
  let heldAtTenth: number | null = null
  const begun = performance.now()
  let turn = begun
  let n = 0
  onTurn(n)
  const note = (what: string, input: unknown): void => {
    faultCount += 1
    if (faults.length < FAULTS_TOLD) faults.push({ n, what, input: shown(input) })
  }
  for (const input of door.inputs(seed)) {
    if (n >= count) break
    if (n === Math.floor(count / 10)) heldAtTenth = await held()
    const ran = process.cpuUsage()
    const at = performance.now()
    try {
      const done = target.take(input)
      if (done) await done
    } catch (fault) {
      note(fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault), input)
    }
    const now = performance.now()
    if (now - at > Math.min(slowestMs, mostMs)) {
      const ms = now - at > WORTH_ASKING_MS ? Math.min(now - at, cpuMs(ran)) : now - at
      slowestMs = Math.max(slowestMs, ms)
      if (ms > mostMs) {
        hangs += 1
        note(`took ${Math.round(ms)} ms`, input)
      }
    }
    n += 1
    if (now - turn > TURN_MS) {
      turn = now
      onTurn(n)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const seconds = (performance.now() - begun) / 1_000
  target.close?.()
  const heldAtEnd = await held()
  const growthMb = heldAtTenth === null || heldAtEnd === null ? null : (heldAtEnd - heldAtTenth) / 2 ** 20
  return { inputs: n, seconds, slowestMs, hangs, faults, faultCount, growthMb }
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}

/** Bytes in use after the garbage has been collected; null where Node was not told to let us (`--expose-gc`). */
async function held(): Promise<number | null> {
  if (!globalThis.gc) return null
  // Twice: what is let go of in a first collection, such as bytes outside the heap, is given back in the next.
  for (let times = 0; times < 2; times++) {
    await new Promise((resolve) => setImmediate(resolve))
    globalThis.gc()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function shown(input: unknown): string {
  if (Buffer.isBuffer(input)) return input.toString('hex').slice(0, INPUT_TOLD)
  return (typeof input === 'string' ? input : (JSON.stringify(input) ?? String(input))).slice(0, INPUT_TOLD)
}
