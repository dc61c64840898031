import { type Outcome, refuse } from '../../shared/errors.ts'
import { type Network, networksOf } from '../shares/network.ts'
import type { Precedence } from './hashing.ts'
import { createNameLines } from './nameLines.ts'
import { createRecent } from './recent.ts'
import { createHourlyMark } from './secrets.ts'

/** Who tries to sign in, and from where. */
export interface Try {
  readonly username: string
  /** For the throttle alone: never kept, only as a mark under a key made new each hour. */
  readonly address: string
  /** The device, when this user has signed in from it before or is signed in on it. */
  readonly device: string | null
}

/** Slows down guessing of passwords, so that nobody is shut out by the guesses of others. In memory. */
export interface SignInThrottle {
  /**
   * Lets `check` try a password when it may, perhaps after a wait, and gives what that gives. Refuses without a try: `tooManyAttempts`
   * for a network that has had its share, `signInBusy` when too many wait already. A right password counts for nobody.
   */
  attempt<T>(who: Try, check: (precedence: Precedence) => Promise<Outcome<T>>): Promise<Outcome<T>>
  /** Refuses all that wait. */
  close(): void
}

/** Wrong passwords within WINDOW_MS from a device that is known, before it counts as one that is not. */
const DEVICE_MOST = 10
/** The same from the narrowest network of an unknown device; a wider one may have its factor more. */
const NETWORK_MOST = 10
/** What tells no address counts as one. */
const UNREADABLE: readonly Network[] = [{ prefix: 'unreadable', factor: 1 }]
const WINDOW_MS = 15 * 60_000
/** So many devices and networks are remembered; the one that was heard of longest ago is forgotten. */
const MOST_REMEMBERED = 20_000

interface Wrong {
  count: number
  /** ms by the clock. */
  readonly until: number
}

/**
 * A throttle in three steps (OWASP, "Device Cookies"). A known device has a count of its own, and neither limits nor waits for anybody
 * else. All others are counted by network, and wait by name: each wrong password makes the next one for that name wait longer.
 * `clock` gives ms; waiting is by timers.
 */
export function createSignInThrottle(clock: () => number = Date.now): SignInThrottle {
  const wrong = createRecent<Wrong>(MOST_REMEMBERED)
  const mark = createHourlyMark(clock, () => wrong.clear())
  const lines = createNameLines(clock)

  function countOf(key: string): Wrong {
    const found = wrong.get(key)
    if (found && found.until > clock()) return found
    return wrong.set(key, { count: 0, until: clock() + WINDOW_MS })
  }

  /** Takes one from each that has one left, or from none; gives how to give it back. */
  function take(counts: readonly { readonly wrong: Wrong; readonly most: number }[]): (() => void) | null {
    if (counts.some(({ wrong, most }) => wrong.count >= most)) return null
    // Before the answer is known, so that many guesses at once are as slow as one after the other.
    for (const { wrong } of counts) wrong.count += 1
    return () => {
      for (const { wrong } of counts) wrong.count -= 1
    }
  }

  async function judged<T>(giveBack: () => void, check: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    let isWrong = false
    try {
      const outcome = await check()
      isWrong = !outcome.ok && outcome.refusal.code === 'wrongCredentials'
      return outcome
    } finally {
      if (!isWrong) giveBack()
    }
  }

  return {
    async attempt({ username, address, device }, check) {
      if (device !== null) {
        const giveBack = take([{ wrong: countOf(mark(JSON.stringify([device, username]))), most: DEVICE_MOST }])
        if (giveBack) return judged(giveBack, () => check('known'))
      }
      const networks = networksOf(address) ?? UNREADABLE
      const counts = networks.map(({ prefix, factor }) => ({ wrong: countOf(mark(prefix)), most: NETWORK_MOST * factor }))
      // The widest: whoever has a whole network tries each address of it once.
      const tries = counts.at(-1)?.wrong.count ?? 0
      const giveBack = take(counts)
      if (!giveBack) return refuse('tooManyAttempts')
      return judged(giveBack, async () => {
        const turn = await lines.turn(username, tries)
        if (!turn) return refuse('signInBusy')
        return judged(turn.giveBack, () => check('unknown'))
      })
    },

    close: lines.close,
  }
}
