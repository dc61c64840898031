import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { PASSWORD, startTestApp } from '../testApp.ts'
import { isSameOrigin } from './security.ts'

const behind = readConfig({ PUBLIC_ORIGIN: 'https://linje.example' })
const direct = readConfig({})

describe('whose page a request comes from', () => {
  it.each([
    ['no page at all', direct, {}, true],
    ['our own', direct, { host: 'a:8080', origin: 'http://a:8080' }, true],
    ['another port', direct, { host: 'a:8080', origin: 'http://a:9090' }, false],
    ['another site', direct, { host: 'a:8080', origin: 'https://evil.example' }, false],
    ['a page that hides it', direct, { host: 'a:8080', origin: 'null' }, false],
    ['no origin, but across sites', direct, { host: 'a:8080', 'sec-fetch-site': 'cross-site' }, false],
    ['the public origin through a proxy', behind, { host: '127.0.0.1:8080', origin: 'https://linje.example' }, true],
    ['another one through a proxy', behind, { host: '127.0.0.1:8080', origin: 'https://linje.example.evil' }, false],
  ])('%s', (_name, config, headers, expected) => {
    expect(isSameOrigin({ headers } as unknown as IncomingMessage, config)).toBe(expected)
  })
})

it('the live link has the headers of a page too, whether it is let in or not', async () => {
  const server = await startTestApp({ env: { PUBLIC_ORIGIN: 'https://linje.example' } })
  const from = { 'x-forwarded-for': '192.0.2.1' }
  try {
    for (const [headers, status] of [
      [from, 200],
      [{ ...from, origin: 'https://evil.example' }, 403],
    ] as const) {
      const answer = await server.ask('GET', '/socket.io/?EIO=4&transport=polling', { headers })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  } finally {
    await server.close()
  }
})

it('behind HTTPS marks cookies for it, and tells browsers to stay with it', async () => {
  const server = await startTestApp({ env: { PUBLIC_ORIGIN: 'https://linje.example' } })
  try {
    expect(server.setupUrl).toMatch(/^https:\/\/linje\.example\/setup#/)
    await server.person('ada', 'advisor')
    const headers = { origin: 'https://linje.example', 'x-forwarded-for': '192.0.2.1' }
    const answer = await server.ask('POST', '/api/session', { body: { username: 'ada', password: PASSWORD }, headers })
    const [session, device] = answer.headers.getSetCookie()
    expect(session).toMatch(/^__Host-lyhord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
    expect(device).toMatch(/^__Host-lyhord-device=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=34560000$/)
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  } finally {
    await server.close()
  }
})
