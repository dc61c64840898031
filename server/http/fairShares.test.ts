import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { strangersLimits } from '../shares/limits.ts'
import { startTestApp, type TestApp } from '../testApp.ts'
import { serveMetrics } from './metricsServer.ts'

const LIMITS = strangersLimits({ maxCallsPerAddress: 3 })

describe('behind a proxy', () => {
  let server: TestApp
  let boss: { cookie: string }
  beforeAll(async () => {
    // The clock stands still, so that no share is earned anew meanwhile.
    const now = Date.now()
    server = await startTestApp({ clock: () => now, env: { PUBLIC_ORIGIN: 'https://linje.example' } })
    boss = await server.person('boss', 'supervisor')
  })
  afterAll(() => server.close())
  const ask = (from: string | null, method: string, path: string, more: { cookie?: string; body?: unknown } = {}) =>
    server.ask(method, path, { ...more, headers: from === null ? {} : { 'x-forwarded-for': from } })

  it.each([
    ['GET', '/call', 503],
    ['GET', '/api/me', 503],
    ['POST', '/api/session', 503],
    ['GET', '/socket.io/?EIO=4&transport=polling', 403],
    ['GET', '/healthz', 200],
    ['GET', '/metrics', 401],
  ])('a request that does not say for whom it comes: %s %s %i', async (method, path, status) =>
    expect((await ask(null, method, path)).status).toBe(status),
  )

  it('the sums are for supervisors there, and on a port of their own for this machine', async () => {
    expect((await ask('192.0.2.1', 'GET', '/metrics', { cookie: boss.cookie })).status).toBe(200)
    const own = await serveMetrics(0, async () => ({ type: 'text/plain', text: 'sums 1' }))
    try {
      const sums = await fetch(`http://127.0.0.1:${own.port}/metrics`)
      expect([sums.status, await sums.text()]).toEqual([200, 'sums 1'])
      expect((await fetch(`http://127.0.0.1:${own.port}/healthz`)).status).toBe(404)
      await expect(serveMetrics(own.port, async () => ({ type: '', text: '' }))).rejects.toThrow('METRICS_PORT must be one that is free')
    } finally {
      await own.close()
    }
  })

  it('one network that changes things without a session is slowed down, and nobody else', async () => {
    const { burst } = LIMITS.rates.knocks
    const knock = (from: string) => ask(from, 'POST', '/api/board-session', { body: { ticket: 'guess' } })
    const answers = await Promise.all(Array.from({ length: burst + 5 }, (_, at) => knock(`2001:db8::${at + 1}`)))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
    expect((await knock('2001:db8:1::1')).status).toBe(410)
  })

  it('links by tickets are few for one network, and cost the record nothing beyond', async () => {
    const { burst } = LIMITS.rates.tickets
    const come = (from: string) =>
      new Promise<string>((resolve) => {
        const link = server.live({ ticket: 'guess', from })
        link.on('connect_error', ({ message }) => resolve(message))
        link.on('disconnect', () => resolve('cut'))
        link.connect()
      })
    const reasons = await Promise.all(Array.from({ length: burst + 3 }, () => come('192.0.2.9')))
    expect(reasons.filter((reason) => reason === 'cut')).toHaveLength(3)
    expect(await come('198.51.100.9')).toBe('notSignedIn')
  })

  it.each([
    [24, 400, 'wrong shape'],
    [25, 400, 'too deep'],
  ])('JSON %i deep is a bad request', async (depth, status) => {
    const body = `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect((await ask('203.0.113.1', 'POST', '/api/session', { body })).status).toBe(status)
  })
})

describe('without a proxy', () => {
  it('who does not finish asking is cut off', async () => {
    const server = await startTestApp()
    try {
      const socket = connect(Number(new URL(server.origin).port), '127.0.0.1')
      socket.on('error', () => {})
      socket.resume()
      socket.write('GET /call HTTP/1.1\r\nHost: a\r\n')
      await once(socket, 'close')
    } finally {
      await server.close()
    }
  }, 30_000)
})
