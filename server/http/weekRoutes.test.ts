import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLineService } from '../../shared/floor/service.ts'
import type { RefusalBody } from '../../shared/http.ts'
import type { CallList, Decision, Meeting, MeetingNote, ReviewWeek } from '../../shared/review/week.ts'
import { rebuildCallDays } from '../record/callDays.ts'
import { publishedCalls } from '../stats/testing/publishedCalls.ts'
import { LINE, startTestApp, type TestApp } from '../testApp.ts'

const NOW = Date.parse('2021-11-10T12:00:00Z')
let server: TestApp
let boss: string
let other: string

beforeAll(async () => {
  server = await startTestApp({ clock: () => NOW })
  boss = (await server.person('boss', 'supervisor')).cookie
  other = (await server.person('other', 'supervisor')).cookie
  await server.app.db.transaction().execute(async (tx) => {
    for (const row of publishedCalls(LINE)) await tx.insertInto('calls').values(row).execute()
    await rebuildCallDays(tx)
  })
  const lead = { id: 'night', name: 'Natt', greeting: '', order: 2, startedOn: '2021-01-01', catchment: 0, timeZone: 'America/Toronto' }
  expect((await ask('POST', '/api/lines', { ...lead, ...newLineService })).status).toBe(200)
})
afterAll(() => server.close())

const ask = (method: string, path: string, body?: unknown, cookie = boss) =>
  server.ask(method, path, body === undefined ? { cookie } : { cookie, body })
const get = async <T>(path: string, cookie = boss) => (await (await ask('GET', path, undefined, cookie)).json()) as T
const refusal = async (answer: Promise<Response>) => ((await (await answer).json()) as RefusalBody).refusal
const meeting = (week: string, lines = LINE, cookie = boss) => get<Meeting>(`/api/review/meeting?week=${week}&lines=${lines}`, cookie)

describe('a week', () => {
  it('is the last whole one when none is asked for, and has the published calls', async () => {
    const week = await get<ReviewWeek>('/api/review/week')
    expect(week).toMatchObject({
      week: '2021-W44',
      lastWhole: '2021-W44',
      lines: [{ id: LINE }, { id: 'night', timeZone: 'America/Toronto' }],
    })
    const weeks = await Promise.all(
      ['W05', 'W06', 'W07', 'W08'].map((name) => get<ReviewWeek>(`/api/review/week?week=2019-${name}&lines=${LINE}`)),
    )
    const calls = weeks.map(({ days }) => days.reduce((sum, day) => sum + day.calls, 0))
    // 50 calls in 25 days of February 2019, two a day, from the 4th on.
    expect(calls).toEqual([0, 14, 14, 14])
    expect(weeks[1]?.figures.calls).toMatchObject({ answered: 13, abandoned: 1 })
  })

  it.each([
    ['/api/review/week?week=2026-W54', 'week'],
    ['/api/review/week?week=2025-W53', 'week'],
    ['/api/review/week?lines=', 'lines'],
    ['/api/review/week?lines=nowhere', 'lines'],
    ['/api/review/week?lines=__proto__', 'lines'],
    ['/api/review/calls?from=2021-01-01&to=2021-01-07', 'of'],
    ['/api/review/calls?from=2021-01-01&to=2021-01-07&of=advisors', 'of'],
    ['/api/review/calls?from=2021-01-02&to=2021-01-01&of=calls', 'to'],
    ['/api/review/calls?from=2019-01-01&to=2021-01-01&of=calls', 'to'],
    ['/api/review/meeting', 'week'],
  ])('%s is refused for %s', async (path, field) => expect((await refusal(ask('GET', path))).field).toBe(field))
})

describe('the calls behind a figure', () => {
  it('have their quarter of an hour, and nothing of who called or who answered', async () => {
    const { count, calls } = await get<CallList>(`/api/review/calls?from=2019-02-04&to=2019-02-10&lines=${LINE}&of=abandoned`)
    expect(count).toBe(1)
    expect(calls).toEqual([
      ...[{ line: LINE, day: '2019-02-08', minute: 600, channel: 'phone', kind: 'call', outcome: 'abandoned', waitedS: 15, lengthS: null }],
    ])
    const text = JSON.stringify(await get(`/api/review/week?week=2019-W06&lines=${LINE}`))
    expect(text).not.toMatch(/published-|advisor|"id":"(?!valj-att-sluta|night)/)
    expect(text).not.toContain('arrived')
  })

  it('lie in quarters, never between them', async () => {
    const { calls } = await get<CallList>(`/api/review/calls?from=2019-02-04&to=2019-03-31&of=calls`)
    expect(calls).toHaveLength(119)
    expect(calls.filter(({ minute }) => minute % 15 !== 0)).toEqual([])
  })
})

describe('the note of a meeting', () => {
  it('is kept with who and when, and no two supervisors overwrite each other unseen', async () => {
    expect((await meeting('2021-W44')).note).toEqual({ lines: [LINE], text: '', version: 0, by: null })
    const first = { week: '2021-W44', lines: [LINE], text: 'Lugn vecka', version: 0 }
    const written = (await (await ask('PUT', '/api/review/meeting/note', first)).json()) as MeetingNote
    expect(written).toEqual({ lines: [LINE], text: 'Lugn vecka', version: 1, by: { name: 'BOSS', at: NOW } })
    // Who has not read it cannot write over it, not even to begin with.
    for (const version of [0, 2])
      expect(await refusal(ask('PUT', '/api/review/meeting/note', { ...first, text: 'Min', version }, other))).toMatchObject({
        ...{ code: 'changedMeanwhile', field: 'version' },
      })
    expect((await meeting('2021-W44', LINE, other)).note).toEqual(written)
    await ask('PUT', '/api/review/meeting/note', { ...first, text: 'Båda', version: 1 }, other)
    expect((await meeting('2021-W44')).note).toMatchObject({ text: 'Båda', version: 2, by: { name: 'OTHER' } })
  })

  it('is of its week and its lines; others that share a line are shown beside it', async () => {
    await ask('PUT', '/api/review/meeting/note', { week: '2021-W43', lines: ['night', LINE], text: 'Alla', version: 0 })
    expect((await meeting('2021-W43', `${LINE},night`)).note).toMatchObject({ lines: null, text: 'Alla' })
    expect(await meeting('2021-W43')).toMatchObject({ note: { text: '' }, otherNotes: [{ lines: null, text: 'Alla' }] })
    expect((await meeting('2021-W42', 'night')).otherNotes).toEqual([])
    expect((await meeting('2021-W44', 'night')).otherNotes).toEqual([])
  })

  it.each([
    [{ week: '2021-W60' }, 'week'],
    [{ lines: [] }, 'lines'],
    [{ lines: ['nowhere'] }, 'lines'],
    [{ text: 'x'.repeat(10_001) }, 'text'],
    [{ version: -1 }, 'version'],
  ])('is refused with %j', async (wrong, field) => {
    const right = { week: '2021-W44', lines: [LINE], text: '', version: 2 }
    expect(await refusal(ask('PUT', '/api/review/meeting/note', { ...right, ...wrong }))).toMatchObject({ field })
  })
})

describe('decisions', () => {
  it('go on from week to week until somebody ticks them off', async () => {
    const made = (await (
      await ask('POST', '/api/review/decisions', { week: '2021-W40', lines: [LINE], text: 'Fler på fredagar' })
    ).json()) as Decision
    const seenIn = async (week: string, lines = LINE) => (await meeting(week, lines)).decisions.filter(({ id }) => id === made.id)
    expect(made).toEqual({
      id: made.id,
      week: '2021-W40',
      lines: [LINE],
      text: 'Fler på fredagar',
      by: { name: 'BOSS', at: NOW },
      done: null,
    })
    expect(await seenIn('2021-W39')).toEqual([])
    expect(await seenIn('2021-W40')).toEqual([made])
    expect(await seenIn('2022-W02', `night,${LINE}`)).toEqual([made])
    expect(await seenIn('2022-W02', 'night')).toEqual([])

    const done = { name: 'OTHER', at: NOW, week: '2021-W41' }
    expect(await (await ask('PUT', `/api/review/decisions/${made.id}`, { doneIn: '2021-W41' }, other)).json()).toEqual({ ...made, done })
    // The first to tick stays.
    await ask('PUT', `/api/review/decisions/${made.id}`, { doneIn: '2021-W44' })
    expect(await seenIn('2021-W41')).toEqual([{ ...made, done }])
    expect(await seenIn('2021-W42')).toEqual([])
    await ask('PUT', `/api/review/decisions/${made.id}`, { doneIn: null })
    expect(await seenIn('2021-W42')).toEqual([made])
    expect((await ask('DELETE', `/api/review/decisions/${made.id}`)).status).toBe(204)
    expect((await ask('DELETE', `/api/review/decisions/${made.id}`)).status).toBe(404)
    expect((await ask('PUT', `/api/review/decisions/${made.id}`, { doneIn: null })).status).toBe(404)
  })

  it.each([
    [{ text: '  ' }, 'text'],
    [{ text: 'x'.repeat(501) }, 'text'],
    [{ week: '2021-W54' }, 'week'],
  ])('are refused with %j', async (wrong, field) => {
    const right = { week: '2021-W44', lines: [LINE], text: 'Något' }
    expect(await refusal(ask('POST', '/api/review/decisions', { ...right, ...wrong }))).toMatchObject({ field })
  })
})
