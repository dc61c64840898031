import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * How much more than the narrowest network each wider one may have, from narrow to wide. A /24 of IPv4 can be the pool of a whole
 * mobile operator; the /56 and /48 of IPv6 belong to one customer, who can use every /64 in them.
 */
export const FACTORS = { v4: [1, 8], v6: [1, 2, 4] } as const

/** The well-known prefix of NAT64 (RFC 6052, 2.1), with the IPv4 address in its last four bytes. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96') as [ipaddr.IPv6, number]
/** 6to4 (RFC 3056, 2): the four bytes after the prefix are the IPv4 address of the site. */
const SIX_TO_FOUR = ipaddr.parseCIDR('2002::/16') as [ipaddr.IPv6, number]

/** A network that an address lies in, and how many times the narrowest one's share it has. */
export interface Network {
  /** Its prefix, such as `192.0.2.0/24`: as telling as an address, so never to be logged or kept. */
  readonly prefix: string
  readonly factor: number
}

/**
 * The networks that an address is counted in, the narrowest first: an IPv4 address and its /24; the /64, /56 and /48 of an IPv6 one.
 * IPv4 in IPv6's clothes (mapped, NAT64, 6to4) is IPv4. Null for a text that is no address.
 */
export function networksOf(address: string): readonly Network[] | null {
  // ipaddr.js reads more than addresses: `127.1` and octal numbers too.
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return null
  const read = asIpv4(ipaddr.process(address))
  const bytes = read.toByteArray()
  if (read.kind() === 'ipv4') {
    return [
      { prefix: bytes.join('.'), factor: FACTORS.v4[0] },
      { prefix: `${bytes.slice(0, 3).join('.')}.0/24`, factor: FACTORS.v4[1] },
    ]
  }
  const text = Buffer.from(bytes).toString('hex')
  return [
    { prefix: `${text.slice(0, 16)}/64`, factor: FACTORS.v6[0] },
    { prefix: `${text.slice(0, 14)}/56`, factor: FACTORS.v6[1] },
    { prefix: `${text.slice(0, 12)}/48`, factor: FACTORS.v6[2] },
  ]
}

function asIpv4(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address instanceof ipaddr.IPv4) return address
  const bytes = address.toByteArray()
  if (address.match(NAT64)) return new ipaddr.IPv4(bytes.slice(12))
  if (address.match(SIX_TO_FOUR)) return new ipaddr.IPv4(bytes.slice(2, 6))
  return address
}
