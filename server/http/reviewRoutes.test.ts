import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalBody } from '../../shared/http.ts'
import { callsOf } from '../../shared/volume/counts.ts'
import type { Mark, NewMark, ReviewMonths, VolumeSettings } from '../../shared/volume/volume.ts'
import { rebuildCallDays } from '../record/callDays.ts'
import { publishedCalls } from '../stats/testing/publishedCalls.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'

let server: TestApp
let cookie: string

beforeAll(async () => {
  server = await startTestApp()
  cookie = (await server.person('boss', 'supervisor')).cookie
  await server.app.db.transaction().execute(async (tx) => {
    for (const row of publishedCalls(LINE)) await tx.insertInto('calls').values(row).execute()
    await rebuildCallDays(tx)
  })
})
afterAll(() => server.close())

const ask = (method: string, path: string, body?: unknown) => server.ask(method, path, body === undefined ? { cookie } : { cookie, body })
const months = async (query: string) => (await (await ask('GET', `/api/review/months?${query}`)).json()) as ReviewMonths
const refusal = async (response: Promise<Response>) => ((await (await response).json()) as RefusalBody).refusal

const mark: NewMark = { line: LINE, day: '2019-03-08', kind: 'campaign', text: 'Affischer i tunnelbanan' }
const settings: VolumeSettings = {
  baseline: { is: 'target', calls: 60 },
  along: 'calendar',
  per: 'million',
  catchments: [
    { from: '2021-01-01', inhabitants: 10_400_000 },
    { from: '2019-02-04', inhabitants: 3_600_000 },
  ],
}

describe('the months', () => {
  it('are the published ones', async () => {
    const { lines } = await months('from=2019-01&to=2021-12')
    const calls = lines[0]?.months.map((month) => callsOf(month, 'all')) ?? []
    expect(calls).toHaveLength(36)
    expect(calls.slice(1, 4)).toEqual([50, 69, 40])
    expect(calls.slice(0, 12).reduce((sum, one) => sum + one, 0)).toBe(505)
    expect(calls.slice(24).reduce((sum, one) => sum + one, 0)).toBe(331)
  })

  it('are laid by the calendar on request, whatever was chosen', async () => {
    const besides = async (query: string) => (await months(query)).lines[0]?.months.map(({ baseline }) => baseline?.calls)
    expect(await besides('from=2019-10&to=2019-12&along=calendar')).toEqual([101, 116, 72])
    expect(await besides('from=2019-10&to=2019-12')).not.toEqual([101, 116, 72])
    const { lines } = await months('from=2019-10&to=2019-12&along=calendar')
    expect(lines[0]?.settings.along, 'nothing has been chosen by looking').toBe('sinceStart')
  })

  it.each([
    ['', 'from'],
    ['from=2019-01', 'to'],
    ['from=2019-13&to=2020-01', 'from'],
    ['from=2020-02&to=2020-01', 'to'],
    ['from=1950-01&to=2020-01', 'from'],
    ['from=2019-01&to=2020-01&lines=nowhere', 'lines'],
    ['from=2019-01&to=2020-01&lines=__proto__', 'lines'],
    ['from=2019-01&to=2020-01&along=sideways', 'along'],
  ])('of %j are refused for %s', async (query, field) => {
    const answer = await ask('GET', `/api/review/months?${query}`)
    expect([400, 404]).toContain(answer.status)
    expect(((await answer.json()) as RefusalBody).refusal.field).toBe(field)
  })
})

describe('what a line is laid beside', () => {
  it('is kept with who set it, in the order of days', async () => {
    expect((await ask('PUT', `/api/review/lines/${LINE}/settings`, settings)).status).toBe(204)
    const [line] = (await months('from=2021-02&to=2021-04')).lines
    expect(line?.settings).toEqual({ ...settings, catchments: settings.catchments.toReversed() })
    expect(line?.setBy).toEqual({ name: 'BOSS', at: expect.any(Number) })
    expect(line?.months[0]).toMatchObject({ inhabitants: 10_400_000, baseline: { calls: 60, counted: null } })
  })

  it.each([
    [{ baseline: { is: 'target', calls: 0 } }, 'baseline.calls'],
    [{ baseline: { is: 'own', from: '2020-02', to: '2020-01' } }, 'baseline.to'],
    [{ baseline: { is: 'weather' } }, 'baseline.is'],
    [{ along: 'sideways' }, 'along'],
    [{ per: 'head' }, 'per'],
    [{ catchments: [] }, 'catchments'],
    [{ catchments: [{ from: '2020-02-30', inhabitants: 1 }] }, 'catchments.0.from'],
    [{ catchments: [...settings.catchments, ...settings.catchments] }, 'catchments'],
  ])('is refused as %j', async (wrong, field) => {
    expect(await refusal(ask('PUT', `/api/review/lines/${LINE}/settings`, { ...settings, ...wrong }))).toMatchObject({ field })
  })

  it('is of a line that exists', async () => {
    expect((await ask('PUT', '/api/review/lines/nowhere/settings', settings)).status).toBe(404)
  })
})

describe('marks', () => {
  it('are written, changed and taken away, with who and when', async () => {
    const made = (await (await ask('POST', '/api/review/marks', mark)).json()) as Mark
    expect(made).toEqual({ ...mark, id: made.id, by: { name: 'BOSS', at: expect.any(Number) } })
    expect((await months('from=2019-03&to=2019-03')).marks).toEqual([made])
    expect((await months('from=2019-04&to=2019-04')).marks).toEqual([])
    const changed: NewMark = { ...mark, line: null, kind: 'media', text: 'Inslag i radio' }
    expect((await ask('PUT', `/api/review/marks/${made.id}`, changed)).status).toBe(204)
    expect((await months('from=2019-03&to=2019-03')).marks).toMatchObject([{ ...changed, id: made.id }])
    expect((await ask('DELETE', `/api/review/marks/${made.id}`)).status).toBe(204)
    expect((await ask('DELETE', `/api/review/marks/${made.id}`)).status).toBe(404)
    expect((await months('from=2019-03&to=2019-03')).marks).toEqual([])
  })

  it('outlive the account that wrote them', async () => {
    const { id, cookie: other } = await server.person('leaving', 'supervisor')
    await server.ask('POST', '/api/review/marks', { cookie: other, body: mark })
    await server.app.accounts.remove(id)
    expect((await months('from=2019-03&to=2019-03')).marks).toMatchObject([{ text: mark.text, by: { name: '' } }])
  })

  it.each([
    [{ line: 'nowhere' }, 'line'],
    [{ day: '8 mars' }, 'day'],
    [{ kind: 'rumour' }, 'kind'],
    [{ text: '  ' }, 'text'],
    [{ text: 'x'.repeat(201) }, 'text'],
  ])('are refused with %j', async (wrong, field) => {
    expect(await refusal(ask('POST', '/api/review/marks', { ...mark, ...wrong }))).toMatchObject({ field })
  })
})
