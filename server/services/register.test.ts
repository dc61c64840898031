import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newFacts } from '../../shared/services/help.ts'
import {
  type Ask,
  askedOf,
  type HelpAnswer,
  type MadeAsk,
  type RegisterPreview,
  type ServiceVersion,
} from '../../shared/services/register.ts'
import { factsOf, type Service } from '../../shared/services/service.ts'
import { startTestApp, type TestApp } from '../testApp.ts'
import { SHIPPED } from './shipped.ts'

const lund = newFacts({
  name: 'Kriscentrum',
  level: 'specialised',
  areas: [
    { place: '1281', by: 'own' },
    { place: '1280', by: 'agreement' },
  ],
  phone: '046-12 34 56',
  contacts: [{ role: 'manager', email: 'chef@example.org', phone: '' }],
})

describe('the register of a server', () => {
  let server: TestApp
  let lead: string
  let advisor: string
  let now = Date.parse('2026-03-01T12:00:00Z')
  const answer = async <T>(method: string, path: string, body?: unknown, cookie: string | null = lead) => {
    const said = await server.ask(method, path, { body, ...(cookie === null ? {} : { cookie }) })
    const text = await said.text()
    const json = text === '' ? undefined : JSON.parse(text)
    return { status: said.status, value: json as T, refusal: json?.refusal, cookie: said.headers.get('set-cookie') }
  }
  const all = async () => (await answer<Service[]>('GET', '/api/register')).value
  const named = async (name: string) => (await all()).find((one) => one.name === name) ?? expect.fail(`there is no ${name}`)

  beforeAll(async () => {
    server = await startTestApp({ clock: () => now })
    lead = (await server.person('lena', 'supervisor')).cookie
    advisor = (await server.person('ada', 'advisor')).cookie
  })
  afterAll(() => server.close())

  it('comes with the organisations that the sources name, and no telephone number of them', async () => {
    const shipped = await all()
    expect(shipped.map(({ name }) => name).sort()).toEqual(SHIPPED.map(({ name }) => name).sort())
    for (const { origin, phone, checkedAt, source } of shipped)
      expect([origin, phone, checkedAt, source !== '']).toEqual(['shipped', '', null, true])
  })

  it('tells advisors where there is help, and nobody but supervisors of contacts', async () => {
    expect((await answer('GET', '/api/help?place=1280', undefined, advisor)).value).toMatchObject({ coverage: 'unmapped', found: [] })
    expect((await answer('POST', '/api/register', { facts: lund, checked: true })).value).toMatchObject({ version: 1, checkedBy: 'LENA' })
    const { value } = await answer<HelpAnswer>('GET', '/api/help?place=1280', undefined, advisor)
    expect(value).toMatchObject({ coverage: 'agreement', fallback: null, kind: 'violenceTreatment' })
    expect(value.found[0]).toMatchObject({ reach: 'agreement', service: { name: 'Kriscentrum', contacts: [] } })
    expect(JSON.stringify(value)).not.toContain('chef@')
    const others = (await answer<Service[]>('GET', '/api/help/everywhere', undefined, advisor)).value.map(({ name }) => name)
    expect(others).toContain('Kvinnofridslinjen')
    expect(others).not.toContain('Kriscentrum')
    const found = (await answer<Service[]>('GET', '/api/help/named?text=kris', undefined, advisor)).value
    expect(found[0]).toMatchObject({ name: 'Kriscentrum', contacts: [] })
    const names = (await answer('GET', `/api/help/names?ids=${found[0]?.id},nobody`, undefined, advisor)).value
    expect(names).toEqual({ [found[0]?.id ?? '']: 'Kriscentrum' })
    expect((await answer('GET', '/api/help?place=nowhere', undefined, advisor)).refusal).toMatchObject({
      code: 'badRequest',
      field: 'place',
    })
  })

  it('keeps every version with who and when, and loses nothing to a second writer', async () => {
    const before = await named('Kriscentrum')
    now += 60_000
    const changed = await answer<Service>('PUT', `/api/register/${before.id}`, {
      version: before.version,
      facts: { ...factsOf(before), waitingTime: 'tre veckor' },
      checked: false,
    })
    expect(changed.value).toMatchObject({ version: 2, waitingTime: 'tre veckor', checkedAt: before.checkedAt })
    const late = await answer('PUT', `/api/register/${before.id}`, { version: before.version, facts: lund, checked: false })
    expect([late.status, late.refusal.code]).toEqual([409, 'changedMeanwhile'])
    now += 60_000
    expect((await answer<Service>('POST', `/api/register/${before.id}/check`, { version: 2 })).value.checkedAt).toBe(now)
    const history = (await answer<ServiceVersion[]>('GET', `/api/register/${before.id}/history`)).value
    expect(history.map(({ version, way, by }) => [version, way, by])).toEqual([
      [3, 'checked', 'LENA'],
      [2, 'changed', 'LENA'],
      [1, 'entered', 'LENA'],
    ])
    expect(history[2]?.facts.waitingTime).toBe('')
  })

  it.each([
    [{ ...lund, name: ' ' }, 'facts.name'],
    [{ ...lund, phone: 'ring' }, 'facts.phone'],
    [{ ...lund, web: 'javascript:alert(1)' }, 'facts.web'],
    [{ ...lund, areas: [{ place: '9999', by: 'own' }] }, 'facts.areas.0.place'],
  ])('refuses what is wrong, by its field', async (facts, field) => {
    expect((await answer('POST', '/api/register', { facts, checked: false })).refusal).toMatchObject({ code: 'badRequest', field })
  })

  it('shows what a file would do before it does it, and does it only on the register that was looked at', async () => {
    const file = async (path: string, body: string) => {
      const said = await server.ask('POST', path, { body, cookie: lead, headers: { 'content-type': 'text/csv' } })
      return { status: said.status, value: await said.json() }
    }
    const csv = await (await server.ask('GET', '/api/register/file?format=csv', { cookie: lead })).text()
    const changed = `${csv.replace('tre veckor', 'en vecka')};Ny mottagning;;okänt\r\n`
    const count = (await all()).length
    const looked = (await file('/api/register/preview?format=csv', changed)).value as RegisterPreview
    expect(looked.rows.filter(({ what }) => what === 'changed')).toMatchObject([
      { name: 'Kriscentrum', changes: [{ fact: 'waitingTime', to: 'en vecka' }] },
    ])
    expect(looked.rows.filter(({ what }) => what === 'faulty')).toHaveLength(1)
    expect(looked.rows.filter(({ what }) => what === 'same')).toHaveLength(count - 1)
    expect(await named('Kriscentrum')).toMatchObject({ waitingTime: 'tre veckor' })

    const old = await file(`/api/register/import?format=csv&revision=${looked.revision - 1}`, changed)
    expect([old.status, old.value.refusal.code]).toEqual([409, 'changedMeanwhile'])
    expect((await file(`/api/register/import?format=csv&revision=${looked.revision}`, changed)).value).toEqual({ written: 1 })
    expect(await named('Kriscentrum')).toMatchObject({ waitingTime: 'en vecka', version: 4, contacts: lund.contacts })
    expect(await all()).toHaveLength(count)

    const hsds = await (await server.ask('GET', '/api/register/file?format=hsds', { cookie: lead })).text()
    const same = (await file('/api/register/preview?format=hsds', hsds)).value as RegisterPreview
    expect(same.rows.map(({ what }) => what)).toEqual(Array(count).fill('same'))
    expect((await file('/api/register/preview?format=hsds', '{')).value.refusal).toMatchObject({ code: 'badRequest', field: 'file' })
    expect((await file('/api/register/preview?format=csv', 'a;b')).value.refusal).toMatchObject({ code: 'badRequest', field: 'file' })
  })

  it('asks a service once by link, and changes nothing before a supervisor has approved the answer', async () => {
    const service = await named('Kriscentrum')
    const made = (await answer<MadeAsk>('POST', `/api/register/${service.id}/asks`)).value
    const token = made.path.split('#')[1] ?? ''
    const opened = await answer<{ service: Service }>('POST', '/api/ask', { token }, null)
    expect(opened.value.service).toEqual(askedOf(service))
    expect(opened.cookie).toBeNull()
    const stored = JSON.stringify(await server.app.db.selectFrom('service_asks').selectAll().execute())
    expect(stored).not.toContain(token)

    const facts = { ...askedOf(service), waitingTime: 'ingen väntetid' }
    expect((await answer('POST', '/api/ask/answer', { token, facts: { ...facts, email: 'fel' } }, null)).refusal.field).toBe('facts.email')
    expect((await answer('POST', '/api/ask/answer', { token, facts }, null)).status).toBe(204)
    for (const again of [answer('POST', '/api/ask', { token }, null), answer('POST', '/api/ask/answer', { token, facts }, null)])
      expect((await again).refusal.code).toBe('linkUsed')
    expect((await named('Kriscentrum')).waitingTime).toBe('en vecka')

    const [ask] = (await answer<Ask[]>('GET', '/api/register/asks')).value
    expect(ask).toMatchObject({ state: 'answered', service: service.id, facts: { waitingTime: 'ingen väntetid' } })
    const decide = (version: number) => answer('POST', `/api/register/asks/${ask?.id}/decision`, { approve: true, version })
    expect((await decide(service.version - 1)).refusal.code).toBe('changedMeanwhile')
    expect((await decide(service.version)).status).toBe(204)
    expect(await named('Kriscentrum')).toMatchObject({
      waitingTime: 'ingen väntetid',
      checkedAt: now,
      contacts: lund.contacts,
      areas: lund.areas,
    })
    expect((await answer<Ask[]>('GET', '/api/register/asks')).value[0]).toMatchObject({ state: 'approved', facts: null })
    expect((await decide(service.version + 1)).refusal.code).toBe('notFound')
  })

  it('keeps a log of meetings, by roles and without names', async () => {
    const { id } = await named('Kriscentrum')
    const meeting = {
      day: '2026-04-01',
      kind: 'meeting',
      services: [id],
      roles: ['manager', 'therapist'],
      text: '',
      views: 'Fler kvällstider.',
    }
    const made = (await answer<{ id: string }>('POST', '/api/register/meetings', meeting)).value
    expect((await answer('GET', '/api/register/meetings')).value).toMatchObject([{ ...meeting, by: { name: 'LENA' } }])
    const unknown = { ...meeting, services: [made.id] }
    expect((await answer('POST', '/api/register/meetings', unknown)).refusal).toMatchObject({ code: 'notFound', field: 'services' })
    expect((await answer('DELETE', `/api/register/meetings/${made.id}`)).status).toBe(204)
  })

  it('lets a link grow old, and be taken back', async () => {
    const { id } = await named('Kriscentrum')
    const ask = async () => (await answer<MadeAsk>('POST', `/api/register/${id}/asks`)).value
    const open = async ({ path }: MadeAsk) => (await answer('POST', '/api/ask', { token: path.split('#')[1] }, null)).status
    const [first, second] = [await ask(), await ask()]
    expect(await open(first)).toBe(200)
    expect((await answer('DELETE', `/api/register/asks/${first.id}`)).status).toBe(204)
    expect(await open(first)).toBe(410)
    now = second.expires
    expect(await open(second)).toBe(410)
  })

  it('has all of it after a new start', async () => {
    const before = server.app.register.all()
    const { dataDir } = server.config
    await server.app.close()
    server = await startTestApp({ dir: dataDir, clock: () => now })
    expect(server.app.register.all()).toEqual(before)
  })
})
