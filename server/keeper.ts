import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { outliveFaults } from './faults.ts'
import type { Log } from './log.ts'
import { createSoundHost, type SoundHost } from './media/sound/host.ts'
import { signallingChannel } from './media/sound/process.ts'

/** How often signalling is asked whether it lives. */
const PING_MS = 1_000
/** Signalling that has said nothing for so long hangs: its longest honest work on one thread is far shorter. */
const HUNG_MS = 8_000
/** A start may take long, when a record of many years is brought to a new form. */
const START_MS = 300_000
/** Somewhat longer than signalling itself takes at most to end. */
const CLOSE_MS = 7_000
/** Niceness of signalling, above that of this process. */
const SIGNALLING_NICE = 5
/** Pause before the next start, after one that did not last LASTED_MS: the first, and the longest; doubled each time. */
const PAUSE_MS = [100, 5_000] as const
const LASTED_MS = 10_000

/** Fields of the one line in the log that says why signalling is begun anew; as server/log.ts writes them. */
type Why = { readonly signal: string } | { readonly code: number } | { readonly hung: true }

/**
 * Carries the sound in this process, and keeps all else running in another one, `file signalling`: begun again when it has ended, and ended
 * when it hangs, while talks go on. When its very first start fails, this process ends with the same exit code, for the operator to see.
 * SIGTERM and SIGINT end both.
 */
export function keep(file: string): void {
  const host: SoundHost = createSoundHost()
  outliveFaults(faultLog)
  let child: ChildProcess | null = null
  let port: number | null = null
  let closing = false
  let pause: number = PAUSE_MS[0]

  function begin(): void {
    const begunAt = performance.now()
    let heardAt = begunAt
    let serves = false
    const again = port === null ? {} : { PORT: String(port), LYHORD_AGAIN: '1' }
    const begun = fork(file, ['signalling'], { serialization: 'advanced', env: { ...process.env, ...again } })
    child = begun
    yieldTo(begun)
    const channel = signallingChannel(
      begun,
      () => {
        heardAt = performance.now()
      },
      (message) => {
        port = message.port
        serves = true
      },
    )
    host.attach(channel)
    const pings = setInterval(() => {
      channel.send({ is: 'ping' })
      if (performance.now() - heardAt < (serves ? HUNG_MS : START_MS)) return
      restarts({ hung: true })
      begun.kill('SIGKILL')
    }, PING_MS)
    begun.once('error', () => process.exit(1))
    begun.once('exit', (code, signal) => {
      clearInterval(pings)
      child = null
      if (closing) return
      if (port === null) return void end(code ?? 1)
      restarts(signal === null ? { code: code ?? 1 } : { signal })
      const lasted = performance.now() - begunAt >= LASTED_MS
      pause = lasted ? PAUSE_MS[0] : Math.min(PAUSE_MS[1], pause * 2)
      setTimeout(begin, lasted ? 0 : pause)
    })
  }

  async function end(code: number): Promise<void> {
    closing = true
    await host.close()
    process.exit(code)
  }

  function close(): void {
    if (closing) return
    closing = true
    if (!child) return void end(0)
    const ending = child
    const late = setTimeout(() => ending.kill('SIGKILL'), CLOSE_MS)
    ending.once('exit', (code) => {
      clearTimeout(late)
      void end(code ?? 1)
    })
    ending.kill('SIGTERM')
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  begin()
}

/** Where there is not enough processor for both, voices go first. */
function yieldTo({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, SIGNALLING_NICE)
  } catch {
    // A system that does not let itself be asked shares as it likes.
  }
}

function restarts(why: Why): void {
  say('signalling has ended and is begun anew; talks go on', why)
}

/** In the form of the log (server/log.ts), whose library this process does without. */
function say(event: string, fields: object): void {
  if (process.env.LOG_LEVEL === 'silent') return
  process.stdout.write(`${JSON.stringify({ level: 'error', time: new Date().toISOString(), ...fields, msg: event })}\n`)
}

const faultLog: Pick<Log, 'error'> = {
  error: (event, { error, count } = {}) => say(event, { count, error: error instanceof Error ? error.message : undefined }),
}
