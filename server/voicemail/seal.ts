import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/*
 * Each message has a key of its own (AES-256-GCM), and that key lies in the database, sealed with the master key. Whoever has the
 * disk without the master key has nothing; and when a message's own key is gone, its sound is gone, wherever a copy of it may lie.
 */

export const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const ALGORITHM = 'aes-256-gcm'

/** A key for one message. */
export const newKey = (): Buffer => randomBytes(KEY_BYTES)

/** IV, sealed bytes and tag. `about` is bound to it: what was sealed for one message does not open as another. */
export function seal(key: Buffer, about: string, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(about))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** What was sealed; null when the key is another one, or a single bit has changed. */
export function unseal(key: Buffer, about: string, sealed: Buffer): Buffer | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null
  try {
    const tag = sealed.subarray(-TAG_BYTES)
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(about)).setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

/** Tells master keys apart without telling anything about them. */
export const markOf = (key: Buffer): string => createHmac('sha256', key).update('lyhord voicemail key').digest('base64url').slice(0, 16)
