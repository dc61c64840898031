import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Which peers are proxies that may say for whom they speak. */
export interface TrustedProxies {
  /** As they were named, for the start to say. */
  readonly named: readonly string[]
  /** Whether an address is one of theirs; false for a text that is no address. */
  has(address: string): boolean
}

const LOOPBACK = ['127.0.0.0/8', '::1/128']

/**
 * Reads a list of IP addresses, networks such as `10.0.0.0/8`, and the word `loopback`, with commas or spaces between. Null when one is neither,
 * or when a network covers everything: then everybody could say to be anybody.
 */
export function readTrustedProxies(text: string): TrustedProxies | null {
  const named = text.split(/[\s,]+/).filter((word) => word !== '')
  const ranges = named.flatMap((word) => (word === 'loopback' ? LOOPBACK : [word])).map(readRange)
  if (named.length === 0 || ranges.includes(null)) return null
  const known = ranges.filter((range) => range !== null)
  return {
    named,
    has(text) {
      const address = readAddress(text)
      return address !== null && known.some(([base, bits]) => base.kind() === address.kind() && address.match(base as never, bits))
    },
  }
}

/** An address without a scope, IPv4 in IPv6's clothes as IPv4; null when it is none. */
function readAddress(text: string): Address | null {
  return isIP(text) !== 0 && ipaddr.isValid(text) ? ipaddr.process(text) : null
}

function readRange(word: string): [Address, number] | null {
  const [address = '', bits] = word.split('/', 2)
  const base = readAddress(address)
  if (!base) return null
  const all = base.kind() === 'ipv4' ? 32 : 128
  if (bits === undefined) return word.includes('/') ? null : [base, all]
  if (!/^\d{1,3}$/.test(bits) || word.split('/').length > 2) return null
  const length = Number(bits)
  return length >= 1 && length <= all ? [base, length] : null
}
