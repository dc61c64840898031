import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'
import { MOST_AN_HOUR, MOST_FROM_ONE } from './answers.ts'

const BEGIN = Date.parse('2026-11-25T14:02:03Z')
const dir = mkdtempSync(join(tmpdir(), 'lyhord-survey-'))
const told: string[] = []
let now = BEGIN
let server: TestApp

beforeAll(async () => {
  const log = createLog('debug', { write: (line: string) => void told.push(line) })
  server = await startTestApp({ dir, clock: () => now, log })
})
afterAll(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  await server.app.db.deleteFrom('survey_counts').execute()
  now += 3_600_000
})

/** Sends the form as a browser does that has an address of its own. */
const send = (pairs: [string, string][], from = '203.0.113.77', headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/survey`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: server.origin,
      'x-forwarded-for': from,
      'accept-language': 'en',
      ...headers,
    },
    body: new URLSearchParams([['lang', 'en'], ...pairs]).toString(),
  })
const sums = async () => {
  const rows = await server.app.db.selectFrom('survey_counts').selectAll().execute()
  return Object.fromEntries(rows.map(({ question, answer, count }) => [`${question}=${answer}`, count]))
}

describe('the survey over HTTP', () => {
  it('is read without a script, sets no cookie, and tells no other site of itself', async () => {
    const answer = await fetch(`${server.origin}/survey`, { headers: { 'accept-language': 'fr, ar;q=0.8' } })
    const html = await answer.text()
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html.match(/<input type="(radio|checkbox)"/g)?.length).toBeGreaterThan(30)
    expect(html).not.toMatch(/<textarea|type="text"|\brequired\b/)
    expect([answer.headers.get('set-cookie'), answer.headers.get('etag'), answer.headers.get('cache-control')]).toEqual([
      null,
      null,
      'no-store',
    ])
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/)
    expect((await fetch(`${server.origin}/svar`, { redirect: 'manual' })).headers.get('location')).toBe('/survey')
    expect((await fetch(`${server.origin}/survey/no-such-line`)).status).toBe(404)
    expect(await (await fetch(`${server.origin}/survey/${LINE}`)).text()).toContain(`action="/survey/${LINE}"`)
  })

  it('adds each answer to the sums of its quarter, and keeps nothing else of it: no row, time, language or address', async () => {
    const first = await send([
      ['satisfaction', 'satisfied'],
      ['advice_kinds', 'listened'],
      ['advice_kinds', 'children'],
    ])
    expect([first.status, first.headers.get('location')]).toEqual([303, '/survey?thanks&lang=en'])
    expect(
      (
        await send([
          ['satisfaction', 'declined'],
          ['referred', 'yes'],
          ['contact_made', 'not_yet'],
        ])
      ).status,
    ).toBe(303)
    expect(await sums()).toEqual({
      '=': 2,
      'satisfaction=': 1,
      'satisfaction=satisfied': 1,
      'satisfaction=declined': 1,
      'advice_kinds=': 1,
      'advice_kinds=listened': 1,
      'advice_kinds=children': 1,
      'referred=': 1,
      'referred=yes': 1,
      'contact_made=': 1,
      'contact_made=not_yet': 1,
    })
    const rows = await server.app.db.selectFrom('survey_counts').selectAll().execute()
    expect(new Set(rows.map(({ line, quarter }) => `${line} ${quarter}`))).toEqual(new Set([`${LINE} 2026-Q4`]))
    const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n') + told.join('\n')
    expect(kept).toContain('listened')
    expect(kept).not.toContain('203.0.113.77')
    expect(kept).not.toContain(String(now).slice(0, 8))
    expect(told.join('\n')).not.toMatch(/survey/)
  })

  it.each<[string, [string, string][], number, string]>([
    ['nothing chosen', [], 400, 'You have not chosen an answer'],
    ['a question that is not there', [['name', '<b>Bo']], 400, 'One of the answers is not in the survey'],
    ['an option that is not there', [['referred', '"><script>']], 400, 'One of the answers is not in the survey'],
    ['too much', [['satisfaction', 'x'.repeat(9_000)]], 400, 'could not be read'],
  ])('refuses %s in words, and stores nothing', async (_name, pairs, status, words) => {
    const answer = await send(pairs)
    const html = await answer.text()
    expect(answer.status).toBe(status)
    expect(html).toContain(words)
    expect(html).not.toMatch(/<b>|"><script>/)
    expect(await sums()).toEqual({})
  })

  it('refuses what another site sends, and a body that is no form', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { 'content-type': 'text/plain' },
    ] as Record<string, string>[])
      expect((await send([['referred', 'no']], undefined, headers)).status).toBe(400)
    expect((await send([['referred', 'no']], undefined, { origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(303)
    expect(await sums()).toEqual({ '=': 1, 'referred=': 1, 'referred=no': 1 })
  })
})

describe('a flood', () => {
  it('from one address is held back, with what was chosen still chosen, and others go on', async () => {
    for (let at = 0; at < MOST_FROM_ONE; at++) expect((await send([['referred', 'no']])).status).toBe(303)
    const held = await send([
      ['referred', 'no'],
      ['met_with_respect', 'partly'],
    ])
    expect(held.status).toBe(429)
    expect(await held.text()).toMatch(/Unusually many answers[\s\S]*value="partly" checked[\s\S]*name="referred" value="no" checked/)
    expect((await send([['referred', 'yes']], '203.0.113.78')).status).toBe(303)
    now += 3_600_000
    expect((await send([['referred', 'no']])).status).toBe(303)
  })

  it('from many addresses costs its own hour: those answers are set aside, and the others stay', async () => {
    expect((await send([['referred', 'yes']])).status).toBe(303)
    now += 3_600_000
    for (let at = 0; at < MOST_AN_HOUR; at++) expect((await send([['referred', 'no']], `198.51.100.${at}`)).status).toBe(303)
    expect((await send([['referred', 'no']], '198.51.100.200')).status).toBe(429)
    expect(await sums()).toEqual({ '=': 1, 'referred=': 1, 'referred=yes': 1, '=setAside': MOST_AN_HOUR })
    expect((await send([['referred', 'no']], '198.51.100.201')).status).toBe(429)
    now += 3_600_000
    expect((await send([['referred', 'no']], '198.51.100.200')).status).toBe(303)
    expect(await sums()).toEqual({ '=': 2, 'referred=': 2, 'referred=yes': 1, 'referred=no': 1, '=setAside': MOST_AN_HOUR })
  })
})
