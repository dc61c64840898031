import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newLineService } from '../../shared/floor/service.ts'
import type { Account, BoardLink, MadeBoard } from '../../shared/http.ts'
import { cookieOf, LINE, PASSWORD, startTestApp, type TestApp } from '../testApp.ts'
import { createPages } from './pages.ts'

const line = { id: 'ny', name: 'Ny', greeting: '', order: 2, startedOn: '2026-01-01', catchment: 1000, timeZone: 'Europe/Stockholm' }

describe('the API', () => {
  let server: TestApp
  let boss: { id: string; cookie: string }
  beforeAll(async () => {
    server = await startTestApp()
    boss = await server.person('boss', 'supervisor')
  })
  afterAll(() => server.close())
  const asBoss = (method: string, path: string, body?: unknown) => server.ask(method, path, { cookie: boss.cookie, body })

  it('names the field that is wrong and what is allowed, and never what was sent', async () => {
    const answer = await asBoss('POST', '/api/accounts', { username: 'Åsa!', name: 'x', role: 'advisor', password: PASSWORD, lines: [] })
    const text = await answer.text()
    expect([answer.status, JSON.parse(text)]).toMatchObject([400, { refusal: { code: 'badRequest', field: 'username' } }])
    expect(text).not.toContain('Åsa')
  })

  it.each([['{"username":'], ['[1]'], ['null'], ['"x"']])('refuses the body %s', async (body) => {
    const answer = await server.ask('POST', '/api/session', { body })
    expect([answer.status, await answer.json()]).toMatchObject([400, { refusal: { code: 'badRequest' } }])
  })

  it('says not found as JSON, and hides what went wrong inside', async () => {
    expect((await (await server.ask('GET', '/api/nothing')).json()) as unknown).toEqual({ refusal: { code: 'notFound' } })
  })

  it('refuses changes from another site, and takes those from its own page', async () => {
    const body = { username: 'boss', password: PASSWORD }
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }] as Record<
      string,
      string
    >[])
      expect((await server.ask('POST', '/api/session', { body, headers })).status).toBe(403)
    expect((await server.ask('POST', '/api/session', { body, headers: { origin: server.origin } })).status).toBe(200)
  })

  it('makes, changes and removes accounts, and ends the sessions of whom it changes', async () => {
    const made = (await (
      await asBoss('POST', '/api/accounts', { username: 'ada', name: 'Ada', role: 'advisor', password: PASSWORD, lines: [LINE] })
    ).json()) as Account
    expect(made).toMatchObject({ username: 'ada', lines: [LINE] })
    const taken = await asBoss('POST', '/api/accounts', { username: 'ada', name: 'Ada', role: 'advisor', password: PASSWORD, lines: [] })
    expect([taken.status, await taken.json()]).toEqual([409, { refusal: { code: 'nameTaken', field: 'username' } }])
    const signIn = await server.ask('POST', '/api/session', { body: { username: 'ada', password: PASSWORD } })
    const cookie = cookieOf(signIn.headers.get('set-cookie'))

    await asBoss('PATCH', `/api/accounts/${made.id}`, { name: 'Ada B', lines: [] })
    expect((await server.ask('GET', '/api/me', { cookie })).status).toBe(200)
    expect((await (await asBoss('GET', '/api/accounts')).json()) as Account[]).toContainEqual({ ...made, name: 'Ada B', lines: [] })
    await asBoss('PATCH', `/api/accounts/${made.id}`, { password: 'another long password' })
    expect((await server.ask('GET', '/api/me', { cookie })).status).toBe(401)

    expect((await asBoss('DELETE', `/api/accounts/${made.id}`)).status).toBe(204)
    expect((await asBoss('DELETE', `/api/accounts/${made.id}`)).status).toBe(404)
    expect(await (await asBoss('GET', '/api/floor')).json()).not.toHaveProperty(['floor', 'advisors', made.id])
  })

  it('keeps one supervisor', async () => {
    expect(await (await asBoss('DELETE', `/api/accounts/${boss.id}`)).json()).toEqual({ refusal: { code: 'lastSupervisor' } })
    const demoted = await asBoss('PATCH', `/api/accounts/${boss.id}`, { role: 'advisor' })
    expect(await demoted.json()).toMatchObject({ refusal: { code: 'lastSupervisor' } })
  })

  it('ends even the own session with a new role, and its live link with it', async () => {
    const { id, cookie } = await server.person('mo', 'supervisor')
    const link = server.live({ cookie })
    const gone = new Promise<string>((resolve) => link.once('disconnect', resolve))
    const letIn = new Promise<void>((resolve) => link.once('connect', () => resolve()))
    link.connect()
    await letIn
    expect((await server.ask('PATCH', `/api/accounts/${id}`, { cookie, body: { role: 'advisor' } })).status).toBe(200)
    expect(await gone).toBe('io server disconnect')
    expect((await server.ask('GET', '/api/accounts', { cookie })).status).toBe(401)
  })

  it('lets one change the own password, and keeps that session alone', async () => {
    const me = await server.person('mia', 'advisor')
    const other = cookieOf(await server.app.sessions.begin({ account: me.id }))
    const wrong = await server.ask('PATCH', '/api/me', { cookie: me.cookie, body: { oldPassword: 'no', newPassword: 'a new long one' } })
    expect(await wrong.json()).toEqual({ refusal: { code: 'wrongCredentials', field: 'oldPassword' } })
    const right = await server.ask('PATCH', '/api/me', {
      cookie: me.cookie,
      body: { oldPassword: PASSWORD, newPassword: 'a new long one' },
    })
    expect(right.status).toBe(200)
    expect((await server.ask('GET', '/api/me', { cookie: me.cookie })).status).toBe(200)
    expect((await server.ask('GET', '/api/me', { cookie: other })).status).toBe(401)
  })

  it('makes, changes and removes lines; the last one stays', async () => {
    expect((await asBoss('POST', '/api/lines', { ...line, timeZone: 'Mars/Olympus' })).status).toBe(400)
    expect((await asBoss('POST', '/api/lines', { ...line, startedOn: '2026-02-30' })).status).toBe(400)
    expect((await asBoss('POST', '/api/lines', line)).status).toBe(200)
    expect((await asBoss('POST', '/api/lines', line)).status).toBe(409)
    expect(await (await asBoss('PATCH', '/api/lines/ny', { greeting: 'Hej' })).json()).toEqual({
      ...line,
      ...newLineService,
      greeting: 'Hej',
    })
    const ada = await server.app.accounts.create({ username: 'eva', name: 'Eva', role: 'advisor', password: PASSWORD, lines: ['ny', LINE] })
    await server.app.floor.submit({ type: 'arrive', call: 'x1', line: 'ny', channel: 'web' })
    expect(await (await asBoss('DELETE', '/api/lines/ny')).json()).toEqual({ refusal: { code: 'lineBusy' } })
    await server.app.floor.submit({ type: 'interrupt', call: 'x1' })
    expect((await asBoss('DELETE', '/api/lines/ny')).status).toBe(204)
    expect(await server.app.accounts.list()).toContainEqual(expect.objectContaining({ id: ada.ok && ada.value.id, lines: [LINE] }))
    expect(await server.app.db.selectFrom('calls').select('outcome').where('id', '=', 'x1').execute()).toEqual([{ outcome: 'interrupted' }])
    expect(await (await asBoss('DELETE', `/api/lines/${LINE}`)).json()).toEqual({ refusal: { code: 'lastLine' } })
  })

  it('gives a board a session for its ticket, once, and takes it away', async () => {
    const made = (await (await asBoss('POST', '/api/boards', { name: 'TV', lines: [LINE] })).json()) as MadeBoard
    expect(made.path).toMatch(new RegExp(`^/board#ticket=[\\w-]{43}&lines=${LINE}$`))
    const ticket = new URLSearchParams(made.path.split('#')[1]).get('ticket')
    const answers = await Promise.all([1, 2].map(() => server.ask('POST', '/api/board-session', { body: { ticket } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
    const setCookie = answers.find(({ status }) => status === 200)?.headers.get('set-cookie') ?? ''
    expect(setCookie).toContain('Max-Age=34560000')
    const cookie = cookieOf(setCookie)
    expect(await (await server.ask('GET', '/api/me', { cookie })).json()).toEqual({ id: made.id, username: '', name: 'TV', role: 'board' })
    const floor = JSON.stringify(await (await server.ask('GET', '/api/floor', { cookie })).json())
    expect(floor).not.toContain('BOSS')
    expect(((await (await asBoss('GET', '/api/boards')).json()) as BoardLink[])[0]).toMatchObject({ id: made.id, state: 'inUse' })
    expect((await asBoss('DELETE', `/api/boards/${made.id}`)).status).toBe(204)
    expect((await server.ask('GET', '/api/me', { cookie })).status).toBe(401)
  })

  it('slows down guessing, for that user and network only, and never for a device that is known', async () => {
    await server.person('tom', 'advisor')
    const guess = (username: string, password = 'wrong', address = '192.0.2.7') =>
      server.ask('POST', '/api/session', { body: { username, password }, headers: { 'x-forwarded-for': address } })
    const known = (await guess('tom', PASSWORD, '198.51.100.1')).headers
      .getSetCookie()
      .map((one) => cookieOf(one))
      .join('; ')
    for (let i = 0; i < 5; i++) expect((await guess('tom')).status).toBe(401)
    for (let i = 0; i < 5; i++) expect((await guess(`nobody${i}`)).status).toBe(401)
    const slowed = await guess('tom', PASSWORD)
    expect([slowed.status, slowed.headers.get('retry-after'), await slowed.json()]).toEqual([
      429,
      '60',
      { refusal: { code: 'tooManyAttempts' } },
    ])
    const body = { username: 'tom', password: PASSWORD }
    const headers = { 'x-forwarded-for': '192.0.2.7' }
    expect((await server.ask('POST', '/api/session', { body, headers, cookie: known })).status).toBe(200)
    expect((await guess('boss', PASSWORD, '192.0.2.8')).status).toBe(200)
  })

  it('ends the session that the browser had when it signs in anew, and takes no token from outside', async () => {
    await server.person('una', 'advisor')
    const signIn = (cookie?: string) =>
      server.ask('POST', '/api/session', { body: { username: 'una', password: PASSWORD }, ...(cookie === undefined ? {} : { cookie }) })
    const planted = `lyhord=${'x'.repeat(43)}`
    const first = cookieOf((await signIn(planted)).headers.get('set-cookie'))
    expect(first).not.toBe(planted)
    const second = cookieOf((await signIn(first)).headers.get('set-cookie'))
    expect((await server.ask('GET', '/api/me', { cookie: first })).status).toBe(401)
    expect((await server.ask('GET', '/api/me', { cookie: second })).status).toBe(200)
    expect((await server.ask('GET', '/api/me', { cookie: planted })).status).toBe(401)
  })

  it('refuses passwords that others would guess, wherever one is chosen, and says why', async () => {
    const una = await server.person('uno', 'advisor')
    const account = { username: 'new', name: 'New', role: 'advisor', lines: [], password: 'lyhordlyhord' }
    expect(await (await asBoss('POST', '/api/accounts', account)).json()).toMatchObject({
      refusal: { code: 'guessablePassword', field: 'password' },
    })
    expect(await (await asBoss('PATCH', `/api/accounts/${una.id}`, { password: '1234567890' })).json()).toMatchObject({
      refusal: { code: 'commonPassword', field: 'password' },
    })
    const change = { oldPassword: PASSWORD, newPassword: 'uno-uno-uno' }
    const refused = await server.ask('PATCH', '/api/me', { cookie: una.cookie, body: change })
    expect([refused.status, await refused.json()]).toMatchObject([400, { refusal: { code: 'guessablePassword', field: 'newPassword' } }])
  })

  it.each([
    ['/api/me/data', 'account.json', 'application/json; charset=utf-8'],
    ['/api/register/file?format=csv', 'register.csv', 'text/csv; charset=utf-8'],
    ['/api/register/file?format=hsds', 'register.json', 'application/json; charset=utf-8'],
    [`/api/lines/${LINE}/prompts/sv/press_message`, `${LINE}-sv-press_message.ogg`, 'audio/ogg'],
  ])('gives %s as a file that no browser opens', async (path, name, type) => {
    const { headers } = await asBoss('GET', path)
    expect([headers.get('content-disposition'), headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
      `attachment; filename="${name}"`,
      type,
      'nosniff',
    ])
  })

  it('tells its health to all, and its sums to this machine and to supervisors', async () => {
    expect(await (await server.ask('GET', '/healthz')).json()).toEqual({ status: 'ok' })
    const sums = await (await server.ask('GET', '/metrics')).text()
    expect(sums).toContain('lyhord_calls_ended_total{outcome="interrupted"} 1')
    const proxied = { 'x-forwarded-for': '192.0.2.1' }
    expect((await server.ask('GET', '/metrics', { headers: proxied })).status).toBe(401)
    expect((await server.ask('GET', '/metrics', { headers: proxied, cookie: boss.cookie })).status).toBe(200)
  })
})

describe('headers and pages', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-pages-'))
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'index.html'), '<title>staff</title>')
  writeFileSync(join(dir, 'call.html'), '<title>caller</title>')
  writeFileSync(join(dir, 'ask.html'), '<script src="/assets/ask-12.js"></script>')
  // A script that loads another, a stylesheet with a font, and the files of the pages that the server writes.
  writeFileSync(join(dir, 'assets', 'ask-12.js'), 'import"./shared-34.js";const later=()=>import("./later-56.js")')
  writeFileSync(join(dir, 'assets', 'shared-34.js'), '')
  writeFileSync(join(dir, 'assets', 'later-56.js'), '"assets/later-78.css"')
  writeFileSync(join(dir, 'assets', 'later-78.css'), 'src:url(/assets/font-9a.woff2)')
  writeFileSync(join(dir, 'assets', 'font-9a.woff2'), '')
  writeFileSync(join(dir, 'assets', 'plain-bc.js'), '')
  writeFileSync(join(dir, 'assets', 'staff-de.js'), 'import"./shared-34.js"')
  writeFileSync(join(dir, 'assets', 'a-1234.js'), 'plain')
  writeFileSync(join(dir, 'assets', 'a-1234.js.gz'), gzipSync('packed'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  let stop = (): void => {}
  afterEach(() => stop())
  async function pages(): Promise<string> {
    const server = express().use(createPages(dir)).listen(0, '127.0.0.1')
    stop = () => server.close()
    await new Promise((resolve) => server.once('listening', resolve))
    return `http://127.0.0.1:${(server.address() as { port: number }).port}`
  }

  it.each([
    ['/', 'staff'],
    ['/phone', 'staff'],
    ['/board', 'staff'],
    ['/admin', 'staff'],
    ['/review', 'staff'],
    ['/review/months', 'staff'],
    ['/setup', 'staff'],
    ['/call', 'caller'],
    ['/call/valj-att-sluta', 'caller'],
  ])('%s is the page of the %s', async (path, title) => {
    expect(await (await fetch((await pages()) + path)).text()).toBe(`<title>${title}</title>`)
  })

  it.each(['/call.html', '/assets/a-1234.js.gz', '/assets/../index.html', '/%2e%2e/etc/passwd', '/nothing'])(
    '%s is not there',
    async (path) => {
      expect((await fetch((await pages()) + path)).status).toBe(404)
    },
  )

  it('serves what is packed to who takes it, for a year', async () => {
    const origin = await pages()
    const answer = await fetch(`${origin}/assets/a-1234.js`, { headers: { 'accept-encoding': 'gzip' } })
    expect([await answer.text(), answer.headers.get('cache-control')]).toEqual(['packed', 'public, max-age=31536000, immutable'])
    const plain = await fetch(`${origin}/assets/a-1234.js`, { headers: { 'accept-encoding': 'identity' } })
    expect(await plain.text()).toBe('plain')
    const refused = await fetch(`${origin}/assets/a-1234.js`, { headers: { 'accept-encoding': 'gzip;q=0' } })
    expect(await refused.text()).toBe('plain')
  })

  it.each([
    ['ask-12.js', 'no-store'],
    ['shared-34.js', 'no-store'],
    ['later-56.js', 'no-store'],
    ['later-78.css', 'no-store'],
    ['font-9a.woff2', 'no-store'],
    ['plain-bc.js', 'no-store'],
    ['staff-de.js', 'public, max-age=31536000, immutable'],
  ])('of what public pages load nothing stays in a browser, of what staff load what can: %s', async (name, kept) => {
    const answer = await fetch(`${await pages()}/assets/${name}`)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, kept])
  })

  it('lets a page load nothing from elsewhere, be framed by nobody, and keeps no answer', async () => {
    const server = await startTestApp()
    try {
      const { headers } = await server.ask('GET', '/call')
      const csp = headers.get('content-security-policy') ?? ''
      expect(csp).toContain("default-src 'none';script-src 'self';style-src 'self'")
      expect(csp).toContain("frame-ancestors 'none'")
      expect(csp).not.toContain('https:')
      expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('set-cookie')]).toEqual([
        'no-store',
        'no-referrer',
        null,
      ])
      const odd = await rawHeader(server.origin, "evil'; script-src *")
      expect(odd).toContain('ws://localhost')
      expect(odd).not.toContain('evil')
    } finally {
      await server.close()
    }
  })
})

/** The policy that a request with this Host gets; fetch would not send it. */
function rawHeader(origin: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(`${origin}/call`, { headers: { host } }, (response) => {
      response.resume()
      resolve(String(response.headers['content-security-policy']))
    })
      .on('error', reject)
      .end()
  })
}
