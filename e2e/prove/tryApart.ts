import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setNice } from '../../bench/priority.ts'
import { usage } from '../../bench/stage.ts'
import type { Tried } from './door.ts'
import type { FuzzTask, FuzzWord } from './fuzzWorker.ts'

/** So much processor time without a word: the input that is at work will not come to an end. The first word comes when all is loaded. */
const STUCK_CPU_MS = 20_000
const LOOK_MS = 1_000
/** Calls on this machine go before. */
const LAST = 19

/** Puts a seed's inputs to a door in a process of its own. A process that ends early, or hangs, is a fault like any other. */
export async function tryApart(task: FuzzTask): Promise<Tried> {
  const worker = fork(join(import.meta.dirname, 'fuzzWorker.ts'), { execArgv: [...process.execArgv, '--expose-gc'] })
  const begun = performance.now()
  let at = 0
  let heardAtCpuMs = Number.POSITIVE_INFINITY
  let tried: Tried | null = null
  let stuck = false
  worker.on('message', (message) => {
    const word = message as FuzzWord
    if (word.is === 'tried') tried = word.tried
    else {
      at = word.n
      heardAtCpuMs = cpuOf(worker)
    }
  })
  const watch = setInterval(() => {
    if (cpuOf(worker) - heardAtCpuMs < STUCK_CPU_MS) return
    stuck = true
    worker.kill('SIGKILL')
  }, LOOK_MS)
  setNice(worker.pid ?? 0, LAST)
  worker.send(task)
  const [code, signal] = (await once(worker, 'exit')) as [number | null, string | null]
  clearInterval(watch)
  if (tried) return tried
  const what = stuck ? 'hangs' : `ended its process with ${signal ?? code}`
  return {
    inputs: at,
    seconds: (performance.now() - begun) / 1_000,
    slowestMs: stuck ? STUCK_CPU_MS : 0,
    hangs: stuck ? 1 : 0,
    faults: [{ n: at, what: `${what}, at this input or one of the few thousand after it`, input: '' }],
    faultCount: 1,
    growthMb: null,
  }
}

function cpuOf({ pid, exitCode }: ChildProcess): number {
  return pid === undefined || exitCode !== null ? 0 : usage(pid).cpuMs
}
