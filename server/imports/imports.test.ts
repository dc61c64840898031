import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalBody } from '../../shared/http.ts'
import type { CallRow, Import, Keep, ToldOfFile } from '../../shared/imports/imports.ts'
import { callsOf, countsOf } from '../../shared/volume/counts.ts'
import type { ReviewMonths } from '../../shared/volume/volume.ts'
import { checkCallDays, countEnded } from '../record/callDays.ts'
import { type Db, openRecord } from '../record/open.ts'
import { answeredCall } from '../stats/testing/publishedCalls.ts'
import { LINE, next, startTestApp, type TestApp } from '../testApp.ts'
import { makeProgram, type Program } from '../testProgram.ts'
import { createImports, type Imports } from './imports.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const told: ToldOfFile = {
  ...{ timeZone: 'Europe/Stockholm', rows: 50_000, columns: { read: 3, left: 2, numbers: 1 }, otherDirection: 4 },
  ...{ broken: { badTime: { count: 1, rows: [7] } }, notes: { twice: 2 } },
}
const KEEP: Keep = { leaveOut: [], withoutBroken: true }
const at = (text: string) => Date.parse(text)
const MARCH = at('2018-03-05T09:00:00Z')
const rows: readonly CallRow[] = [
  [MARCH, 1, 1_200, 12],
  [MARCH + 60_000, 1, 600, null],
  [MARCH + 3_600_000, 0, null, 40],
  [MARCH + 7_200_000, 0, null, 5],
  [at('2018-04-01T09:00:00Z'), 0, null, null],
]

let server: TestApp
let cookie: string
beforeAll(async () => {
  server = await startTestApp({ clock: () => NOW })
  cookie = (await server.person('boss', 'supervisor')).cookie
})
afterAll(() => server.close())

const ask = async (method: string, path: string, body?: unknown) =>
  server.ask(method, path, body === undefined ? { cookie } : { cookie, body })
const told_ = async (answer: Promise<Response>) => (await answer).json() as Promise<Import>
const refusal = async (answer: Promise<Response>) => ((await (await answer).json()) as RefusalBody).refusal
const list = async () => (await (await ask('GET', '/api/imports')).json()) as Import[]
const send = (id: string, first: number | string, sent: unknown) =>
  server.ask('PUT', `/api/imports/${id}/rows/${first}`, {
    cookie,
    body: typeof sent === 'string' ? sent : JSON.stringify(sent),
    headers: { 'content-type': 'application/octet-stream' },
  })
const begin = async () => (await told_(ask('POST', '/api/imports', { line: LINE, channel: 'phone' }))).id
const until = (id: string, state: Import['state']) =>
  expect.poll(async () => (await list()).find((one) => one.id === id), { message: `should be ${state}` }).toMatchObject({ state })
async function staged(sent: readonly CallRow[]): Promise<Import> {
  const id = await begin()
  await send(id, 0, sent)
  await ask('POST', `/api/imports/${id}/complete`, told)
  await until(id, 'staged')
  return (await list()).find((one) => one.id === id) as Import
}
async function kept(id: string, how: Keep = KEEP): Promise<Import> {
  expect((await ask('POST', `/api/imports/${id}/keep`, how)).status).toBe(200)
  await until(id, 'kept')
  return (await list()).find((one) => one.id === id) as Import
}
async function undo(id: string) {
  expect(await told_(ask('POST', `/api/imports/${id}/undo`))).toMatchObject({ state: 'undone', undone: { name: 'BOSS', at: NOW } })
  await expect.poll(() => left(server.app.db, id)).toBe(0)
}
/** Rows of an import anywhere in the record. */
async function left(db: Db, id: string): Promise<number> {
  const count = async (table: 'calls' | 'import_rows') =>
    (
      await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('import_id', '=', id)
        .executeTakeFirstOrThrow()
    ).n
  return (await count('calls')) + (await count('import_rows'))
}
const months = async (query: string) =>
  ((await (await ask('GET', `/api/review/months?${query}`)).json()) as ReviewMonths).lines[0]?.months ?? []
const record = async () =>
  JSON.stringify([
    await server.app.db.selectFrom('call_days').selectAll().orderBy('day').execute(),
    await server.app.db.selectFrom('calls').selectAll().orderBy('id').execute(),
  ])

describe('an import of calls', () => {
  it('is looked at, kept and undone as a whole, and leaves the record as it was', async () => {
    await ownCalls([MARCH + 40_000])
    const before = await record()
    const id = await begin()
    expect(await (await send(id, 0, rows.slice(0, 2))).json()).toEqual({ received: 2 })
    expect((await send(id, 0, rows.slice(0, 2))).status, 'sent again').toBe(200)
    expect((await send(id, 2, rows.slice(2))).status).toBe(200)
    expect(await told_(ask('POST', `/api/imports/${id}/complete`, told))).toMatchObject({ received: 5, by: { name: 'BOSS', at: NOW } })
    await until(id, 'staged')
    expect(await list()).toMatchObject([
      {
        ...{ id, what: 'calls', line: LINE, channel: 'phone', told, kept: null, undone: null },
        found: {
          ...{ from: MARCH, to: rows[4]?.[0], alike: { own: 1 }, talkKnown: 2, waitKnown: 3 },
          months: [
            { month: '2018-03', calls: 4, answered: 2, alike: 1 },
            { month: '2018-04', calls: 1, answered: 0, alike: 0 },
          ],
        },
      },
    ])
    expect(await record(), 'nothing counts before it is kept').toBe(before)

    expect(await kept(id)).toMatchObject({ counted: 5, kept: { name: 'BOSS', at: NOW } })
    const [march, april] = await months('from=2018-03&to=2018-04')
    expect(march && countsOf(march, 'all')).toMatchObject({ calls: { answered: 3, abandoned: 1, abandonedShort: 1 }, imported: 4 })
    expect(april && countsOf(april, 'all')).toMatchObject({ calls: { abandoned: 1 }, imported: 1 })
    expect(await checkCallDays(server.app.db)).toEqual([])
    const calls = await server.app.db.selectFrom('counted_calls').selectAll().where('import_id', '=', id).orderBy('arrived').execute()
    expect(
      calls.map(({ arrived, answered, ended, waited_s, talked_s, outcome }) => [arrived, answered, ended, waited_s, talked_s, outcome]),
    ).toEqual([
      [MARCH, MARCH + 12_000, MARCH + 1_212_000, 12, 1_200, 'answered'],
      [MARCH + 60_000, null, MARCH + 660_000, 0, 600, 'answered'],
      [MARCH + 3_600_000, null, MARCH + 3_640_000, 40, 0, 'abandoned'],
      [MARCH + 7_200_000, null, MARCH + 7_205_000, 5, 0, 'abandonedShort'],
      [rows[4]?.[0], null, rows[4]?.[0], 0, 0, 'abandoned'],
    ])

    await undo(id)
    expect(await record()).toBe(before)
    expect(await months('from=2018-03&to=2018-03')).toMatchObject([{ channels: { phone: { imported: 0 } } }])
    await ownCalls([])
  })

  it('leaves out what it is told to leave out', async () => {
    await ownCalls([MARCH + 40_000])
    const first = await staged([...rows, ...rows.slice(0, 1)])
    expect(first.found?.alike).toEqual({ file: 1, own: 1 })
    expect(await kept(first.id, { ...KEEP, leaveOut: ['file', 'own'] })).toMatchObject({ counted: 4, leftOut: ['file', 'own'] })
    const second = await staged([...rows.slice(0, 1), ...rows.slice(2)])
    expect(second.found?.alike).toEqual({ import: 3, own: 1 })
    await undo(first.id)
    await until(second.id, 'staged')
    expect((await list()).find(({ id }) => id === second.id)?.found?.alike, 'looked through again').toEqual({ own: 1 })
    await ask('DELETE', `/api/imports/${second.id}`)
    await expect.poll(() => left(server.app.db, second.id)).toBe(0)
    expect((await list()).some(({ id }) => id === second.id)).toBe(false)
    await ownCalls([])
  })

  it('is kept without its broken rows only when that is said', async () => {
    const { id } = await staged(rows)
    expect(await refusal(ask('POST', `/api/imports/${id}/keep`, { ...KEEP, withoutBroken: false }))).toMatchObject({
      field: 'withoutBroken',
    })
    await ask('DELETE', `/api/imports/${id}`)
  })

  it('moves the month of the board, and nothing of today', async () => {
    const today = NOW - 3_600_000
    const { id } = await staged([
      [today, 1, 300, 9],
      [today, 0, null, 50],
    ])
    const board = server.live({ cookie })
    const opened = next(board, 'floor:snapshot')
    board.connect()
    expect((await opened).figures[LINE]).toMatchObject({ monthCount: 0, imported: 0 })
    const moved = next(board, 'figures:changed')
    await kept(id)
    expect((await moved)[LINE]).toMatchObject({ monthCount: 2, imported: 2, answeredToday: 0, abandonedToday: 0 })
    const again = next(board, 'figures:changed')
    await undo(id)
    expect((await again)[LINE]).toMatchObject({ monthCount: 0, imported: 0 })
  })

  it.each([
    ['a line that is not there', () => ask('POST', '/api/imports', { line: 'nowhere', channel: 'phone' }), 'line'],
    ['another channel', () => ask('POST', '/api/imports', { line: LINE, channel: 'fax' }), 'channel'],
    ['rows too early', async () => send(await begin(), 3, rows), 'first'],
    ['rows of nothing', async () => send(await begin(), 0, []), 'rows.'],
    ['rows that are no JSON', async () => send(await begin(), 0, '[['), 'rows'],
    ['a time before 1990', async () => send(await begin(), 0, [[46_709_998_877, 1, 1, 1]]), 'rows.0.0'],
    ['a time to come', async () => send(await begin(), 0, [[Date.now() + 2 * 86_400_000, 1, 1, 1]]), 'rows.0.0'],
    ['a number as a length', async () => send(await begin(), 0, [[MARCH, 1, 46_709_998_877, 1]]), 'rows.0.2'],
    ['a number beside', async () => send(await begin(), 0, [[MARCH, 1, 1, 1, '+46709998877']]), 'rows.0'],
    ['an end without rows', async () => ask('POST', `/api/imports/${await begin()}/complete`, told), 'rows'],
    [
      'a zone that is not there',
      async () => ask('POST', `/api/imports/${await begin()}/complete`, { ...told, timeZone: 'Här' }),
      'timeZone',
    ],
    [
      'words of the file',
      async () => ask('POST', `/api/imports/${await begin()}/complete`, { ...told, broken: { badTime: { count: 1, rows: ['x'] } } }),
      'broken.badTime.rows.0',
    ],
  ])('is refused with %s', async (_what, request, field) => {
    const answer = await request()
    expect([400, 404]).toContain(answer.status)
    expect(((await answer.json()) as RefusalBody).refusal.field).toBe(field)
    for (const { id, state } of await list()) if (state === 'receiving') await ask('DELETE', `/api/imports/${id}`)
  })

  it('moves on as its states do', async () => {
    const id = await begin()
    expect(await refusal(ask('POST', `/api/imports/${id}/keep`, KEEP))).toEqual({ code: 'illegalTransition' })
    expect(await refusal(ask('POST', `/api/imports/${id}/undo`))).toEqual({ code: 'illegalTransition' })
    await send(id, 0, rows)
    await ask('POST', `/api/imports/${id}/complete`, told)
    expect(await refusal(send(id, 5, rows))).toEqual({ code: 'illegalTransition' })
    await until(id, 'staged')
    await kept(id)
    expect(await refusal(ask('DELETE', `/api/imports/${id}`))).toEqual({ code: 'illegalTransition' })
    await undo(id)
    expect(await refusal(ask('POST', '/api/imports/nothing/undo'))).toEqual({ code: 'notFound' })
  })
})

describe('monthly totals', () => {
  const totals = [
    { month: '2015-01', calls: 30, answered: 20, abandoned: 5 },
    { month: '2015-02', calls: 40, answered: null, abandoned: null },
  ]
  const bring = (all: unknown = totals) => ask('POST', '/api/totals', { line: LINE, channel: 'phone', totals: all })

  it('count when they are kept, say where months have calls already, and go again', async () => {
    const calls = await staged([[at('2015-02-10T10:00:00Z'), 1, 60, 5]])
    await kept(calls.id)
    const { id, found, state } = await told_(bring())
    expect([state, found?.alike, found?.months.map(({ alike }) => alike)]).toEqual(['staged', { import: 1 }, [0, 40]])
    expect((await months('from=2015-01&to=2015-02')).map((month) => callsOf(month, 'all'))).toEqual([0, 1])
    expect(await kept(id, { ...KEEP, leaveOut: ['import'] })).toMatchObject({ counted: 30 })
    const [january, february] = await months('from=2015-01&to=2015-02')
    expect(january && countsOf(january, 'all')).toMatchObject({ calls: { answered: 20, abandoned: 5 }, unknown: 5, imported: 30 })
    expect(february && callsOf(february, 'all')).toBe(1)
    const more = await staged([[at('2015-01-10T10:00:00Z'), 1, 60, 5]])
    expect(more.found?.alike, 'calls of a month that has a total').toEqual({ total: 1 })
    expect((await told_(bring())).found?.alike).toEqual({ total: 1, import: 1 })
    await ask('POST', `/api/imports/${id}/undo`)
    await undo(calls.id)
    expect((await months('from=2015-01&to=2015-02')).map((month) => callsOf(month, 'all'))).toEqual([0, 0])
    expect(await checkCallDays(server.app.db)).toEqual([])
    for (const one of await list()) if (one.state !== 'undone') await ask('DELETE', `/api/imports/${one.id}`)
  })

  it.each([
    [[], 'totals'],
    [[...totals, ...totals], 'totals'],
    [[{ ...totals[0], month: '2026-11' }], 'totals.0.month'],
    [[{ ...totals[0], month: 'i fjol' }], 'totals.0.month'],
    [[{ ...totals[0], calls: 20 }], 'totals.0.calls'],
    [[{ ...totals[0], calls: 1.5 }], 'totals.0.calls'],
  ])('are refused as %j', async (wrong, field) => expect((await refusal(bring(wrong))).field).toBe(field))
})

const ROWS_OF_MANY = 9_000
const many = Array.from(
  { length: ROWS_OF_MANY },
  (_, index): CallRow => [MARCH + index * 600_000, index % 3 === 0 ? 0 : 1, 60, index % 7 || null],
)

describe('a server that is killed', () => {
  let keeper: Program
  beforeAll(async () => {
    keeper = await makeProgram(new URL('./testing/keeper.ts', import.meta.url))
  }, 60_000)
  afterAll(() => keeper[Symbol.dispose]())

  // Early and late: moments at which some rows are in the calls already, or still.
  it.each([8, 20])('at step %i of keeping or undoing has all of an import or nothing, and goes on', { timeout: 60_000 }, async (steps) => {
    const dir = mkdtempSync(join(tmpdir(), 'lyhord-import-'))
    const file = join(dir, 'lyhord.db')
    try {
      const id = await withImports(file, async (imports) => {
        const begun = await imports.begin({ line: LINE, channel: 'phone' }, 'ada')
        if (!begun.ok) throw new Error(begun.refusal.code)
        for (let first = 0; first < ROWS_OF_MANY; first += 3_000)
          await imports.receive(begun.value.id, first, many.slice(first, first + 3_000))
        await imports.complete(begun.value.id, told)
        await imports.idle()
        return begun.value.id
      })
      for (const verb of ['keep', 'undo']) {
        await runAndKill(keeper, [file, id, verb], steps)
        await wholeOrNothing(file)
        await withImports(file, async (imports, db) => {
          await imports.idle()
          const [one] = await imports.list()
          // Killed before it was told, the import is as it was.
          if (verb === 'keep' && one?.state === 'staged') await imports.keep(id, KEEP, 'ada')
          if (verb === 'undo' && one?.state === 'kept') await imports.undo(id, 'ada')
          await imports.idle()
          expect(await imports.list()).toMatchObject([{ state: verb === 'keep' ? 'kept' : 'undone', counted: ROWS_OF_MANY }])
          expect(await left(db, id)).toBe(verb === 'keep' ? ROWS_OF_MANY : 0)
        })
        await wholeOrNothing(file)
      }
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
})

/** What counts are all calls of the import or none, in the calls as in the sums of days. */
async function wholeOrNothing(file: string): Promise<void> {
  const db = await openRecord(file)
  try {
    const counted = await db
      .selectFrom('counted_calls')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect([0, ROWS_OF_MANY]).toContain(counted.n)
    expect(await checkCallDays(db)).toEqual([])
  } finally {
    await db.destroy()
  }
}

async function withImports<T>(file: string, use: (imports: Imports, db: Db) => Promise<T>): Promise<T> {
  const db = await openRecord(file)
  const line = await boardLine()
  const imports = await createImports({ db, lineOf: () => line, log: console, clock: () => NOW })
  try {
    return await use(imports, db)
  } finally {
    await imports.close()
    await db.destroy()
  }
}

/** Kills the keeper (testing/keeper.ts) with SIGKILL at that step; it may be done before. */
async function runAndKill(keeper: Program, args: readonly string[], steps: number): Promise<void> {
  const child = spawn(process.execPath, [keeper.file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  let seen = 0
  for await (const line of createInterface(child.stdout)) if (line === 'done' || ++seen >= steps) child.kill('SIGKILL')
  await gone
}

async function boardLine() {
  const { floor } = (await (await server.ask('GET', '/api/floor', { cookie })).json()) as { floor: { lines: Record<string, never> } }
  const line = floor.lines[LINE]
  if (!line) throw new Error('the line is not there')
  return line
}

/** The record's own calls are these, and no others. */
async function ownCalls(times: readonly number[]): Promise<void> {
  const { db } = server.app
  await db.deleteFrom('calls').execute()
  await db.deleteFrom('call_days').execute()
  for (const [index, time] of times.entries()) {
    const row = answeredCall(`own-${index}`, LINE, time)
    await db.insertInto('calls').values(row).execute()
    await countEnded(db, row)
  }
}

it('days added and taken back leave sums as they were, whatever else is in them', async () => {
  const call = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.boolean(), fc.option(fc.integer({ min: 1, max: 20 })))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40 })), fc.array(call, { minLength: 1 }), async (own, imported) => {
      await ownCalls(own.map((half) => MARCH + half * 43_200_000))
      const before = await record()
      const { id } = await staged(
        imported.map(([half, answered, waited]) => [MARCH + half * 43_200_000 + 1_000, answered ? 1 : 0, null, waited]),
      )
      await kept(id)
      expect(await checkCallDays(server.app.db)).toEqual([])
      await undo(id)
      expect(await record()).toBe(before)
    }),
    { numRuns: 8 },
  )
  await ownCalls([])
})
