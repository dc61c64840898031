import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

const COST = { N: 2 ** 15, r: 8, p: 1 }
const KEY_BYTES = 32
/** Of no account: checked for unknown users, so that they take as long as known ones. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${randomBytes(16).toString('base64url')}$${randomBytes(KEY_BYTES).toString('base64url')}`

// One at a time: each takes 32 MB, and many at once must not push the calls out of memory.
let turn: Promise<unknown> = Promise.resolve()

/** A password as it is stored: `scrypt$N$r$p$salt$key`, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, KEY_BYTES, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether the password is the stored one; takes the same time for `null` (no such account), which is never right. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = (stored ?? NOBODY).split('$')
  if (scheme !== 'scrypt' || !salt || !key) throw new Error('passwords: a stored password cannot be read')
  const wanted = Buffer.from(key, 'base64url')
  const got = await derive(password, Buffer.from(salt, 'base64url'), wanted.length, { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(got, wanted) && stored !== null
}

function derive(password: string, salt: Buffer, length: number, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r }
  const result = turn.then(
    () =>
      new Promise<Buffer>((done, fail) =>
        // One spelling of each letter: a password typed on another keyboard is the same password.
        scrypt(password.normalize('NFKC'), salt, length, options, (error, key) => (error ? fail(error) : done(key))),
      ),
  )
  turn = result.catch(() => {})
  return result
}
