import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyReader, KEYS, type KeyFormat } from './keys.ts'

const FORMAT: KeyFormat = { payload: 101, clock: 8000 }

/** One event packet (RFC 4733, 2.3). `mark` is set on the first of a press. */
const event = (code: number, timestamp: number, duration: number, { mark = false, end = false, payload = FORMAT.payload } = {}): Buffer => {
  const bytes = Buffer.alloc(16)
  bytes[0] = 0x80
  bytes[1] = (mark ? 0x80 : 0) | payload
  bytes.writeUInt32BE(timestamp >>> 0, 4)
  bytes.writeUInt32BE(0xdeadbeef, 8)
  bytes[12] = code
  bytes[13] = (end ? 0x80 : 0) | 10
  bytes.writeUInt16BE(duration, 14)
  return bytes
}

/** All packets of a press: one each 20 ms, segments where it is long, and the end three times. */
function press(code: number, from: number, ticks: number, clock = FORMAT.clock, gap = 0): Buffer[] {
  const step = clock / 50
  const packets: Buffer[] = []
  let start = from
  let duration = step
  for (let at = step; at < ticks; at += step) {
    if (duration > 0xffff) {
      packets.push(event(code, start, 0xffff))
      start += 0xffff + gap
      duration = step
    }
    packets.push(event(code, start, duration, { mark: at === step }))
    duration += step
  }
  for (let i = 0; i < 3; i++) packets.push(event(code, start, Math.min(duration, 0xffff), { end: true }))
  return packets
}

const read = (packets: readonly Buffer[], format = FORMAT): string => {
  let keys = ''
  const reader = createKeyReader(format, (key) => {
    keys += key
  })
  for (const packet of packets) reader(packet)
  return keys
}
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('pressed keys', () => {
  it.each<[string, string, string]>([
    ['the first packet of a 5', '80 e5 0001 00001000 deadbeef 05 0a 00a0', '5'],
    ['its end alone', '80 65 0002 00001000 deadbeef 05 8a 0320', '5'],
    ['a star', '80 65 0002 00001000 deadbeef 0a 8a 0320', '*'],
    ['a hash with a contributing source', '81 65 0002 00001000 deadbeef 01020304 0b 8a 0320', '#'],
    ['an extended header', '90 65 0002 00001000 deadbeef bede0001 10ff0000 00 8a 0320', '0'],
    ['padding', 'a0 65 0002 00001000 deadbeef 09 8a 0320 00000004', '9'],
    ['several events in one packet: the first', '80 65 0002 00001000 deadbeef 01 8a 0320 02 8a 0320', '1'],
    ['an A, which no telephone of a caller has', '80 65 0002 00001000 deadbeef 0c 8a 0320', ''],
    ['a flash', '80 65 0002 00001000 deadbeef 10 8a 0320', ''],
    ['speech', '80 6f 0002 00001000 deadbeef 05 8a 0320', ''],
    ['a cut packet', '80 65 0002 00001000 deadbeef 05 8a', ''],
    ['a bare header', '80 65 0002 00001000 deadbeef', ''],
    ['a header that lies about its sources', '8f 65 0002 00001000 deadbeef 05 8a 0320', ''],
  ])('%s', (_name, packet, keys) => expect(read([hex(packet)])).toBe(keys))

  it.each<[string, readonly Buffer[], string]>([
    ['a whole press is one key', press(7, 1000, 1600), '7'],
    ['twice the same key is two', [...press(7, 1000, 1600), ...press(7, 4000, 1600)], '77'],
    ['another key at the same time is another', [...press(7, 1000, 160), ...press(8, 1000, 160)], '78'],
    ['timestamps go round', [...press(1, 0xfffffff0, 1600), ...press(2, 5000, 1600)], '12'],
    ['a late end of a former press is none', [...press(1, 1000, 1600), event(2, 4000, 160), event(1, 1000, 1600, { end: true })], '12'],
    ['held for twenty seconds is one', press(5, 0xffff0000, 160_000), '5'],
    ['held for twenty seconds by a slow sender is one', press(5, 1000, 160_000, 8000, 160), '5'],
    ['pressed again after a long one is two', [...press(5, 1000, 100_000), ...press(5, 1000 + 0xffff * 2, 1600)], '55'],
  ])('%s', (_name, packets, keys) => expect(read(packets)).toBe(keys))

  it('come once each, whatever is lost, repeated or out of order, as long as one packet arrives', () => {
    const pressed = fc.record({
      code: fc.nat(11),
      pause: fc.integer({ min: 320, max: 400_000 }),
      ms: fc.integer({ min: 40, max: 9_000 }),
      first: fc.nat(),
      lost: fc.array(fc.boolean(), { maxLength: 500 }),
    })
    const clock = fc.constantFrom(8000, 48_000)
    const jitter = fc.infiniteStream(fc.nat(JITTER_PACKETS))
    fc.assert(
      fc.property(fc.array(pressed, { minLength: 1, maxLength: 6 }), clock, fc.nat(0xffffffff), jitter, (presses, rate, from, late) => {
        let at = from
        const begun: number[] = []
        const arriving: Buffer[] = []
        for (const { code, pause, ms, first, lost } of presses) {
          // A time since an earlier press that is no segment's, or nobody could tell.
          while (begun.some((other) => (at - other) % 0xffff < rate / 8)) at += rate / 8
          begun.push(at)
          const packets = press(code, at, Math.round((ms * rate) / 1000), rate)
          const kept = packets.filter((_, index) => !lost[index])
          arriving.push(...(kept.length > 0 ? kept : [packets[first % packets.length] as Buffer]))
          at += Math.round((ms * rate) / 1000) + pause
        }
        const heard = read(shuffled(arriving, late), { payload: FORMAT.payload, clock: rate })
        expect([...heard].sort()).toEqual(presses.map(({ code }) => KEYS[code] as string).sort())
      }),
      { numRuns: 300 },
    )
  })
})

/** Each packet may come some places later than it was sent. */
const JITTER_PACKETS = 30
function shuffled(packets: readonly Buffer[], late: Iterator<number>): Buffer[] {
  return packets
    .map((packet, index) => ({ packet, at: index + (late.next().value as number) }))
    .sort((a, b) => a.at - b.at)
    .map(({ packet }) => packet)
}
