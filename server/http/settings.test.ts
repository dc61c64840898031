import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Refusal } from '../../shared/errors.ts'
import { FIELDS, fieldOf } from '../../shared/fields.ts'
import type { Line } from '../../shared/floor/model.ts'
import { plainService } from '../../shared/floor/service.ts'
import type { Account, RefusalBody } from '../../shared/http.ts'
import { RECORDING_MAX_BYTES } from '../../shared/prompts.ts'
import { shippedPrompts } from '../media/shippedPrompts.ts'
import { LINE, PASSWORD, startTestApp, type TestApp } from '../testApp.ts'
import { accountPatchInput, newAccountInput, newBoardInput } from './inputs.ts'
import { linePatchInput, newLineInput } from './lineInputs.ts'

let server: TestApp
let cookie: string
let second: string
beforeAll(async () => {
  server = await startTestApp()
  cookie = (await server.person('boss', 'supervisor')).cookie
  second = (await server.person('chief', 'supervisor')).cookie
  const other = { id: 'other', name: 'Other', greeting: '', order: 9, startedOn: '2026-01-01', catchment: 1, timeZone: 'Europe/Stockholm' }
  await server.ask('POST', '/api/lines', { cookie, body: { ...other, number: '010-123 45 67' } })
})
afterAll(() => server.close())

const patch = (body: unknown, as = cookie) => server.ask('PATCH', `/api/lines/${LINE}`, { cookie: as, body })
async function refusalOf(answer: Response): Promise<Refusal> {
  const { refusal } = (await answer.json()) as RefusalBody
  return refusal
}

const { voicemail, callBack } = plainService
const service = (part: object) => ({ service: { ...plainService, ...part } })
const messages = (part: object) => service({ voicemail: { ...voicemail, ...part } })
const calls = (part: object) => service({ callBack: { ...callBack, ...part } })
const tolk = { id: 'a1', name: 'Tolk', number: '010-765 43 21', languages: ['ar'] }
const interpreter = (part: object) => service({ interpreters: [{ ...tolk, ...part }] })
const week = (...monday: unknown[]) => ({ hours: { week: [monday, [], [], [], [], [], []], holidays: [], exceptions: [] } })
const exceptions = (...all: unknown[]) => ({ hours: { week: [[], [], [], [], [], [], []], holidays: [], exceptions: all } })
const day = { day: '2026-12-24', spans: [], note: '' }

describe('bad input at a setting of a line is refused by its name, with what is allowed', () => {
  const long = 'x'.repeat(81)
  it.each<[string, object, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['a name that is too long', { name: long }, 'name'],
    ['a text that is too long', { greeting: 'x'.repeat(2_001) }, 'greeting'],
    ['a day that does not exist', { startedOn: '2026-02-30' }, 'startedOn'],
    ['a day that is half typed', { startedOn: '2026-02' }, 'startedOn'],
    ['inhabitants that are no whole number', { catchment: 1.5 }, 'catchment'],
    ['fewer inhabitants than none', { catchment: -1 }, 'catchment'],
    ['a time zone that does not exist', { timeZone: 'Europe/Valsta' }, 'timeZone'],
    ['no time zone', { timeZone: '' }, 'timeZone'],
    ['a place that is no number', { order: 'first' }, 'order'],
    // opening hours
    ['an end before its beginning', week({ from: '16:00', to: '08:30' }), 'hours.week.0.0'],
    ['an empty span', week({ from: '08:00', to: '08:00' }), 'hours.week.0.0'],
    ['a time after 24:00', week({ from: '20:00', to: '24:01' }), 'hours.week.0.0.to'],
    ['a time that is half typed', week({ from: '08:', to: '16:00' }), 'hours.week.0.0.from'],
    ['a beginning at 24:00', week({ from: '24:00', to: '24:00' }), 'hours.week.0.0'],
    ['spans that overlap', week({ from: '08:00', to: '12:00' }, { from: '11:59', to: '16:00' }), 'hours.week.0'],
    ['seven spans', week(...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ from: `0${n}:00`, to: `0${n}:30` }))), 'hours.week.0'],
    ['an exception on no day', exceptions({ ...day, day: '' }), 'hours.exceptions.0.day'],
    ['an exception on a day that does not exist', exceptions({ ...day, day: '2026-02-29' }), 'hours.exceptions.0.day'],
    ['an exception in a year of five digits', exceptions({ ...day, day: '12026-01-01' }), 'hours.exceptions.0.day'],
    ['one day twice', exceptions(day, day), 'hours.exceptions'],
    ['a note that is too long', exceptions({ ...day, note: long }), 'hours.exceptions.0.note'],
    ['a holiday that nobody knows', { hours: { ...week().hours, holidays: ['vasaloppet'] } }, 'hours.holidays.0'],
    // the line's number, and whom it may call
    ['a number that is too short', { number: '020-55' }, 'number'],
    ['a number that is too long', { number: '070-123 45 678' }, 'number'],
    ['a number with letters', { number: '020-LYHORD' }, 'number'],
    ['an emergency number as the own', { number: '112' }, 'number'],
    ['a beginning without +', calls({ prefixes: ['070'] }), 'service.callBack.prefixes.0'],
    ['a beginning that is none', calls({ prefixes: ['+46', '+0'] }), 'service.callBack.prefixes.1'],
    ['something else to be shown', calls({ shows: 'mine' }), 'service.callBack.shows'],
    ['a block that is no yes or no', calls({ blocksSpecial: 'yes' }), 'service.callBack.blocksSpecial'],
    // interpreters
    ['an interpreter without a name', interpreter({ name: '' }), 'service.interpreters.0.name'],
    ['an interpreter’s number that is none', interpreter({ number: '12' }), 'service.interpreters.0.number'],
    ['an emergency number as an interpreter', interpreter({ number: '+46 112' }), 'service.interpreters.0.number'],
    ['an interpreter without languages', interpreter({ languages: [] }), 'service.interpreters.0.languages'],
    ['an interpreter’s language that is no code', interpreter({ languages: ['Arabic'] }), 'service.interpreters.0.languages.0'],
    ['one interpreter twice', service({ interpreters: [tolk, tolk] }), 'service.interpreters'],
    // messages
    ['a wait under half a minute', messages({ afterWaitS: 29 }), 'service.voicemail.afterWaitS'],
    ['a wait over an hour', messages({ afterWaitS: 3_601 }), 'service.voicemail.afterWaitS'],
    ['a wait that is no number', messages({ afterWaitS: '5' }), 'service.voicemail.afterWaitS'],
    ['messages kept for no day', messages({ keepDays: 0 }), 'service.voicemail.keepDays'],
    ['messages kept for too long', messages({ keepDays: 91 }), 'service.voicemail.keepDays'],
    ['messages kept for half a day', messages({ keepDays: 1.5 }), 'service.voicemail.keepDays'],
    // what is heard
    ['no language', service({ languages: [] }), 'service.languages'],
    ['a language that we do not speak', service({ languages: ['de'] }), 'service.languages.0'],
    ['a place in the queue that is neither said nor not', service({ sayPosition: 1 }), 'service.sayPosition'],
    ['a menu that is neither there nor not', service({ languageMenu: null }), 'service.languageMenu'],
    ['something else at closing time', service({ atClosing: 'hang up' }), 'service.atClosing'],
  ])('%s', async (_what, body, field) => {
    const before = (await server.ask('GET', '/api/floor', { cookie })).json()
    const answer = await patch(body)
    const refusal = await refusalOf(answer)
    expect([answer.status, refusal]).toEqual([400, { code: 'badRequest', field, detail: expect.stringMatching(/^must /) }])
    expect(fieldOf(field), 'the client has words for it').toBeDefined()
    expect(await (await server.ask('GET', '/api/floor', { cookie })).json(), 'nothing is changed').toEqual(await before)
  })

  it.each([
    ['of another line, however it is written', '+46 10 123 45 67', 409],
    ['of nobody else', '020-555 666', 200],
    ['none', '', 200],
  ])('a number %s', async (_what, number, status) => {
    const answer = await patch({ number })
    expect(answer.status).toBe(status)
    if (status === 409) expect(await refusalOf(answer)).toMatchObject({ code: 'numberTaken', field: 'number' })
  })
})

describe('a recording that cannot be used', () => {
  it.each<[string, Buffer, string, number?]>([
    ['a text by the name of a sound', Buffer.from('not a sound at all'), 'recordingUnusable'],
    ['nothing', Buffer.alloc(0), 'recordingUnusable'],
    ['the beginning of an Ogg file', Buffer.from('OggS\0\x02\0\0\0\0', 'latin1'), 'recordingUnusable'],
    ['a video', Buffer.from('\x1a\x45\xdf\xa3webm', 'latin1'), 'recordingUnusable'],
    ['too much', Buffer.alloc(RECORDING_MAX_BYTES + 1), 'recordingTooLong', 413],
  ])('%s is refused with what is allowed', async (_what, bytes, code, status = 400) => {
    const answer = await fetch(`${server.origin}/api/lines/${LINE}/prompts/sv/welcome`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'audio/ogg' },
      body: new Uint8Array(bytes),
    })
    expect([answer.status, await refusalOf(answer)]).toMatchObject([status, { code, detail: expect.stringMatching(/^must be /) }])
  })
})

describe('every field that an input has', () => {
  /** The paths of a schema, as a refusal would name them, without places in lists. */
  function pathsOf(schema: z.core.$ZodType, path = ''): string[] {
    const { def } = schema._zod as unknown as { def: Record<string, never> & { type: string; shape: Record<string, z.core.$ZodType> } }
    const inner = (def.innerType ?? def.in ?? def.element) as z.core.$ZodType | undefined
    const at = path === '' ? [] : [path]
    if (def.type === 'object')
      return [...at, ...Object.entries(def.shape).flatMap(([name, part]) => pathsOf(part, path ? `${path}.${name}` : name))]
    if (def.type === 'union') return [...at, ...(def.options as unknown as z.core.$ZodType[]).flatMap((option) => pathsOf(option, path))]
    return inner ? [...at, ...pathsOf(inner, path)] : at
  }

  it.each([
    ['of a new line', newLineInput],
    ['of a changed line', linePatchInput],
    ['of a new account', newAccountInput],
    ['of a changed account', accountPatchInput],
    ['of a new board', newBoardInput],
  ])('%s is one that the client has words for', (_what, schema) => {
    const paths = [...new Set(pathsOf(schema))].filter((path) => path !== 'was')
    expect(paths.length).toBeGreaterThan(1)
    expect(paths.filter((path) => !FIELDS.some((field) => field === path))).toEqual([])
  })
})

describe('two supervisors who change one line', () => {
  let line: Line
  beforeEach(async () => {
    await patch({ hours: null, service: plainService, name: 'One' })
    const { floor } = (await (await server.ask('GET', '/api/floor', { cookie })).json()) as { floor: { lines: Record<string, Line> } }
    line = floor.lines[LINE] as Line
  })
  /** What a page sends: the settings as a whole, and as they were when it was opened. */
  const change = (part: Partial<Line>, as: string) =>
    patch({ ...part, was: Object.fromEntries(Object.keys(part).map((name) => [name, line[name as keyof Line]])) }, as)
  const serviceOf = (part: object): Partial<Line> => ({ service: { ...line.service, ...part } })

  it('at once, in different settings: both are kept', async () => {
    const tolk2 = { ...tolk, id: 'a2' }
    const answers = await Promise.all([
      change(serviceOf({ voicemail: { ...voicemail, keepDays: 7 }, interpreters: [tolk] }), cookie),
      change(serviceOf({ voicemail: { ...voicemail, byKey: true }, interpreters: [tolk2], sayPosition: true }), second),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const { service: now } = (await (await patch({}, cookie)).json()) as Line
    expect(now).toMatchObject({ voicemail: { keepDays: 7, byKey: true }, sayPosition: true })
    expect(now.interpreters.map(({ id }) => id).sort()).toEqual(['a1', 'a2'])
  })

  it('in one setting: the second is told which, and nothing of theirs is changed', async () => {
    await change(serviceOf({ voicemail: { ...voicemail, keepDays: 7 } }), cookie)
    const late = await change({ name: 'Two', ...serviceOf({ voicemail: { ...voicemail, keepDays: 30 } }) }, second)
    expect([late.status, await refusalOf(late)]).toEqual([
      409,
      { code: 'changedMeanwhile', field: 'service.voicemail.keepDays', detail: 'must be what it was: service.voicemail.keepDays' },
    ])
    expect(await (await patch({}, cookie)).json()).toMatchObject({ name: 'One', service: { voicemail: { keepDays: 7 } } })
  })

  it('without saying what it was, as other programs do: it is replaced', async () => {
    await change(serviceOf({ sayPosition: true }), cookie)
    expect((await patch({ service: plainService, name: 'Three' }, second)).status).toBe(200)
    expect(await (await patch({}, cookie)).json()).toMatchObject({ name: 'Three', service: plainService })
  })
})

it('two supervisors who change one account are told apart in the same way', async () => {
  const made = await server.ask('POST', '/api/accounts', {
    cookie,
    body: { username: 'ada', name: 'Ada', role: 'advisor', password: PASSWORD, lines: [] },
  })
  const { id, name, lines } = (await made.json()) as Account
  const change = (body: object, as: string) => server.ask('PATCH', `/api/accounts/${id}`, { cookie: as, body })
  const both = await Promise.all([
    change({ name: 'Ada B', lines, was: { name, lines } }, cookie),
    change({ name, lines: [LINE], was: { name, lines } }, second),
  ])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const late = await change({ name: 'Ada C', was: { name } }, second)
  expect([late.status, await refusalOf(late)]).toMatchObject([409, { code: 'changedMeanwhile', field: 'name' }])
  expect(await (await change({}, cookie)).json()).toMatchObject({ name: 'Ada B', lines: [LINE] })
})

it('two supervisors who record one prompt are told apart in the same way', async () => {
  const bytes = new Uint8Array(readFileSync(join(shippedPrompts(), 'sv/press_return.ogg')))
  const put = (query: string) =>
    fetch(`${server.origin}/api/lines/${LINE}/prompts/sv/closed${query}`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'audio/ogg' },
      body: bytes,
    })
  const first = await put('?was=none')
  const { recording } = (await first.json()) as { recording: { changedAt: number } }
  expect((await put('?was=none')).status).toBe(409)
  expect((await put('?was=now')).status).toBe(400)
  expect((await put(`?was=${recording.changedAt}`)).status).toBe(200)
  expect((await put('')).status, 'other programs replace what there is').toBe(200)
})
