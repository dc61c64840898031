/** RTP as bytes (RFC 3550, 5.1): 12 bytes of header, of which we write payload type, sequence number, timestamp and SSRC. */

/** Opus runs on a 48 kHz clock: 20 ms are 960 ticks. */
export const FRAME_MS = 20
export const FRAME_TICKS = 960
const TICKS_PER_MS = 48
const HEADER_BYTES = 12

/** Whether these bytes are RTP with a whole header; RTCP (packet types 192 to 223, RFC 5761) is not. */
export function isRtp(packet: Buffer): boolean {
  if (packet.length < HEADER_BYTES) return false
  const second = packet[1] as number
  return (packet[0] as number) >> 6 === 2 && (second < 192 || second > 223)
}

/**
 * What of a packet may go on to the other side: the header's fixed part, which we write anew, and the Opus payload.
 * Contributing sources, header extensions and padding have room for anything and are left out. Null for another payload type,
 * such as pressed keys, and for a packet that is cut. The packet itself when there is nothing to leave out.
 */
export function bare(packet: Buffer, payload: number): Buffer | null {
  const first = packet[0] as number
  if (((packet[1] as number) & 0x7f) !== payload) return null
  if (first === 0x80) return packet.length > HEADER_BYTES ? packet : null
  const afterSources = HEADER_BYTES + 4 * (first & 0x0f)
  const extended = (first & 0x10) !== 0
  if (extended && packet.length < afterSources + 4) return null
  const from = afterSources + (extended ? 4 + 4 * packet.readUInt16BE(afterSources + 2) : 0)
  const to = packet.length - ((first & 0x20) !== 0 ? (packet[packet.length - 1] as number) : 0)
  if (from >= to) return null
  const kept = Buffer.allocUnsafe(HEADER_BYTES + to - from)
  packet.copy(kept, 0, 0, HEADER_BYTES)
  packet.copy(kept, HEADER_BYTES, from, to)
  kept[0] = 0x80
  return kept
}

/**
 * One unbroken line of sequence numbers and timestamps towards one receiver, whatever feeds it: prompt, caller, prompt.
 * Numbers of a source are shifted, not counted anew, so that its losses stay visible to the receiver.
 */
export interface RtpLine {
  /** Rewrites a packet of `source` in place, to be sent now. */
  relay(packet: Buffer, source: number, now: number): void
  /** A packet of our own around one 20 ms Opus frame. */
  wrap(frame: Buffer, source: number, now: number): Buffer
  /** A packet of our own in between, of another payload type and with a timestamp from `timeAt`: the line goes on around it. */
  insert(payload: number, body: Buffer, timestamp: number, marker: boolean): Buffer
  /** The timestamp that a packet sent now would have. */
  timeAt(now: number): number
}

/** `payload`: the receiver's payload type for Opus. `now` is a monotonic clock in ms. */
export function createRtpLine(ssrc: number, payload: number, firstSequence = randomUint(16), firstTimestamp = randomUint(32)): RtpLine {
  let source = -1
  let sequenceShift = 0
  let timestampShift = 0
  let lastSequence = firstSequence
  let lastTimestamp = firstTimestamp
  let lastAt = 0

  /** The next source goes on one packet later, and as much time later as has really passed. */
  function follow(next: number, sequence: number, timestamp: number, now: number): void {
    const passed = lastAt === 0 ? FRAME_TICKS : Math.max(FRAME_TICKS, Math.round((now - lastAt) * TICKS_PER_MS))
    source = next
    sequenceShift = (lastSequence + 1 - sequence) & 0xffff
    timestampShift = (lastTimestamp + passed - timestamp) >>> 0
  }

  function stamp(packet: Buffer, sequence: number, timestamp: number, marker: boolean, now: number): void {
    const outSequence = (sequence + sequenceShift) & 0xffff
    const outTimestamp = (timestamp + timestampShift) >>> 0
    packet[1] = (marker ? 0x80 : 0) | payload
    packet.writeUInt16BE(outSequence, 2)
    packet.writeUInt32BE(outTimestamp, 4)
    packet.writeUInt32BE(ssrc, 8)
    // A packet that comes late must not pull the line back.
    if (((outSequence - lastSequence) & 0xffff) < 0x8000) {
      lastSequence = outSequence
      lastTimestamp = outTimestamp
      lastAt = now
    }
  }

  let ownSequence = 0
  let ownTimestamp = 0
  return {
    relay(packet, from, now) {
      const sequence = packet.readUInt16BE(2)
      const timestamp = packet.readUInt32BE(4)
      const switched = from !== source
      if (switched) follow(from, sequence, timestamp, now)
      stamp(packet, sequence, timestamp, switched || ((packet[1] as number) & 0x80) !== 0, now)
    },
    wrap(frame, from, now) {
      const packet = Buffer.allocUnsafe(HEADER_BYTES + frame.length)
      packet[0] = 0x80
      frame.copy(packet, HEADER_BYTES)
      const switched = from !== source
      if (switched) follow(from, ownSequence, ownTimestamp, now)
      stamp(packet, ownSequence, ownTimestamp, switched, now)
      ownSequence = (ownSequence + 1) & 0xffff
      ownTimestamp = (ownTimestamp + FRAME_TICKS) >>> 0
      return packet
    },
    insert(type, body, timestamp, marker) {
      const packet = Buffer.allocUnsafe(HEADER_BYTES + body.length)
      lastSequence = (lastSequence + 1) & 0xffff
      sequenceShift = (sequenceShift + 1) & 0xffff
      packet[0] = 0x80
      packet[1] = (marker ? 0x80 : 0) | type
      packet.writeUInt16BE(lastSequence, 2)
      packet.writeUInt32BE(timestamp, 4)
      packet.writeUInt32BE(ssrc, 8)
      body.copy(packet, HEADER_BYTES)
      return packet
    },
    timeAt: (now) => (lastTimestamp + (lastAt === 0 ? 0 : Math.round((now - lastAt) * TICKS_PER_MS))) >>> 0,
  }
}

/** A random whole number of that many bits, at most 32. */
export function randomUint(bits: number): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] as number) >>> (32 - bits)
}
