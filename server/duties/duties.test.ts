import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DutySettings, DutyVersion } from '../../shared/duties/law.ts'
import type { DutyCounts, DutyState, OpenedReport, ReportDraft, ReportItem, SavedReport } from '../../shared/duties/reports.ts'
import { guidanceText } from '../../shared/duties/texts.ts'
import { plainService } from '../../shared/floor/service.ts'
import type { Account, RefusalBody } from '../../shared/http.ts'
import type { WrittenText } from '../../shared/writtenTexts.ts'
import { createLog } from '../log.ts'
import { answeredCall } from '../stats/testing/publishedCalls.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'
import { createCounts } from './counts.ts'
import { createReports } from './reports.ts'
import type { Sealing } from './sealing.ts'

/** Noon in Stockholm, in summer. */
const NOON = Date.parse('2026-07-01T10:00:00Z')
const MINUTE = 60_000
const DAY = 86_400_000
const SENTENCE = 'Barnet går i förskolan Solrosen och är rädd för att gå hem.'

let dir: string
let now: number
let logged: string[]
let server: TestApp
let people: Record<'ada' | 'bo' | 'boss' | 'other', { readonly id: string; readonly cookie: string }>

const start = () => startTestApp({ dir, clock: () => now, log: createLog('debug', { write: (line: string) => void logged.push(line) }) })

/** A record with the people in it, which each test gets a copy of: passwords are slow to make, on purpose. */
let house: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lyhord-duties-'))
  house = dir
  now = NOON
  logged = []
  server = await start()
  people = {
    ada: await server.person('ada', 'advisor'),
    bo: await server.person('bo', 'advisor'),
    boss: await server.person('boss', 'supervisor'),
    other: await server.person('other', 'supervisor'),
  }
  await server.app.floor.submit({
    type: 'setLine',
    line: {
      ...{ id: LINE, name: 'Linjen', greeting: '', order: 1, startedOn: '2019-02-01', catchment: 1, timeZone: 'Europe/Stockholm' },
      ...{ number: '', hours: null, service: plainService },
    },
  })
  // a supervisor, and not of this line
  await server.app.accounts.change(people.other.id, { lines: [] })
  await server.close()
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lyhord-duties-'))
  cpSync(house, dir, { recursive: true })
  now = NOON
  logged = []
  server = await start()
})
afterEach(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

type Name = keyof typeof people
const ask = (who: Name, method: string, path: string, body?: unknown) =>
  server.ask(method, `/api/duties${path}`, { cookie: people[who].cookie, ...(body === undefined ? {} : { body }) })
async function get<T>(who: Name, path: string): Promise<T> {
  const response = await ask(who, 'GET', path)
  expect(response.status).toBe(200)
  return (await response.json()) as T
}
const codeOf = async (response: Response) => ((await response.json()) as RefusalBody).refusal.code

const draft = (over: Partial<ReportDraft> = {}): ReportDraft => ({
  ...{ kind: 'socialServices', call: null, line: LINE, place: '1280', texts: { what: SENTENCE }, version: 0 },
  ...over,
})
async function save(id: string, over: Partial<ReportDraft> = {}, who: Name = 'ada'): Promise<SavedReport> {
  const response = await ask(who, 'PUT', `/reports/${id}`, draft(over))
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as SavedReport
}

/** Names of files of the server that hold the text, in any of the ways in which it could lie there. */
function holding(text: string): string[] {
  // base64 looks different by where in a group of three bytes the text begins
  const inBase64 = ['', 'x', 'xx'].map((before) =>
    Buffer.from(before + text)
      .toString('base64')
      .slice(4, -4),
  )
  const forms = [text, ...inBase64]
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(dir, name)
    if (!statSync(file).isFile()) return false
    const bytes = readFileSync(file)
    return forms.some((form) => bytes.includes(form))
  })
}

describe('who can read a report', () => {
  it('its author and a supervisor of the line, and each reading is kept; nobody else by any way', async () => {
    const id = crypto.randomUUID()
    await save(id)
    /** Whether anything that the server answers this person has the sentence in it. */
    const finds = async (who: Name): Promise<boolean> => {
      const answers = await Promise.all(
        ['/reports', `/reports/${id}`, '', '/counts?year=2026', '/versions'].map(async (path) => (await ask(who, 'GET', path)).text()),
      )
      return answers.some((text) => text.includes('Solrosen'))
    }
    expect(await finds('ada')).toBe(true)
    now += MINUTE
    expect(await finds('boss')).toBe(true)
    expect(await finds('bo')).toBe(false)
    expect(await finds('other')).toBe(false)
    expect(await get<ReportItem[]>('bo', '/reports')).toEqual([])
    expect(await get<ReportItem[]>('other', '/reports')).toEqual([])
    for (const who of ['bo', 'other'] as const) {
      expect((await ask(who, 'GET', `/reports/${id}`)).status).toBe(403)
      expect((await ask(who, 'PUT', `/reports/${id}`, draft({ version: 1 }))).status).toBe(403)
      expect((await ask(who, 'POST', `/reports/${id}/sent`, { how: 'letter', at: now })).status).toBe(403)
      expect((await ask(who, 'DELETE', `/reports/${id}`)).status).toBe(403)
    }
    // a supervisor reads, and does not write in another's name
    expect((await ask('boss', 'PUT', `/reports/${id}`, draft({ version: 1, texts: {} }))).status).toBe(403)
    const [item] = await get<ReportItem[]>('ada', '/reports')
    expect(item?.readings).toEqual([
      { name: 'BOSS', at: NOON + MINUTE },
      { name: 'ADA', at: NOON },
    ])
    expect((await get<ReportItem[]>('boss', '/reports'))[0]?.readings).toHaveLength(2)
  })
})

describe('what lies on the disk', () => {
  it('never the text: neither in the record, nor in its log, nor in what the server tells', async () => {
    const id = crypto.randomUUID()
    await save(id)
    await save(id, { texts: { what: SENTENCE, child: SENTENCE }, version: 1 })
    await get(`ada`, `/reports/${id}`)
    expect(holding(SENTENCE)).toEqual([])
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.filter((line) => line.includes('Solrosen'))).toEqual([])
    // the same search finds the same report when nothing seals it
    const plain: Sealing = { fault: () => null, seal: (_id, text) => ({ sealed: text, mark: '' }), open: (_id, sealed) => sealed }
    await unsealed(plain).save(crypto.randomUUID(), draft(), { id: people.ada.id, lines: [LINE], supervises: false })
    expect(holding(SENTENCE)).not.toEqual([])
  })

  it('nothing at all when its time is over, by the rules of then', async () => {
    const [unsent, sent, thrown] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    for (const id of [unsent, sent, thrown]) await save(id)
    await ask('ada', 'POST', `/reports/${sent}/sent`, { how: 'telephone', at: now })
    const sealedOf = async (id: string) =>
      (await server.app.db.selectFrom('duty_reports').select('sealed').where('id', '=', id).executeTakeFirst())?.sealed ?? ''
    const kept = { unsent: await sealedOf(unsent), sent: await sealedOf(sent), thrown: await sealedOf(thrown) }
    for (const sealed of Object.values(kept)) expect(holding(sealed)).not.toEqual([])

    expect((await ask('ada', 'DELETE', `/reports/${thrown}`)).status).toBe(204)
    expect(holding(kept.thrown)).toEqual([])
    expect(await codeOf(await ask('ada', 'GET', `/reports/${thrown}`))).toBe('reportGone')

    const restart = async (days: number) => {
      now = NOON + days * DAY
      await server.close()
      server = await start()
    }
    const erased = async () =>
      (await server.app.db.selectFrom('duty_reports').selectAll().where('sealed', 'is', null).execute()).map(({ id }) => id).sort()
    await restart(29)
    expect(await erased()).toEqual([thrown])
    await restart(30)
    expect(await erased()).toEqual([sent, thrown].sort())
    expect(holding(kept.sent)).toEqual([])
    expect(holding(kept.unsent)).not.toEqual([])
    await restart(90)
    expect(await erased()).toEqual([unsent, sent, thrown].sort())
    expect(holding(kept.unsent)).toEqual([])
    await restart(90 + 365)
    expect(await server.app.db.selectFrom('duty_reports').selectAll().execute()).toEqual([])
    expect(await server.app.db.selectFrom('duty_readings').selectAll().execute()).toEqual([])
  })
})

/** Reports as they would be with another way of locking, on the same record. */
const unsealed = (sealing: Sealing) =>
  createReports({
    ...{ db: server.app.db, sealing, counts: createCounts(server.app.db, () => now), log: server.app.log, clock: () => now },
    rules: async () => ({ keepSentDays: 30, keepUnsentDays: 90 }),
    lineOf: () => undefined,
  })

it('the times of a call are the record’s, to the millisecond, and the call is forgotten when it is over', async () => {
  const call = 'call-1'
  const row = answeredCall(call, LINE, NOON - 10 * MINUTE)
  await server.app.db
    .insertInto('calls')
    .values({ ...row, ended: null, outcome: null, advisor: people.ada.id })
    .execute()
  const times = { arrivedAt: row.arrived, answeredAt: row.answered, endedAt: null }
  const id = crypto.randomUUID()
  expect((await save(id, { call })).times).toEqual(times)
  expect(await codeOf(await ask('bo', 'PUT', `/reports/${crypto.randomUUID()}`, draft({ call })))).toBe('notYourCall')
  expect(await codeOf(await ask('ada', 'PUT', `/reports/${crypto.randomUUID()}`, draft({ call: 'none' })))).toBe('unknownCall')
  await server.app.db
    .updateTable('calls')
    .set({ ended: NOON - 1 })
    .where('id', '=', call)
    .execute()
  expect((await get<OpenedReport>('boss', `/reports/${id}`)).times).toEqual({ ...times, endedAt: NOON - 1 })

  let content = ''
  const reports = unsealed({
    fault: () => null,
    seal: (_id, text) => {
      content = text
      return { sealed: text, mark: '' }
    },
    open: (_id, sealed) => sealed,
  })
  const ada = { id: people.ada.id, lines: [LINE], supervises: false }
  await reports.save(crypto.randomUUID(), draft({ call }), ada)
  expect(content).toContain(String(NOON - 1))
  expect(content).not.toContain(call)
})

it('saving again is no change, another page is told, and a sent report is closed and counted once', async () => {
  const id = crypto.randomUUID()
  const first = await save(id)
  expect(first.item).toMatchObject({ version: 1, madeOn: '2026-07-01', eraseOn: '2026-09-29', sentOn: null })
  expect((await save(id)).item.version, 'the answer was lost, and it is sent again').toBe(1)
  expect(await codeOf(await ask('ada', 'PUT', `/reports/${id}`, draft({ texts: { what: 'x' } })))).toBe('changedMeanwhile')
  expect((await save(id, { texts: { what: 'x' }, version: 1 })).item.version).toBe(2)
  for (const _ of [1, 2]) expect((await ask('boss', 'POST', `/reports/${id}/sent`, { how: 'online', at: now })).status).toBe(200)
  expect(await codeOf(await ask('ada', 'PUT', `/reports/${id}`, draft({ version: 3 })))).toBe('reportSent')
  expect(await codeOf(await ask('ada', 'DELETE', `/reports/${id}`))).toBe('reportSent')
  expect(await get<OpenedReport>('ada', `/reports/${id}`)).toMatchObject({
    ...{ texts: { what: 'x' }, place: '1280', sent: { how: 'online', at: NOON } },
    item: { sentOn: '2026-07-01', eraseOn: '2026-07-31' },
  })
  const counted = await server.app.db.selectFrom('duty_counts').selectAll().execute()
  expect(counted).toEqual([{ id: expect.any(String), line: LINE, month: '2026-07', kind: 'socialServices', what: 'reported' }])
  expect(counted[0]?.id).not.toBe(id)
})

it.each<[string, unknown]>([
  ['a field of the other kind', draft({ texts: { danger: 'x' } })],
  ['too long a text', draft({ texts: { what: 'x'.repeat(4_001) } })],
  ['a place that is none', draft({ place: '9999' })],
])('refuses %s', async (_name, body) => {
  expect((await ask('ada', 'PUT', `/reports/${crypto.randomUUID()}`, body)).status).toBe(400)
})

it('refuses an id that is not random, and a line that is not one’s own', async () => {
  expect((await ask('ada', 'PUT', '/reports/1', draft())).status).toBe(400)
  expect((await ask('other', 'PUT', `/reports/${crypto.randomUUID()}`, draft())).status).toBe(403)
})

it('without its key nothing is kept, which is said before anybody types, and no new key hides that it is lost', async () => {
  const id = crypto.randomUUID()
  await save(id)
  const again = async (change: () => void) => {
    await server.close()
    change()
    server = await start()
  }
  const [key, away] = [join(dir, 'voicemail.key'), join(dir, 'away')]
  await again(() => renameSync(key, away))
  expect((await get<DutyState>('ada', '')).locked).toBe('keyMissing')
  expect(readdirSync(dir)).not.toContain('voicemail.key')
  expect((await ask('ada', 'PUT', `/reports/${crypto.randomUUID()}`, draft())).status).toBe(503)
  expect((await ask('ada', 'GET', `/reports/${id}`)).status).toBe(503)
  expect(await get<ReportItem[]>('ada', '/reports')).toHaveLength(1)
  await again(() => renameSync(away, key))
  expect((await get<DutyState>('ada', '')).locked).toBeNull()
  expect((await get<OpenedReport>('ada', `/reports/${id}`)).texts.what).toBe(SENTENCE)
})

it('counts what was weighed once, takes back a slip, and tells no small number', async () => {
  const count = (id: string, what: string, who: Name = 'ada') => ask(who, 'PUT', `/counts/${id}`, { line: LINE, kind: 'police', what })
  const ids = Array.from({ length: 7 }, () => crypto.randomUUID())
  for (const id of ids) for (const _ of [1, 2]) expect((await count(id, 'notGrave')).status).toBe(204)
  expect((await ask('ada', 'DELETE', `/counts/${ids[0]}`)).status).toBe(204)
  expect((await ask('ada', 'DELETE', `/counts/${ids[0]}`)).status).toBe(404)
  expect((await count(crypto.randomUUID(), 'reported')).status).toBe(400)
  expect((await count(crypto.randomUUID(), 'notGrave', 'other')).status).toBe(403)
  const told = async () => await get<DutyCounts>('boss', '/counts?year=2026')
  expect((await told()).rows[6]).toEqual({
    ...{ month: '2026-07', total: { is: 'shown', count: 6 } },
    counts: [
      { is: 'shown', count: 0 },
      { is: 'shown', count: 0 },
      { is: 'shown', count: 6 },
    ],
  })
  await save(ids[1] ?? '')
  await ask('ada', 'POST', `/reports/${ids[1]}/sent`, { how: 'online', at: now })
  expect(JSON.stringify(await told())).not.toMatch(/"count":[1-5]\b/)
})

describe('laws', () => {
  const change = (settings: DutySettings, over: Partial<DutySettings>) => {
    const { version, laws, keepSentDays, keepUnsentDays } = { ...settings, ...over }
    return ask('boss', 'PUT', '/settings', {
      version,
      keepSentDays,
      keepUnsentDays,
      laws: laws.map(({ confirmed: _, ...law }) => law),
    })
  }

  it('are confirmed by a lawyer alone, as they stand, and every version stays', async () => {
    const { settings, mayConfirm } = await get<DutyState>('ada', '')
    expect(mayConfirm).toBe(false)
    expect(settings.laws.every(({ confirmed }) => confirmed === null)).toBe(true)
    const confirm = (who: Name, version: number) => ask(who, 'POST', '/laws/disclose-crime/confirm', { version })
    expect((await confirm('boss', 1)).status).toBe(403)
    await server.app.accounts.change(people.bo.id, { lawyer: true, qualification: 'Jurist' })
    expect((await get<DutyState>('bo', '')).mayConfirm).toBe(true)
    now += MINUTE
    const confirmed = (await (await confirm('bo', 1)).json()) as DutySettings
    expect(confirmed.laws.flatMap(({ id, confirmed: by }) => (by ? [[id, by]] : []))).toEqual([['disclose-crime', { by: 'BO', at: now }]])
    expect(await codeOf(await confirm('bo', 1))).toBe('changedMeanwhile')

    // another setting keeps it, and another word does not
    const kept = (await (await change(confirmed, { keepSentDays: 10 })).json()) as DutySettings
    expect(kept.laws.filter(({ confirmed: by }) => by)).toHaveLength(1)
    const laws = kept.laws.map((law) => (law.id === 'disclose-crime' ? { ...law, provision: '23 kap. 6 a §' } : law))
    const changed = (await (await change(kept, { laws })).json()) as DutySettings
    expect(changed.laws.filter(({ confirmed: by }) => by)).toHaveLength(0)
    expect(await codeOf(await change(kept, {}))).toBe('changedMeanwhile')
    const versions = await get<DutyVersion[]>('boss', '/versions')
    expect(versions.map(({ version, by, way }) => [version, by, way])).toEqual([
      [4, 'BOSS', 'changed'],
      [3, 'BOSS', 'changed'],
      [2, 'BO', 'confirmed'],
      [1, null, 'shipped'],
    ])
  })

  it('and who is a lawyer and has trained for what is for supervisors alone', async () => {
    await server.app.accounts.change(people.bo.id, { lawyer: true, qualification: 'Psykolog' })
    const accounts = (await (await server.ask('GET', '/api/accounts', { cookie: people.boss.cookie })).json()) as Account[]
    expect(accounts.find(({ id }) => id === people.bo.id)).toMatchObject({ lawyer: true, qualification: 'Psykolog' })
    for (const path of ['/api/me', '/api/floor'])
      expect(await (await server.ask('GET', path, { cookie: people.bo.cookie })).text()).not.toContain('Psykolog')
  })
})

describe('the texts of the guidance', () => {
  const write = (who: Name, id: string, version: number, sv = 'Skrivet', en = 'Written') =>
    ask(who, 'PUT', `/texts/${id}`, { sv, en, version })
  const refusalOf = async (response: Response) => ((await response.json()) as RefusalBody).refusal

  it('are written and confirmed by lawyers alone, version by version, and gone back to', async () => {
    expect((await get<DutyState>('ada', '')).texts).toEqual({})
    for (const who of ['ada', 'boss'] as const) expect((await write(who, 'concern', 0)).status).toBe(403)
    await server.app.accounts.change(people.bo.id, { lawyer: true })
    await server.app.accounts.change(people.other.id, { lawyer: true })
    const shipped = guidanceText('concern')?.shipped
    now += MINUTE
    expect(await (await write('bo', 'concern', 0, shipped?.sv, shipped?.en)).json(), 'confirmed as it stands').toMatchObject({ version: 1 })
    expect((await write('bo', 'concern', 1, ' Misstänker du att ett barn far illa? ', 'Do you suspect it?')).status).toBe(200)
    // another lawyer who had read the first
    expect(await codeOf(await write('other', 'concern', 1))).toBe('changedMeanwhile')
    expect((await get<DutyState>('ada', '')).texts.concern).toEqual({
      ...{ version: 2, sv: 'Misstänker du att ett barn far illa?', en: 'Do you suspect it?', by: 'BO', at: now },
    })
    expect((await write('other', 'concern', 2, shipped?.sv, shipped?.en)).status).toBe(200)
    const versions = await get<WrittenText[]>('ada', '/texts/concern')
    expect(versions.map(({ version, by, sv }) => [version, by, sv])).toEqual([
      [3, 'OTHER', shipped?.sv],
      [2, 'BO', 'Misstänker du att ett barn far illa?'],
      [1, 'BO', shipped?.sv],
    ])
  })

  it('cannot be emptied, nor be of a question or an answer that is not there', async () => {
    await server.app.accounts.change(people.bo.id, { lawyer: true })
    expect(await refusalOf(await write('bo', 'must.childAtRisk', 0, ' '))).toMatchObject({ code: 'badRequest', field: 'sv' })
    expect(await refusalOf(await write('bo', 'must.childAtRisk', 0, 'x', ''))).toMatchObject({ code: 'badRequest', field: 'en' })
    expect(await refusalOf(await write('bo', 'concern.help', 0, '', ''))).toMatchObject({ code: 'badRequest', field: 'sv' })
    expect((await write('bo', 'act.help', 0, '', '')).status, 'a help that came empty').toBe(200)
    expect(await refusalOf(await write('bo', 'act.help', 1, 'x', ''))).toMatchObject({ field: 'en' })
    expect(await refusalOf(await write('bo', 'tell', 0, 'x'.repeat(2_001)))).toMatchObject({ field: 'sv' })
    for (const id of ['concern.option.new', 'must.notNear', 'toString']) expect((await write('bo', id, 0)).status).toBe(404)
    expect(Object.keys((await get<DutyState>('ada', '')).texts)).toEqual(['act.help'])
  })
})
