import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookieOf, LINE, next, PASSWORD, startTestApp, type TestApp } from './testApp.ts'

describe('a server from its first start', () => {
  let server: TestApp
  beforeAll(async () => {
    server = await startTestApp()
  })
  afterAll(() => server.close())

  it('makes the first supervisor by its one-time address, once', async () => {
    expect(await (await server.ask('GET', '/api/setup')).json()).toEqual({ needed: true })
    const token = server.setupUrl?.split('#')[1] ?? ''
    const body = { token, username: 'anna', name: 'Anna', password: PASSWORD, lineName: 'Linjen' }
    expect((await server.ask('POST', '/api/setup', { body: { ...body, token: 'guess' } })).status).toBe(410)
    const weak = await server.ask('POST', '/api/setup', { body: { ...body, password: 'short' } })
    expect(await weak.json()).toMatchObject({ refusal: { code: 'weakPassword', field: 'password' } })
    const made = await server.ask('POST', '/api/setup', { body })
    expect(made.status).toBe(200)
    const cookie = cookieOf(made.headers.get('set-cookie'))
    expect(await (await server.ask('GET', '/api/me', { cookie })).json()).toMatchObject({ username: 'anna', role: 'supervisor' })
    expect(await (await server.ask('GET', '/api/lines')).json()).toEqual([{ id: LINE, name: 'Linjen', greeting: '' }])
    expect((await server.ask('POST', '/api/setup', { body: { ...body, username: 'other' } })).status).toBe(409)
  })

  it('signs in, shows the floor, signs out', async () => {
    const wrong = await server.ask('POST', '/api/session', { body: { username: 'anna', password: 'wrong' } })
    expect([wrong.status, await wrong.json()]).toEqual([401, { refusal: { code: 'wrongCredentials' } }])
    const right = await server.ask('POST', '/api/session', { body: { username: 'Anna', password: PASSWORD } })
    const setCookie = right.headers.get('set-cookie') ?? ''
    expect(setCookie).toMatch(/^lyhord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const cookie = cookieOf(setCookie)
    const { rev, floor } = (await (await server.ask('GET', '/api/floor', { cookie })).json()) as { rev: number; floor: { rev: number } }
    expect(floor.rev).toBe(rev)
    const out = await server.ask('DELETE', '/api/session', { cookie })
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')])
    expect((await server.ask('GET', '/api/floor', { cookie })).status).toBe(401)
  })

  it('announces a change only when it is on disk', async () => {
    const { cookie } = await server.person('berit', 'advisor')
    const link = server.live({ cookie })
    const snapshot = next(link, 'floor:snapshot')
    link.connect()
    expect((await snapshot).you).toMatchObject({ name: 'BERIT', role: 'advisor' })
    const { default: Database } = await import('better-sqlite3')
    const other = new Database(server.config.databaseFile, { readonly: true })
    const seen = new Promise<unknown>((resolve) =>
      server.app.floor.subscribe(
        () => other.open && resolve(other.prepare("select id, outcome, waited_s from calls where id = 'c1'").get()),
      ),
    )
    const changed = next(link, 'floor:changed')
    await server.app.floor.submit({ type: 'arrive', call: 'c1', line: LINE, channel: 'web' })
    expect(await seen).toEqual({ id: 'c1', outcome: null, waited_s: 0 })
    expect((await changed).changes).toMatchObject([{ type: 'callArrived', call: 'c1', channel: 'web' }])
    other.close()
  })

  it('shows a board that comes by ticket the floor without names, and takes each ticket once', async () => {
    const { cookie } = await server.person('sara', 'supervisor')
    const made = await server.ask('POST', '/api/boards', { cookie, body: { name: 'TV', lines: [] } })
    const { path, id } = (await made.json()) as { path: string; id: string }
    const ticket = new URLSearchParams(path.split('#')[1]).get('ticket') ?? ''
    const link = server.live({ ticket })
    const [snapshot, replacement] = [next(link, 'floor:snapshot'), next(link, 'board:ticket')]
    link.connect()
    const board = await snapshot
    expect([board.you, Object.values(board.floor.advisors).map(({ name }) => name)]).toEqual([null, ['', '', '']])
    const again = server.live({ ticket })
    const error = new Promise<Error>((resolve) => again.once('connect_error', resolve))
    again.connect()
    expect((await error).message).toBe('notSignedIn')
    const back = server.live({ ticket: await replacement })
    const second = next(back, 'floor:snapshot')
    back.connect()
    await second
    const gone = new Promise<string>((resolve) => back.once('disconnect', resolve))
    expect((await server.ask('DELETE', `/api/boards/${id}`, { cookie })).status).toBe(204)
    expect(await gone).toBe('io server disconnect')
  })
})
