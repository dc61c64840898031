import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Line } from '../shared/floor/model.ts'
import { createApp } from './app.ts'
import type { Numbered } from './floor/port.ts'
import { silentLog } from './log.ts'
import { cookieOf, LINE, next, PASSWORD, quietSwitchboard, startTestApp, type TestApp } from './testApp.ts'

const quiet = { createSwitchboard: quietSwitchboard(), log: silentLog }

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
    expect(await (await server.ask('GET', '/api/lines')).json()).toMatchObject([{ id: LINE, name: 'Linjen', greeting: '', open: true }])
    expect((await server.ask('POST', '/api/setup', { body: { ...body, username: 'other' } })).status).toBe(409)
  })

  it('signs in, shows the floor, signs out', async () => {
    const wrong = await server.ask('POST', '/api/session', { body: { username: 'anna', password: 'wrong' } })
    expect([wrong.status, await wrong.json()]).toEqual([401, { refusal: { code: 'wrongCredentials' } }])
    const right = await server.ask('POST', '/api/session', { body: { username: 'Anna', password: PASSWORD } })
    const setCookie = right.headers.get('set-cookie') ?? ''
    expect(setCookie).toMatch(/^lyhord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict, lyhord-device=/)
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
    expect([board.you, board.floor.advisors]).toEqual([null, {}])
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

describe('a server at its edges', () => {
  let server: TestApp
  beforeAll(async () => {
    server = await startTestApp()
  })
  afterAll(() => server.close())

  it('takes who has signed out from the offers', async () => {
    const { id, cookie } = await server.person('bo', 'advisor')
    const state = async () =>
      (await server.app.floor.submit({ type: 'setAdvisor', advisor: id, name: 'Bo', lines: [LINE], languages: [] })) as { value: Numbered }
    await server.app.floor.submit({ type: 'registerPhone', advisor: id, instance: 'i' })
    await server.app.floor.submit({ type: 'startShift', advisor: id, instance: 'i' })
    const second = cookieOf(await server.app.sessions.begin({ account: id }))
    await server.ask('DELETE', '/api/session', { cookie })
    expect((await state()).value.floor.advisors[id]?.state.is).toBe('available')
    await server.ask('DELETE', '/api/session', { cookie: second })
    expect((await state()).value.floor.advisors[id]).toMatchObject({ state: { is: 'offline' }, phone: { ready: false } })
  })

  it('leaves no stray upgrade waiting, and leaves /sip to the switchboard', async () => {
    const upgrade = (path: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () =>
          socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`),
        )
        let text = ''
        socket.on('data', (data) => {
          text += data
        })
        socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''))
        socket.on('error', reject)
        if (path === '/sip') server.app.floor.subscribe(() => socket.destroy())
      })
    expect(await upgrade('/elsewhere')).toBe('HTTP/1.1 404 Not Found')
    expect(await upgrade('/sipping')).toBe('HTTP/1.1 404 Not Found')
    const sip = upgrade('/sip')
    await server.app.floor.submit({ type: 'setLine', line: { ...(await anyLine()), name: 'Ny' } })
    expect(await sip).toBe('')
  })

  async function anyLine(): Promise<Line> {
    const { now, unsubscribe } = server.app.floor.subscribe(() => {})
    unsubscribe()
    const line = now.lines[LINE]
    if (!line) throw new Error('no line')
    return line
  }
})

it('closes what was open when it starts again, goes on numbering, and makes no second set-up', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-again-'))
  const first = await startTestApp({ dir })
  expect(first.setupUrl).toMatch(/\/setup#[\w-]{43}$/)
  await first.person('sara', 'supervisor')
  await first.app.floor.submit({ type: 'arrive', call: 'c1', line: LINE, channel: 'web' })
  await first.close()
  const second = await startTestApp({ dir })
  expect(second.setupUrl).toBeNull()
  expect(await second.app.db.selectFrom('calls').select(['id', 'outcome']).execute()).toEqual([{ id: 'c1', outcome: 'interrupted' }])
  const done = await second.app.floor.submit({ type: 'arrive', call: 'c2', line: LINE, channel: 'web' })
  expect(done.ok && done.value.rev).toBe(3)
  await second.close()
  rmSync(dir, { recursive: true })
})

it('says in a sentence why it cannot serve', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-taken-'))
  const first = await startTestApp({ dir })
  try {
    await expect(startTestApp({ dir })).rejects.toThrow('Another server is running on')
    const port = new URL(first.origin).port
    const second = await createApp({ ...first.config, port: Number(port), databaseFile: join(dir, 'b.db') }, quiet)
    await expect(second.listen()).rejects.toThrow(`PORT must be one that is free: ${port} at 127.0.0.1 is taken`)
    await second.close()
    const broken = { ...first.config, databaseFile: join(dir, 'c.db'), tls: { cert: 'x', key: 'y' } }
    await expect(createApp(broken, quiet)).rejects.toThrow('TLS_CERT and TLS_KEY must name a certificate')
  } finally {
    await first.close()
    rmSync(dir, { recursive: true })
  }
})
