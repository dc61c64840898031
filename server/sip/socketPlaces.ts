/** A socket that can be let go to make room for another. */
export interface Guest {
  /** Whether a call or anything else goes on over it. */
  inUse(): boolean
  /** Ends it at once. */
  cut(): void
}

/** A bounded number of sockets; when it is full, the idle one that came first goes. */
export interface SocketPlaces<G extends Guest> {
  /** Puts a guest in; false when there is no room, because all that were looked at are in use. */
  enter(guest: G): boolean
  leave(guest: G): void
  readonly size: number
}

/** How many sockets in use are passed over for an idle one. */
const LOOKED_AT = 64

export function createSocketPlaces<G extends Guest>(most: number): SocketPlaces<G> {
  const guests = new Set<G>()

  /** Those in use go to the end of the queue, so that they are not looked at again and again. */
  function makeRoom(): boolean {
    let looked = 0
    for (const guest of guests) {
      if (looked === LOOKED_AT) return false
      looked += 1
      guests.delete(guest)
      if (!guest.inUse()) {
        guest.cut()
        return true
      }
      guests.add(guest)
      if (looked >= guests.size) return false
    }
    return false
  }

  return {
    enter(guest) {
      if (guests.size >= most && !makeRoom()) return false
      guests.add(guest)
      return true
    },
    leave: (guest) => void guests.delete(guest),
    get size() {
      return guests.size
    },
  }
}
