import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networksOf } from './network.ts'

const prefixes = (address: string) => networksOf(address)?.map(({ prefix, factor }) => `${prefix} x${factor}`) ?? null

describe('the networks of an address', () => {
  it.each([
    ['192.0.2.77', ['192.0.2.77 x1', '192.0.2.0/24 x8']],
    ['::ffff:192.0.2.77', ['192.0.2.77 x1', '192.0.2.0/24 x8']],
    ['::ffff:c000:24d', ['192.0.2.77 x1', '192.0.2.0/24 x8']],
    ['64:ff9b::192.0.2.77', ['192.0.2.77 x1', '192.0.2.0/24 x8']],
    ['2002:c000:24d:1:2:3:4:5', ['192.0.2.77 x1', '192.0.2.0/24 x8']],
    ['2001:db8:1:203:4:5:6:7', ['20010db800010203/64 x1', '20010db8000102/56 x2', '20010db80001/48 x4']],
    ['2001:DB8:1:203::', ['20010db800010203/64 x1', '20010db8000102/56 x2', '20010db80001/48 x4']],
    ['fe80::1%eth0', ['fe80000000000000/64 x1', 'fe800000000000/56 x2', 'fe8000000000/48 x4']],
    ['', null],
    ['127.1', null],
    ['0300.0.2.1', null],
    ['192.0.2.1:80', null],
    ['lyhord.example', null],
  ])('%s: %j', (address, expected) => expect(prefixes(address)).toEqual(expected))

  it.each([
    ['192.0.2.1', '192.0.2.254', [false, true]],
    ['2001:db8:0:100::1', '2001:db8:0:100:ffff::1', [true, true, true]],
    ['2001:db8:0:100::1', '2001:db8:0:1ff::1', [false, true, true]],
    ['2001:db8:0:100::1', '2001:db8:0:f00::1', [false, false, true]],
    ['2001:db8:1::1', '2001:db8:2::1', [false, false, false]],
  ])('%s and %s share %j', (one, other, expected) =>
    expect(networksOf(one)?.map(({ prefix }, at) => prefix === networksOf(other)?.[at]?.prefix)).toEqual(expected),
  )
})

it('every address has networks, and no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => networksOf(address) !== null))
  fc.assert(fc.property(fc.string(), (text) => void networksOf(text)))
})
