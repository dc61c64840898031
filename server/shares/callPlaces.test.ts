import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCallPlaces, PROVISIONAL_MS } from './callPlaces.ts'
import { createLedger } from './ledger.ts'
import { strangersLimits } from './limits.ts'
import { type Network, networksOf } from './network.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const of = (address: string): readonly Network[] => networksOf(address) ?? []
const ipv6 = (net: number, at: number) => `2001:db8:${net.toString(16)}:${at.toString(16)}::1`

function house({ maxCalls = 200, maxCallsPerAddress = 3, telephone = false } = {}) {
  const ledger = createLedger(strangersLimits({ maxCallsPerAddress }))
  const places = createCallPlaces({ maxCalls, telephone }, ledger)
  const call = (address: string) => {
    const place = places.admit(of(address))
    if (place.ok) place.confirm()
    return place
  }
  return { ledger, places, call }
}

describe('places for calls', () => {
  it.each([
    ['one address', (_at: number) => '192.0.2.1', 3],
    ['an IPv4 /24', (at: number) => `192.0.2.${at}`, 24],
    ['one /64', (at: number) => `2001:db8::${at.toString(16)}`, 3],
    ['one /56', (at: number) => ipv6(0, at), 6],
    ['one /48', (at: number) => ipv6(0, at * 256), 12],
  ])('give %s no more than its share of 200', (_name, address, expected) => {
    const { call, places } = house()
    const given = Array.from({ length: 250 }, (_, at) => call(address(at))).filter(({ ok }) => ok)
    expect([given.length, places.taken]).toEqual([expected, expected])
    // From elsewhere there is room.
    expect(call('198.51.100.1').ok).toBe(true)
  })

  it('are taken from the network that has most for one that has none, and never from a talk or from one that has no other', () => {
    const { places, call } = house({ maxCalls: 20, maxCallsPerAddress: 10 })
    const asked: string[] = []
    const held = (address: string, mayGo: boolean) => {
      const place = call(address)
      if (place.ok)
        place.onYield = () => {
          asked.push(address)
          return mayGo
        }
      return place
    }
    const alone = Array.from({ length: 4 }, (_, at) => held(`203.0.${at}.1`, true))
    const pairs = Array.from({ length: 6 }, (_, at) => held(`198.51.100.${at}`, at !== 5))
    const many = Array.from({ length: 10 }, (_, at) => held(`192.0.2.${at}`, at < 8))
    const given = (): number => [...alone, ...pairs, ...many].filter(({ ok }) => ok).length
    const before = given()
    for (let at = 0; places.taken < 20; at++) held(`10.0.${at}.1`, false)
    expect(held('192.0.2.77', true).ok, 'a network that has calls takes none from others').toBe(false)
    expect(held('100.64.0.1', true).ok).toBe(true)
    expect([places.taken, before > 10, asked.every((address) => /^(192\.0\.2|198\.51\.100)\./.test(address))]).toEqual([20, true, true])
    // Until each network has one: then it is full for all.
    for (let at = 0; at < 20; at++) held(`100.65.${at}.1`, true)
    expect(places.taken).toBe(20)
    expect(asked.some((address) => address.startsWith('203.0.'))).toBe(false)
  })

  it('count a call that outlasts its hour', () => {
    const { call, ledger } = house()
    const calls = [call('192.0.2.1'), call('192.0.2.1'), call('192.0.2.1')]
    vi.setSystemTime(3_600_000)
    ledger.turn()
    expect(call('192.0.2.1').ok).toBe(false)
    calls[0]?.release()
    calls[0]?.release()
    expect([call('192.0.2.1').ok, call('192.0.2.1').ok]).toEqual([true, false])
  })

  it('hold an address to a number of calls an hour', () => {
    const { call } = house()
    const begun = Array.from({ length: 80 }, () => {
      const place = call('192.0.2.1')
      place.release()
      return place.ok
    })
    expect(begun.filter(Boolean)).toHaveLength(60)
  })

  it('keep some for the telephone, and the last for networks without a call', () => {
    const { call, places } = house({ maxCalls: 20, telephone: true })
    const begin = (net: number) => call(`198.51.${net}.1`).ok
    expect(Array.from({ length: 6 }, (_, net) => [begin(net), begin(net)]).flat()).toEqual(Array(12).fill(true))
    expect([begin(0), begin(100), begin(100)], 'twelve of sixteen are taken').toEqual([false, true, false])
    expect([begin(101), begin(102), begin(103)]).toEqual([true, true, true])
    expect(places.taken, 'four of twenty stay for the telephone').toBe(16)
    expect([begin(104), places.taken], 'who comes now gets the place of another').toEqual([true, 16])
  })
})

describe('a caller without sound', () => {
  it('has fewer places, and those for a few seconds', () => {
    const { places } = house()
    const wait = () => places.admit(of('192.0.2.1'))
    const silent = [wait(), wait()]
    expect([...silent, wait()].map(({ ok }) => ok)).toEqual([true, true, false])
    vi.advanceTimersByTime(PROVISIONAL_MS)
    expect([places.taken, wait().ok]).toEqual([0, true])
    for (const one of silent) one.release()
    expect(places.taken).toBe(1)
  })

  it('whose sound comes late has the place that is free then', () => {
    const { places, call } = house({ maxCalls: 2 })
    const late = places.admit(of('192.0.2.1'))
    vi.advanceTimersByTime(PROVISIONAL_MS)
    const others = [call('198.51.100.1'), call('203.0.113.1')]
    expect(late.confirm()).toBe(false)
    others[0]?.release()
    expect([late.confirm(), late.confirm(), places.taken]).toEqual([true, true, 2])
    late.release()
    expect([late.confirm(), places.taken]).toEqual([false, 1])
  })
})

it('the number of places taken is the number of calls that have one, whatever happens', () => {
  const address = fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8:0:1::1', '198.51.100.1')
  const step = fc.oneof(
    fc.record({ do: fc.constant('admit' as const), address }),
    fc.record({ do: fc.constantFrom('confirm' as const, 'release' as const), at: fc.nat(20) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(4_000_000) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      const { places, ledger } = house({ maxCalls: 8, maxCallsPerAddress: 4 })
      const made: { place: ReturnType<typeof places.admit>; is: 'provisional' | 'confirmed' | 'without' }[] = []
      for (const one of steps) {
        if (one.do === 'wait') {
          vi.advanceTimersByTime(one.ms)
          if (one.ms >= PROVISIONAL_MS) for (const each of made) if (each.is === 'provisional') each.is = 'without'
          // Those that waited a part of it already have lapsed too.
          for (const each of made) if (each.is === 'provisional') each.place.confirm()
          for (const each of made) if (each.is === 'provisional') each.is = 'confirmed'
        }
        if (one.do === 'admit') {
          const place = places.admit(of(one.address))
          if (place.ok) made.push({ place, is: 'provisional' })
        }
        if (one.do === 'confirm' || one.do === 'release') {
          const chosen = made[one.at]
          if (chosen && one.do === 'release') chosen.place.release()
          if (chosen)
            chosen.is = one.do === 'confirm' && chosen.place.confirm() ? 'confirmed' : one.do === 'release' ? 'without' : chosen.is
        }
        expect(places.taken).toBe(made.filter(({ is }) => is !== 'without').length)
      }
      for (const { place } of made) place.release()
      expect(places.taken).toBe(0)
      vi.setSystemTime(Date.now() + 3_600_000)
      ledger.turn()
      expect(ledger.size).toBe(0)
    }),
  )
})
