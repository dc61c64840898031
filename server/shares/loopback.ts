import { isIP } from 'node:net'

/** Whether a host is this machine itself. */
export function isLoopback(host: string): boolean {
  return host === '::1' || host === '[::1]' || host === 'localhost' || (/^(::ffff:)?127\.[\d.]+$/.test(host) && isIP(host) !== 0)
}
