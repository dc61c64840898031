import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJitterBuffer, type Take } from './jitter.ts'

const SSRC = 7
const payload = (number: number) => new Uint8Array([number >> 8, number & 0xff, 1])

/** What a take was, in short: the packet's number, `lost`, `missing` or `still`. */
const said = (take: Take): number | string =>
  take.is === 'packet' ? ((take.payload[0] as number) << 8) + (take.payload[1] as number) : take.is

interface Arrival {
  readonly number: number
  readonly at: number
}

/** Plays arrivals into a buffer that is asked each 20 ms from `phase` on, until `end`. */
function listen(arrivals: readonly Arrival[], end: number, phase = 5, first = 65_530) {
  const buffer = createJitterBuffer()
  const waiting = [...arrivals].sort((a, b) => a.at - b.at)
  const heard: { readonly at: number; readonly take: Take }[] = []
  for (let at = phase; at < end; at += 20) {
    while ((waiting[0]?.at ?? Number.POSITIVE_INFINITY) <= at) {
      const { number, at: came } = waiting.shift() as Arrival
      buffer.put((first + number) & 0xffff, SSRC, payload(number), came)
    }
    const take = buffer.take(at)
    heard.push({ at, take })
    if (take.is === 'packet' && take.hurry) heard.push({ at, take: buffer.take(at) })
  }
  return { buffer, heard, said: heard.map(({ take }) => said(take)) }
}

const evenly = (count: number): Arrival[] => Array.from({ length: count }, (_, number) => ({ number, at: number * 20 }))
const played = (all: readonly (number | string)[]) => all.filter((each) => typeof each === 'number')

describe('a jitter buffer', () => {
  it('plays what comes evenly in order, over the end of the numbers, after a short wait', () => {
    const { said } = listen(evenly(20), 400)
    expect(said.slice(0, 6)).toEqual(['still', 0, 1, 2, 3, 4])
  })

  it('puts swapped packets right when there is time for it', () => {
    const swapped = evenly(20).map((each) => (each.number === 8 ? { ...each, at: 181 } : each.number === 9 ? { ...each, at: 160 } : each))
    expect(played(listen(swapped, 420, 19).said)).toEqual(evenly(20).map(({ number }) => number))
  })

  it('says that a packet is lost and hands over the next one, which may hold a copy', () => {
    // Asked shortly before the next one comes, it has one packet in hand.
    const { heard, said } = listen(
      evenly(20).filter(({ number }) => number !== 10),
      380,
      19,
    )
    const at = said.findIndex((each) => each === 'lost' || each === 'missing')
    expect(said.slice(at - 1, at + 3)).toContain(9)
    expect(played(said)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17])
    expect(heard.filter(({ take }) => take.is === 'lost' || take.is === 'missing')).toHaveLength(1)
  })

  it('guesses three frames when nothing comes any more, and is still then', () => {
    const { said, buffer } = listen(evenly(5), 300)
    expect(said.slice(6)).toEqual(['missing', 'missing', 'missing', ...Array(6).fill('still')])
    expect(buffer.still).toBe(true)
  })

  it('fills the silence of a sender that saves it, and goes on when it speaks again', () => {
    const buffer = createJitterBuffer()
    buffer.put(1, SSRC, payload(1), 0)
    buffer.put(2, SSRC, new Uint8Array([1]), 20)
    const takes = Array.from({ length: 20 }, (_, i) => said(buffer.take(21 + i * 20)))
    expect(takes.slice(0, 2)).toEqual([1, expect.any(Number)])
    expect(new Set(takes.slice(2))).toEqual(new Set(['missing']))
    buffer.put(3, SSRC, payload(3), 430)
    expect([said(buffer.take(441)), said(buffer.take(461))]).toEqual(['missing', 3])
  })

  it('begins anew with a sender that begins anew', () => {
    const buffer = createJitterBuffer()
    buffer.put(500, SSRC, payload(1), 0)
    buffer.take(20)
    buffer.put(40_000, SSRC, payload(2), 20)
    expect(said(buffer.take(60))).toBe(2)
    buffer.put(40_001, SSRC + 1, payload(3), 60)
    expect(said(buffer.take(100))).toBe(3)
  })

  it('takes of a burst after a stall only what is of use', () => {
    const burst = evenly(40).map((each) => ({ ...each, at: Math.max(each.at, 500) }))
    const { said } = listen(burst, 800)
    expect(played(said)[0]).toBeGreaterThanOrEqual(22)
    expect(said.at(-1)).not.toBe('still')
  })

  it('shortens a wait that has become too long', () => {
    // One stall of 80 ms, and even packets ever after.
    const stalled = evenly(1_000).map((each) => (each.number >= 50 && each.number < 54 ? { ...each, at: 1_080 } : each))
    const { heard } = listen(stalled, 20_000)
    const wait = (from: number, to: number) =>
      heard.filter(({ at }) => at >= from && at < to).map(({ at, take }) => (take.is === 'packet' ? at - 20 * Number(said(take)) : 0))
    expect(Math.max(...wait(1_100, 2_000))).toBeGreaterThan(80)
    expect(Math.max(...wait(19_000, 20_000))).toBeLessThanOrEqual(30)
    expect(heard.filter(({ take }) => take.is === 'missing')).toHaveLength(3)
  })

  it('plays no packet twice and none out of order, and waits no more than 200 ms, whatever the network does', () => {
    const network = fc.array(fc.record({ lost: fc.boolean(), late: fc.integer({ min: 0, max: 90 }), twice: fc.boolean() }), {
      minLength: 1,
      maxLength: 300,
    })
    fc.assert(
      fc.property(network, fc.integer({ min: 0, max: 19 }), fc.nat(0xffff), (packets, phase, first) => {
        const arrivals = packets.flatMap(({ lost, late, twice }, number) => {
          const one = { number, at: number * 20 + late }
          return lost && late % 5 === 0 ? [] : twice ? [one, { ...one, at: one.at + 7 }] : [one]
        })
        const { heard, said: all } = listen(arrivals, packets.length * 20 + 400, phase, first)
        const numbers = played(all) as number[]
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
        for (const { at, take } of heard) if (take.is === 'packet') expect(at - 20 * Number(said(take))).toBeLessThan(290)
      }),
    )
  })

  it('does not drift away from a sender whose clock is not ours', () => {
    for (const drift of [0.998, 1.002]) {
      const { heard } = listen(
        evenly(3_000).map((each) => ({ ...each, at: each.at * drift })),
        58_000,
      )
      const late = heard.flatMap(({ at, take }) => (take.is === 'packet' && at > 2_000 ? [at - 20 * drift * Number(said(take))] : []))
      expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...late)).toBeLessThan(75)
    }
  })
})
