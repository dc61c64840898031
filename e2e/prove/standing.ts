import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setNice } from '../../bench/priority.ts'
import { LINE, prepare, type RunningServer, type Stage, startServer } from '../../bench/stage.ts'
import type { Heard, StandingPlan } from './standingLoad.ts'

const TALK_MS = 60_000
/** What else runs on this machine must be late, not the server or who listens. */
const FIRST = -10

/** The built server, and a call on it that stands until `close`. */
export interface Standing {
  readonly server: RunningServer
  readonly stage: Stage
  /** Forgets what was heard so far. */
  begin(): void
  /** What was heard since `begin`. Rejects when the process that listens is gone. */
  heard(): Promise<Heard>
  close(): Promise<void>
}

/** Builds the server where that is needed, and rejects when the call does not come to a talk. */
export async function standingCall(more: NodeJS.ProcessEnv = {}): Promise<Standing> {
  const stage = await prepare(1, 0)
  const server = await startServer(stage.dir, more)
  const load = fork(join(import.meta.dirname, 'standingLoad.ts'), { execArgv: process.execArgv })
  const close = async (): Promise<void> => {
    load.kill()
    await server.stop()
    stage.clear()
  }
  try {
    const [advisor] = stage.advisors
    if (!advisor) throw new Error('there is no advisor')
    const plan: StandingPlan = { origin: server.origin, sip: server.sip, line: LINE, advisor }
    load.send(plan)
    await word(load)
    for (const pid of [server.pid, load.pid ?? 0]) setNice(pid, FIRST)
  } catch (error) {
    await close()
    throw error
  }
  return {
    server,
    stage,
    begin: () => void load.send('begin'),
    heard() {
      load.send('tell')
      return word<Heard>(load)
    },
    close,
  }
}

async function word<T>(load: ChildProcess): Promise<T> {
  const waits = new AbortController()
  const { signal } = waits
  try {
    const gone = once(load, 'exit', { signal }).then(() => Promise.reject(new Error('the standing call’s process has ended')))
    const late = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => reject(new Error('the standing call did not come to a talk')), TALK_MS)
      signal.addEventListener('abort', () => clearTimeout(timer))
    })
    const [said] = await Promise.race([once(load, 'message', { signal }), gone, late])
    return said as T
  } finally {
    waits.abort()
  }
}
