import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLedger, type Hold, MOST_ACCOUNTS } from './ledger.ts'
import { type Network, networksOf } from './network.ts'

const HOUR = 3_600_000
const limits = { rates: { tries: { burst: 4, perSecond: 1 } }, holds: { calls: 2 } } as const
const of = (address: string): readonly Network[] => networksOf(address) ?? []
const ledgerAt = (start = 0) => {
  const time = { now: start }
  return { time, ledger: createLedger(limits, () => time.now) }
}

describe('rates', () => {
  it('let a burst through at once, then what the time earns', () => {
    const { time, ledger } = ledgerAt(1_796_000_000_000)
    const taken = () => Array.from({ length: 6 }, () => ledger.take(of('192.0.2.1'), 'tries')).filter(Boolean).length
    expect(taken()).toBe(4)
    time.now += 2_000
    expect(taken()).toBe(2)
    time.now += 60_000
    expect(taken()).toBe(4)
  })

  it('take an amount whole or not at all', () => {
    const { ledger } = ledgerAt()
    expect([ledger.take(of('192.0.2.1'), 'tries', 5), ledger.take(of('192.0.2.1'), 'tries', 4)]).toEqual([false, true])
  })

  it.each([
    ['an IPv4 /24', (at: number) => `192.0.2.${at}`, 8 * 4],
    ['a /64', (at: number) => `2001:db8::${at.toString(16)}`, 4],
    ['a /56', (at: number) => `2001:db8:0:${at.toString(16)}::1`, 2 * 4],
    ['a /48', (at: number) => `2001:db8:0:${(at * 256).toString(16)}::1`, 4 * 4],
    ['the whole of IPv6', (at: number) => `2001:db8:${at.toString(16)}::1`, 200],
  ])('hold 200 addresses of %s together to their number', (_name, address, expected) => {
    const { ledger } = ledgerAt()
    const taken = Array.from({ length: 200 }, (_, at) => ledger.take(of(address(at)), 'tries')).filter(Boolean)
    expect(taken).toHaveLength(expected)
  })

  it('make nobody wait longer for a clock that is set back', () => {
    const { time, ledger } = ledgerAt(10 * HOUR + 50 * 60_000)
    for (let i = 0; i < 4; i++) ledger.take(of('192.0.2.1'), 'tries')
    time.now -= 30 * 60_000
    expect(ledger.take(of('192.0.2.1'), 'tries')).toBe(false)
    time.now += 1_000
    expect(ledger.take(of('192.0.2.1'), 'tries')).toBe(true)
  })
})

describe('what is open', () => {
  it('is still counted when the hour has turned, and what is over is forgotten', () => {
    const { time, ledger } = ledgerAt()
    const visitor = ledger.visit(of('2001:db8::1'))
    const calls = [visitor.hold('calls'), visitor.hold('calls')]
    visitor.close()
    ledger.take(of('198.51.100.1'), 'tries')
    time.now = HOUR
    ledger.turn()
    expect(ledger.size).toBe(3)
    const later = ledger.visit(of('2001:db8::2'))
    expect(later.hold('calls')).toBeNull()
    calls[0]?.release()
    expect(later.hold('calls')).not.toBeNull()
    expect(later.open('calls')).toBe(2)
  })

  it('is right at every width and released once, whatever happens in whatever order', () => {
    const address = fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8:0:1::1', '2001:db8:0:100::1')
    const step = fc.oneof(
      fc.record({ do: fc.constant('hold' as const), address }),
      fc.record({ do: fc.constant('release' as const), at: fc.nat(30) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.nat(HOUR) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { time, ledger } = ledgerAt()
        const made: { hold: Hold; networks: readonly Network[]; open: boolean }[] = []
        const count = (prefix: string) => made.filter(({ open, networks }) => open && networks.some((one) => one.prefix === prefix)).length
        for (const one of steps) {
          if (one.do === 'wait') time.now += one.ms
          if (one.do === 'release') {
            const chosen = made[one.at]
            chosen?.hold.release()
            if (chosen) chosen.open = false
          }
          if (one.do === 'hold') {
            const networks = of(one.address)
            const visitor = ledger.visit(networks)
            const room = networks.every(({ prefix, factor }) => count(prefix) < 2 * factor)
            const hold = visitor.hold('calls')
            expect(hold !== null).toBe(room)
            if (hold) made.push({ hold, networks, open: true })
            expect(visitor.open('calls')).toBe(count(networks.at(-1)?.prefix ?? ''))
            visitor.close()
          }
        }
        for (const { hold } of made) hold.release()
        time.now += HOUR
        ledger.turn()
        expect(ledger.size).toBe(0)
      }),
    )
  })
})

it('has a bound of memory, whoever comes, and forgets nobody who has something open', () => {
  const { ledger } = ledgerAt()
  const visitor = ledger.visit(of('192.0.2.1'))
  visitor.hold('calls')
  visitor.hold('calls')
  for (let at = 0; at < 1_000_000; at += 25) ledger.take(of(`2001:db8:${(at >> 16).toString(16)}:${(at & 0xffff).toString(16)}::`), 'tries')
  expect(ledger.size).toBeLessThanOrEqual(MOST_ACCOUNTS + 1)
  expect(ledger.visit(of('192.0.2.1')).hold('calls')).toBeNull()
})
