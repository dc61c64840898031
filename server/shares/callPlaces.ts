import { after } from '../timers.ts'
import type { Ledger } from './ledger.ts'
import type { StrangersHolds, StrangersRates } from './limits.ts'
import type { Network } from './network.ts'

/**
 * A place for one call of a stranger.
 *
 *   provisional --confirm--> confirmed --release--> over
 *        |  \--release--> over
 *        +--PROVISIONAL_MS, or yielded--> lapsed --confirm--> confirmed, where there is still room
 */
export interface Place {
  readonly ok: true
  /**
   * Asked when all places are taken, somebody comes from a network without a call, and this call's network has several: whether the call may go.
   * The callee ends it when it says so. Anybody may until it is set.
   */
  onYield: () => boolean
  /** Called when no sound has come for PROVISIONAL_MS: the place is free for others. */
  onLapse: () => void
  /** The caller's sound has come. False when the place has lapsed meanwhile and another has it: the call must be ended. */
  confirm(): boolean
  /** The call is over; does nothing the second time. */
  release(): void
}

/** No place: all are taken, or this network has its share. Its functions do nothing. */
export interface NoPlace {
  readonly ok: false
  confirm(): false
  release(): void
}

export interface CallPlaces {
  /** A place for a call from these networks, provisional until it is confirmed. */
  admit(networks: readonly Network[]): Place | NoPlace
  /** Places that are taken. */
  readonly taken: number
}

/** How long a place waits for a caller's sound, in ms: on a slow mobile network it comes within two seconds. */
export const PROVISIONAL_MS = 5_000
/** The part of all places that is kept for the telephone, where there is one. */
const FOR_TELEPHONE = 1 / 5
/** The part of the others that only a network without a call gets. */
const FOR_NEWCOMERS = 1 / 4

const NO_PLACE: NoPlace = { ok: false, confirm: () => false, release() {} }

/** Places for `maxCalls` in all, of which some are kept for the telephone when there is one. */
export function createCallPlaces(
  { maxCalls, telephone }: { readonly maxCalls: number; readonly telephone: boolean },
  ledger: Ledger<StrangersRates, StrangersHolds>,
): CallPlaces {
  const all = Math.max(1, maxCalls - (telephone ? Math.floor(maxCalls * FOR_TELEPHONE) : 0))
  const forAnybody = all - Math.floor(all * FOR_NEWCOMERS)
  let taken = 0
  /** Calls that hold a place, the oldest first, by the widest network of each. */
  const standing = new Map<Place, { readonly from: string; lapse(): void }>()

  /** Takes a place from the network that has most, but from none that has one only: who floods the line gives way to who has not called yet. */
  function makeRoom(): boolean {
    const counts = new Map<string, number>()
    for (const { from } of standing.values()) counts.set(from, (counts.get(from) ?? 0) + 1)
    const countOf = ([, { from }]: readonly [Place, { readonly from: string }]): number => counts.get(from) ?? 0
    const newestFirst = [...standing].reverse().filter((one) => countOf(one) > 1)
    for (const [place, { lapse }] of newestFirst.sort((a, b) => countOf(b) - countOf(a))) {
      if (!place.onYield()) continue
      lapse()
      return true
    }
    return false
  }

  return {
    admit(networks) {
      const visitor = ledger.visit(networks)
      const isNewcomer = visitor.open('calls') === 0
      if (taken >= all && !(isNewcomer && makeRoom())) {
        visitor.close()
        return NO_PLACE
      }
      const call = taken < forAnybody || isNewcomer ? visitor.hold('calls') : null
      const waiting = call && visitor.hold('provisional')
      if (!call || !waiting || !visitor.take('calls')) {
        waiting?.release()
        call?.release()
        visitor.close()
        return NO_PLACE
      }
      let state: 'provisional' | 'confirmed' | 'lapsed' | 'over' = 'provisional'
      let held = call
      taken += 1
      function lapse(): void {
        free()
        state = 'lapsed'
      }
      const late = after(PROVISIONAL_MS, () => {
        lapse()
        place.onLapse()
      }).unref()
      function free(): void {
        clearTimeout(late)
        waiting?.release()
        standing.delete(place)
        if (state === 'provisional' || state === 'confirmed') {
          held.release()
          taken -= 1
        }
      }
      const place: Place = {
        ok: true,
        onYield: () => true,
        onLapse() {},
        confirm() {
          if (state === 'lapsed') {
            const again = taken < all ? visitor.hold('calls') : null
            if (!again) return false
            held = again
            taken += 1
            standing.set(place, stands)
          } else if (state === 'over') return false
          state = 'confirmed'
          clearTimeout(late)
          waiting.release()
          return true
        },
        release() {
          if (state === 'over') return
          free()
          state = 'over'
          visitor.close()
        },
      }
      const stands = { from: networks.at(-1)?.prefix ?? '', lapse }
      standing.set(place, stands)
      return place
    },
    get taken() {
      return taken
    },
  }
}
