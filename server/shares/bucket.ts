import type { Rate } from './ledger.ts'

/** A token bucket of one thing alone, such as a socket. */
export interface Bucket {
  /** Takes `amount`; false, and nothing is taken, when it has not so much left. */
  take(amount?: number): boolean
}

/** A full bucket. `clock` gives ms and never goes back. */
export function createBucket({ burst, perSecond }: Rate, clock: () => number = performance.now.bind(performance)): Bucket {
  let left = burst
  let at = clock()
  return {
    take(amount = 1) {
      const now = clock()
      left = Math.min(burst, left + ((now - at) * perSecond) / 1_000)
      at = now
      if (left < amount) return false
      left -= amount
      return true
    },
  }
}
