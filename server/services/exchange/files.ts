import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Outcome, ok, refuse } from '../../../shared/errors.ts'
import type { RegisterFormat } from '../../../shared/services/register.ts'
import type { Service } from '../../../shared/services/service.ts'
import { inPieces, turn } from '../../pieces.ts'
import { after } from '../../timers.ts'
import type { Write } from '../register.ts'
import { AT_ONCE, type FromReader, type ToReader } from './fileMessages.ts'

/** What one file may use. The largest that is let in takes some seconds and half of the memory. */
const LONGEST_MS = 60_000
const MOST_MEMORY_MB = 512
/** Files that wait for their turn, each in memory. */
const MOST_WAITING = 2
/** A thread is kept for the next file, which mostly is the same one once more. */
const IDLE_MS = 30_000

export interface FileReaderOptions {
  /** In ms. */
  readonly longest?: number
  readonly mostMemoryMb?: number
}

/** Reads files of the register, one at a time, in a thread that begins with the first and ends when there is none for a while. */
export interface RegisterFiles {
  /** A RegisterPreview as JSON: what a file would do to these services. The bytes are taken over, and are empty afterwards. */
  preview(format: RegisterFormat, bytes: Buffer, services: readonly Service[], revision: number): Promise<Outcome<Buffer>>
  /** What to write so that the file is done; its faulty rows are left out. The bytes are taken over as well. */
  writes(format: RegisterFormat, bytes: Buffer, services: readonly Service[]): Promise<Outcome<Write[]>>
  /** Gives up what is being read, which is refused. */
  close(): Promise<void>
}

/** Refused with `tooManyAttempts` while others wait already, and with `badRequest` where a file needs too much time or memory. */
export function createRegisterFiles({ longest = LONGEST_MS, mostMemoryMb = MOST_MEMORY_MB }: FileReaderOptions = {}): RegisterFiles {
  let turns: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let closed = false
  let thread: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  /** Of the file that is being read: the thread has failed, or has ended. */
  let lost: (fault: NodeJS.ErrnoException | null) => void = () => {}

  async function inTurn<T>(work: (reader: Reader) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (waiting > MOST_WAITING) return refuse('tooManyAttempts', 'file', 'must wait until other files have been read')
    waiting++
    const mine = turns.then(() => (closed ? refuse('serverFault') : inThread(work)))
    turns = mine.catch(() => {}).finally(() => waiting--)
    return mine
  }

  async function inThread<T>(work: (reader: Reader) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    clearTimeout(idle)
    thread ??= begin()
    let late: NodeJS.Timeout | undefined
    const ended = new Promise<Outcome<never>>((resolve, reject) => {
      lost = (fault) => {
        if (fault && fault.code !== 'ERR_WORKER_OUT_OF_MEMORY') reject(fault)
        else resolve(fault ? refuse('badRequest', 'file', `must be read with at most ${mostMemoryMb} MB of memory`) : refuse('serverFault'))
      }
      late = after(longest, () => {
        resolve(refuse('badRequest', 'file', `must be read within ${longest / 1000} s`))
        void end()
      })
    })
    try {
      return await Promise.race([work(readerOn(thread)), ended])
    } finally {
      clearTimeout(late)
      lost = () => {}
      if (!closed) idle = after(IDLE_MS, () => void end()).unref()
    }
  }

  function begin(): Worker {
    const made = new Worker(workerFile(), { resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb } })
    const gone = (fault: Error | null): void => {
      if (thread !== made) return
      thread = null
      lost(fault)
    }
    made.once('error', gone)
    made.once('exit', () => gone(null))
    made.unref()
    return made
  }

  async function end(): Promise<void> {
    const ending = thread
    thread = null
    lost(null)
    await ending?.terminate()
  }

  return {
    preview: (format, bytes, services, revision) =>
      inTurn(async ({ tell, next }) => {
        await handOver(services, tell)
        tell({ is: 'preview', format, bytes, revision })
        const said = await next()
        if (said.is === 'refused') return { ok: false, refusal: said.refusal }
        return said.is === 'preview' ? ok(Buffer.from(said.json.buffer, said.json.byteOffset, said.json.byteLength)) : refuse('serverFault')
      }),

    writes: (format, bytes, services) =>
      inTurn(async ({ tell, next }) => {
        await handOver(services, tell)
        tell({ is: 'import', format, bytes })
        const writes: Write[] = []
        for (let said = await next(); ; said = await next()) {
          if (said.is === 'refused') return { ok: false, refusal: said.refusal }
          if (said.is !== 'writes' || said.writes.length === 0) return ok(writes)
          writes.push(...said.writes)
          await turn()
          tell({ is: 'more' })
        }
      }),

    async close() {
      closed = true
      clearTimeout(idle)
      await end()
      await turns
    },
  }
}

interface Reader {
  tell(message: ToReader): void
  /** What it says next; asked for before it can have said it. */
  next(): Promise<FromReader>
}

function readerOn(worker: Worker): Reader {
  return {
    // A copy of a file is memory and time; a Buffer that shares its memory with others cannot be given away.
    tell: (message) =>
      worker.postMessage(message, 'bytes' in message && isWhole(message.bytes) ? [message.bytes.buffer as ArrayBuffer] : []),
    next: () => new Promise((resolve) => worker.once('message', resolve)),
  }
}

const isWhole = (bytes: Uint8Array): boolean => bytes.byteLength === bytes.buffer.byteLength

async function handOver(services: readonly Service[], tell: Reader['tell']): Promise<void> {
  tell({ is: 'begin' })
  await inPieces(services, AT_ONCE, (piece) => tell({ is: 'services', services: piece }))
}

/** Beside the built server; from the sources, beside this file. */
function workerFile(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = join(here, 'fileThread.js')
  return existsSync(built) ? built : join(here, 'fileWorker.mjs')
}
