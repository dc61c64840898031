import type { Ledger } from './ledger.ts'
import type { StrangersHolds, StrangersRates } from './limits.ts'
import type { Network } from './network.ts'

/**
 * A place for one call of a stranger.
 *
 *   provisional --confirm--> confirmed --release--> over
 *        |  \--release--> over
 *        +--PROVISIONAL_MS--> lapsed --confirm--> confirmed, where there is still room
 */
export interface Place {
  readonly ok: true
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

  return {
    admit(networks) {
      if (taken >= all) return NO_PLACE
      const visitor = ledger.visit(networks)
      const isNewcomer = visitor.open('calls') === 0
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
      const lapse = setTimeout(() => {
        free()
        state = 'lapsed'
      }, PROVISIONAL_MS)
      lapse.unref()
      function free(): void {
        clearTimeout(lapse)
        waiting?.release()
        if (state === 'provisional' || state === 'confirmed') {
          held.release()
          taken -= 1
        }
      }
      return {
        ok: true,
        confirm() {
          if (state === 'lapsed') {
            const again = taken < all ? visitor.hold('calls') : null
            if (!again) return false
            held = again
            taken += 1
          } else if (state === 'over') return false
          state = 'confirmed'
          clearTimeout(lapse)
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
    },
    get taken() {
      return taken
    },
  }
}
