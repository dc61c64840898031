import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainService } from '../../shared/floor/service.ts'
import type { NotesOfWeek } from '../../shared/form/forms.ts'
import type { RefusalBody } from '../../shared/http.ts'
import { momentOf } from '../../shared/zonedTime.ts'
import { apiRoutes } from '../http/api.ts'
import type { ApiParts } from '../http/route.ts'
import { type LogFields, silentLog } from '../log.ts'
import { answeredCall } from '../stats/testing/publishedCalls.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'

const ZONE = 'Europe/Stockholm'
/** Of 2026-W27. */
const [MONDAY, WEDNESDAY, SUNDAY, AFTER] = ['2026-06-29', '2026-07-01', '2026-07-05', '2026-07-06'] as const
const TEXTS = ['Örjan sa inget', 'alldeles lugn mot slutet', 'Mycket oro för barnen']
let now = momentOf(WEDNESDAY, 720, ZONE)
let server: TestApp
let ada: string
let boss: { readonly id: string; readonly cookie: string }
const told: [string, LogFields?][] = []

beforeAll(async () => {
  server = await startTestApp({ clock: () => now, log: { ...silentLog, info: (...line) => void told.push(line) } })
  ada = (await server.person('ada', 'advisor')).id
  boss = await server.person('boss', 'supervisor')
  for (const id of [LINE, 'natt']) await server.app.floor.submit({ type: 'setLine', line: lineOf(id) })
  await write(MONDAY, TEXTS[0] ?? '')
  await write(WEDNESDAY, TEXTS[1] ?? '')
  await write(SUNDAY, TEXTS[2] ?? '')
})
afterAll(() => server.close())

const lineOf = (id: string, noteDays = 90) => ({
  ...{ id, name: id, greeting: '', order: 1, startedOn: '2019-02-01', catchment: 1, timeZone: ZONE, number: '', hours: null },
  service: { ...plainService, forms: { ...plainService.forms, noteDays } },
})
const cookieOf = async (id: string) => (await server.app.sessions.begin({ account: id })).split(';')[0] ?? ''
const ask = async (method: string, path: string, who = boss.id, body?: unknown) =>
  server.ask(method, path, { cookie: await cookieOf(who), ...(body === undefined ? {} : { body }) })
const read = async (week = '2026-W27', line = LINE) =>
  (await (await ask('GET', `/api/review/notes?week=${week}&line=${line}`)).json()) as NotesOfWeek
const idOf = async (text: string) =>
  (await server.app.db.selectFrom('form_notes').select('form').where('text', '=', text).executeTakeFirstOrThrow()).form

/** A call of that day at noon, and its advisor's note. */
async function write(day: string, text: string): Promise<void> {
  now = momentOf(day, 720, ZONE)
  const id = `call-${day}`
  await server.app.db
    .insertInto('calls')
    .values({ ...answeredCall(id, LINE, now - 1_800_000), ended: now - 60_000, advisor: ada })
    .execute()
  await ask('PUT', `/api/forms/${id}/note`, ada, { text, confirmed: ['name'] })
}

it('is for supervisors, of one week and one line that there are', async () => {
  now = momentOf(AFTER, 600, ZONE)
  const path = `/api/review/notes?week=2026-W27&line=${LINE}`
  expect((await ask('GET', path, ada)).status).toBe(403)
  expect((await ask('DELETE', `/api/review/notes/${await idOf(TEXTS[0] ?? '')}`, ada)).status).toBe(403)
  expect((await ask('GET', path)).status).toBe(200)
  for (const [query, field] of [
    [`line=${LINE}`, 'week'],
    ['week=2026-W27', 'line'],
    ['week=2026-W27&line=__proto__', 'line'],
    ['week=2026-W27&line=nowhere', 'line'],
    [`week=2026-W54&line=${LINE}`, 'week'],
  ]) {
    const { refusal } = (await (await ask('GET', `/api/review/notes?${query}`)).json()) as RefusalBody
    expect(refusal.field, query).toBe(field)
  }
})

it('waits until the forms of the week are closed, and tells the log of nobody before', async () => {
  told.length = 0
  now = momentOf(AFTER, 120, ZONE) - 1
  expect(await read()).toEqual({ notes: null, eraseBy: null })
  expect(told).toEqual([])
  now = momentOf(AFTER, 120, ZONE)
  expect((await read()).notes).toHaveLength(3)
})

it('gives texts in the order of random ids and one day for all, nothing of calls, and logs who read how many', async () => {
  told.length = 0
  const { notes, eraseBy } = await read()
  expect(notes?.map(({ text }) => text).sort()).toEqual([...TEXTS].sort())
  expect(notes?.map(({ id }) => id)).toEqual(notes?.map(({ id }) => id).sort())
  for (const note of notes ?? []) expect(Object.keys(note)).toEqual(['id', 'text'])
  // Monday's own would be 27 September, Sunday's 3 October
  expect(eraseBy).toBe('2026-10-05')
  expect(told).toEqual([['the notes of a week were read', { line: LINE, week: '2026-W27', advisor: boss.id, count: 3 }]])
  expect((await read('2026-W26')).notes, 'another week').toEqual([])
  expect((await read('2026-W27', 'natt')).notes, 'another line').toEqual([])
})

it('has no other way out, not even when the week is over', async () => {
  const ways = apiRoutes({} as ApiParts).filter(({ method }) => method === 'get')
  const queries = ['', `?from=${MONDAY}&to=${AFTER}&of=calls`, '?from=2026-07&to=2026-07', `?week=2026-W27&line=${LINE}`]
  const cookie = await cookieOf(boss.id)
  const out = new Set<string>()
  for (const { path } of ways)
    for (const query of queries) {
      const text = await (await server.ask('GET', `${path.replaceAll(/:\w+/g, `call-${SUNDAY}`)}${query}`, { cookie })).text()
      if (TEXTS.some((own) => text.includes(own))) out.add(path)
    }
  expect([...out]).toEqual(['/api/review/notes'])
})

it('erases one at once: no reading and no file has it any more', async () => {
  const text = TEXTS[1] ?? ''
  const id = await idOf(text)
  const inFiles = () => ['', '-wal'].filter((end) => readFileSync(server.config.databaseFile + end).includes(text))
  expect(inFiles(), 'it was there').not.toEqual([])
  told.length = 0
  expect((await ask('DELETE', `/api/review/notes/${id}`)).status).toBe(204)
  expect(inFiles()).toEqual([])
  expect(told).toEqual([['a note was erased', { advisor: boss.id }]])
  expect((await read()).notes?.map((note) => note.text).sort()).toEqual([TEXTS[2], TEXTS[0]])
  expect((await ask('DELETE', `/api/review/notes/${id}`)).status).toBe(404)
})

it('tells the same day whichever notes are left, later for those from before a shortening, and none that is over', async () => {
  expect((await ask('DELETE', `/api/review/notes/${await idOf(TEXTS[2] ?? '')}`)).status).toBe(204)
  expect((await read()).eraseBy, 'Monday’s alone').toBe('2026-10-05')
  await server.app.floor.submit({ type: 'setLine', line: lineOf(LINE, 7) })
  // its own day, 27 September, is a Sunday
  expect((await read()).eraseBy).toBe('2026-09-28')
  now = momentOf('2026-09-27', 0, ZONE)
  expect(await read()).toEqual({ notes: [], eraseBy: null })
})
