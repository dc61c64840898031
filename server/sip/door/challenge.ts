import type { Challenge } from '../digest.ts'
import { LIMITS } from './limits.ts'
import { splitOutside } from './values.ts'

/** What a challenge asks, as sip.js takes it (RFC 7616, 3.3). */
export type AskedCredentials = Challenge & { readonly stale: boolean }

/**
 * Of several challenges the one by SHA-256, wherever it stands (RFC 8760 lets the server's order count: whoever sits between could then
 * take us back to MD5 by the order alone); MD5 where nothing better is offered. Null for none that we can answer.
 */
export function readChallenge(lines: readonly string[]): AskedCredentials | null {
  const read = lines.flatMap((line) => {
    const one = readOne(line)
    return one ? [one] : []
  })
  const by = (name: string) => read.find(({ algorithm }) => (algorithm ?? 'MD5').toUpperCase() === name)
  return by('SHA-256') ?? by('MD5') ?? null
}

function readOne(line: string): AskedCredentials | null {
  if (!/^digest\s/i.test(line)) return null
  const given = new Map<string, string>()
  for (const part of splitOutside(line.slice('digest '.length), ',', LIMITS.parameters)) {
    const equals = part.indexOf('=')
    const name = part.slice(0, Math.max(0, equals)).trim().toLowerCase()
    if (name !== '' && !given.has(name)) given.set(name, unquoted(part.slice(equals + 1).trim()))
  }
  const text = (name: 'realm' | 'nonce' | 'opaque' | 'algorithm') => {
    const value = given.get(name)
    return value === undefined ? {} : { [name]: value }
  }
  const qop = given.get('qop')
  return {
    ...{ ...text('realm'), ...text('nonce'), ...text('opaque'), ...text('algorithm') },
    ...(qop === undefined ? {} : { qop: qop.split(',').map((one) => one.trim()) }),
    stale: given.get('stale')?.toLowerCase() === 'true',
  }
}

/** Escapes inside stay as they are: the value goes back in quotes. */
function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}
