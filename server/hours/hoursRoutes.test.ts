import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import { newLineService, plainService } from '../../shared/floor/service.ts'
import type { HolidayCalendar } from '../../shared/holidays.ts'
import type { Hours } from '../../shared/hours.ts'
import type { PublicLine, RefusalBody } from '../../shared/http.ts'
import { cookieOf, LINE, startTestApp, type TestApp } from '../testApp.ts'

const office = [{ from: '08:30', to: '16:00' }]
const threeDays: Hours = { week: [office, office, [], [], office, [], []], holidays: ['christmasEve'], exceptions: [] }
/** A moment by the clock of Stockholm in winter. */
const winter = (text: string) => Date.parse(`${text}+01:00`)

let server: TestApp
let now = winter('2026-11-23T12:00')
let boss: string

beforeAll(async () => {
  server = await startTestApp({ clock: () => now })
  boss = (await server.person('boss', 'supervisor')).id
})
afterAll(() => server.close())

/** With a session that is new: the clock jumps over days. */
async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const cookie = cookieOf(await server.app.sessions.begin({ account: boss }))
  return server.ask(method, path, body === undefined ? { cookie } : { cookie, body })
}
const patch = (body: object) => ask('PATCH', `/api/lines/${LINE}`, body)
const seen = async () => ((await (await server.ask('GET', '/api/lines')).json()) as PublicLine[])[0]

describe('what everyone may know of a line', () => {
  it('is its name, its number and no setting of it', async () => {
    await patch({ number: '020-555 666' })
    expect(await seen()).toEqual({
      id: LINE,
      name: expect.any(String),
      greeting: '',
      number: '020-555 666',
      timeZone: 'Europe/Stockholm',
      open: true,
      opensAt: null,
      closesAt: null,
      takesMessages: false,
    })
  })

  it.each([
    ['when it is open', '2026-11-23T12:00', { open: true, opensAt: null, closesAt: winter('2026-11-23T16:00') }],
    ['when it is closed', '2026-11-23T16:00', { open: false, opensAt: winter('2026-11-24T08:30'), closesAt: null }],
    ['over closed days', '2026-11-24T18:00', { open: false, opensAt: winter('2026-11-27T08:30'), closesAt: null }],
  ])('is %s, and until when', async (_when, at, expected) => {
    now = winter(at)
    expect((await patch({ hours: threeDays })).status).toBe(200)
    expect(await seen()).toMatchObject(expected)
  })

  it('is whether a closed line takes messages', async () => {
    await patch({ service: { ...plainService, voicemail: { ...plainService.voicemail, whenClosed: true } } })
    expect(await seen()).toMatchObject({ takesMessages: true })
    await server.app.floor.submit({ type: 'setKeeping', why: 'diskFull' })
    expect(await seen(), 'nobody is asked to speak in vain').toMatchObject({ takesMessages: false })
    await server.app.floor.submit({ type: 'setKeeping', why: null })
    await patch({ ...newLineService })
    expect(await seen()).toMatchObject({ open: true, takesMessages: false })
  })
})

describe('hours that cannot be', () => {
  const week = (...monday: unknown[]) => ({ ...threeDays, week: [monday, ...threeDays.week.slice(1)] })
  const exception = (...exceptions: unknown[]) => ({ ...threeDays, exceptions })
  const christmas = { day: '2026-12-24', spans: [], note: '' }

  it.each<[string, unknown, string]>([
    ['a week of six days', { ...threeDays, week: threeDays.week.slice(1) }, 'hours.week'],
    ['an end before its beginning', week({ from: '16:00', to: '08:30' }), 'hours.week.0.0'],
    ['an empty span', week({ from: '08:30', to: '08:30' }), 'hours.week.0.0'],
    ['a time that is none', week({ from: '8.30', to: '16:00' }), 'hours.week.0.0.from'],
    ['a time after midnight', week({ from: '20:00', to: '24:30' }), 'hours.week.0.0.to'],
    ['spans that overlap', week({ from: '08:00', to: '12:00' }, { from: '11:00', to: '16:00' }), 'hours.week.0'],
    ['spans out of order', week({ from: '13:00', to: '16:00' }, { from: '08:00', to: '12:00' }), 'hours.week.0'],
    ['a holiday that nobody knows', { ...threeDays, holidays: ['vasaloppet'] }, 'hours.holidays.0'],
    ['an exception on a day that does not exist', exception({ ...christmas, day: '2026-02-29' }), 'hours.exceptions.0.day'],
    ['two exceptions on one day', exception(christmas, christmas), 'hours.exceptions'],
    ['a note that is too long', exception({ ...christmas, note: 'x'.repeat(81) }), 'hours.exceptions.0.note'],
  ])('are refused by name of the field: %s', async (_what, hours, field) => {
    const answer = await patch({ hours })
    expect(answer.status).toBe(400)
    const { refusal } = (await answer.json()) as RefusalBody
    expect(refusal).toMatchObject({ code: 'badRequest', field, detail: expect.any(String) })
  })

  it('are none of these: many spans that meet, all night, and each holiday once', async () => {
    const hours = { ...week({ from: '00:00', to: '06:00' }, { from: '06:00', to: '24:00' }), holidays: ['mayDay', 'mayDay'] }
    const answer = await patch({ hours })
    expect(((await answer.json()) as Line).hours).toEqual({ ...hours, holidays: ['mayDay'] })
  })
})

describe('the holidays', () => {
  it('are told with names in both languages and the days of three years', async () => {
    const { holidays, days } = (await (await ask('GET', '/api/holidays')).json()) as HolidayCalendar
    expect(holidays).toContainEqual({ id: 'midsummerEve', kind: 'eve', names: { sv: 'Midsommarafton', en: 'Midsummer’s Eve' } })
    expect(days.filter(({ holiday }) => holiday === 'midsummerEve')).toHaveLength(3)
  })
})
