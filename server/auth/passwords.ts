import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** What one hash costs: scrypt takes 128 * N * r bytes of memory, and time in proportion to N * r * p. */
export interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** 128 MB and some 0.4 s for each hash (OWASP ASVS 5.0, appendix C.4.2). */
export const COST: Cost = { N: 2 ** 17, r: 8, p: 1 }

/** Makes a key of so many bytes from a password. */
export type Derive = (password: string, salt: Buffer, length: number, cost: Cost) => Promise<Buffer>

const KEY_BYTES = 32

/** A password as it is stored: `scrypt$N$r$p$salt$key`, with a salt of its own. */
export async function hashPassword(password: string, cost: Cost = COST, derive: Derive = scryptKey): Promise<string> {
  const salt = randomBytes(16)
  return text(cost, salt, await derive(password, salt, KEY_BYTES, cost))
}

/** What is stored of no account: checking it takes as long as checking a password that is hashed at `cost`. */
export const hashOfNobody = (cost: Cost): string => text(cost, randomBytes(16), randomBytes(KEY_BYTES))

/**
 * Whether the password is the stored one. A wrong one takes as long as a hash at `cost`, however cheaply the stored one was hashed,
 * or the time would tell which names are users. Throws when what is stored cannot be read.
 */
export async function isPassword(password: string, stored: string, cost: Cost = COST, derive: Derive = scryptKey): Promise<boolean> {
  const { salt, key, ...of } = read(stored)
  const right = timingSafeEqual(await derive(password, salt, key.length, of), key)
  const lacking = Math.round(work(cost) / work(of)) - 1
  // As many blocks more of the same size: p multiplies the time and leaves the memory as it is.
  if (!right && lacking > 0) await derive(password, salt, key.length, { ...of, p: of.p * lacking })
  return right
}

/** Whether what is stored was hashed at another cost than `cost`. Throws when it cannot be read. */
export function isOfOtherCost(stored: string, cost: Cost): boolean {
  const { N, r, p } = read(stored)
  return N !== cost.N || r !== cost.r || p !== cost.p
}

const work = ({ N, r, p }: Cost): number => N * r * p

function text({ N, r, p }: Cost, salt: Buffer, key: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

function read(stored: string): Cost & { readonly salt: Buffer; readonly key: Buffer } {
  const [scheme, N, r, p, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || !salt || !key) throw new Error('passwords: a stored password cannot be read')
  return { N: Number(N), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') }
}

const scryptKey: Derive = (password, salt, length, { N, r, p }) => {
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p) + 2 ** 20 }
  return new Promise((done, fail) =>
    // One spelling of each letter: a password typed on another keyboard is the same password.
    scrypt(password.normalize('NFKC'), salt, length, options, (error, key) => (error ? fail(error) : done(key))),
  )
}
