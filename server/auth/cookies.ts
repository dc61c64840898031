/**
 * The name of a cookie: with `__Host-` a browser takes it from this very host only, so that no sibling of the domain can plant one
 * (RFC 6265bis, 4.1.3.2). Over plain HTTP, on one's own machine, there can be no such name.
 */
export const cookieNamed = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

/** The value of the cookie of that name in a Cookie header; undefined without one. */
export function cookieValue(cookieHeader: string | undefined, name: string): string | undefined {
  for (const part of (cookieHeader ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined
  }
  return undefined
}
