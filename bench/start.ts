import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { percentile, type Result, type Row, round } from './report.ts'
import { MAIN, needBuild, prepare, ROOT, serverEnv, usage } from './stage.ts'

const RUNS = 5
const IDLE_MS = 10_000
const POLL_MS = 4

/** How long it takes from the start of the process to an answer at /healthz, and what the server uses when nothing happens. */
export async function start(): Promise<Result> {
  needBuild()
  const rows = [await measure('node dist/server/main.js', MAIN)]
  if (!process.env.BENCH_SERVER) rows.push(await measure('npm start', join(ROOT, 'server', 'start.mjs')))
  return {
    name: 'start',
    about: `From the start of the process to 200 at /healthz, ${RUNS} warm starts after one that is not counted; then 10 s of idleness.`,
    rows,
    aims: ['ready within 1.5 s of a warm start', 'idle under 150 MB'],
  }
}

async function measure(command: string, script: string): Promise<Row> {
  const stage = await prepare(2, 1)
  const times: number[] = []
  const cpu: number[] = []
  let idle: Row = {}
  try {
    for (let run = 0; run <= RUNS; run++) {
      const port = await freePort()
      const begun = performance.now()
      const child = spawn(process.execPath, [script], {
        cwd: ROOT,
        env: serverEnv(stage.dir, port),
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const gone = once(child, 'exit')
      try {
        await healthy(port, begun)
        if (run > 0) {
          times.push(performance.now() - begun)
          cpu.push(usage(child.pid ?? 0).cpuMs)
        }
        if (run === RUNS) idle = await idleUse(child.pid ?? 0)
      } finally {
        child.kill('SIGTERM')
        await gone
      }
    }
  } finally {
    stage.clear()
  }
  times.sort((a, b) => a - b)
  cpu.sort((a, b) => a - b)
  return {
    system: 'Lyhörd',
    command,
    'ready median ms': round(percentile(times, 0.5), 0),
    'ready max ms': round(percentile(times, 1), 0),
    'CPU until ready ms': round(percentile(cpu, 0.5), 0),
    ...idle,
  }
}

async function idleUse(pid: number): Promise<Row> {
  const before = usage(pid)
  await wait(IDLE_MS)
  const after = usage(pid)
  return {
    'idle RSS MB': round(after.rssMb, 0),
    'idle CPU ms/s': round((after.cpuMs - before.cpuMs) / (IDLE_MS / 1000)),
  }
}

async function healthy(port: number, begun: number): Promise<void> {
  while (performance.now() - begun < 30_000) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (answer?.ok) return
    await wait(POLL_MS)
  }
  throw new Error('the server did not become healthy in 30 s')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
