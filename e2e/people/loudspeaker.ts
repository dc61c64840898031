import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { temporary } from '../server/house.ts'

/** A loudspeaker that nobody hears: a Firefox on a machine without one plays and measures no sound at all. */
export interface Loudspeaker {
  /** What a program needs in its environment to play on it. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** A PulseAudio of its own with a sink that plays into nothing; ready when the promise resolves. Must be closed. */
export async function plugInLoudspeaker(): Promise<Loudspeaker> {
  const folder = temporary('pulse')
  const socket = join(folder, 'native')
  const loaded = ['module-null-sink', `module-native-protocol-unix auth-anonymous=1 socket=${socket}`].flatMap((module) => ['-L', module])
  const child = spawn(
    '/usr/bin/pulseaudio',
    ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--log-level=error', ...loaded],
    { env: { PATH: process.env.PATH, HOME: folder, XDG_RUNTIME_DIR: folder }, stdio: 'ignore' },
  )
  const gone = once(child, 'exit')
  await expect.poll(() => existsSync(socket), { message: 'PulseAudio should be there', intervals: [50], timeout: 15_000 }).toBe(true)
  return {
    env: { PULSE_SERVER: `unix:${socket}` },
    async close() {
      child.kill()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
