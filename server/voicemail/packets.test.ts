import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oggFrames } from '../media/oggFrames.ts'
import { gapless, isOpus, type Placed, placed, samplesOf } from './packets.ts'

const voice = oggFrames(readFileSync(new URL('../demo/sv/voice.ogg', import.meta.url)))
const FRAME = 960
/** What was received: number and timestamp of each packet, in the order of arrival. */
const received = (...arrivals: readonly (readonly [frame: number, timestamp: number])[]): Placed[] => {
  const all: Placed[] = []
  for (const [frame, timestamp] of arrivals) all.push(placed(all.at(-1) ?? null, voice[frame] as Buffer, timestamp))
  return all
}
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
    expect(whole.reduce((sum, packet) => sum + samplesOf(packet), 0)).toBe(52 * FRAME)
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
          const samples = whole.reduce((sum, packet) => sum + samplesOf(packet), 0)
          expect(samples).toBe(((numbers.at(-1) ?? 0) + 1) * FRAME)
        },
      ),
    )
  })
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
