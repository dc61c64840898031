import { createHmac, randomBytes } from 'node:crypto'
import type { Network } from './network.ts'

/** How often something may happen: `burst` times at once, and in the long run `perSecond` times a second. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** What the narrowest network may do and hold; a wider one may do and hold `factor` times as much. */
export interface Limits<R extends string, H extends string> {
  readonly rates: Readonly<Record<R, Rate>>
  /** How many of each may be open at once. */
  readonly holds: Readonly<Record<H, number>>
}

/** One thing that is open and counted. */
export interface Hold {
  /** Counts it no longer; does nothing the second time. */
  release(): void
}

/** The accounts of one address, at hand as long as something of it is open, so that a check costs no search. */
export interface Visitor<R extends string, H extends string> {
  /** Takes `amount` of each of its networks' shares; false, and nothing is taken, when one of them has not so much left. */
  take(rate: R, amount?: number): boolean
  /** Counts one more open thing in each of its networks; null, and nothing is counted, when one of them is full. It may outlive the visitor. */
  hold(kind: H): Hold | null
  /** How many of these its widest network has open. */
  open(kind: H): number
  /** Lets go of the accounts; the visitor cannot be used again. */
  close(): void
}

/**
 * What networks have done of late and have open. In memory alone; a network is in it as a mark under a random key that is thrown away each hour.
 * What is open goes over to the next hour's key, because each open thing keeps its own networks until it ends.
 */
export interface Ledger<R extends string, H extends string> {
  visit(networks: readonly Network[]): Visitor<R, H>
  /** `take` for something that happens once. */
  take(networks: readonly Network[], rate: R, amount?: number): boolean
  /** Throws away the key and everything that is not open, when the hour has turned. Each use does so too; a quiet server needs a timer. */
  turn(): void
  /** Accounts in memory. */
  readonly size: number
}

const HOUR_MS = 3_600_000
/** Accounts in memory that nothing holds: some 12 MB. The one that was not used for the longest goes first. */
export const MOST_ACCOUNTS = 30_000
/** How many accounts in use are passed over for one that can go: a bound of the work for each new one. */
const PASSED_OVER = 8
/** 96 bits: nobody chooses marks, so they do not meet. */
const MARK_CHARS = 16
/** What the sums of ms since 1970 can be wrong by. */
const ROUNDING_MS = 0.01

interface Account {
  /** How many visitors and holds need it to stay. */
  pins: number
  /**
   * For each rate, when everything taken will have been earned again, in ms by the clock: the one number of the generic cell rate algorithm,
   * which counts as a token bucket does. 0 is a full bucket.
   */
  readonly earned: number[]
  readonly open: number[]
}

/** An open thing, with the networks that it is counted under, so that it can be marked anew. */
interface Pinned {
  readonly networks: readonly Network[]
  readonly accounts: readonly Account[]
}

/** An empty ledger. `clock` gives ms; when it is set back, nobody waits longer than for an empty bucket. */
export function createLedger<R extends string, H extends string>(limits: Limits<R, H>, clock: () => number = Date.now): Ledger<R, H> {
  const rates = Object.values<Rate>(limits.rates)
  const most = Object.values<number>(limits.holds)
  const rateAt = new Map(Object.keys(limits.rates).map((name, at) => [name, at]))
  const holdAt = new Map(Object.keys(limits.holds).map((name, at) => [name, at]))
  const pinned = new Set<Pinned>()
  let accounts = new Map<string, Account>()
  // Goes on where it was: one made anew each time would walk over all that has been deleted before.
  let oldest = accounts.entries()
  let hour = Number.NaN
  let key = Buffer.alloc(0)

  const mark = (prefix: string): string => createHmac('sha256', key).update(prefix).digest('base64url').slice(0, MARK_CHARS)

  function turn(): void {
    const now = Math.floor(clock() / HOUR_MS)
    if (now === hour) return
    hour = now
    key = randomBytes(32)
    accounts = new Map()
    oldest = accounts.entries()
    for (const { networks, accounts: own } of pinned)
      for (const [at, { prefix }] of networks.entries()) accounts.set(mark(prefix), own[at] as Account)
  }

  /** Makes room by dropping what has been unused for the longest. */
  function makeRoom(): void {
    for (let passed = 0; accounts.size >= MOST_ACCOUNTS && passed < PASSED_OVER; passed++) {
      const next = oldest.next()
      if (next.done) return
      const [name, account] = next.value
      accounts.delete(name)
      if (account.pins > 0) accounts.set(name, account)
    }
  }

  function accountOf({ prefix }: Network): Account {
    const name = mark(prefix)
    const known = accounts.get(name)
    if (known) {
      // A map keeps the order in which names were put in: the newest use stands last.
      accounts.delete(name)
      accounts.set(name, known)
      return known
    }
    makeRoom()
    const fresh: Account = { pins: 0, earned: rates.map(() => 0), open: most.map(() => 0) }
    accounts.set(name, fresh)
    return fresh
  }

  function accountsOf(networks: readonly Network[]): Account[] {
    turn()
    return networks.map(accountOf)
  }

  function pin(one: Pinned): () => void {
    pinned.add(one)
    for (const account of one.accounts) account.pins += 1
    return () => {
      if (!pinned.delete(one)) return
      for (const account of one.accounts) account.pins -= 1
    }
  }

  function take({ networks, accounts: own }: Pinned, name: R, amount: number): boolean {
    const at = rateAt.get(name) as number
    const rate = rates[at] as Rate
    const now = clock()
    const after = own.map((account, width) => {
      const perMs = (rate.perSecond * (networks[width]?.factor ?? 1)) / 1_000
      // Both bucket and earnings grow by the factor, so that the time to fill one is the same for all.
      const whole = (rate.burst * 1_000) / rate.perSecond
      const before = Math.min(Math.max(account.earned[at] ?? 0, now), now + whole)
      // Noted even when nothing is taken, or a clock that was set back would keep the bucket empty.
      account.earned[at] = before
      const then = before + amount / perMs
      return then - now <= whole + ROUNDING_MS ? then : null
    })
    if (after.includes(null)) return false
    for (const [width, account] of own.entries()) account.earned[at] = after[width] as number
    return true
  }

  function hold(from: Pinned, kind: H): Hold | null {
    const at = holdAt.get(kind) as number
    const full = from.accounts.some(
      (account, width) => (account.open[at] ?? 0) >= (most[at] as number) * (from.networks[width]?.factor ?? 1),
    )
    if (full) return null
    const one: Pinned = { networks: from.networks, accounts: from.accounts }
    const unpin = pin(one)
    for (const account of one.accounts) account.open[at] = (account.open[at] ?? 0) + 1
    let held = true
    return {
      release() {
        if (!held) return
        held = false
        for (const account of one.accounts) account.open[at] = (account.open[at] ?? 0) - 1
        unpin()
      },
    }
  }

  return {
    visit(networks) {
      const one: Pinned = { networks, accounts: accountsOf(networks) }
      const unpin = pin(one)
      return {
        take: (rate, amount = 1) => take(one, rate, amount),
        hold: (kind) => hold(one, kind),
        open: (kind) => one.accounts.at(-1)?.open[holdAt.get(kind) as number] ?? 0,
        close: unpin,
      }
    },
    take: (networks, rate, amount = 1) => take({ networks, accounts: accountsOf(networks) }, rate, amount),
    turn,
    get size() {
      return accounts.size
    },
  }
}
