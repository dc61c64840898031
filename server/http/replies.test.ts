import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MadeReply, ReplyCounts } from '../../shared/http.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'

const NOON = Date.parse('2026-03-31T12:34:56.789Z')
let now = NOON
let server: TestApp
let advisor: { id: string; cookie: string }
const count = async (): Promise<ReplyCounts> =>
  (await server.ask('GET', '/api/replies/count', { cookie: advisor.cookie })).json() as Promise<ReplyCounts>
const reply = (line: string, cookie = advisor.cookie) => server.ask('POST', '/api/replies', { cookie, body: { line } })

beforeAll(async () => {
  server = await startTestApp({ clock: () => now })
  advisor = await server.person('anna', 'advisor')
})
afterAll(() => server.close())

it('counts by day and month of the line, and takes back a slip', async () => {
  expect(await count()).toEqual({ [LINE]: { today: 0, month: 0 } })
  await reply(LINE)
  const slip = (await (await reply(LINE)).json()) as MadeReply
  expect(await count()).toEqual({ [LINE]: { today: 2, month: 2 } })
  expect((await server.ask('DELETE', `/api/replies/${slip.id}`, { cookie: advisor.cookie })).status).toBe(204)
  expect((await server.ask('DELETE', `/api/replies/${slip.id}`, { cookie: advisor.cookie })).status).toBe(404)
  expect(await count()).toEqual({ [LINE]: { today: 1, month: 1 } })
  // midnight in Stockholm, summer time, while it is still March in London
  now = Date.parse('2026-03-31T22:00:00Z')
  await reply(LINE)
  expect(await count()).toEqual({ [LINE]: { today: 1, month: 1 } })
  now = Date.parse('2026-03-31T21:59:59Z')
  expect(await count()).toEqual({ [LINE]: { today: 1, month: 1 } })
})

it('keeps the line and the hour, and nothing else', async () => {
  now = NOON
  const { id } = (await (await reply(LINE)).json()) as MadeReply
  const row = await server.app.db.selectFrom('email_replies').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(row).toEqual({ id, line: LINE, at: Date.parse('2026-03-31T12:00:00Z'), day: '2026-03-31', week: '2026-W14', month: '2026-03' })
})

it.each([
  ['an unknown line', 'no-such-line', 404],
  ['a name that every object answers to', 'constructor', 404],
])('refuses %s', async (_name, line, status) => expect((await reply(line)).status).toBe(status))

it("refuses a line that is somebody else's, and whoever is not signed in", async () => {
  const other = await server.app.accounts.create({
    username: 'bo',
    name: 'Bo',
    role: 'advisor',
    password: 'long enough for a test',
    lines: [],
  })
  if (!other.ok) throw new Error(other.refusal.code)
  const cookie = (await server.app.sessions.begin({ account: other.value.id })).split(';')[0] ?? ''
  expect((await reply(LINE, cookie)).status).toBe(403)
  expect((await reply(LINE, '')).status).toBe(401)
})
