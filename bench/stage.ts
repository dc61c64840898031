import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '../server/auth/passwords.ts'
import { createSessions } from '../server/auth/sessions.ts'
import { openRecord } from '../server/record/open.ts'

export const LINE = 'bench'
export const ROOT = join(import.meta.dirname, '..')
/** The build that is measured; `BENCH_SERVER` names another one. */
export const MAIN = process.env.BENCH_SERVER ?? join(ROOT, 'dist', 'server', 'main.js')
const START_MS = 20_000

export interface Person {
  readonly username: string
  /** `name=value` of a session that is open. */
  readonly cookie: string
}

export interface Stage {
  readonly dir: string
  readonly supervisor: Person
  readonly advisors: readonly Person[]
  /** Cookies of boards. */
  readonly boards: readonly string[]
  /** Removes the folder. */
  clear(): void
}

/** A record of its own with a line, a supervisor, and that many advisors and boards, all signed in. The server must not run yet. */
export async function prepare(advisors: number, boards: number): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-bench-'))
  const db = await openRecord(join(dir, 'lyhord.db'))
  const sessions = createSessions(db, false)
  const password = await hashPassword('not used to sign in')
  const cookieOf = (setCookie: string) => setCookie.split(';')[0] ?? ''
  await db
    .insertInto('lines')
    .values({
      id: LINE,
      name: 'Bench',
      greeting: '',
      place: 1,
      started_on: '2026-01-01',
      catchment: 1_000_000,
      time_zone: 'Europe/Stockholm',
    })
    .execute()

  async function person(username: string, role: 'advisor' | 'supervisor'): Promise<Person> {
    await db.insertInto('accounts').values({ id: username, username, name: username, role, password }).execute()
    if (role === 'advisor') await db.insertInto('account_lines').values({ account: username, line: LINE }).execute()
    return { username, cookie: cookieOf(await sessions.begin({ account: username })) }
  }

  async function board(id: string): Promise<string> {
    const link = {
      id,
      name: id,
      lines: '[]',
      created: Date.now(),
      ticket: null,
      old_ticket: null,
      ticket_expires: 0,
      used: null,
      seen: null,
    }
    await db.insertInto('board_links').values(link).execute()
    return cookieOf(await sessions.begin({ board: id }))
  }

  const supervisor = await person('supervisor', 'supervisor')
  const people: Person[] = []
  for (let i = 0; i < advisors; i++) people.push(await person(`advisor${i}`, 'advisor'))
  const cookies: string[] = []
  for (let i = 0; i < boards; i++) cookies.push(await board(`board${i}`))
  await db.destroy()
  return { dir, supervisor, advisors: people, boards: cookies, clear: () => rmSync(dir, { recursive: true, force: true }) }
}

export interface RunningServer {
  readonly pid: number
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** WebSocket address of `/sip`. */
  readonly sip: string
  /** From the start of the process until it said that it serves, in ms. */
  readonly startedInMs: number
  stop(): Promise<void>
}

/**
 * Starts the built server on free ports with its record in `dir`; builds it first when that is needed. `more` adds settings,
 * `said` is what it must have said to count as started. Must be stopped.
 */
export async function startServer(dir: string, more: NodeJS.ProcessEnv = {}, said = /Lyhörd serves/): Promise<RunningServer> {
  needBuild()
  const begun = performance.now()
  const child = spawn(process.execPath, [MAIN], {
    cwd: ROOT,
    env: { ...serverEnv(dir, 0), ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await originSaid(child, said)
  return {
    pid: child.pid ?? 0,
    origin,
    sip: `${origin.replace('http', 'ws')}/sip`,
    startedInMs: performance.now() - begun,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Settings of a measured server: nothing limits the load. `port` 0 takes a free one. */
export function serverEnv(dir: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    MEDIA_PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dir,
    LOG_LEVEL: 'error',
    MAX_CALLS: '10000',
    MAX_CALLS_ANONYMOUS: '10000',
  }
}

/** Builds what has changed since the last build, unless another build is measured. */
export function needBuild(): void {
  if (built || process.env.BENCH_SERVER) return
  execFileSync(process.execPath, [join(ROOT, 'server', 'start.mjs'), '--build'], { cwd: ROOT, stdio: 'inherit' })
  built = true
}

let built = false

function originSaid(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => {
      child.kill()
      reject(new Error(`the server did not start: ${said}`))
    }, START_MS)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} instead of starting`)))
    child.stdout?.on('data', (data: Buffer) => {
      said += data.toString()
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (!origin || !wanted.test(said)) return
      clearTimeout(late)
      resolve(origin)
    })
  })
}

export interface Usage {
  /** CPU time of all threads since the start, in ms. */
  readonly cpuMs: number
  readonly rssMb: number
}

/** What a process and all that it has begun have used, from /proc; Linux only. What a process that has ended has used is not in it. */
export function usage(pid: number): Usage {
  return familyOf(pid)
    .map(usageOfOne)
    .reduce((sum, one) => ({ cpuMs: sum.cpuMs + one.cpuMs, rssMb: sum.rssMb + one.rssMb }), { cpuMs: 0, rssMb: 0 })
}

/** A process, then those that it has begun, and theirs. */
export function familyOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(familyOf)]
}

function childrenOf(pid: number): number[] {
  const lists = tasksOf(pid).map((task) => read(`/proc/${pid}/task/${task}/children`))
  return lists.flatMap((list) => list.split(' ').filter(Boolean)).map(Number)
}

function usageOfOne(pid: number): Usage {
  return {
    cpuMs: tasksOf(pid).reduce((sum, task) => sum + onCpuMs(`/proc/${pid}/task/${task}/schedstat`), 0),
    rssMb: Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024,
  }
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Empty for a process or thread that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** From the scheduler's nanoseconds: the ticks of `stat` are blind to, or blinded by, work that comes by the clock as audio does. */
function onCpuMs(schedstat: string): number {
  return Number(read(schedstat).split(' ')[0]) / 1e6
}
