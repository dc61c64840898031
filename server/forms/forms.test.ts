import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainService } from '../../shared/floor/service.ts'
import type { FormOfDay, FormState } from '../../shared/form/forms.ts'
import { CLOSING_CATEGORIES } from '../../shared/form/questionnaire.ts'
import type { RefusalBody } from '../../shared/http.ts'
import type { ServerEvents } from '../../shared/wire.ts'
import type { WrittenText, WrittenTexts } from '../../shared/writtenTexts.ts'
import { addDays } from '../../shared/zonedTime.ts'
import { apiRoutes } from '../http/api.ts'
import type { ApiParts } from '../http/route.ts'
import { silentLog } from '../log.ts'
import { answeredCall } from '../stats/testing/publishedCalls.ts'
import { LINE, next, startTestApp, type TestApp } from '../testApp.ts'

/** Noon in Stockholm, in summer. */
const NOON = Date.parse('2026-07-01T10:00:00Z')
const MINUTE = 60_000
let now = NOON
let server: TestApp
let ada: { readonly id: string; readonly cookie: string }
let bo: { readonly id: string; readonly cookie: string }
let calls = 0
let bossId = ''
const told: unknown[][] = []

beforeAll(async () => {
  server = await startTestApp({ clock: () => now, log: { ...silentLog, info: (...line) => void told.push(line) } })
  ada = await server.person('ada', 'advisor')
  bo = await server.person('bo', 'advisor')
  // a supervisor must be there to decide
  bossId = (await server.person('boss', 'supervisor')).id
  await server.app.floor.submit({ type: 'setLine', line: lineOf() })
})
afterAll(() => server.close())

const lineOf = (forms: Partial<typeof plainService.forms> = {}) => ({
  ...{ id: LINE, name: 'Linjen', greeting: '', order: 1, startedOn: '2019-02-01', catchment: 1, timeZone: 'Europe/Stockholm' },
  ...{ number: '', hours: null, service: { ...plainService, forms: { ...plainService.forms, ...forms } } },
})

/** A call that ended a minute ago and that somebody took. */
async function call(advisor: string | null = ada.id, over: Partial<ReturnType<typeof answeredCall>> = {}): Promise<string> {
  const id = `call-${++calls}`
  await server.app.db
    .insertInto('calls')
    .values({ ...answeredCall(id, LINE, now - 30 * MINUTE), ended: now - MINUTE, advisor, ...over })
    .execute()
  return id
}

const ask = (method: string, path: string, body?: unknown, cookie = ada.cookie) =>
  server.ask(method, `/api/forms${path}`, { cookie, ...(body === undefined ? {} : { body }) })
const state = async (response: Promise<Response>): Promise<FormState> => (await (await response).json()) as FormState
const refusal = async (response: Promise<Response>) => ((await (await response).json()) as RefusalBody).refusal
const answer = (id: string, question: string, ...given: string[]) => ask('PUT', `/${id}/answers/${question}`, { answer: given })
const rows = async (id: string) => {
  const form = await server.app.db.selectFrom('forms').selectAll().where('call', '=', id).executeTakeFirst()
  const answers = await server.app.db
    .selectFrom('answers')
    .selectAll()
    .where('form', '=', form?.id ?? '')
    .execute()
  return { form, answers: answers.map(({ question, answer: given }) => `${question} ${given}`).sort() }
}

describe('filling in', () => {
  it('begins with what the system knows, and keeps nothing before something is answered', async () => {
    const id = await call(ada.id, { language: 'ar' })
    expect(await state(ask('GET', `/${id}`))).toEqual({
      ...{ call: id, line: LINE, kind: 'call', note: null, closed: false, rev: 0, savedAt: null },
      answers: { contact_type: ['inbound_call'], language: ['ar'] },
    })
    expect((await rows(id)).form).toBeUndefined()
  })

  it('keeps each answer as rows, and the same answer twice only once', async () => {
    const id = await call()
    const first = await state(answer(id, 'caller_category', 'used_violence'))
    expect(first).toMatchObject({ rev: 1, savedAt: now })
    now += 5_000
    expect(await state(answer(id, 'caller_category', 'used_violence'))).toEqual(first)
    expect(await state(answer(id, 'violence_types', 'physical', 'psychological'))).toMatchObject({ rev: 2, savedAt: now })
    expect(await state(answer(id, 'violence_types', 'psychological', 'physical'))).toMatchObject({ rev: 2 })
    expect((await rows(id)).answers).toEqual([
      'caller_category used_violence',
      'contact_type inbound_call',
      'violence_types physical',
      'violence_types psychological',
    ])
    await answer(id, 'violence_types')
    expect((await rows(id)).answers).toEqual(['caller_category used_violence', 'contact_type inbound_call'])
  })

  it('tells declined, did not come up and not asked apart', async () => {
    const id = await call()
    await answer(id, 'caller_category', 'used_violence')
    await answer(id, 'age', 'declined')
    await answer(id, 'gender', 'unknown')
    expect((await state(ask('GET', `/${id}`))).answers).toEqual({
      ...{ contact_type: ['inbound_call'], caller_category: ['used_violence'], age: ['declined'], gender: ['unknown'] },
    })
  })

  it.each(CLOSING_CATEGORIES)('closes the form of a call that was none with one request: %s', async (category) => {
    const id = await call()
    await answer(id, 'reason_for_call', 'advice')
    const closed = await state(ask('PUT', `/${id}/closed`, { closed: true, as: category }))
    expect(closed).toMatchObject({ closed: true, answers: { contact_type: ['inbound_call'], caller_category: [category] } })
    expect(await state(ask('PUT', `/${id}/closed`, { closed: false }))).toMatchObject({ closed: false })
  })

  it('lists what can be filled in today, newest first', async () => {
    now += 3 * 86_400_000
    const [first, second] = [await call(), await call(ada.id, { ended: null, outcome: null, arrived: now - MINUTE })]
    await call(bo.id)
    await call(ada.id, { answered: null, outcome: 'abandoned' })
    ada = { ...ada, cookie: (await server.app.sessions.begin({ account: ada.id })).split(';')[0] ?? '' }
    await ask('PUT', `/${first}/closed`, { closed: true, as: 'silent_call' })
    const list = (await (await ask('GET', '')).json()) as FormOfDay[]
    expect(list).toMatchObject([
      { call: second, endedAt: null, answered: 0, closed: false, savedAt: null },
      { call: first, answered: 2, closed: true, savedAt: now },
    ])
  })
})

describe('a note', () => {
  const save = (id: string, text: string, ...confirmed: string[]) => ask('PUT', `/${id}/note`, { text, confirmed })
  const onDisk = () => ['', '-wal', '-shm'].map((end) => readFileSync(server.config.databaseFile + end, 'latin1')).join('')

  it('is in no file of the record any more soon after a name was taken out of it', async () => {
    const id = await call()
    expect((await save(id, 'Han heter Exempelkarl.', 'name')).status).toBe(200)
    expect(onDisk()).toContain('Exempelkarl')
    expect((await save(id, 'Hon vill byta.')).status).toBe(200)
    await expect.poll(() => onDisk().includes('Exempelkarl'), { timeout: 15_000, interval: 25 }).toBe(false)
    expect(onDisk()).toContain('Hon vill byta.')
    await save(id, '')
  })

  it('is kept apart from the answers, with the day on which it is erased, and goes when it is emptied', async () => {
    const id = await call()
    expect(await state(save(id, 'Lugnare mot slutet.'))).toMatchObject({
      note: { text: 'Lugnare mot slutet.', eraseOn: addDays(new Date(now).toISOString().slice(0, 10), 90) },
    })
    expect((await rows(id)).answers).toEqual(['contact_type inbound_call'])
    expect(await state(save(id, ' '))).toMatchObject({ note: null })
    expect(await server.app.db.selectFrom('form_notes').selectAll().execute()).toEqual([])
  })

  it('with something that could point at a person is saved only when each kind of it is confirmed, which is told without the text', async () => {
    const id = await call()
    const text = 'Han heter Exempelkarl, 070-174 06 12.'
    expect(await refusal(save(id, text))).toMatchObject({ code: 'noteHasFindings', detail: 'has name, phone' })
    expect((await refusal(save(id, text, 'phone'))).code).toBe('noteHasFindings')
    expect((await rows(id)).form).toBeUndefined()
    told.length = 0
    expect(await state(save(id, text, 'phone', 'name'))).toMatchObject({ note: { text } })
    expect(told).toEqual([['a note was saved with findings that were confirmed', { line: LINE, advisor: ada.id, count: 2 }]])
    const note = await server.app.db.selectFrom('form_notes').select('confirmed').executeTakeFirstOrThrow()
    expect(JSON.parse(note.confirmed)).toEqual(['name', 'phone'])
  })

  it('has no way out but to who wrote it, and to the meeting (reading.test.ts)', async () => {
    const id = await call()
    const mark = 'alldeles särskilt lugn'
    await save(id, mark)
    const boss = (await server.app.sessions.begin({ account: bossId })).split(';')[0] ?? ''
    const day = '2026-07-04'
    const ways = apiRoutes({} as ApiParts).filter(
      ({ method, path }) => method === 'get' && !path.startsWith('/api/forms/') && path !== '/api/review/notes',
    )
    const queries = ['', `?from=${day}&to=${day}&of=offered`, `?from=2026-07&to=2026-07`, '?week=2026-W27', `?from=${day}&to=${day}`]
    const asked = ways.flatMap(({ path }) => queries.map((query) => `${path.replaceAll(/:\w+/g, LINE)}${query}`))
    for (const path of asked) expect(await (await server.ask('GET', path, { cookie: boss })).text(), path).not.toContain(mark)
    expect(await (await server.ask('GET', `/api/forms/${id}`, { cookie: boss })).text(), 'nor to a supervisor').not.toContain(mark)
    expect(await (await ask('GET', `/${id}`)).text(), 'the text that was looked for is there').toContain(mark)
  })
})

describe('refusals', () => {
  it.each([
    ['caller_category', ['nobody'], 'badRequest', 'answer'],
    ['caller_category', ['used_violence', 'other'], 'badRequest', 'answer'],
    ['severity_physical', ['severe'], 'badRequest', 'question'],
    ['lgbtqi', ['yes'], 'notFound', 'question'],
    ['constructor', ['yes'], 'notFound', 'question'],
    ['free_notes', ['text'], 'badRequest', 'answer'],
  ])('of %s %j: %s', async (question, given, code, field) => {
    const id = await call()
    expect(await refusal(ask('PUT', `/${id}/answers/${question}`, { answer: given }))).toMatchObject({ code, field })
    expect((await rows(id)).form).toBeUndefined()
  })

  it('a sensitive question may be answered when a supervisor has decided on it', async () => {
    const id = await call()
    await answer(id, 'caller_category', 'used_violence')
    await server.app.floor.submit({ type: 'setLine', line: lineOf({ decided: ['lgbtqi'] }) })
    expect(await state(answer(id, 'lgbtqi', 'declined'))).toMatchObject({ answers: { lgbtqi: ['declined'] } })
    expect((await answer(id, 'honour_context', 'yes')).status).toBe(404)
  })

  it('a form belongs to who took the call', async () => {
    const id = await call(bo.id)
    const { cookie } = { cookie: (await server.app.sessions.begin({ account: bo.id })).split(';')[0] ?? '' }
    for (const [method, path, body] of [
      ['GET', `/${id}`, undefined],
      ['PUT', `/${id}/answers/caller_category`, { answer: ['other'] }],
      ['PUT', `/${id}/note`, { text: 'x', confirmed: [] }],
      ['PUT', `/${id}/closed`, { closed: true }],
    ] as const) {
      expect((await ask(method, path, body)).status).toBe(403)
      expect((await ask(method, path, body, cookie)).status).toBe(200)
    }
    expect((await refusal(ask('GET', '/no-such-call'))).code).toBe('unknownCall')
    expect((await refusal(ask('GET', `/${await call(ada.id, { answered: null })}`))).code).toBe('unknownCall')
  })

  it('a form is open until the day is over where the line is, and for two hours after a late call', async () => {
    // 21:30 in Stockholm
    now = Date.parse('2026-07-05T19:30:00Z')
    const renew = async () => (await server.app.sessions.begin({ account: ada.id })).split(';')[0] ?? ''
    const early = await call()
    now = Date.parse('2026-07-05T21:58:00Z')
    const late = await call()
    const stillOn = await call(ada.id, { ended: null, outcome: null })
    const status = async (id: string) => (await ask('GET', `/${id}`, undefined, await renew())).status
    now = Date.parse('2026-07-05T21:59:59Z')
    expect([await status(early), await status(late)]).toEqual([200, 200])
    now = Date.parse('2026-07-05T22:00:00Z')
    expect([await status(early), await status(late)]).toEqual([409, 200])
    now = Date.parse('2026-07-06T00:30:00Z')
    expect([await status(late), await status(stillOn)]).toEqual([409, 200])
    ada = { ...ada, cookie: await renew() }
  })
})

it('tells the pages of that advisor, and nobody else', async () => {
  const mine = server.live({ cookie: ada.cookie })
  const others = server.live({ cookie: (await server.app.sessions.begin({ account: bo.id })).split(';')[0] ?? '' })
  const heard: unknown[] = []
  others.on('form:saved' as keyof ServerEvents, (form: unknown) => void heard.push(form))
  const ready = Promise.all([next(mine, 'floor:snapshot'), next(others, 'floor:snapshot')])
  mine.connect()
  others.connect()
  await ready
  const id = await call()
  const told = next(mine, 'form:saved')
  await answer(id, 'caller_category', 'other')
  expect(await told).toEqual({ call: id, rev: 1 })
  const beat = next(others, 'heartbeat')
  await beat
  expect(heard).toEqual([])
})

describe('the rule for what counts as severe', () => {
  const rule = (method: string, path: string, cookie: string, body?: unknown) =>
    server.ask(method, `/api/form-rules${path}`, { cookie, ...(body === undefined ? {} : { body }) })
  const rules = async () => (await (await rule('GET', '', ada.cookie)).json()) as WrittenTexts
  const text = { sv: 'Grovt: så som linjen har bestämt.', en: 'Severe: as the line has decided.' }

  it('is written and taken back by supervisors, for the questions that need one, with every version', async () => {
    const path = '/severity_physical'
    const boss = (await server.app.sessions.begin({ account: bossId })).split(';')[0] ?? ''
    expect(await rules(), 'none comes with it').toEqual({})
    expect((await rule('PUT', path, ada.cookie, { ...text, version: 0 })).status).toBe(403)
    expect((await rule('PUT', '/caller_category', boss, { ...text, version: 0 })).status).toBe(404)
    expect(await refusal(rule('PUT', path, boss, { ...text, en: '', version: 0 }))).toMatchObject({ code: 'badRequest', field: 'en' })
    expect((await rule('PUT', path, boss, { ...text, version: 0 })).status).toBe(200)
    expect((await rules()).severity_physical).toEqual({ ...text, version: 1, by: 'BOSS', at: now })
    expect(await refusal(rule('PUT', path, boss, { sv: '', en: '', version: 0 }))).toMatchObject({ code: 'changedMeanwhile' })
    expect((await rule('PUT', path, boss, { sv: '', en: '', version: 1 })).status).toBe(200)
    const versions = (await (await rule('GET', path, ada.cookie)).json()) as WrittenText[]
    expect(versions.map(({ version, sv }) => [version, sv])).toEqual([
      [2, ''],
      [1, text.sv],
    ])
  })
})
