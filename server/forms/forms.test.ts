import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainService } from '../../shared/floor/service.ts'
import type { FormOfDay, FormState } from '../../shared/form/forms.ts'
import { CLOSING_CATEGORIES } from '../../shared/form/questionnaire.ts'
import type { RefusalBody } from '../../shared/http.ts'
import { PUBLISHED } from '../../shared/volume/publishedFigures.ts'
import type { ServerEvents } from '../../shared/wire.ts'
import { rebuildCallDays } from '../record/callDays.ts'
import { readReport } from '../reports/readReport.ts'
import { publishedForms } from '../reports/testing/publishedForms.ts'
import { answeredCall, publishedCalls } from '../stats/testing/publishedCalls.ts'
import { LINE, next, startTestApp, type TestApp } from '../testApp.ts'

/** Noon in Stockholm, in summer. */
const NOON = Date.parse('2026-07-01T10:00:00Z')
const MINUTE = 60_000
let now = NOON
let server: TestApp
let ada: { readonly id: string; readonly cookie: string }
let bo: { readonly id: string; readonly cookie: string }
let calls = 0

beforeAll(async () => {
  server = await startTestApp({ clock: () => now })
  ada = await server.person('ada', 'advisor')
  bo = await server.person('bo', 'advisor')
  // a supervisor must be there to decide
  await server.person('boss', 'supervisor')
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

it('answers saved over HTTP give the published shares of 2021', async () => {
  const published = publishedCalls(LINE).filter(({ day }) => day.startsWith('2021'))
  const { forms, answers } = publishedForms(published)
  const callOf = new Map(forms.map(({ id, call: own }) => [id, own ?? '']))
  const asked = ['caller_category', 'gender', 'sought_help_before']
  const saves = answers.filter(({ question }) => asked.includes(question)).map((row) => ({ ...row, call: callOf.get(row.form) ?? '' }))
  const taken = published.map((row) => ({ ...row, advisor: ada.id, answered: row.arrived + 15_000 }))
  await server.app.db.transaction().execute(async (tx) => {
    for (const row of taken) await tx.insertInto('calls').values(row).execute()
    await rebuildCallDays(tx)
  })
  for (const own of taken) {
    const first = own.day !== new Date(now).toISOString().slice(0, 10)
    now = own.arrived + 3_600_000
    if (first) ada = { ...ada, cookie: (await server.app.sessions.begin({ account: ada.id })).split(';')[0] ?? '' }
    for (const save of saves.filter((one) => one.call === own.id))
      expect((await answer(own.id, save.question, save.answer)).status).toBe(200)
  }
  const [line] = [lineOf()]
  const { from, to } = { from: PUBLISHED.vasToAugust2021.from, to: PUBLISHED.vasAll2021.to }
  const report = await readReport(server.app.db, [line], from, to)
  const count = (told: { is: string; count?: number } | undefined) => told?.count ?? Number.NaN
  const group = count(report.categories.find(({ key }) => key === 'used_violence')?.told)
  const of = (question: string, key: string) =>
    count(report.questions.find((one) => one.question === question)?.options.find((one) => one.key === key)?.told) / group
  expect(group).toBe(166)
  expect(Math.round(100 * of('gender', 'man'))).toBe(82)
  expect(Math.round(100 * of('sought_help_before', 'no'))).toBe(78)
})
