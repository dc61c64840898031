import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { FromSound, ToSound } from './messages.ts'

/** A thread that has failed begins anew, but not sooner than this after its last beginning. */
const RESTART_MS = 1_000

/** Somebody who has sound decoded or mixed. */
export interface SoundUser {
  /** What the thread says, to any of its users. */
  hear(message: FromSound): void
  /** The thread has failed and has begun anew, and knows nothing: what must go on is told again. */
  restarted(): void
  failed(fault: Error): void
}

export interface SoundThread {
  tell(message: ToSound): void
  /** Resolves when the thread has ended, or at once when others still use it. */
  close(): Promise<void>
}

const users = new Set<SoundUser>()
let worker: Worker | null = null
let begunAt = 0
let again: NodeJS.Timeout | null = null
let lastId = 0

/** A number for a room, a party or a meter; each is given once in this process. */
export const nextSoundId = (): number => ++lastId

/**
 * The process's one thread that decodes and encodes, shared by its users until each one's `close`. It begins with the first `tell`,
 * begins again by itself when it has failed, ends with its last user, and alone does not keep the process running.
 */
export function useSoundThread(user: SoundUser): SoundThread {
  users.add(user)
  return {
    tell(message) {
      // Until a failed thread has begun anew there is nobody to tell; it is told all again then.
      if (again || !users.has(user)) return
      worker ??= begin()
      worker.postMessage(message)
    },
    async close() {
      users.delete(user)
      if (users.size > 0) return
      if (again) clearTimeout(again)
      again = null
      const ending = worker
      worker = null
      await ending?.terminate()
    },
  }
}

function begin(): Worker {
  const made = new Worker(workerFile())
  begunAt = performance.now()
  made.on('message', (message: FromSound) => {
    for (const user of users) user.hear(message)
  })
  made.on('error', (fault: Error) => {
    for (const user of users) user.failed(fault)
  })
  made.once('exit', () => {
    // One that was ended on purpose is not ours any more.
    if (worker !== made) return
    worker = null
    again = setTimeout(restart, Math.max(0, begunAt + RESTART_MS - performance.now())).unref()
  })
  made.unref()
  return made
}

function restart(): void {
  again = null
  worker = begin()
  for (const user of users) user.restarted()
}

/** Beside the built server; from the sources, beside this file. */
function workerFile(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = join(here, 'soundThread.js')
  return existsSync(built) ? built : join(here, 'worker.mjs')
}
