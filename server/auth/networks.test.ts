import fc from 'fast-check'
import { expect, it } from 'vitest'
import { networksOf } from './networks.ts'

const shared = (a: string, b: string): number => networksOf(a).filter((network, i) => network === networksOf(b)[i]).length

it.each([
  ['192.0.2.1', '192.0.2.1', 2],
  ['192.0.2.1', '192.0.2.254', 1],
  ['192.0.2.1', '192.0.3.1', 0],
  ['::ffff:192.0.2.1', '192.0.2.1', 2],
  ['2001:db8::1', '2001:db8:0:0:ffff::2', 3],
  ['2001:db8:0:0::1', '2001:db8:0:1::1', 2],
  ['2001:db8:0:0::1', '2001:db8:0:100::1', 1],
  ['2001:db8:0::1', '2001:db8:1::1', 0],
  ['fe80::1%eth0', 'fe80::2', 3],
  ['no address', 'no address', 1],
  ['', '192.0.2.1', 0],
])('%s and %s are in %i networks together', (a, b, count) => {
  expect(shared(a, b)).toBe(count)
})

it('each address has its networks, whatever way it is written', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const networks = networksOf(address)
      expect(networks.every((network, i) => network.split(' ')[1]?.length === [64, 56, 48][i])).toBe(true)
    }),
  )
})

it('what is no address takes no more room than one', () => {
  expect(networksOf('x'.repeat(1_000_000))[0]?.length).toBeLessThan(100)
})
