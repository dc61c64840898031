/*
 * The order and pace of one sender's packets, for a listener that takes one frame each 20 ms.
 *
 *              packets that have waited long enough
 *   still ----------------------------------------> playing
 *     ^  ^                                          |  |
 *     |  +------ nothing came for CONCEALED_MOST ---+  | a packet that says "silence follows" (DTX)
 *     +--------- nothing more came ----- resting <-----+
 *
 * The delay finds itself: a packet that is not there in time lets everything after it wait one frame longer; when all packets
 * of a while have waited longer than is of use, one frame is left out.
 */

/** Least wait, in ms, before the first packet of a spell of sound is played. */
const PRIME_MS = 10
/** What the first spell of a sender adds, of which no wait is known yet. */
const FIRST_SPREAD_MS = 10
const MOST_SPREAD_MS = 50
/** When every packet in WINDOW_TAKES waits longer than this, it is one frame too long, with some to spare. */
const TOO_LONG_MS = 30
/** 3 s of 20 ms frames. */
const WINDOW_TAKES = 150
/** More packets than these are a burst after a stall: as many as BURST_KEPT are played, the rest is too late to be of use. */
const MOST_PACKETS = 8
const BURST_KEPT = 3
/** Frames that are guessed when nothing comes; after them the sender is still. */
const CONCEALED_MOST = 3
/** Frames of comfort noise after a DTX packet; its sender says every 400 ms how the silence sounds. */
const RESTING_MOST = 25
/** At most this many bytes say that silence follows. */
const DTX_BYTES = 2
/** A step in sequence numbers beyond this, either way, is a sender that began anew. */
const NEW_BEGINNING = 500
/** More packets missing in a row are not worth guessing. */
const GAP_MOST = 5

/** What to play next. */
export type Take =
  /** `hurry`: the next packet is to be played within the same frame. */
  | { readonly is: 'packet'; readonly payload: Uint8Array; readonly hurry: boolean }
  /** Lost; `next` may hold a copy. */
  | { readonly is: 'lost'; readonly next: Uint8Array }
  | { readonly is: 'missing' }
  /** The sender is still. */
  | { readonly is: 'still' }

export interface JitterBuffer {
  /** `sequence` and `ssrc` as in the packet's header. `now`, here and below: one monotonic clock in ms. */
  put(sequence: number, ssrc: number, payload: Uint8Array, now: number): void
  take(now: number): Take
  /** Nothing is there and nothing is played: no `take` is needed before the next `put`. */
  readonly still: boolean
}

interface Waiting {
  readonly payload: Uint8Array
  readonly since: number
}

export function createJitterBuffer(): JitterBuffer {
  /** By sequence number, counted on beyond 65535. */
  const waiting = new Map<number, Waiting>()
  let ssrc = -1
  let highest = 0
  let next = 0
  let state: 'still' | 'resting' | 'playing' = 'still'
  /** Frames guessed in a row while nothing was there. */
  let guessed = 0
  let spread = FIRST_SPREAD_MS
  let takes = 0
  let leastWait = Number.POSITIVE_INFINITY
  let mostWait = 0

  const oldest = (): number => Math.min(...waiting.keys())

  function keepLast(count: number): void {
    for (const each of [...waiting.keys()].sort((a, b) => a - b).slice(0, -count)) waiting.delete(each)
    next = oldest()
  }

  function quiet(): Take {
    if (state === 'still') return { is: 'still' }
    guessed += 1
    if (guessed <= (state === 'resting' ? RESTING_MOST : CONCEALED_MOST)) return { is: 'missing' }
    state = 'still'
    return { is: 'still' }
  }

  /** How long packets wait tells how evenly they come, and whether all could be played sooner. */
  function measure(wait: number): boolean {
    leastWait = Math.min(leastWait, wait)
    mostWait = Math.max(mostWait, wait)
    takes += 1
    if (takes < WINDOW_TAKES) return false
    const tooLong = leastWait > TOO_LONG_MS
    spread = Math.min(MOST_SPREAD_MS, mostWait - leastWait)
    forgetWaits()
    return tooLong
  }

  function forgetWaits(): void {
    takes = 0
    leastWait = Number.POSITIVE_INFINITY
    mostWait = 0
  }

  function play(packet: Waiting, now: number): Take {
    waiting.delete(next)
    next += 1
    guessed = 0
    const hurry = measure(now - packet.since) && waiting.has(next)
    if (packet.payload.length <= DTX_BYTES && waiting.size === 0) state = 'resting'
    return { is: 'packet', payload: packet.payload, hurry }
  }

  return {
    get still() {
      return state === 'still' && waiting.size === 0
    },
    put(sequence, from, payload, now) {
      const step = ((sequence - highest + 0x8000) & 0xffff) - 0x8000
      if (from !== ssrc || Math.abs(step) > NEW_BEGINNING) {
        waiting.clear()
        forgetWaits()
        ssrc = from
        // Far from both ends, so that what came before the first is before it in number too.
        highest = 0x10000 + sequence
        next = highest
        if (state === 'playing') state = 'still'
        waiting.set(highest, { payload, since: now })
        return
      }
      const number = highest + step
      if (number < next) return
      highest = Math.max(highest, number)
      if (!waiting.has(number)) waiting.set(number, { payload, since: now })
      if (waiting.size > MOST_PACKETS) keepLast(BURST_KEPT)
    },
    take(now) {
      if (waiting.size === 0) return quiet()
      if (state !== 'playing') {
        const first = oldest()
        if (now - (waiting.get(first) as Waiting).since < PRIME_MS + spread) return quiet()
        if (waiting.size > BURST_KEPT) keepLast(BURST_KEPT)
        else next = first
        state = 'playing'
        guessed = 0
      }
      const due = waiting.get(next)
      if (due) return play(due, now)
      const following = oldest()
      // What was guessed while nothing was there stood for what now turns out to be lost.
      next = following - next > GAP_MOST ? following : Math.min(following, next + guessed)
      guessed = 0
      const found = waiting.get(next)
      if (found) return play(found, now)
      next += 1
      return next === following ? { is: 'lost', next: (waiting.get(following) as Waiting).payload } : { is: 'missing' }
    },
  }
}
