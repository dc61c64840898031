import { MESSAGE_MAX_S } from '../../shared/limits.ts'
import { frameMs } from '../media/oggOpus.ts'

/** An Opus packet of a live stream, and where it belongs in it. */
export interface Placed {
  readonly payload: Buffer
  /** RTP timestamp as it came: samples at 48 kHz, 32 bits, from an arbitrary start. */
  readonly timestamp: number
  /** Samples at 48 kHz since the first packet: from 0 to where it still ends within the longest message. */
  readonly at: number
}

const SAMPLES_PER_MS = 48
const GAP_MS = 20
const GAP_SAMPLES = GAP_MS * SAMPLES_PER_MS
/** A longer leap of timestamps is no pause but another source. */
const MOST_LEAP = 15_000 * SAMPLES_PER_MS
/** The longest message, in samples at 48 kHz. */
export const MOST_SAMPLES = MESSAGE_MAX_S * 1_000 * SAMPLES_PER_MS
/** As many as the longest message has in packets of 10 ms, the shortest that we ask for. */
export const MOST_PACKETS = MESSAGE_MAX_S * 100
/** Opus: RFC 6716, 3.2. */
const MOST_PACKET_MS = 120
const MOST_FRAME_BYTES = 1_275

/** How long a packet sounds, in samples at 48 kHz. */
export const samplesOf = (payload: Buffer): number => frameMs(payload) * SAMPLES_PER_MS

/**
 * Where the next packet belongs, after the one that came before it (null for the first). Null when that is before the first, or beyond the
 * longest message: a sender's timestamps may say anything, and what they say becomes the length of a file.
 */
export function placed(before: Placed | null, payload: Buffer, timestamp: number): Placed | null {
  if (!before) return { payload, timestamp, at: 0 }
  const leap = (timestamp - before.timestamp) | 0
  const at = Math.abs(leap) > MOST_LEAP ? before.at + samplesOf(before.payload) : before.at + leap
  return at < 0 || at + samplesOf(payload) > MOST_SAMPLES ? null : { payload, timestamp, at }
}

/** Puts a packet among those that are there, in the order of `at`. False for one that came twice, which is left out. */
export function insert(ordered: Placed[], packet: Placed): boolean {
  let from = 0
  let to = (ordered.at(-1)?.at ?? -1) < packet.at ? 0 : ordered.length
  if (to === 0) return ordered.push(packet) > 0
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ordered[middle]?.at ?? 0) < packet.at) from = middle + 1
    else to = middle
  }
  if (ordered[from]?.at === packet.at) return false
  ordered.splice(from, 0, packet)
  return true
}

/**
 * Packets in order become those of a file, without a hole: what overlaps is left out, and lost packets and pauses are filled with packets
 * that ask the decoder to conceal them (RFC 7845, 4.1). Never longer than the longest message, by more than half a frame.
 */
export function gapless(ordered: readonly Placed[]): Buffer[] {
  const all: Buffer[] = []
  let written = ordered[0]?.at ?? 0
  let before: Buffer | null = null
  for (const { payload, at } of ordered) {
    if (at < written - GAP_SAMPLES / 2) continue
    if (before && at - written >= GAP_SAMPLES) {
      const filling = concealment(before)
      for (; at - written >= GAP_SAMPLES; written += GAP_SAMPLES) all.push(filling)
    }
    all.push(payload)
    before = payload
    written += samplesOf(payload)
  }
  return all
}

/** A packet of 20 ms without sound data, of the kind of the one before it (RFC 6716, 3.1 and 3.2.1). */
function concealment(before: Buffer): Buffer {
  const toc = before[0] ?? 0
  const config = toc >> 3
  const ofGap = config < 12 ? (config & ~3) | 1 : config < 16 ? config | 1 : config | 3
  return Buffer.from([(ofGap << 3) | (toc & 4)])
}

/** Whether a payload is an Opus packet that every decoder takes (RFC 6716, 3.4): one that is not can spoil a whole file. */
export function isOpus(payload: Buffer): boolean {
  const ms = payload.length === 0 ? 0 : frameMs(payload)
  if (ms === 0 || ms > MOST_PACKET_MS) return false
  const rest = payload.length - 1
  switch ((payload[0] ?? 0) & 3) {
    case 0:
      return rest <= MOST_FRAME_BYTES
    case 1:
      return rest % 2 === 0 && rest / 2 <= MOST_FRAME_BYTES
    case 2: {
      const first = lengthAt(payload, 1)
      return first !== null && first.end + first.length <= payload.length && payload.length - first.end - first.length <= MOST_FRAME_BYTES
    }
    default:
      return isOpusOfMany(payload)
  }
}

function isOpusOfMany(payload: Buffer): boolean {
  const flags = payload[1] ?? 0
  const count = flags & 63
  let at = 2
  let padding = 0
  if (flags & 64) {
    let more: number | undefined
    do {
      more = payload[at++]
      if (more === undefined) return false
      padding += more === 255 ? 254 : more
    } while (more === 255)
  }
  const end = payload.length - padding
  if (!(flags & 128)) return end >= at && (end - at) % count === 0 && (end - at) / count <= MOST_FRAME_BYTES
  let sum = 0
  for (let frame = 1; frame < count; frame++) {
    const read = lengthAt(payload, at)
    if (!read) return false
    at = read.end
    sum += read.length
  }
  return end - at - sum >= 0 && end - at - sum <= MOST_FRAME_BYTES
}

/** A frame's length (RFC 6716, 3.2.1). */
function lengthAt(payload: Buffer, at: number): { readonly length: number; readonly end: number } | null {
  const first = payload[at]
  if (first === undefined) return null
  if (first < 252) return { length: first, end: at + 1 }
  const second = payload[at + 1]
  return second === undefined ? null : { length: second * 4 + first, end: at + 2 }
}
