import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeepingFault } from '../../shared/floor/model.ts'
import type { Log } from '../log.ts'
import { every } from '../timers.ts'
import { openFolder, removeWhole, writeWhole } from './durable.ts'
import { type MasterKey, openMasterKey } from './masterKey.ts'
import { MOST_BYTES_OF_MESSAGES, MOST_RECORDINGS } from './quota.ts'
import { MOST_BYTES } from './recorder.ts'

export interface KeepingParts {
  readonly folder: string
  readonly keyFile: string
  /** Marks of the keys that messages are sealed under now. */
  readonly usedMarks: () => Promise<readonly string[]>
  /** Bytes of all messages that are there. */
  readonly usedBytes?: () => number
  /** Free bytes on the disk of a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>
  readonly log: Log
}

/** Whether messages can be kept: known before anybody is asked to leave one. Lives until `close`. */
export interface Keeping {
  /** The last key that could be used, also when its file has gone since: what is sealed with it can be heard still. */
  master(): MasterKey | null
  /** As it was when it was last looked at. */
  fault(): KeepingFault | null
  /** Looks now. */
  check(): Promise<KeepingFault | null>
  /** A message could not be written: from now on only a file that is really written proves that it works again. */
  stumble(): void
  /** Told of each change, with why messages cannot be kept, or null. Returns how to stop. */
  onFault(listener: (why: KeepingFault | null) => void): () => void
  close(): void
}

const CHECK_MS = 5_000
/** As many of the longest messages as can be recorded at once, and the database has room beside them. */
export const LEAST_FREE_BYTES = MOST_RECORDINGS * MOST_BYTES

const TOLD: Readonly<Record<KeepingFault, string>> = {
  keyMissing: 'the key of the messages is missing, and messages need it: none can be kept or heard until the file is back',
  keyUnreadable: 'the key of the messages can be neither read nor made: messages cannot be kept or heard',
  keyWrong: 'the file with the key of the messages does not hold 32 bytes as base64: messages cannot be kept or heard',
  folderUnwritable: 'the folder of the messages cannot be written: none can be kept until it can',
  diskFull: 'the disk of the messages is nearly full: none can be kept until there is room',
  messagesFull: 'the messages take up all the room that they may: none can be kept until some are seen to',
}

/** Looks at once, every five seconds, and when it is asked. Faults go to the log when they come and when they go. */
export async function createKeeping(parts: KeepingParts): Promise<Keeping> {
  const { folder, keyFile, usedMarks, log, usedBytes = () => 0, freeBytes = freeOn } = parts
  const listeners = new Set<(why: KeepingFault | null) => void>()
  let master: MasterKey | null = null
  let fault: KeepingFault | null = null
  let stumbled = false
  let foreignTold = 0

  async function look(): Promise<{ readonly why: KeepingFault | null; readonly error?: unknown }> {
    const opened = await openMasterKey(keyFile, await usedMarks())
    if (opened.is === 'unusable') return opened
    master = opened.master
    if (opened.made) log.info('a new key for messages was made: keep a copy of it apart from the backups')
    if (opened.foreign > 0 && opened.foreign !== foreignTold)
      log.error('messages were sealed with another key than this one: they cannot be heard until it is back', { count: opened.foreign })
    foreignTold = opened.foreign
    try {
      await openFolder(folder)
      await access(folder, constants.W_OK | constants.X_OK)
      if (stumbled) await tryWriting()
    } catch (error) {
      return { why: 'folderUnwritable', error }
    }
    stumbled = false
    if (usedBytes() >= MOST_BYTES_OF_MESSAGES) return { why: 'messagesFull' }
    return { why: (await freeBytes(folder)) < LEAST_FREE_BYTES ? 'diskFull' : null }
  }

  async function tryWriting(): Promise<void> {
    const file = join(folder, 'trial')
    await writeWhole(file, Buffer.alloc(1))
    await removeWhole(file)
  }

  async function check(): Promise<KeepingFault | null> {
    const { why, error } = await look()
    if (why === fault) return why
    fault = why
    if (why === null) log.info('messages can be kept again')
    else log.error(TOLD[why], error === undefined ? {} : { error })
    for (const listener of listeners) listener(why)
    return why
  }

  const looked = (): Promise<KeepingFault | null> =>
    check().catch((error: unknown) => {
      log.error('voicemail fault', { error })
      return fault
    })
  /** One look at a time; all who ask during it share the next. */
  let running = looked()
  let next: Promise<KeepingFault | null> | null = null
  function asked(): Promise<KeepingFault | null> {
    next ??= running.then(() => {
      next = null
      running = looked()
      return running
    })
    return next
  }
  await running
  const checks = every(CHECK_MS, asked)

  return {
    master: () => master,
    fault: () => fault,
    check: asked,
    stumble() {
      stumbled = true
    },
    onFault(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      clearInterval(checks)
      listeners.clear()
    },
  }
}

async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
