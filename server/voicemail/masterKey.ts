import { randomBytes } from 'node:crypto'
import type { KeepingFault } from '../../shared/floor/model.ts'
import { readIfThere, writeWhole } from './durable.ts'
import { KEY_BYTES, markOf } from './seal.ts'

export interface MasterKey {
  readonly key: Buffer
  /** Names the key with each message that was sealed under it. */
  readonly mark: string
}

/** `made`: it is new. `foreign`: so many messages were sealed with another one. */
export type OpenedKey =
  | { readonly is: 'usable'; readonly master: MasterKey; readonly made: boolean; readonly foreign: number }
  | { readonly is: 'unusable'; readonly why: Extract<KeepingFault, `key${string}`>; readonly error?: unknown }

/**
 * The key in the file: 32 random bytes as base64. A missing one is made only while no message needs it (`used`: the marks of keys that
 * messages were sealed under), for a new key over old messages would hide that the old one is lost. Without a key that can be used the line
 * works, but messages can neither be kept nor heard.
 */
export async function openMasterKey(file: string, used: readonly string[]): Promise<OpenedKey> {
  let text: Buffer | null
  let made = false
  try {
    text = await readIfThere(file)
    if (!text && used.length === 0) {
      text = Buffer.from(`${randomBytes(KEY_BYTES).toString('base64')}\n`)
      await writeWhole(file, text)
      made = true
    }
  } catch (error) {
    return { is: 'unusable', why: 'keyUnreadable', error }
  }
  if (!text) return { is: 'unusable', why: 'keyMissing' }
  const key = keyIn(text)
  if (!key) return { is: 'unusable', why: 'keyWrong' }
  const mark = markOf(key)
  return { is: 'usable', master: { key, mark }, made, foreign: used.filter((other) => other !== mark).length }
}

function keyIn(text: Buffer): Buffer | null {
  const trimmed = text.toString('latin1').trim()
  const key = Buffer.from(trimmed, 'base64')
  return key.length === KEY_BYTES && key.toString('base64') === trimmed ? key : null
}
