import { randomBytes } from 'node:crypto'
import type { Log } from '../log.ts'
import { readIfThere, writeWhole } from './durable.ts'
import { KEY_BYTES, markOf } from './seal.ts'

export interface MasterKey {
  readonly key: Buffer
  /** Names the key with each message that was sealed under it. */
  readonly mark: string
}

/**
 * The key in the file: 32 random bytes as base64. A missing one is made only while no message needs it (`used`: the marks of keys that
 * messages were sealed under), for a new key over old messages would hide that the old one is lost. Null, with the reason in the log, when there
 * is none that can be used: the line works, but messages can neither be kept nor heard.
 */
export async function openMasterKey(file: string, used: readonly string[], log: Log): Promise<MasterKey | null> {
  let text: Buffer | null
  try {
    text = await readIfThere(file)
    if (!text && used.length === 0) {
      text = Buffer.from(`${randomBytes(KEY_BYTES).toString('base64')}\n`)
      await writeWhole(file, text)
      log.info('a new key for messages was made: keep a copy of it apart from the backups')
    }
  } catch (error) {
    log.error('the key of the messages can be neither read nor made: messages cannot be kept or heard', { error })
    return null
  }
  if (!text) {
    log.error('the key of the messages is missing, and messages need it: none can be kept or heard until the file is back', {
      count: used.length,
    })
    return null
  }
  const key = keyIn(text)
  if (!key) {
    log.error('the file with the key of the messages does not hold 32 bytes as base64: messages cannot be kept or heard')
    return null
  }
  const mark = markOf(key)
  const foreign = used.filter((other) => other !== mark).length
  if (foreign > 0)
    log.error('messages were sealed with another key than this one: they cannot be heard until it is back', { count: foreign })
  return { key, mark }
}

function keyIn(text: Buffer): Buffer | null {
  const trimmed = text.toString('latin1').trim()
  const key = Buffer.from(trimmed, 'base64')
  return key.length === KEY_BYTES && key.toString('base64') === trimmed ? key : null
}
