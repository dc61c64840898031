import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new secret of 256 bits, safe in cookies, headers and addresses. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** A new random id of 96 bits. */
export const newId = (): string => randomBytes(12).toString('base64url')

/** What is stored of a secret: its SHA-256. Enough here, for the secrets are random and long. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Whether two texts are equal, in a time that does not tell where they differ. */
export const sameText = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)))

const HOUR_MS = 3_600_000

/**
 * Marks texts with an HMAC under a random key that is thrown away at the turn of each hour (ms by `clock`), so that a mark
 * says nothing afterwards. `onNewKey` is called at the first use in a new hour: all earlier marks are void.
 */
export function createHourlyMark(clock: () => number, onNewKey: () => void): (text: string) => string {
  let hour = Number.NaN
  let key = Buffer.alloc(0)
  return (text) => {
    const now = Math.floor(clock() / HOUR_MS)
    if (now !== hour) {
      hour = now
      key = randomBytes(32)
      onNewKey()
    }
    return createHmac('sha256', key).update(text).digest('base64url')
  }
}
