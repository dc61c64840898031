import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bare, createRtpLine, FRAME_TICKS, isRtp } from './rtp.ts'

const packet = (sequence: number, timestamp: number, payload = 96, marker = false): Buffer => {
  const bytes = Buffer.alloc(20)
  bytes[0] = 0x80
  bytes[1] = payload | (marker ? 0x80 : 0)
  bytes.writeUInt16BE(sequence & 0xffff, 2)
  bytes.writeUInt32BE(timestamp >>> 0, 4)
  bytes.writeUInt32BE(0xdeadbeef, 8)
  bytes.write('payload!', 12)
  return bytes
}
const read = (bytes: Buffer) => ({
  payload: (bytes[1] as number) & 0x7f,
  marker: (bytes[1] as number) >> 7 === 1,
  sequence: bytes.readUInt16BE(2),
  timestamp: bytes.readUInt32BE(4),
  ssrc: bytes.readUInt32BE(8),
  data: bytes.toString('latin1', 12),
})

describe('isRtp', () => {
  it.each([
    ['RTP', packet(1, 1), true],
    ['RTP with marker', packet(1, 1, 111, true), true],
    ['an RTCP sender report', Buffer.from([0x80, 200, 0, 6, ...new Array(24).fill(0)]), false],
    ['an RTCP receiver report', Buffer.from([0x80, 201, 0, 1, ...new Array(8).fill(0)]), false],
    ['a cut header', Buffer.from([0x80, 111, 0]), false],
    ['another version', Buffer.from([0x00, 111, ...new Array(10).fill(0)]), false],
  ])('%s', (_name, bytes, expected) => expect(isRtp(bytes)).toBe(expected))
})

/** A packet with everything that RTP has room for, each part filled with `filler`. */
const laden = (filler: Buffer, sources: number, extensionWords: number, paddingBytes: number, payload: Buffer): Buffer => {
  const fill = (length: number) => Buffer.alloc(length, filler)
  const fixed = packet(1, 1, 111).subarray(0, 12)
  fixed[0] = 0x80 | sources | (extensionWords > 0 ? 0x10 : 0) | (paddingBytes > 0 ? 0x20 : 0)
  const extension = extensionWords > 0 ? [Buffer.from([0xbe, 0xde, 0, extensionWords]), fill(4 * extensionWords)] : []
  const padding = paddingBytes > 0 ? [fill(paddingBytes - 1), Buffer.from([paddingBytes])] : []
  return Buffer.concat([fixed, fill(4 * sources), ...extension, payload, ...padding])
}

describe('what of a packet goes on', () => {
  it('is the payload, and nothing from where a sender could write something else', () => {
    const nat = (max: number) => fc.integer({ min: 0, max })
    fc.assert(
      fc.property(nat(15), nat(6), nat(40), fc.uint8Array({ minLength: 1, maxLength: 200 }), (sources, words, padding, bytes) => {
        const payload = Buffer.from(bytes)
        const kept = bare(laden(Buffer.from('0709998877'), sources, words, padding, payload), 111)
        expect(kept?.subarray(12).equals(payload)).toBe(true)
        expect(kept?.[0]).toBe(0x80)
      }),
    )
  })

  it('is the packet itself when there is nothing to leave out', () => {
    const plain = packet(1, 1, 111)
    expect(bare(plain, 111)).toBe(plain)
  })

  it.each([
    ['pressed keys', packet(1, 1, 110)],
    ['an empty packet', packet(1, 1, 111).subarray(0, 12)],
    ['sources that are not there', Buffer.from([0x8f, 111, ...new Array(10).fill(0)])],
    ['an extension that is cut', Buffer.from([0x90, 111, ...new Array(12).fill(0)])],
    ['an extension longer than the packet', Buffer.from([0x90, 111, ...new Array(10).fill(0), 0xbe, 0xde, 0xff, 0xff, 1])],
    ['padding longer than the packet', Buffer.from([0xa0, 111, ...new Array(10).fill(0), 1, 255])],
  ])('is nothing of %s', (_name, bytes) => expect(bare(bytes, 111)).toBeNull())
})

describe('an RTP line', () => {
  it('writes its own SSRC and payload type and leaves the payload alone', () => {
    const line = createRtpLine(42, 111, 100, 1000)
    const bytes = packet(7, 70)
    line.relay(bytes, 1, 5)
    expect(read(bytes)).toEqual({ payload: 111, marker: true, sequence: 101, timestamp: 1960, ssrc: 42, data: 'payload!' })
  })

  it('goes on where it was when the source changes, and says so with the marker', () => {
    const line = createRtpLine(42, 111, 65534, 1000)
    const prompt = line.wrap(Buffer.from('a'), 0, 100)
    const caller = packet(500, 123456)
    line.relay(caller, 1, 120)
    const next = packet(501, 123456 + FRAME_TICKS)
    line.relay(next, 1, 140)
    const again = line.wrap(Buffer.from('b'), 0, 160)
    expect([prompt, caller, next, again].map((each) => read(each).sequence)).toEqual([65535, 0, 1, 2])
    expect([prompt, caller, next, again].map((each) => read(each).marker)).toEqual([true, true, false, true])
    const stamps = [prompt, caller, next, again].map((each) => read(each).timestamp)
    expect(stamps.map((stamp) => stamp - (stamps[0] as number))).toEqual([0, 960, 1920, 2880])
  })

  it('lets silence between two sources pass as time', () => {
    const line = createRtpLine(42, 111, 0, 0)
    line.relay(packet(1, 1), 1, 1000)
    const late = packet(1, 1)
    line.relay(late, 2, 2000)
    expect(read(late)).toMatchObject({ sequence: 2, timestamp: FRAME_TICKS + 48_000 })
  })

  it('keeps losses, reordering and pauses of one source visible to the receiver', () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff),
        fc.nat(0xffffffff),
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 60 }),
        (start, stamp, steps) => {
          const line = createRtpLine(1, 111)
          const first = packet(start, stamp)
          line.relay(first, 1, 0)
          const base = read(first)
          for (const step of steps) {
            const bytes = packet(start + step, stamp + step * FRAME_TICKS)
            line.relay(bytes, 1, step * 20)
            expect((read(bytes).sequence - base.sequence) & 0xffff).toBe(step)
            expect((read(bytes).timestamp - base.timestamp) >>> 0).toBe((step * FRAME_TICKS) >>> 0)
          }
        },
      ),
    )
  })

  it('never repeats a number, whatever sources take turns in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 300 }), (sources) => {
        const line = createRtpLine(1, 111)
        const sent = new Map<number, number>()
        const seen = sources.map((source, at) => {
          const count = (sent.get(source) ?? source * 777) + 1
          sent.set(source, count)
          if (source === 0) return read(line.wrap(Buffer.from('x'), 0, at * 20)).sequence
          const bytes = packet(count, count * FRAME_TICKS)
          line.relay(bytes, source, at * 20)
          return read(bytes).sequence
        })
        for (const [at, sequence] of seen.entries()) if (at > 0) expect((sequence - (seen[at - 1] as number)) & 0xffff).toBe(1)
      }),
    )
  })
})
