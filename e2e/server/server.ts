import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { freePort, freeUdpPort } from './ports.ts'
import { childrenOf, isGone } from './processes.ts'

export const ROOT = new URL('../..', import.meta.url).pathname

/** How long a start may take before the test gives up, in ms; on an idle machine it takes less than one second. */
const START_MS = 20_000
const STOP_MS = 8_000

export interface ServerOptions {
  readonly dataDir: string
  /** What is run; the shipped build by default. */
  readonly main?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface RunningServer {
  readonly port: number
  readonly mediaPort: number
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly dataDir: string
  /** Everything that it has written to standard output and standard error, over all starts. */
  output(): string
  pid(): number
  /** The process of everything but sound, which the server's own has begun. */
  signallingPid(): number
  /** Starts again, on the same ports and data; must have been stopped or killed. */
  start(): Promise<void>
  /** Asks it to end, as an operator does. */
  stop(): Promise<void>
  /** SIGKILL: nothing is said or saved. */
  kill(): Promise<void>
}

/** A real built server in a process of its own, ready when the promise resolves. Must be stopped. */
export async function startServer({ dataDir, main = join(ROOT, 'dist/server/main.js'), env = {} }: ServerOptions): Promise<RunningServer> {
  const [port, mediaPort] = await Promise.all([freePort(), freeUdpPort()])
  const url = `http://127.0.0.1:${port}`
  let output = ''
  let child: ChildProcess | undefined

  async function start() {
    if (child && child.exitCode === null && child.signalCode === null) throw new Error('the server is running already')
    const started = spawn(process.execPath, [main], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: dataDir,
        MEDIA_ADDRESS: '127.0.0.1',
        MEDIA_PORT: String(mediaPort),
        LOG_LEVEL: 'debug',
        MAX_CALLS_ANONYMOUS: '50',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')))
    await ready(url, started, () => output)
  }

  async function end(signal: NodeJS.Signals) {
    const ending = child
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const gone = once(ending, 'exit')
    const others = childrenOf(ending.pid ?? -1)
    ending.kill(signal)
    // Who loses power, or is ended by its supervisor, loses all processes at once.
    if (signal === 'SIGKILL') for (const pid of others) process.kill(pid, signal)
    const late = new AbortController()
    const forced = after(STOP_MS, true, { signal: late.signal }).catch(() => false)
    const first = await Promise.race([gone.then(() => 'gone'), forced])
    late.abort()
    if (first === 'gone') {
      while (!others.every(isGone)) await after(10)
      return
    }
    ending.kill('SIGKILL')
    await gone
    throw new Error(`the server did not end within ${STOP_MS} ms of ${signal}`)
  }

  await start()
  return {
    port,
    mediaPort,
    url,
    dataDir,
    output: () => output,
    pid: () => child?.pid ?? -1,
    signallingPid: () => childrenOf(child?.pid ?? -1)[0] ?? -1,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

async function ready(url: string, child: ChildProcess, output: () => string) {
  const deadline = Date.now() + START_MS
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended at its start:\n${output()}`)
    const up = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    )
    if (up) return
    if (Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`the server was not ready within ${START_MS} ms:\n${output()}`)
    }
    await after(20)
  }
}
