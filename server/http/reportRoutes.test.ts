import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ToldCount } from '../../shared/disclosure/tables.ts'
import { countyOf } from '../../shared/geography/counties.ts'
import type { RefusalBody } from '../../shared/http.ts'
import type { Report, ReportedQuestion } from '../../shared/reports/report.ts'
import { createForms } from '../forms/forms.ts'
import { silentLog } from '../log.ts'
import { rebuildCallDays } from '../record/callDays.ts'
import type { CallTable } from '../record/schema.ts'
import { publishedAnswers } from '../reports/testing/publishedForms.ts'
import { answeredCall, publishedCalls } from '../stats/testing/publishedCalls.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'
import { floorNow } from './route.ts'

let server: TestApp
let cookie: string

/** All that was published was saved as an advisor saves it: answer by answer, on the day of the call. */
beforeAll(async () => {
  server = await startTestApp()
  cookie = (await server.person('boss', 'supervisor')).cookie
  const advisor = (await server.person('ada', 'advisor')).id
  const { db } = server.app
  // A form is about a call that somebody took.
  const calls = publishedCalls(LINE).map((row): CallTable => ({ ...row, advisor, answered: row.arrived + 15_000, outcome: 'answered' }))
  await db.transaction().execute(async (tx) => {
    for (const row of calls) await tx.insertInto('calls').values(row).execute()
    await rebuildCallDays(tx)
  })
  let now = 0
  const lines = () => Object.values(floorNow(server.app.floor).lines)
  const forms = createForms({ db, lines, log: silentLog, clock: () => now })
  for (const { call, given } of publishedAnswers(calls)) {
    now = call.arrived + 3_600_000
    for (const [question, answer] of given) {
      const saved = await forms.answer(advisor, call.id, question, answer)
      if (!saved.ok) throw new Error(`${question} ${answer}: ${saved.refusal.code} ${saved.refusal.detail ?? ''}`)
    }
  }
}, 60_000)
afterAll(() => server.close())

const ask = (query: string) => server.ask('GET', `/api/review/report?${query}`, { cookie })
const report = async (query: string) => (await (await ask(query)).json()) as Report
const count = (told: ToldCount | undefined): number => (told?.is === 'shown' ? told.count : Number.NaN)
const question = ({ questions }: Report, id: ReportedQuestion) => {
  const found = questions.find((one) => one.question === id)
  if (!found) throw new Error(id)
  return found
}
const option = (all: Report, id: ReportedQuestion, key: string) => count(question(all, id).options.find((one) => one.key === key)?.told)

describe('the published figures come out', () => {
  it('of 2019: 505 calls, 233 from persons who have used violence, and who they were', async () => {
    const all = await report('from=2019-02-04&to=2019-11-25')
    expect(count(all.calls)).toBe(505)
    expect(all.months.slice(0, 3).map(({ told }) => count(told))).toEqual([50, 69, 40])
    const group = count(all.categories.find(({ key }) => key === 'used_violence')?.told)
    expect(group).toBe(233)
    expect(Math.round((group / count(all.calls)) * 100)).toBe(46)
    const share = (part: number) => Math.round((part / group) * 100)
    expect(share(option(all, 'municipality', '01')), 'the county of Stockholm').toBe(53)
    expect(share(option(all, 'municipality', '12')), 'the county of Skåne').toBe(24)
    expect(share(option(all, 'municipality', '14')), 'others').toBe(9)
    expect(share(count(question(all, 'municipality').declined))).toBe(14)
    expect(option(all, 'gender', 'woman') / group).toBeGreaterThan(0.2)
    expect(question(all, 'age').mean).toBe(37)
    expect(share(option(all, 'has_children', 'yes'))).toBe(50)
    expect(share(option(all, 'country_of_birth', 'other'))).toBe(16)
    expect(share(option(all, 'sought_help_before', 'no'))).toBe(50)
    expect(option(all, 'referral_made', 'yes')).toBeGreaterThan(group / 2)
    expect(option(all, 'violence_types', 'psychological')).toBeGreaterThan(option(all, 'violence_types', 'physical'))
    expect(option(all, 'violence_types', 'physical')).toBeGreaterThan(option(all, 'violence_types', 'material'))
    const severity = question(all, 'severity_physical')
    expect(count(severity.of), 'told of those with physical violence').toBe(option(all, 'violence_types', 'physical'))
    expect(option(all, 'severity_physical', 'severe') / count(severity.answered), 'very unusual').toBeLessThan(0.05)
    expect(option(all, 'knew_of_service', 'no')).toBeGreaterThan(group / 2)
    const heard = ['search_engine', 'social_media', 'public_transport_ad'].map((key) => option(all, 'heard_of_line', key))
    expect(heard, 'in the order that was published').toEqual(heard.toSorted((a, b) => b - a))
    expect(count(question(all, 'violence_against').notAsked), 'what was not asked is not left out').toBe(233)
  })

  it('of 2021: 331 calls, about half from persons who use violence', async () => {
    const all = await report(`from=2021-03-22&to=2021-11-01&lines=${LINE}`)
    expect(count(all.calls)).toBe(331)
    const group = count(all.categories.find(({ key }) => key === 'used_violence')?.told)
    expect(group / 331).toBeCloseTo(0.5, 2)
    const share = (part: number) => Math.round((part / group) * 100)
    expect(share(option(all, 'gender', 'man'))).toBe(82)
    expect(share(option(all, 'sought_help_before', 'no'))).toBe(78)
    expect(share(option(all, 'violence_against', 'partner'))).toBe(90)
    expect(option(all, 'violence_against', 'own_children') / group).toBeLessThan(0.25)
    const { answered } = question(all, 'earlier_referral_contact')
    expect(option(all, 'earlier_referral_contact', 'yes') / count(answered)).toBeCloseTo(0.65, 2)
  })
})

describe('what may not be told', () => {
  it('is in no answer, nor what it could be worked out from', async () => {
    const all = await report('from=2019-02-04&to=2019-03-04')
    const text = JSON.stringify(all)
    expect(count(all.calls)).toBe(59)
    const counties = new Map(question(all, 'municipality').options.map(({ key, told }) => [key, told]))
    expect(counties.get('14')).toEqual({ is: 'small' })
    expect(counties.get('12')).toEqual({ is: 'hidden' })
    expect([...text.matchAll(/"count":(\d+)/g)].map(([, number]) => Number(number)).filter((number) => number >= 1 && number <= 4)).toEqual(
      [],
    )
  })

  it('is the calls themselves when they are few', async () => {
    const all = await report('from=2019-02-04&to=2019-02-04')
    expect(all.calls).toEqual({ is: 'small' })
    expect(all.months.map(({ told }) => told)).toEqual([{ is: 'withheld' }])
  })
})

describe('forms', () => {
  it('about call-backs, of other lines and of other days do not count', async () => {
    const { db } = server.app
    const call = answeredCall('elsewhere', 'another-line', Date.parse('2019-03-05T10:00:00Z'))
    await db.insertInto('calls').values(call).execute()
    const form = { version: 1, day: '2019-03-05' }
    await db
      .insertInto('forms')
      .values([
        { ...form, id: 'f1', call: call.id, kind: 'call', line: 'another-line' },
        { ...form, id: 'f2', call: null, kind: 'callBack', line: LINE },
        { ...form, id: 'f3', call: null, kind: 'call', line: LINE, day: '2019-12-24' },
      ])
      .execute()
    expect(count((await report('from=2019-02-04&to=2019-11-25')).forms)).toBe(505)
  })
})

describe('a period', () => {
  it.each([
    ['', 'from'],
    ['from=2019-01-01', 'to'],
    ['from=2019-02-30&to=2019-03-01', 'from'],
    ['from=2019-02-02&to=2019-02-01', 'to'],
    ['from=1950-01-01&to=2019-02-01', 'from'],
    ['from=2019-01-01&to=2019-02-01&lines=nowhere', 'lines'],
  ])('of %j is refused for %s', async (query, field) => {
    const answer = await ask(query)
    expect([400, 404]).toContain(answer.status)
    expect(((await answer.json()) as RefusalBody).refusal.field).toBe(field)
  })
})

describe('the county of an answer', () => {
  it.each([
    ['0180', '01'],
    ['1280', '12'],
    ['25', '25'],
    ['0180-sodermalm', '01'],
    ['9999', undefined],
    ['018', undefined],
    ['declined', undefined],
    ['', undefined],
  ])('%j is %s', (answer, county) => expect(countyOf(answer)).toBe(county))
})
