import { createHourlyMark } from './secrets.ts'

/** Slows down guessing of passwords. In memory; addresses only as marks under a key made new each hour. */
export interface SignInThrottle {
  /** Whether this user may be tried from this address now. */
  may(username: string, address: string): boolean
  /** A password is tried: counts as wrong until `succeeded`, so that many guesses at once are as slow as one after the other. */
  tried(username: string, address: string): void
  /** It was right: this pair starts anew, and the try counts for nobody. */
  succeeded(username: string, address: string): void
}

/** Wrong passwords within WINDOW_MS. A user is shut out from everywhere only after many, or anyone could lock an advisor out. */
const LIMITS = { pair: 8, address: 30, user: 100 }
const WINDOW_MS = 15 * 60_000
/** Above this many names in memory, all that has run out is dropped. */
const MOST_NAMES = 10_000

/** A throttle whose counts run out WINDOW_MS after the first wrong password they hold. `clock` gives ms. */
export function createSignInThrottle(clock: () => number = Date.now): SignInThrottle {
  const wrong = new Map<string, { count: number; until: number }>()
  const mark = createHourlyMark(clock, () => wrong.clear())
  const names = (username: string, address: string) => ({
    pair: mark(JSON.stringify([username, address])),
    address: mark(JSON.stringify([address])),
    user: mark(JSON.stringify({ username })),
  })
  const count = (name: string): number => {
    const entry = wrong.get(name)
    return entry && entry.until > clock() ? entry.count : 0
  }
  const add = (name: string): void => {
    const before = count(name)
    const until = before === 0 ? clock() + WINDOW_MS : (wrong.get(name)?.until ?? clock())
    wrong.set(name, { count: before + 1, until })
  }
  const takeBack = (name: string): void => {
    const entry = wrong.get(name)
    if (entry) entry.count = Math.max(0, entry.count - 1)
  }
  return {
    may(username, address) {
      const name = names(username, address)
      return count(name.pair) < LIMITS.pair && count(name.address) < LIMITS.address && count(name.user) < LIMITS.user
    },
    tried(username, address) {
      const name = names(username, address)
      if (wrong.size > MOST_NAMES) for (const [key, entry] of wrong) if (entry.until <= clock()) wrong.delete(key)
      add(name.pair)
      add(name.address)
      add(name.user)
    },
    succeeded(username, address) {
      const name = names(username, address)
      wrong.delete(name.pair)
      takeBack(name.address)
      takeBack(name.user)
    },
  }
}
