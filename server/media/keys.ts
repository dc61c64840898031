import { bare } from './rtp.ts'

/** Keys of a telephone as RTP events 0 to 11 (RFC 4733, 3.2). */
export const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const
export type Key = (typeof KEYS)[number]

/** How an end sends pressed keys: RTP payload type, and ticks per second of its timestamps. */
export interface KeyFormat {
  readonly payload: number
  readonly clock: number
}

/** What we offer to an end that we know nothing of: the clock of Opus, and the one that telephones have. */
export const OFFERED_KEYS: readonly KeyFormat[] = [
  { payload: 110, clock: 48_000 },
  { payload: 101, clock: 8000 },
]

export function isKey(text: string): text is Key {
  return KEYS.some((key) => key === text)
}

/** A key that is or was down; one that is held long comes in segments, each with a timestamp of its own. */
interface Press {
  readonly event: number
  /** Timestamp of the segment that began last. */
  timestamp: number
  ended: boolean
}

const HEADER_BYTES = 12
/** Payload of one event: its number, end and volume, duration. */
export const EVENT_BYTES = 4
/** A segment is as long as its 16 bits of duration can say (RFC 4733, 2.5.1.3). */
const SEGMENT_TICKS = 0xffff
/** A sender may begin the next segment as late as with its next packet, each time anew. */
const SEGMENTS_LATE_S = 0.1
/** Presses that packets may still come for. */
const REMEMBERED = 8

/**
 * Reads keys from RTP packets of that format, which it does not change; calls back once per press, whatever packets of it are lost, repeated
 * or reordered, as long as one arrives. Packets of other formats, cut ones and other events (A to D, flash) are passed over.
 */
export function createKeyReader({ payload, clock }: KeyFormat, onKey: (key: Key) => void): (packet: Buffer) => void {
  const presses: Press[] = []
  const late = clock * SEGMENTS_LATE_S

  /** Whether the packet belongs to the press, as its segment, an earlier or a later one. */
  function belongs(press: Press, event: number, timestamp: number, first: boolean): boolean {
    if (press.event !== event) return false
    const passed = (timestamp - press.timestamp) | 0
    if (passed === 0) return true
    const segments = Math.round(Math.abs(passed) / SEGMENT_TICKS)
    const over = Math.abs(passed) - segments * SEGMENT_TICKS
    if (segments === 0 || over < 0 || over > late) return false
    return passed < 0 || (!first && !press.ended)
  }

  return (packet) => {
    const whole = bare(packet, payload)
    if (!whole || whole.length < HEADER_BYTES + EVENT_BYTES) return
    const event = whole[HEADER_BYTES] as number
    const key = KEYS[event]
    if (key === undefined) return
    const timestamp = whole.readUInt32BE(4)
    const first = ((whole[1] as number) & 0x80) !== 0
    const ended = ((whole[HEADER_BYTES + 1] as number) & 0x80) !== 0
    const known = presses.find((press) => belongs(press, event, timestamp, first))
    if (known) {
      if (((timestamp - known.timestamp) | 0) > 0) known.timestamp = timestamp
      known.ended ||= ended
      return
    }
    presses.unshift({ event, timestamp, ended })
    presses.length = Math.min(presses.length, REMEMBERED)
    onKey(key)
  }
}
