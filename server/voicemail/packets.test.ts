import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oggFrames } from '../media/oggFrames.ts'
import { gapless, insert, isOpus, MOST_PACKETS, MOST_SAMPLES, type Placed, placed, samplesOf } from './packets.ts'
import { fuzzRtpTimes } from './testing/fuzzRtpTimes.ts'

const voice = oggFrames(readFileSync(new URL('../demo/sv/voice.ogg', import.meta.url)))
const FRAME = 960
/** What was received: number and timestamp of each packet, in the order of arrival. */
const received = (...arrivals: readonly (readonly [frame: number, timestamp: number])[]): Placed[] =>
  kept(arrivals.map(([frame, timestamp]) => ({ payload: voice[frame] as Buffer, timestamp })))
function kept(arrivals: Iterable<{ readonly payload: Buffer; readonly timestamp: number }>): Placed[] {
  const all: Placed[] = []
  let last: Placed | null = null
  for (const { payload, timestamp } of arrivals) {
    const packet = placed(last, payload, timestamp)
    if (packet && insert(all, packet)) last = packet
  }
  return all
}
const lengthOf = (packets: readonly Buffer[]): number => packets.reduce((sum, packet) => sum + samplesOf(packet), 0)
const frames = (...numbers: number[]) => numbers.map((number) => voice[number])

describe('packets of a live stream become those of a file', () => {
  it('as they came', () => expect(gapless(received([0, 5_000], [1, 5_960], [2, 6_920]))).toEqual(frames(0, 1, 2)))

  it('in their order, each once', () =>
    expect(gapless(received([0, 0], [2, 2 * FRAME], [1, FRAME], [2, 2 * FRAME], [3, 3 * FRAME]))).toEqual(frames(0, 1, 2, 3)))

  it('over the end of the 32 bits of time', () => {
    const start = 2 ** 32 - FRAME
    expect(gapless(received([0, start], [1, 0], [2, FRAME]))).toEqual(frames(0, 1, 2))
  })

  it('with a pause as long as it was', () => {
    const whole = gapless(received([0, 0], [1, 51 * FRAME]))
    expect(whole).toHaveLength(52)
    expect(whole.every(isOpus)).toBe(true)
    expect(whole[1]).toHaveLength(1)
    expect(lengthOf(whole)).toBe(52 * FRAME)
  })

  it('without a pause where another source goes on', () =>
    expect(gapless(received([0, 7], [1, 3_000_000_000], [2, 3_000_000_000 + FRAME]))).toEqual(frames(0, 1, 2)))

  it('is never shorter than its timestamps by more than a frame, whatever is lost', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 200 }),
        fc.nat(2 ** 32 - 1),
        (kept, start) => {
          const numbers = [0, ...kept.sort((a, b) => a - b)]
          const whole = gapless(received(...numbers.map((n) => [n, (start + n * FRAME) % 2 ** 32] as const)))
          const samples = lengthOf(whole)
          expect(samples).toBe(((numbers.at(-1) ?? 0) + 1) * FRAME)
        },
      ),
    )
  })
})

describe('what a sender says of its times', () => {
  const [frame] = voice as [Buffer]

  it('puts no packet before the first', () => {
    const backwards = Array.from({ length: 14_000 }, (_, n) => ({ payload: frame, timestamp: (2 ** 32 - n * 14_980 * 48) % 2 ** 32 }))
    const ordered = kept(backwards)
    expect(gapless(ordered), 'nothing is filled in').toHaveLength(ordered.length)
    expect(gapless(received([1, FRAME], [0, 0], [2, 2 * FRAME]))).toEqual(frames(1, 2))
  })

  it('puts no packet beyond the longest message', () => {
    const forwards = Array.from({ length: 1_000 }, (_, n) => ({ payload: frame, timestamp: n * 14_980 * 48 }))
    expect(lengthOf(gapless(kept(forwards)))).toBeLessThanOrEqual(MOST_SAMPLES)
    const steady = Array.from({ length: MOST_SAMPLES / FRAME + 10 }, (_, n) => ({ payload: frame, timestamp: n * FRAME }))
    expect(lengthOf(gapless(kept(steady)))).toBe(MOST_SAMPLES)
  })

  it('makes a file no longer than the longest message, whatever it is', () => {
    const leap = fc.oneof(
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
      fc.constantFrom(FRAME, 0, 720_000),
    )
    const length = fc.constantFrom(...[0x78, 0xe0, 0x7b, 0x18].map((toc) => Buffer.from([toc, 6, 1, 1, 1, 1, 1, 1])))
    fc.assert(
      fc.property(fc.array(fc.tuple(length, leap), { maxLength: 400 }), (steps) => {
        let timestamp = 0
        const arrivals = steps.map(([payload, by]) => {
          timestamp = (timestamp + by) >>> 0
          return { payload, timestamp }
        })
        expectWithin(kept(arrivals))
      }),
    )
  })

  it('is bounded for what strangers would send', () => {
    let made = 0
    for (const arrivals of fuzzRtpTimes(20_261_130)) {
      expectWithin(kept(arrivals.filter(({ payload }) => isOpus(payload))))
      if (++made === 1_000) break
    }
  })

  function expectWithin(ordered: readonly Placed[]): void {
    const whole = gapless(ordered)
    expect(ordered.every(({ at }, n) => at >= 0 && at > (ordered[n - 1]?.at ?? -1))).toBe(true)
    expect(lengthOf(whole)).toBeLessThanOrEqual(MOST_SAMPLES + FRAME / 2)
    expect(whole.length).toBeLessThanOrEqual(MOST_PACKETS + MOST_SAMPLES / FRAME)
  }
})

describe('what is Opus', () => {
  it('every packet of an encoder', () => expect(voice.every(isOpus)).toBe(true))

  it.each<[string, readonly number[], boolean]>([
    ['nothing', [], false],
    ['a pause', [0x78], true],
    ['two frames of one size', [0x79, 1, 2], true],
    ['two frames of one size that are not', [0x79, 1, 2, 3], false],
    ['two frames of two sizes', [0x7a, 1, 9, 9, 9], true],
    ['two frames, the first longer than the packet', [0x7a, 9, 9], false],
    ['three frames', [0x7b, 3, 1, 2, 3], true],
    ['three frames that do not come out even', [0x7b, 3, 1, 2, 3, 4], false],
    ['three frames of their own sizes', [0x7b, 0x83, 1, 1, 7, 7, 7], true],
    ['no frames', [0x7b, 0], false],
    ['seven frames of 20 ms are 140 ms', [0x7b, 7], false],
    ['padding', [0x7b, 0x41, 2, 9, 0, 0], true],
    ['more padding than packet', [0x7b, 0x41, 9, 9], false],
    ['padding without end', [0x7b, 0x41, 255], false],
  ])('%s', (_name, bytes, is) => expect(isOpus(Buffer.from(bytes))).toBe(is))

  it('is told of any bytes without a fault', () =>
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void isOpus(Buffer.from(bytes)))))
})
