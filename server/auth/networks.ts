import { isIPv4, isIPv6 } from 'node:net'

/** How many bits of an address name each network that it counts for, the narrowest first. */
const PREFIXES = { 4: [32, 24], 6: [64, 56, 48] } as const

/**
 * The networks that an address belongs to, the narrowest first: an IPv4 address itself and its /24; of IPv6 the /64, /56 and /48, for
 * one customer has at least a /64 (RFC 6177). An IPv4 address within IPv6 counts as IPv4. What is no address is a network of its own.
 */
export function networksOf(address: string): readonly string[] {
  const plain = address.replace(/^::ffff:(?=\d{1,3}\.)/i, '').split('%')[0] ?? ''
  const family = isIPv4(plain) ? 4 : isIPv6(plain) ? 6 : null
  if (family === null) return [`other ${address.slice(0, 64)}`]
  const bits = family === 4 ? bitsOfV4(plain) : bitsOfV6(plain)
  return PREFIXES[family].map((length) => `v${family}/${length} ${bits.slice(0, length)}`)
}

const binary = (value: number, length: number): string => value.toString(2).padStart(length, '0')

function bitsOfV4(address: string): string {
  return address
    .split('.')
    .map((part) => binary(Number(part), 8))
    .join('')
}

function bitsOfV6(address: string): string {
  const [head = '', tail] = address.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const between = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...between, ...after].map((group) => binary(Number.parseInt(group, 16), 16)).join('')
}
