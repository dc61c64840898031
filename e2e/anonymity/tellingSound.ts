import { ADDRESS, NAME, NUMBER } from './markers.ts'

/** Seconds from 1900 to 1970: RTCP counts by NTP's calendar. */
const NTP_EPOCH_S = 2_208_988_800

/** Three contributing sources, which together are the number. */
const SOURCES = Buffer.from(NUMBER.padEnd(12))
/** A header extension (RFC 8285) that says who speaks, twelve bytes after its own four. */
const EXTENSION = Buffer.concat([Buffer.from([0xbe, 0xde, 0, 3, 0x1a]), Buffer.from(NUMBER.padEnd(11))])

/** CNAME, NAME, EMAIL, PHONE, LOC, TOOL and NOTE (RFC 3550, 6.5), by their types. */
const ITEMS = [`${NUMBER}@${ADDRESS}`, NAME, `${NUMBER}@${ADDRESS}`, `+${NUMBER}`, ADDRESS, `Phone of ${NAME}`, `I am ${NAME}, ${NUMBER}`]

/** An RTP packet (RFC 3550, 5.1) that names its speaker wherever a header has room. */
export function tellingPacket(second: number, sequence: number, timestamp: number, ssrc: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head[0] = 0x90 | (SOURCES.length / 4)
  head[1] = second
  head.writeUInt16BE(sequence & 0xffff, 2)
  head.writeUInt32BE(timestamp >>> 0, 4)
  head.writeUInt32BE(ssrc, 8)
  return Buffer.concat([head, SOURCES, EXTENSION, payload])
}

/** A compound of RTCP (RFC 3550, 6): a sender's report, all that a source can say of itself, and an application's own. */
export function tellingReport(ssrc: number, timestamp: number, packets: number, bytes: number): Buffer {
  const report = Buffer.alloc(24)
  report.writeUInt32BE(ssrc, 0)
  report.writeUInt32BE(Math.floor(Date.now() / 1_000) + NTP_EPOCH_S, 4)
  report.writeUInt32BE(timestamp >>> 0, 12)
  report.writeUInt32BE(packets, 16)
  report.writeUInt32BE(bytes, 20)
  const source = report.subarray(0, 4)
  const items = ITEMS.map((text, i) => Buffer.concat([Buffer.from([i + 1, text.length]), Buffer.from(text)]))
  return Buffer.concat([
    rtcp(200, 0, report),
    rtcp(202, 1, Buffer.concat([source, ...items, Buffer.alloc(1)])),
    rtcp(204, 0, Buffer.concat([source, Buffer.from('Name'), Buffer.from(`${NAME} ${NUMBER}`)])),
  ])
}

/** Whether a packet is RTCP and not RTP (RFC 5761, 4). */
export function isReport(packet: Buffer): boolean {
  const kind = packet[1] ?? 0
  return kind >= 192 && kind <= 223
}

function rtcp(type: number, count: number, body: Buffer): Buffer {
  const padded = Buffer.concat([Buffer.from([0x80 | count, type, 0, 0]), body, Buffer.alloc((4 - (body.length % 4)) % 4)])
  padded.writeUInt16BE(padded.length / 4 - 1, 2)
  return padded
}
