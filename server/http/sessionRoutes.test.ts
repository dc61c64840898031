import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MadeBoard, SessionState } from '../../shared/http.ts'
import { cookieOf, LINE, startTestApp, type TestApp } from '../testApp.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('the end of a session', () => {
  let now = 1_000_000_000_000
  let server: TestApp
  beforeAll(async () => {
    server = await startTestApp({ clock: () => now, env: { SESSION_HOURS: '10', SESSION_IDLE_MINUTES: '60' } })
  })
  afterAll(() => server.close())
  const status = async (path: string, cookie: string, method = 'GET') => (await server.ask(method, path, { cookie })).status

  it('comes an hour after the last sign of a person, as it was set; what a page asks by itself is none', async () => {
    const { cookie } = await server.person('ada', 'advisor')
    now += 40 * MINUTE
    expect(await (await server.ask('POST', '/api/session/input', { cookie })).json()).toEqual({
      now,
      endsAt: now + HOUR,
      lastAt: now + 10 * HOUR - 40 * MINUTE,
    } satisfies SessionState)
    now += 50 * MINUTE
    for (const path of ['/api/session', '/api/me', '/api/floor']) expect(await status(path, cookie)).toBe(200)
    now += 10 * MINUTE
    for (const path of ['/api/session', '/api/me', '/api/floor']) expect(await status(path, cookie)).toBe(401)
    expect(await status('/api/session/input', cookie, 'POST'), 'and an ended one is not brought back').toBe(401)
  })

  it('is put off by whatever a person changes', async () => {
    const { cookie } = await server.person('bo', 'advisor')
    now += 50 * MINUTE
    await server.ask('POST', '/api/replies', { cookie, body: { line: LINE } })
    now += 50 * MINUTE
    expect(await status('/api/me', cookie)).toBe(200)
  })

  it('waits for the end of a call, and a quarter of an hour longer', async () => {
    const { id, cookie } = await server.person('cia', 'advisor')
    const { floor, sessions } = server.app
    const does = async (command: Parameters<typeof floor.submit>[0]) => {
      const done = await floor.submit(command)
      if (!done.ok) throw new Error(`${command.type}: ${done.refusal.code}`)
      return done.value.floor
    }
    await does({ type: 'registerPhone', advisor: id, instance: 'i' })
    await does({ type: 'startShift', advisor: id, instance: 'i' })
    await does({ type: 'arrive', call: 'c', line: LINE, channel: 'web' })
    await does({ type: 'queue', call: 'c' })
    expect((await does({ type: 'answer', call: 'c', advisor: id })).advisors[id]?.state.is).toBe('talking')
    now += 12 * HOUR
    expect(await sessions.sweep()).not.toContain(id)
    expect(await status('/api/me', cookie)).toBe(200)
    await does({ type: 'hangUp', call: 'c', advisor: id })
    expect(await status('/api/me', cookie), 'there is a form to fill in').toBe(200)
    now += 16 * MINUTE
    expect(await status('/api/me', cookie)).toBe(401)
    await sessions.sweep()
    expect(await server.app.db.selectFrom('sessions').selectAll().where('account', '=', id).execute()).toEqual([])
  })

  it('is none for a board, which gets another token when it is loaded a day later', async () => {
    const { cookie: boss } = await server.person('boss', 'supervisor')
    const made = (await (await server.ask('POST', '/api/boards', { cookie: boss, body: { name: 'TV', lines: [] } })).json()) as MadeBoard
    const ticket = new URLSearchParams(made.path.split('#')[1]).get('ticket')
    const first = cookieOf((await server.ask('POST', '/api/board-session', { body: { ticket } })).headers.get('set-cookie'))
    now += 30 * 24 * HOUR
    const answer = await server.ask('GET', '/api/me', { cookie: first })
    const second = cookieOf(answer.headers.get('set-cookie'))
    expect([answer.status, second === first]).toEqual([200, false])
    expect(await status('/api/me', second)).toBe(200)
    expect(await status('/api/me', first)).toBe(401)
    expect(await status('/api/session', second), 'a board has no such end').toBe(403)
  })
})
