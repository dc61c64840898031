/** Packets a second that a telephone may send for long: 100 of 10 ms frames, pressed keys and reports beside them. */
const MOST_A_SECOND = 200
/** What may come at once after a stall of the network. */
const BURST = 200
/** So many above the pace within FLOOD_MS are no stall. */
const FLOOD_PACKETS = 1_000
const FLOOD_MS = 2_000

/** Holds the packets of one end to the pace of a telephone, in constant time and memory. */
export interface Pace {
  /** Whether a packet that comes at `now`, in ms of a monotonic clock, is within the pace. */
  allows(now: number): boolean
  /** Far more came than any telephone sends; once true it stays so. */
  readonly flooded: boolean
}

export function createPace(): Pace {
  let tokens = BURST
  let last = 0
  let over = 0
  let overSince = 0
  let flooded = false
  return {
    allows(now) {
      tokens = Math.min(BURST, tokens + ((now - last) * MOST_A_SECOND) / 1_000)
      last = now
      if (tokens >= 1) {
        tokens -= 1
        return true
      }
      if (now - overSince > FLOOD_MS) {
        overSince = now
        over = 0
      }
      over += 1
      if (over >= FLOOD_PACKETS) flooded = true
      return false
    },
    get flooded() {
      return flooded
    },
  }
}
