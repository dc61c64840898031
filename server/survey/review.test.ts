import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalBody } from '../../shared/http.ts'
import type { SurveyReview } from '../../shared/survey/review.ts'
import { floorNow } from '../http/route.ts'
import { cookieOf, LINE, startTestApp, type TestApp } from '../testApp.ts'
import { createSurveyReviewing } from './review.ts'

let now = Date.parse('2026-08-01T10:00:00Z')
let server: TestApp
let boss: string
let cookie: string

beforeAll(async () => {
  server = await startTestApp({ clock: () => now })
  boss = (await server.person('boss', 'supervisor')).id
  await travel(now)
})
afterAll(() => server.close())

/** Sessions do not last that long. */
async function travel(to: string | number) {
  now = new Date(to).getTime()
  cookie = cookieOf(await server.app.sessions.begin({ account: boss }))
}
const read = async (query = '') =>
  (await (await server.ask('GET', `/api/review/survey?line=${LINE}${query}`, { cookie })).json()) as SurveyReview
const shown = (count: number) => ({ is: 'shown', count })
const small = { is: 'small' }

/** As many callers, each of an address of its own, send this. */
async function send(count: number, pairs: readonly [string, string][]) {
  for (let at = 0; at < count; at++) {
    const answer = await fetch(`${server.origin}/survey/${LINE}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': `198.51.100.${at}` },
      body: new URLSearchParams([['lang', 'sv'], ...pairs]).toString(),
    })
    expect(answer.status).toBe(303)
  }
}

/** The review on the same record, without waiting an hour for its turn. */
function theSameReview() {
  const line = floorNow(server.app.floor).lines[LINE]
  if (!line) throw new Error('no line')
  const report = () => Promise.reject(new Error('not asked for'))
  return { line, reviewing: createSurveyReviewing({ db: server.app.db, report, serviceNamed: () => null, clock: () => now }) }
}

/** Forms by which so many callers were told of the survey on this day. */
const invite = (day: string, forms: number) =>
  server.app.db
    .insertInto('form_sums')
    .values(
      [day, day.slice(0, 7), day.slice(0, 4)].map((span) => {
        return { line: LINE, span, question: 'survey_invited', category: 'used_violence', answer: 'yes', forms }
      }),
    )
    .onConflict((conflict) => conflict.doUpdateSet({ forms: sql`form_sums.forms + excluded.forms` }))
    .execute()

describe('what callers answered', () => {
  it('is not told while the period goes on, but how many answered beside how many were invited', async () => {
    await invite('2026-04-03', 20)
    await invite('2026-07-31', 22)
    await send(3, [
      ['referred', 'yes'],
      ['contact_made', 'yes_started'],
    ])
    const review = await read()
    expect(review.periods).toEqual([{ id: '2026-Q2', from: '2026-04-01', to: '2026-09-30', open: true, answered: small }])
    expect([review.invited, review.questions, review.calls]).toEqual([shown(42), [], shown(0)])
    now += 3_600_000
    await send(9, [
      ['referred', 'yes'],
      ['contact_made', 'not_yet'],
      ['advice_kinds', 'listened'],
    ])
    now += 3_600_000
    await send(8, [
      ['referred', 'no'],
      ['satisfaction', 'declined'],
    ])
    expect((await read()).period.answered).toEqual(shown(20))
  })

  it('is told when it is over, without a small count or what it could be worked out from, and never changes', async () => {
    await travel('2026-10-02T10:00:00Z')
    const review = await read()
    expect(review.periods.map(({ id, open }) => `${id} ${open}`)).toEqual(['2026-Q2 false', '2026-Q4 true'])
    const question = (id: string) => review.questions.find((one) => one.question === id)
    expect(question('referred')?.options).toEqual([
      { key: 'yes', told: shown(12) },
      { key: 'no', told: shown(8) },
    ])
    expect(question('contact_made')).toMatchObject({ of: shown(12), contact: { made: small, notMade: { is: 'hidden' } } })
    expect(question('advice_kinds')?.options[0]).toEqual({ key: 'listened', told: shown(9) })
    const counts = [...JSON.stringify(review.questions).matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count))
    expect(counts.filter((count) => count > 0 && count < 5)).toEqual([])
    await send(6, [['referred', 'no']])
    expect(await read('&from=2026-Q2')).toEqual({ ...review, periods: [review.periods[0], { ...review.periods[1], answered: shown(6) }] })
    expect((await read('&from=2026-Q4')).questions).toEqual([])
  })

  it('is erased a set time after its period has ended, and the next period begins where it began', async () => {
    expect((await server.ask('PUT', '/api/review/survey/keeping', { cookie, body: { line: LINE, keepMonths: 11 } })).status).toBe(400)
    expect((await server.ask('PUT', '/api/review/survey/keeping', { cookie, body: { line: LINE, keepMonths: 12 } })).status).toBe(204)
    const { reviewing, line } = theSameReview()
    await travel('2027-09-30T10:00:00Z')
    expect(await reviewing.age(line)).toBe(0)
    await travel('2027-10-01T10:00:00Z')
    expect(await reviewing.age(line)).toBe(1)
    const { periods, keepMonths } = await read()
    expect(keepMonths).toBe(12)
    expect(periods.map(({ id, answered }) => [id, answered])).toEqual([['2026-Q4', shown(6)]])
    const left = await server.app.db.selectFrom('survey_counts').select('quarter').distinct().execute()
    expect(left).toEqual([{ quarter: '2026-Q4' }])
  })
})

describe('what services count', () => {
  const put = (body: object) =>
    server.ask('PUT', '/api/review/survey/services', { cookie, body: { line: LINE, year: 2026, source: 'Brev 2027-01-15', ...body } })

  it('is told by year without small counts, replaced by name, and removed', async () => {
    for (const [name, contacted, started] of [
      ['Manscentrum', 12, 9],
      ['Ärlig', 3, null],
      ['Nordan', 25, 15],
    ] as const)
      expect((await put({ name, contacted, started })).status).toBe(204)
    expect((await put({ name: 'Manscentrum', contacted: 30, started: 22 })).status).toBe(204)
    const [year] = (await read()).years
    expect(year?.contacted).toEqual(shown(58))
    expect(year?.services.map(({ name, contacted }) => [name, contacted.is])).toEqual([
      ['Manscentrum', 'shown'],
      ['Nordan', 'hidden'],
      ['Ärlig', 'small'],
    ])
    expect(JSON.stringify(year)).not.toMatch(/"count":[1-4]\b/)
    const id = year?.services[2]?.id
    expect((await server.ask('DELETE', `/api/review/survey/services/${id}`, { cookie })).status).toBe(204)
    expect((await server.ask('DELETE', `/api/review/survey/services/${id}`, { cookie })).status).toBe(404)
    expect((await read()).years[0]?.services).toHaveLength(2)
  })

  it.each([
    [{ name: 'A', contacted: 5, started: 6 }, 'started'],
    [{ name: '', contacted: 5, started: null }, 'name'],
    [{ name: 'A', contacted: -1, started: null }, 'contacted'],
    [{ name: 'A', contacted: 5, started: null, year: 1999 }, 'year'],
    [{ name: 'A', contacted: 5, started: null, source: ' ' }, 'source'],
    [{ name: 'A', contacted: 5, started: null, line: 'nowhere' }, 'line'],
  ])('refuses %j for %s', async (body, field) => {
    const answer = await put(body)
    expect([400, 404]).toContain(answer.status)
    expect(((await answer.json()) as RefusalBody).refusal.field).toBe(field)
  })
})
