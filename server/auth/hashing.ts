import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { COST, type Cost, hashOfNobody, hashPassword, isOfOtherCost, isPassword } from './passwords.ts'

/** Who waits for a hash: somebody from a device that this user has signed in from before, or anybody. */
export type Precedence = 'known' | 'unknown'

/** What a check of a password comes to. `rehashed` is to be stored in place of what was: the password is right, and was hashed at another cost. */
export interface Checked {
  readonly right: boolean
  readonly rehashed: string | null
}

/** Hashes passwords, one at a time. Refuses with `signInBusy` when too many wait. */
export interface Hashing {
  /** The password as it is to be stored. */
  hash(password: string): Promise<Outcome<string>>
  /** Whether the password is the stored one; takes as long for null (no such account), which is never right. */
  check(password: string, stored: string | null, precedence: Precedence): Promise<Outcome<Checked>>
}

export interface HashingOptions {
  readonly cost?: Cost
  /** Called before each hash, once its turn has come; for tests of the order. */
  readonly onTurn?: (precedence: Precedence) => void
}

/** So many may wait in each class: together some 20 s of work. */
export const MOST_WAITING: Readonly<Record<Precedence, number>> = { known: 32, unknown: 16 }

/**
 * Hashing with a bounded queue in two classes: known devices go before all others. One at a time, because each hash takes 128 MB and
 * one of libuv's four threads, which the files need too.
 */
export function createHashing({ cost = COST, onTurn = () => {} }: HashingOptions = {}): Hashing {
  const nobody = hashOfNobody(cost)
  const waiting: Record<Precedence, (() => void)[]> = { known: [], unknown: [] }
  let busy = false

  async function inTurn<T>(precedence: Precedence, work: () => Promise<T>): Promise<Outcome<T>> {
    if (busy) {
      if (waiting[precedence].length >= MOST_WAITING[precedence]) return refuse('signInBusy')
      await new Promise<void>((turn) => waiting[precedence].push(turn))
    }
    busy = true
    try {
      onTurn(precedence)
      return ok(await work())
    } finally {
      const next = waiting.known.shift() ?? waiting.unknown.shift()
      // It stays busy until the next one has taken its turn, or somebody who comes meanwhile would run beside it.
      if (next) next()
      else busy = false
    }
  }

  return {
    hash: (password) => inTurn('known', () => hashPassword(password, cost)),
    check: (password, stored, precedence) =>
      inTurn(precedence, async () => {
        const right = await isPassword(password, stored ?? nobody, cost)
        if (!right || stored === null) return { right: false, rehashed: null }
        return { right, rehashed: isOfOtherCost(stored, cost) ? await hashPassword(password, cost) : null }
      }),
  }
}
