import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DATA_MAP, type DataGround } from '../../shared/staff/dataMap.ts'
import { KEEP_ACCOUNT_READINGS_DAYS, type StaffData } from '../../shared/staff/staffData.ts'
import type { Training } from '../../shared/staff/training.ts'
import { DAY_MS } from '../../shared/zonedTime.ts'
import { openTestRecord } from '../record/testRecord.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'
import { STAFF_PLACES } from './staffData.ts'

const NOW = Date.parse('2026-03-31T12:00:00Z')

describe('the map of what is kept', () => {
  const columns = async (): Promise<string[]> => {
    await using record = await openTestRecord()
    const { rows } = await sql<{ column: string }>`
      select tables.name || '.' || columns.name as column from sqlite_master as tables, pragma_table_info(tables.name) as columns
      where tables.type = 'table' and tables.name not like 'sqlite_%' order by 1`.execute(record.db)
    return rows.map(({ column }) => column)
  }

  it('has every column of the record once, and no other', async () => {
    const mapped = Object.values(DATA_MAP).flatMap((kind) =>
      Object.entries(kind).flatMap(([table, names]) => (names as readonly string[]).map((name) => `${table}.${name}`)),
    )
    expect(mapped.toSorted()).toEqual(await columns())
  })

  it('knows every column in which an account stands, so that nothing is missing from what is handed out', async () => {
    const isAccount = /\.(?:\w+_)?(?:account|author|advisor|reader|by)$/
    const known = STAFF_PLACES.flatMap(({ table, as }) => as.map((column) => `${table}.${column}`))
    expect(known.toSorted()).toEqual((await columns()).filter((column) => isAccount.test(column)))
  })
})

describe('what is kept of an account', () => {
  let server: TestApp
  let anna: { id: string; cookie: string }
  let bo: { id: string; cookie: string }
  let lead: { id: string; cookie: string }
  let now = NOW

  const dataOf = async (path: string, cookie: string): Promise<StaffData> =>
    (await server.ask('GET', path, { cookie })).json() as Promise<StaffData>
  const rowsOf = ({ kept }: StaffData, table: string, as: string) => kept.find((part) => part.table === table && part.as === as)?.rows

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now })
    anna = await server.person('anna', 'advisor')
    bo = await server.person('bo', 'advisor')
    lead = await server.person('lena', 'supervisor')
    await server.ask('PATCH', `/api/accounts/${anna.id}`, { cookie: lead.cookie, body: { qualification: 'Socionom' } })
    const times = { arrived: NOW, answered: NOW, ended: NOW + 60_000, waited_s: 1, talked_s: 60, held_s: 0, heartbeat_at: NOW }
    const about = { channel: 'phone', outcome: 'answered', kind: 'call', origin: 'live', met_closed: 0 } as const
    const plain = { reason: null, language: null, interpreted_s: 0, interpreted_language: null }
    const day = { day: '2026-03-31', week: '2026-W14', month: '2026-03' }
    const call = { id: 'c1', line: LINE, advisor: anna.id, ...times, ...about, ...plain, ...day }
    await server.app.db.insertInto('calls').values(call).execute()
    await server.app.db
      .insertInto('forms')
      .values({ id: 'f1', call: 'c1', kind: 'call', line: LINE, day: '2026-03-31', version: 1 })
      .execute()
    await server.app.db
      .insertInto('form_notes')
      .values({ form: 'f1', text: 'what a caller told', erase_on: '2027-01-01', confirmed: '[]' })
      .execute()
    const meeting = { week: '2026-W14', lines: '*', text: 'We meet earlier', version: 1, at: NOW }
    await server.app.db
      .insertInto('meeting_notes')
      .values({ ...meeting, account: anna.id })
      .execute()
  })
  afterAll(() => server.close())

  it('is handed out to its holder, whole, and without what callers have told or a secret', async () => {
    const data = await dataOf('/api/me/data', anna.cookie)
    expect(data).toMatchObject({ madeAt: NOW, account: { username: 'anna', name: 'ANNA', qualification: 'Socionom', lines: [LINE] } })
    expect(rowsOf(data, 'calls', 'advisor')).toEqual([{ line: LINE, channel: 'phone', kind: 'call', month: '2026-03', number: 1 }])
    expect(rowsOf(data, 'meeting_notes', 'account')).toMatchObject([{ text: 'We meet earlier' }])
    expect(rowsOf(data, 'sessions', 'account')).toHaveLength(1)
    expect(rowsOf(data, 'account_readings', 'account'), 'reading the own data is nobody’s business').toBeUndefined()
    const text = JSON.stringify(data)
    for (const secret of ['scrypt', 'what a caller told', 'c1', 'f1', anna.cookie.split('=')[1] ?? ''])
      expect(text).not.toContain(`"${secret}`)
    const { token } = await server.app.db.selectFrom('sessions').select('token').where('account', '=', anna.id).executeTakeFirstOrThrow()
    expect(text).not.toContain(token)
  })

  it('is handed out to a supervisor too, and its holder sees that it was, for a year', async () => {
    expect((await dataOf(`/api/accounts/${anna.id}/data`, lead.cookie)).account.username).toBe('anna')
    expect(rowsOf(await dataOf('/api/me/data', anna.cookie), 'account_readings', 'account')).toEqual([{ at: NOW }])
    now = NOW + KEEP_ACCOUNT_READINGS_DAYS * DAY_MS
    await server.app.staffData.sweep()
    now = NOW
    expect(rowsOf(await dataOf('/api/me/data', anna.cookie), 'account_readings', 'account')).toBeUndefined()
  })

  it('is handed out to no colleague, and of nobody else', async () => {
    expect((await server.ask('GET', `/api/accounts/${anna.id}/data`, { cookie: bo.cookie })).status).toBe(403)
    expect((await server.ask('GET', '/api/accounts/nobody/data', { cookie: lead.cookie })).status).toBe(404)
    const accounts = await server.ask('GET', '/api/accounts', { cookie: bo.cookie })
    expect(accounts.status, 'what a colleague has trained for is for supervisors').toBe(403)
    expect(await (await server.ask('GET', '/api/floor', { cookie: bo.cookie })).text()).not.toContain('Socionom')
  })

  it('has a training log, which supervisors keep and nobody but its holder and they can read', async () => {
    const path = `/api/accounts/${anna.id}/training`
    const add = (body: object, cookie = lead.cookie) => server.ask('POST', path, { cookie, body })
    expect((await add({ day: '2026-01-15', what: 'Motivational interviewing, two days' })).status).toBe(200)
    const first = (await (await add({ day: '2025-11-01', what: 'Listening in' })).json()) as Training
    expect((await add({ day: '2026-02-30', what: 'x' })).status).toBe(400)
    expect((await add({ day: '2026-01-15', what: '  ' })).status).toBe(400)
    expect((await add({ day: '2026-01-15', what: 'x' }, anna.cookie)).status, 'the own log is written by others').toBe(403)
    expect((await server.ask('GET', path, { cookie: bo.cookie })).status).toBe(403)
    const own = async (cookie: string) => (await (await server.ask('GET', '/api/me/training', { cookie })).json()) as Training[]
    expect((await own(anna.cookie)).map(({ what, by }) => [what, by.name])).toEqual([
      ['Motivational interviewing, two days', 'LENA'],
      ['Listening in', 'LENA'],
    ])
    expect(await own(bo.cookie)).toEqual([])
    expect((await server.ask('DELETE', `/api/accounts/${bo.id}/training/${first.id}`, { cookie: lead.cookie })).status).toBe(404)
    expect((await server.ask('DELETE', `${path}/${first.id}`, { cookie: lead.cookie })).status).toBe(204)
    expect(rowsOf(await dataOf('/api/me/data', anna.cookie), 'training', 'account')).toMatchObject([{ day: '2026-01-15' }])
  })

  it('is gone from calls when the account is removed; what was written in the work stays, without a name', async () => {
    await dataOf(`/api/accounts/${anna.id}/data`, lead.cookie)
    expect((await server.ask('DELETE', `/api/accounts/${anna.id}`, { cookie: lead.cookie })).status).toBe(204)
    const { db } = server.app
    expect(await db.selectFrom('calls').select(['id', 'advisor', 'outcome']).execute()).toEqual([
      { id: 'c1', advisor: null, outcome: 'answered' },
    ])
    expect(await db.selectFrom('account_readings').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('meta').select('name').where('name', '=', 'accounts removed').execute()).toEqual([])
    expect(await db.selectFrom('training').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('sessions').select('token').where('account', '=', anna.id).execute()).toEqual([])
    expect((await db.selectFrom('meeting_notes').selectAll().executeTakeFirstOrThrow()).text).toBe('We meet earlier')
    expect((await server.ask('GET', `/api/accounts/${anna.id}/data`, { cookie: lead.cookie })).status).toBe(404)
    expect((await server.ask('GET', '/api/me/data', { cookie: anna.cookie })).status).toBe(401)
  })

  it('has a legal ground that supervisors write down, and of two who write at once the later is told', async () => {
    const write = (text: string, version: number, kind = 'calls') =>
      server.ask('PUT', `/api/data-map/${kind}`, { cookie: lead.cookie, body: { text, version } })
    expect((await write('First', 0)).status).toBe(200)
    expect((await write('Second', 0)).status).toBe(409)
    expect((await write('Second', 1)).status).toBe(200)
    expect((await write('x', 0, 'constructor')).status).toBe(404)
    const grounds = (await (await server.ask('GET', '/api/data-map', { cookie: lead.cookie })).json()) as DataGround[]
    expect(grounds.find(({ kind }) => kind === 'calls')).toEqual({
      kind: 'calls',
      text: 'Second',
      version: 2,
      by: { name: 'LENA', at: NOW },
    })
    expect(grounds.map(({ kind }) => kind)).toEqual(Object.keys(DATA_MAP))
  })
})
