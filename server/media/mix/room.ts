import { type Decoder, type Encoder, FRAME_SAMPLES } from './opus.ts'
import { mix } from './pcm.ts'
import { createSource, type Source } from './source.ts'

/** After the last sound a listener gets this many frames of silence, so that its own loss concealment ends in peace: 200 ms. */
const TAIL_FRAMES = 10

/** A party of a room, by a number that is never used again. */
export type PartyId = number

/** What one listener gets of one tick. `begins`: nothing was sent just before, so time has passed since the last frame. */
export interface Heard {
  readonly party: PartyId
  readonly frame: Uint8Array
  readonly begins: boolean
}

/** The mixing itself: every active party hears the other active ones, nobody hears itself. Knows no clock and no thread. */
export interface Room {
  join(party: PartyId, decoder: Decoder, encoder: Encoder, active: boolean): void
  /** An inactive party is neither heard nor hears. */
  setActive(party: PartyId, active: boolean): void
  put(party: PartyId, packet: Uint8Array, now: number): void
  leave(party: PartyId): void
  /** The next 20 ms for every listener that has something to hear. `now`: one monotonic clock in ms, the same as of `put`. */
  tick(now: number): Heard[]
  /** Nothing is heard and nothing comes: no tick is needed before the next `put`. */
  readonly still: boolean
  readonly size: number
  close(): void
}

interface Party {
  readonly source: Source
  readonly encoder: Encoder
  active: boolean
  /** Frames of silence that are still to be sent; 0 when nothing is being sent. */
  tail: number
}

export function createRoom(): Room {
  const parties = new Map<PartyId, Party>()

  const listening = ({ active, tail }: Party): boolean => active && tail > 0

  function release(party: Party): void {
    party.source.free()
    party.encoder.free()
  }

  return {
    join(id, decoder, encoder, active) {
      parties.set(id, { source: createSource(decoder), encoder, active, tail: 0 })
    },
    setActive(id, active) {
      const party = parties.get(id)
      if (!party) return
      party.active = active
      party.tail = 0
      party.source.clear()
    },
    put(id, packet, now) {
      const party = parties.get(id)
      if (party?.active) party.source.put(packet, now)
    },
    leave(id) {
      const party = parties.get(id)
      parties.delete(id)
      if (party) release(party)
    },
    tick(now) {
      const spoken = new Map<PartyId, Float32Array>()
      for (const [id, { source, active }] of parties) {
        const frame = active ? source.frame(now) : null
        if (frame) spoken.set(id, frame)
      }
      const heard: Heard[] = []
      for (const [id, party] of parties) {
        if (!party.active) continue
        const others = [...spoken].filter(([speaker]) => speaker !== id).map(([, frame]) => frame)
        const begins = party.tail === 0
        if (others.length === 0 && begins) continue
        party.tail = others.length > 0 ? TAIL_FRAMES : party.tail - 1
        heard.push({ party: id, frame: party.encoder.encode(mix(others, FRAME_SAMPLES)), begins })
      }
      return heard
    },
    get still() {
      return [...parties.values()].every((party) => party.source.still && !listening(party))
    },
    get size() {
      return parties.size
    },
    close() {
      for (const party of parties.values()) release(party)
      parties.clear()
    },
  }
}
