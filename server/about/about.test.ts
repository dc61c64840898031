import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import type { LinePatch } from '../../shared/http.ts'
import { newFacts } from '../../shared/services/help.ts'
import { publicLine } from '../hours/hoursRoutes.ts'
import { floorNow } from '../http/route.ts'
import { cookieOf, LINE, startTestApp, type TestApp } from '../testApp.ts'
import { otherRows, weekRows } from './hoursList.ts'
import { aboutPage } from './page.ts'

const office = [{ from: '08:30', to: '16:00' }]
const hours = { week: [office, office, [], [], office, [], []], holidays: ['christmasEve'], exceptions: [] }
/** A moment by the clock of Stockholm in winter. */
const winter = (text: string) => Date.parse(`${text}+01:00`)

let server: TestApp
let boss: string
let now = winter('2026-11-23T12:00')

beforeAll(async () => {
  server = await startTestApp({ clock: () => now })
  boss = (await server.person('boss', 'supervisor')).id
  const night = {
    id: 'natt',
    name: 'Nattlinjen',
    greeting: '',
    order: 2,
    startedOn: '2026-01-01',
    catchment: 1,
    timeZone: 'Europe/Stockholm',
  }
  expect((await asBoss('POST', '/api/lines', night)).status).toBe(200)
})
afterAll(() => server.close())

/** With a session that is new: the clock jumps over days. */
async function asBoss(method: string, path: string, body: unknown): Promise<Response> {
  return server.ask(method, path, { cookie: cookieOf(await server.app.sessions.begin({ account: boss })), body })
}
const change = async (patch: Partial<LinePatch>) => expect((await asBoss('PATCH', `/api/lines/${LINE}`, patch)).status).toBe(200)
const get = (path: string, headers: Record<string, string> = {}) => fetch(server.origin + path, { redirect: 'manual', headers })
const read = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text()

describe('the page about a line', () => {
  it('sets no cookie, is kept by nobody, and has no script but the one of our own that nobody needs', async () => {
    const answer = await get('/about', { cookie: 'lyhord=something' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    for (const name of ['set-cookie', 'etag', 'last-modified']) expect(answer.headers.get(name), name).toBeNull()
    expect([answer.headers.get('cache-control'), answer.headers.get('referrer-policy'), answer.headers.get('vary')]).toEqual([
      'no-store',
      'no-referrer',
      'Accept-Language',
    ])
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src 'none';script-src 'self';style-src 'self'/)
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/)
    const html = await answer.text()
    expect(html.match(/<script\b[^>]*>/g)?.filter((tag) => !/ src="\/assets\/plain-[\w-]+\.js"/.test(tag)) ?? []).toEqual([])
    expect(html).not.toMatch(/<style|\son\w+=|<form|<input|<img/)
  })

  it.each([
    ['/about', 'sv-SE', 'sv', 'Om linjen'],
    ['/about', 'ar, en;q=0.8', 'en', 'About the line'],
    ['/about', 'fr', 'sv', 'Om linjen'],
    ['/about?lang=en', 'sv', 'en', 'About the line'],
    ['/about?lang=xx', 'en', 'en', 'About the line'],
    ['/ABOUT/', 'sv', 'sv', 'Om linjen'],
  ])('%s for a browser in %s is in %s', async (path, accepted, language, title) => {
    const html = await read(path, { 'accept-language': accepted })
    expect(html).toContain(`<html lang="${language}" dir="ltr">`)
    expect(html).toContain(`<title>${title}</title>`)
    expect(html).not.toMatch(/undefined|\[object|=>/)
  })

  it('is each line’s own, with its own call and survey; without a name it is the first one’s', async () => {
    expect(await read('/about')).toMatch(/<h1>Välj att sluta<[\s\S]*href="\/call\?lang=sv"[\s\S]*href="\/survey\?lang=sv"/)
    expect(await read('/about/natt?lang=en')).toMatch(
      /href="\/about\/natt\?lang=sv"[\s\S]*<h1>Nattlinjen<[\s\S]*href="\/call\/natt\?lang=en"[\s\S]*href="\/survey\/natt\?lang=en"/,
    )
  })

  it.each([
    ['/om', '/about'],
    ['/om/natt?lang=en', '/about/natt?lang=en'],
    ['/om/%2F%2Fevil.example', '/about/%2F%2Fevil.example'],
  ])('%s leads to %s', async (path, address) => {
    const answer = await get(path)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, address])
  })

  it.each(['/about/nobody', '/about/__proto__', '/about/%22%3E%3Cscript%3E'])('%s is none, which is said in words', async (path) => {
    const answer = await get(path, { 'accept-language': 'en' })
    const html = await answer.text()
    expect(answer.status).toBe(404)
    expect(html).toContain('No line has that address.')
    expect(html).toContain('href="/about?lang=en"')
    expect(html).not.toMatch(/"><script>/)
  })
})

it('a name that cannot be read is refused, and is no fault of ours', async () => {
  expect([(await get('/about/%E0%A4%A')).status, (await get('/om/%E0%A4%A')).status]).toEqual([400, 400])
})

describe('what it says of the line', () => {
  it.each<[string, string, Partial<LinePatch>, string]>([
    ['open', '2026-11-23T12:00', { hours }, 'Vi har öppet till 16.00. Ring när du vill.'],
    ['closed', '2026-11-24T18:00', { hours }, 'Just nu har vi stängt. Vi öppnar fredag 27 november 08.30.'],
    [
      'closed until it opens',
      '2026-11-24T18:00',
      { hours },
      'Du är varmt välkommen att ringa då. Ringer du nu hör du bara en inspelad röst.',
    ],
    ['always open', '2026-11-24T18:00', { hours: null }, 'Vi har öppet dygnet runt. Ring när du vill.'],
    ['as of when', '2026-11-24T18:00', { hours: null }, 'Så är det klockan 18.00.'],
  ])('%s', async (_what, at, patch, said) => {
    now = winter(at)
    await change(patch)
    expect(await read('/about')).toContain(said)
  })

  it('is its number, and what its supervisor has written of it, as text', async () => {
    await change({ number: '020-555 666', greeting: 'Drivs av <b>oss</b> & "er".' })
    const html = await read('/about')
    expect(html).toContain('<a class="tabular" href="tel:020555666">020-555 666</a>')
    expect(html).toContain('Drivs av &lt;b&gt;oss&lt;/b&gt; &amp; &quot;er&quot;.')
    expect(await read('/about/natt')).not.toContain('tel:0')
  })

  it('is other help that the register knows for those who are subjected, and nothing that is for staff', async () => {
    const facts = newFacts({
      ...{ name: 'Nordlinjen', kind: 'helpline', areas: [{ place: 'SE', by: 'own' }], targets: ['subjected'] },
      ...{ phone: '020-12 34 56', web: 'https://www.nord.example/', note: 'Bara för oss.' },
      contacts: [{ role: 'manager', email: 'chef@nord.example', phone: '' }],
    })
    const far = newFacts({ ...facts, name: 'Sydlinjen', areas: [{ place: '12', by: 'own' }] })
    const write = [facts, far].map((each) => ({ id: null, version: 0, facts: each }))
    expect((await server.app.register.write(write, { account: null, way: 'changed' })).ok).toBe(true)
    const html = await read('/about?lang=en')
    expect(html).toContain('<strong>Nordlinjen</strong>')
    expect(html).toContain('href="tel:020123456">020-12 34 56</a>')
    expect(html).toContain('<a href="https://www.nord.example/" rel="noreferrer">nord.example</a>')
    expect(html).not.toMatch(/Sydlinjen|Bara för oss|chef@/)
  })

  it('is to ask the advisor, where the register knows of no other help', () => {
    const line = floorNow(server.app.floor).lines[LINE] as Line
    const known = publicLine(line, { open: true, changesAt: null }, true)
    const html = aboutPage({ language: 'sv', rest: '', assets: {} }, { line, known, elsewhere: [], now })
    expect(html).toContain('Rådgivaren kan berätta var det finns hjälp som är till för dig.')
    expect(html).not.toContain('Det finns också hjälp som är till för dig:')
  })

  it('is which languages, interpreters and messages there are, where there are any', async () => {
    const { service } = floorNow(server.app.floor).lines[LINE] as Line
    expect(await read('/about')).not.toMatch(/välja språk|tolk|meddelande/)
    const interpreters = [{ id: 'a', name: 'A', number: '08-123 456', languages: ['so'] }]
    const voicemail = { ...service.voicemail, whenClosed: true, keepDays: 7 }
    await change({ service: { ...service, languages: ['sv', 'ar'], languageMenu: true, interpreters, voicemail } })
    const html = await read('/about')
    expect(html).toContain('välja språk med en siffra: <bdi lang="sv">Svenska</bdi>, <bdi lang="ar">العربية</bdi>.')
    expect(html).toMatch(/<details lang="ar" dir="rtl"><summary>العربية<\/summary>.*Välj att sluta.*112/)
    expect(html).not.toContain('<details lang="sv"')
    expect(html).toContain('Rådgivaren kan ta in en tolk')
    expect(html).toContain('senast efter 7 dygn')
  })
})

describe('opening hours in words', () => {
  const line = { hours, timeZone: 'Europe/Stockholm' }

  it('take days with the same hours together', () => {
    expect(weekRows(line, 'sv')).toEqual([
      ['Måndag–tisdag', '08.30–16.00'],
      ['Onsdag–torsdag', 'stängt'],
      ['Fredag', '08.30–16.00'],
      ['Lördag–söndag', 'stängt'],
    ])
    const allDay = { from: '00:00', to: '24:00' }
    const two = ['08:00 12:00', '13:00 17:00'].map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }))
    expect(weekRows({ hours: { ...hours, week: [[allDay], two, two, two, two, two, two] } }, 'en')).toEqual([
      ['Monday', 'day and night'],
      ['Tuesday–Sunday', '08:00–12:00, 13:00–17:00'],
    ])
    expect(weekRows({ hours: null }, 'sv')).toEqual([])
  })

  it('tell coming days that differ, and not a holiday on a day that is closed anyhow', () => {
    const exceptions = [
      { day: '2026-12-18', spans: [{ from: '10:00', to: '12:00' }], note: 'Utbildning' },
      { day: '2026-12-21', spans: office, note: 'Som vanligt' },
    ]
    const christmas = { ...line, hours: { ...hours, holidays: ['christmasEve', 'christmasDay', 'boxingDay'], exceptions } }
    expect(otherRows(christmas, winter('2026-12-10T12:00'), 'sv')).toEqual([
      ['Fredag 18 december', '10.00–12.00'],
      ['Fredag 25 december', 'stängt'],
    ])
    expect(otherRows(christmas, winter('2026-12-10T12:00'), 'en').at(0)).toEqual(['Friday 18 December', '10:00–12:00'])
    expect(otherRows({ ...line, hours: null }, 0, 'sv')).toEqual([])
  })
})
