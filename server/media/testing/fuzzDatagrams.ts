import { crc32 } from 'node:zlib'
import { type Random, seeded } from '../../demo/random.ts'

/**
 * Datagrams without an end that a stranger may send to the media port, the same for the same seed: whole ones of each kind, and the same
 * with wrong lengths, counts, versions and ends.
 */

/** RTP (RFC 3550, 5.1): header, sources, extension (RFC 8285), Opus or pressed keys (RFC 4733), padding. */
export function* fuzzRtp(seed: number): Generator<Buffer> {
  const dice = createDice(seed)
  let sequence = dice.below(65_536)
  let timestamp = dice.below(2 ** 32)
  for (;;) {
    sequence = (sequence + dice.one(STEPS)) & 0xffff
    timestamp = (timestamp + dice.one(TIMES)) >>> 0
    const sources = dice.below(4) === 0 ? dice.below(16) : 0
    const extended = dice.below(4) === 0
    const padded = dice.below(5) === 0
    const head = Buffer.alloc(12 + 4 * sources)
    head[0] = (dice.below(40) === 0 ? dice.below(4) << 6 : 0x80) | (padded ? 0x20 : 0) | (extended ? 0x10 : 0) | sources
    head[1] = (dice.below(8) === 0 ? 0x80 : 0) | dice.one(PAYLOAD_TYPES)
    head.writeUInt16BE(sequence, 2)
    head.writeUInt32BE(timestamp, 4)
    head.writeUInt32BE(dice.below(30) === 0 ? dice.below(2 ** 32) : 1, 8)
    const parts: Buffer[] = [head]
    if (extended) parts.push(extension(dice))
    parts.push(dice.below(3) === 0 ? keys(dice) : opus(dice))
    if (padded) parts.push(padding(dice))
    yield damaged(Buffer.concat(parts), dice)
  }
}

/** RTCP (RFC 3550, 6; RFC 4585): compounds of reports, names, goodbyes and feedback, whose counts and lengths may say anything. */
export function* fuzzRtcp(seed: number): Generator<Buffer> {
  const dice = createDice(seed)
  for (;;) {
    const parts = Array.from({ length: 1 + dice.below(5) }, () => {
      const body = dice.bytes(4 * dice.below(12))
      const head = Buffer.alloc(4)
      head[0] = 0x80 | (dice.below(6) === 0 ? 0x20 : 0) | dice.below(32)
      head[1] = dice.one(RTCP_TYPES)
      head.writeUInt16BE(dice.below(4) === 0 ? dice.one(LENGTHS) : body.length / 4, 2)
      return Buffer.concat([head, body])
    })
    yield damaged(Buffer.concat(parts), dice)
  }
}

/** STUN (RFC 8489): requests, indications and answers of ICE, with attributes that are too long, twice, unknown, unaligned or wrongly signed. */
export function* fuzzStun(seed: number): Generator<Buffer> {
  const dice = createDice(seed)
  for (;;) {
    const attributes = Array.from({ length: dice.below(10) }, () => attribute(dice))
    const body = Buffer.concat(attributes)
    const head = Buffer.alloc(20)
    head.writeUInt16BE(dice.one(STUN_TYPES), 0)
    head.writeUInt16BE(dice.below(6) === 0 ? dice.one(LENGTHS) : body.length & 0xffff, 2)
    head.writeUInt32BE(dice.below(20) === 0 ? dice.below(2 ** 32) : STUN_COOKIE, 4)
    dice.bytes(12).copy(head, 8)
    yield damaged(dice.below(2) === 0 ? withFingerprint(head, body) : Buffer.concat([head, body]), dice)
  }
}

/** DTLS 1.2 (RFC 6347, RFC 9147): records and fragments of handshakes, which overlap, lack their beginning, or claim to be huge. */
export function* fuzzDtls(seed: number): Generator<Buffer> {
  const dice = createDice(seed)
  for (;;) {
    const records = Array.from({ length: 1 + dice.below(3) }, () => {
      const type = dice.one(DTLS_TYPES)
      const body = type === 22 ? handshake(dice) : dice.bytes(dice.below(64))
      const head = Buffer.alloc(13)
      head[0] = type
      head.writeUInt16BE(dice.one([0xfeff, 0xfefd, 0xfefc, 0x0303, 0, 0xffff]), 1)
      head.writeUInt16BE(dice.one([0, 0, 0, 1, 0xffff]), 3)
      head.writeUIntBE(dice.below(4) === 0 ? dice.below(2 ** 32) : dice.below(4), 5, 6)
      head.writeUInt16BE(dice.below(5) === 0 ? dice.one(LENGTHS) : body.length, 11)
      return Buffer.concat([head, body])
    })
    yield damaged(Buffer.concat(records), dice)
  }
}

const STEPS = [1, 1, 1, 1, 1, 1, 0, 2, 7, 0xffff, 500, 501, 0x7fff, 0x8000]
const TIMES = [960, 960, 960, 960, 480, 0, 1, 2_880, -960, 719_999, -719_999, 2 ** 31, 2 ** 32 - 1]
const PAYLOAD_TYPES = [111, 111, 111, 111, 110, 110, 101, 0, 8, 13, 96, 127]
const RTCP_TYPES = [200, 200, 201, 201, 202, 203, 204, 205, 206, 207, 192, 195, 208, 223]
const LENGTHS = [0, 1, 2, 3, 4, 5, 7, 8, 19, 20, 255, 256, 1_280, 1_500, 0x7fff, 0xfffc, 0xffff]
const STUN_COOKIE = 0x2112a442
const FINGERPRINT_XOR = 0x5354554e
/** Binding requests, indications, answers and errors; methods of TURN; bits that must be zero. */
const STUN_TYPES = [0x0001, 0x0001, 0x0001, 0x0011, 0x0101, 0x0101, 0x0111, 0x0003, 0x0004, 0x0016, 0x0017, 0x0113, 0x3fff, 0x0000]
/** USERNAME, MESSAGE-INTEGRITY and the like, those of ICE (RFC 8445), and some that nobody knows: below 0x8000 they must be understood. */
const STUN_ATTRIBUTES = [
  ...[0x0001, 0x0006, 0x0006, 0x0008, 0x0009, 0x000a, 0x0014, 0x0015, 0x001c, 0x001d, 0x001e, 0x0020, 0x0024, 0x0025],
  ...[0x8002, 0x8003, 0x8022, 0x8023, 0x8028, 0x8029, 0x802a, 0xc057, 0x7fff, 0xffff],
]
const DTLS_TYPES = [22, 22, 22, 22, 20, 21, 23, 24, 25, 63]
const HANDSHAKES = [1, 1, 1, 2, 3, 4, 11, 12, 13, 14, 15, 16, 20, 0, 255]

/** Bytes are cut from so many that look random. */
const POOL_BYTES = 16_384

interface Dice {
  /** A whole number from 0 up to `end`, without it. */
  below(end: number): number
  one<T>(all: readonly T[]): T
  bytes(length: number): Buffer
}

function createDice(seed: number): Dice {
  const random: Random = seeded(seed)
  const below = (end: number): number => Math.floor(random() * end)
  const pool = Buffer.from(Array.from({ length: POOL_BYTES }, () => below(256)))
  return {
    below,
    one: <T>(all: readonly T[]) => all[below(all.length)] as T,
    bytes(length) {
      const from = below(pool.length - length)
      return Buffer.from(pool.subarray(from, from + length))
    },
  }
}

/** Most come as they are; some are cut, longer, or have a byte that is another. */
function damaged(packet: Buffer, dice: Dice): Buffer {
  switch (dice.below(12)) {
    case 0:
      return packet.subarray(0, dice.below(packet.length + 1))
    case 1:
      return Buffer.concat([packet, dice.bytes(dice.below(40))])
    case 2:
    case 3:
      if (packet.length > 0) packet[dice.below(packet.length)] = dice.below(256)
      return packet
    default:
      return packet
  }
}

function extension(dice: Dice): Buffer {
  const words = dice.below(6)
  const head = Buffer.alloc(4)
  head.writeUInt16BE(dice.one([0xbede, 0x1000, 0x100f, 0]), 0)
  head.writeUInt16BE(dice.below(3) === 0 ? dice.one(LENGTHS) : words, 2)
  return Buffer.concat([head, dice.bytes(4 * words)])
}

/** The first byte says how many frames of what length there are (RFC 6716, 3.1); the second may say how many. */
function opus(dice: Dice): Buffer {
  const payload = dice.bytes(dice.one([0, 1, 2, 3, 40, 60, 60, 120, 1_276, 1_400]))
  if (payload.length > 0) payload[0] = (dice.below(32) << 3) | dice.below(8)
  return payload
}

function keys(dice: Dice): Buffer {
  const events = Array.from({ length: 1 + dice.below(3) }, () => {
    const event = Buffer.alloc(4)
    event[0] = dice.below(20)
    event[1] = (dice.below(2) << 7) | dice.below(64)
    event.writeUInt16BE(dice.below(65_536), 2)
    return event
  })
  return Buffer.concat(events)
}

function padding(dice: Dice): Buffer {
  const length = 1 + dice.below(8)
  const pad = Buffer.alloc(length)
  pad[length - 1] = dice.below(3) === 0 ? dice.below(256) : length
  return pad
}

function attribute(dice: Dice): Buffer {
  const value = dice.bytes(dice.one([0, 1, 4, 4, 8, 8, 20, 20, 32, 33, 255, 763]))
  const head = Buffer.alloc(4)
  head.writeUInt16BE(dice.one(STUN_ATTRIBUTES), 0)
  head.writeUInt16BE(dice.below(6) === 0 ? dice.one(LENGTHS) : value.length, 2)
  return Buffer.concat([head, value, dice.bytes(dice.below(12) === 0 ? dice.below(4) : (4 - (value.length % 4)) % 4)])
}

/** As RFC 8489, 14.7, has it: what lacks it, ICE may take for no STUN at all. */
function withFingerprint(head: Buffer, body: Buffer): Buffer {
  const length = body.length + 8
  if (length <= 0xffff) head.writeUInt16BE(length, 2)
  const signed = Buffer.concat([head, body])
  const mark = Buffer.alloc(8)
  mark.writeUInt16BE(0x8028, 0)
  mark.writeUInt16BE(4, 2)
  mark.writeUInt32BE((crc32(signed) ^ FINGERPRINT_XOR) >>> 0, 4)
  return Buffer.concat([signed, mark])
}

function handshake(dice: Dice): Buffer {
  const fragment = dice.bytes(dice.below(200))
  const head = Buffer.alloc(12)
  head[0] = dice.one(HANDSHAKES)
  const claimed = dice.below(3) === 0 ? dice.one([0, 0xffff, 0xffffff, 1_000_000]) : fragment.length
  head.writeUIntBE(claimed, 1, 3)
  head.writeUInt16BE(dice.below(4), 4)
  head.writeUIntBE(dice.below(3) === 0 ? dice.one([0xffffff, 1, claimed]) : 0, 6, 3)
  head.writeUIntBE(dice.below(4) === 0 ? dice.one([0, 0xffffff]) : fragment.length, 9, 3)
  return Buffer.concat([head, fragment])
}
