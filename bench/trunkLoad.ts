import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { OPERATOR } from '../e2e/sbc/sbc.ts'
import { runSipp } from '../e2e/sbc/sipp.ts'
import type { Talk } from './trunkAdvisors.ts'
import { type ByProgram, cpuOf, memoryOf, type Programs } from './trunkProcesses.ts'
import type { CallerHeard, SoundPlan, Sounds } from './trunkSound.ts'

/** One load of calls by sipp. */
export interface LoadPlan {
  readonly calls: number
  /** One call each so many ms. */
  readonly everyMs: number
  readonly talkMs: (call: number) => number
  readonly farEndHangsUp: (call: number) => boolean
  /** Whom call number so and so is for. */
  readonly number: (call: number) => string
  /** CPU is counted from then until the last call but one has come, or for `windowMs` when that is given; ms after the first call. */
  readonly fromMs: number
  readonly windowMs?: number
}

export interface Loaded {
  /** Whether sipp says that every call went as its scenario says. */
  readonly clean: boolean
  /** What sipp had to say if not. */
  readonly complaint: string
  /** From INVITE to 200 at the operator, in ms, shortest first. */
  readonly setUpMs: readonly number[]
  /** Calls that were ended by whom they were to be ended by. */
  readonly ended: number
  /** Calls that were asked whether they are still there (UPDATE), and those that were offered anew (re-INVITE), by number of the call. */
  readonly asked: readonly number[]
  readonly offeredAnew: readonly number[]
  readonly callers: readonly CallerHeard[]
  readonly talks: readonly Talk[]
  /** CPU in ms of a second. */
  readonly cpu: ByProgram
  /** Memory in MB: before the first call, in the middle, and when all is over. */
  readonly memory: readonly [before: ByProgram, half: ByProgram, after: ByProgram]
}

/** What is under way at the end still comes; and memory that can be let go is let go. */
const SETTLE_MS = 5_000
const FOLLOW_MS = 50
/** How long a caller waits for the far end to hang up: by then it never would. */
const PATIENCE_MS = 180_000

/** Calls, and listens at both ends. `dir` takes files; `advisors` is the process of bench/trunkAdvisors. */
export async function load(address: string, dir: string, advisors: ChildProcess, programs: Programs, plan: LoadPlan): Promise<Loaded> {
  const sound = fork(join(import.meta.dirname, 'trunkSound.ts'), { execArgv: process.execArgv })
  try {
    const ports = await ask<number[]>(sound, { address: OPERATOR, calls: plan.calls } satisfies SoundPlan)
    const calls = join(dir, 'calls.csv')
    const log = join(dir, 'calls.log')
    const lines = ports.map((port, i) => [port, plan.farEndHangsUp(i) ? PATIENCE_MS : plan.talkMs(i), plan.number(i), ''].join(';'))
    writeFileSync(calls, `SEQUENTIAL\n${lines.join('\n')}\n`)
    writeFileSync(log, '')
    const before = memoryOf(programs)
    const sipp = runSipp(
      { address },
      {
        scenario: 'load.xml',
        args: [
          ...['-m', String(plan.calls), '-l', String(plan.calls), '-r', '1', '-rp', String(plan.everyMs)],
          ...['-inf', calls, '-trace_logs', '-log_file', log],
        ],
      },
    )
    const follower = setInterval(follow, FOLLOW_MS)
    sipp.done.finally(() => clearInterval(follower))
    let followed = 0
    /** Tells the callers' sound what has become of their calls. */
    function follow(): void {
      const whole = readFileSync(log, 'utf8')
      const now = whole.slice(0, whole.lastIndexOf('\n') + 1)
      for (const [, what, port, far] of now.slice(followed).matchAll(SAID)) {
        const sounds: Sounds = { call: ports.indexOf(Number(port)), port: far === undefined ? null : Number(far) }
        if (what !== 'asked') sound.send(sounds)
      }
      followed = now.length
    }
    const all: Programs = {
      ...programs,
      sipp: () => [sipp.pid],
      "callers' sound": () => [sound.pid ?? 0],
      advisors: () => [advisors.pid ?? 0],
    }
    const early = sipp.done.then(() => Promise.reject(new Error(`sipp ended before its calls:\n${sipp.output()}`)))
    early.catch(() => {})
    const pass = (ms: number) => Promise.race([wait(ms), early])
    await pass(plan.fromMs)
    const begun = performance.now()
    const cpuBefore = cpuOf(all)
    const window = plan.windowMs ?? Math.max(1_000, (plan.calls - 2) * plan.everyMs - plan.fromMs)
    await pass(window / 2)
    const half = memoryOf(programs)
    await pass(window / 2)
    const cpuAfter = cpuOf(all)
    const seconds = (performance.now() - begun) / 1_000
    const code = await sipp.done
    follow()
    await wait(SETTLE_MS)
    const said = readFileSync(log, 'utf8')
    const calledOf = (pattern: RegExp) => [...said.matchAll(pattern)].map(([, port]) => ports.indexOf(Number(port)))
    const ended =
      calledOf(/caller hung up (\d+)/g).filter((call) => !plan.farEndHangsUp(call)).length +
      calledOf(/far end hung up (\d+)/g).filter(plan.farEndHangsUp).length
    const clean = code === 0 && ended === plan.calls
    return {
      clean,
      complaint: clean ? '' : sipp.output(),
      setUpMs: [...said.matchAll(/^.*answered \d+ \d+ (\S+) (\S+) (\S+) (\S+)/gm)].map(took).sort((a, b) => a - b),
      ended,
      asked: calledOf(/asked (\d+)/g),
      offeredAnew: calledOf(/offered anew (\d+)/g),
      talks: await ask<Talk[]>(advisors, 'report'),
      callers: await ask<CallerHeard[]>(sound, 'finish'),
      cpu: Object.fromEntries(Object.entries(cpuAfter).map(([name, ms]) => [name, (ms - (cpuBefore[name] ?? 0)) / seconds])),
      memory: [before, half, memoryOf(programs)],
    }
  } finally {
    sound.kill()
  }
}

/** What the scenario says of a call: what happened, the caller's port, and where its sound goes from now on when that is said. */
const SAID = /^.*(answered|offered anew|asked|hung up) (\d+)(?: (\d+))?/gm

function took([, askedS, askedUs, hadS, hadUs]: RegExpMatchArray): number {
  return (Number(hadS) - Number(askedS)) * 1_000 + (Number(hadUs) - Number(askedUs)) / 1_000
}

/** Tells a child something and waits for its answer; rejects when it ends instead. */
export async function ask<T>(child: ChildProcess, question: unknown): Promise<T> {
  const ended = new AbortController()
  const over = once(child, 'exit', { signal: ended.signal }).then(
    () => Promise.reject(new Error('a process of the load ended early')),
    () => new Promise<never>(() => {}),
  )
  const answer = once(child, 'message')
  child.send(question as object)
  const [message] = await Promise.race([answer, over])
  ended.abort()
  return message as T
}
