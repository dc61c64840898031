import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporary } from '../server/house.ts'
import { ROOT } from '../server/server.ts'
import { OPERATOR, type Sbc } from './sbc.ts'

export interface SippOptions {
  /** File of the scenario, in e2e/sbc. */
  readonly scenario: string
  /** What stands in the scenario for [NAME]. */
  readonly keys?: Readonly<Record<string, string | number>>
  readonly args?: readonly string[]
  /** The address it has. */
  readonly address?: string
  readonly port?: number
  readonly mediaPort?: number
}

/** sipp under way: the operator, with as many calls as its arguments say. */
export interface Sipp {
  /** Resolves with the exit code: 0 when every call went as the scenario says. */
  readonly done: Promise<number>
  output(): string
  pid: number
  stop(): Promise<void>
}

/** Starts sipp against the border controller. It ends with its calls, or must be stopped. */
export function runSipp(
  sbc: Pick<Sbc, 'address'>,
  { scenario, keys = {}, args = ['-m', '1'], address = OPERATOR, port, mediaPort }: SippOptions,
): Sipp {
  const dir = temporary('sipp')
  const file = join(dir, scenario)
  const text = readFileSync(join(ROOT, 'e2e/sbc', scenario), 'utf8')
  // sipp itself has no keys in pauses and in names of files.
  writeFileSync(
    file,
    Object.entries(keys).reduce((filled, [name, value]) => filled.replaceAll(`[${name}]`, String(value)), text),
  )
  const given = [
    ...['-sf', file, '-i', address, '-mi', address, '-nostdin', '-trace_err', '-error_file', join(dir, 'errors')],
    ...(port ? ['-p', String(port)] : []),
    ...(mediaPort ? ['-mp', String(mediaPort)] : []),
    ...args,
    sbc.address,
  ]
  const child: ChildProcess = spawn('sipp', given, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString('latin1')).slice(-20_000)))
  const gone = once(child, 'exit').then(([code]) => {
    if (existsSync(join(dir, 'errors'))) output += readFileSync(join(dir, 'errors'), 'utf8').slice(-5_000)
    rmSync(dir, { recursive: true, force: true })
    return Number(code ?? -1)
  })
  return {
    done: gone,
    output: () => output,
    pid: child.pid ?? -1,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await gone
    },
  }
}
