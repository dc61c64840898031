import type { SoundLeg } from '../media/sound/sound.ts'

/** Watches packet counts once a second, so that no timer is touched for each packet. */
export interface MediaWatch {
  /** Calls `onLost` once when the leg has had no packet for `afterMs` while `expected` said that packets should come, or sooner when the other end has closed it. */
  watch(leg: Pick<SoundLeg, 'lost'>, count: () => number, expected: () => boolean, onLost: () => void): void
  unwatch(leg: Pick<SoundLeg, 'lost'>): void
  close(): void
}

interface Watched {
  readonly count: () => number
  readonly expected: () => boolean
  readonly onLost: () => void
  last: number
  silentSince: number
}

export function createMediaWatch(afterMs: number, clock: () => number = () => performance.now()): MediaWatch {
  const watched = new Map<Pick<SoundLeg, 'lost'>, Watched>()
  const timer = setInterval(look, LOOK_MS)

  function look(): void {
    const now = clock()
    for (const [leg, one] of watched) {
      const count = one.count()
      if (count !== one.last || !(leg.lost || one.expected())) {
        one.last = count
        one.silentSince = now
      } else if (now - one.silentSince >= (leg.lost ? Math.min(LOST_GRACE_MS, afterMs) : afterMs)) {
        watched.delete(leg)
        one.onLost()
      }
    }
  }

  return {
    watch(leg, count, expected, onLost) {
      watched.set(leg, { count, expected, onLost, last: count(), silentSince: clock() })
    },
    unwatch: (leg) => watched.delete(leg),
    close: () => clearInterval(timer),
  }
}

const LOOK_MS = 1_000
/** An end that hangs up closes its connection at once; its BYE comes another way and may come later. */
const LOST_GRACE_MS = 2_000
