import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import type { FloorPort } from '../floor/port.ts'
import { createWriter } from '../floor/writer.ts'
import { readFigures } from '../stats/figures.ts'
import { rebuildCallDays } from './callDays.ts'
import { createChangeStore } from './changeStore.ts'
import { beat, closeOpenCalls } from './heartbeat.ts'
import { loadFloor } from './loadFloor.ts'
import { type Db, openRecord } from './open.ts'

const START = Date.parse('2026-11-23T22:59:30Z')
const LINE = 'valj-att-sluta'

let dir: string
let db: Db
let floor: FloorPort
let now: number

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lyhord-record-'))
  now = START
  db = await openRecord(join(dir, 'a', 'lyhord.db'))
  await db.insertInto('accounts').values({ id: 'ada', username: 'ada', name: 'Ada', role: 'advisor', password: '' }).execute()
  await db.insertInto('accounts').values({ id: 'tv', username: 'tv', name: 'TV', role: 'board', password: '' }).execute()
  floor = createWriter(await loadFloor(db, now), createChangeStore(db), () => now)
  await floor.submit({ type: 'setAdvisor', advisor: 'ada', name: 'Ada', lines: [LINE], languages: [] })
  await floor.submit({ type: 'registerPhone', advisor: 'ada', instance: 'i' })
  await floor.submit({ type: 'startShift', advisor: 'ada', instance: 'i' })
})

afterEach(async () => {
  await db.destroy()
  rmSync(dir, { recursive: true, force: true })
})

const row = () => db.selectFrom('calls').selectAll().executeTakeFirstOrThrow()
const present = async () => {
  const { now: value, unsubscribe } = floor.subscribe(() => {})
  unsubscribe()
  return value
}

const call = 'c'
const advisor = 'ada'
const STEPS = {
  queue: { type: 'queue', call },
  answer: { type: 'answer', call, advisor },
  hold: { type: 'hold', call, advisor },
  resume: { type: 'resume', call, advisor },
  hangUp: { type: 'hangUp', call, advisor },
  loseAdvisor: { type: 'loseAdvisor', call, advisor, why: 'linkLost' },
  end: { type: 'end', call, by: 'caller' },
} as const

/** A call that takes these steps, each so many seconds after its arrival. */
async function live(steps: readonly (readonly [seconds: number, step: keyof typeof STEPS])[]) {
  await floor.submit({ type: 'arrive', call, line: LINE, channel: 'web' })
  for (const [seconds, step] of steps) {
    now = START + seconds * 1000
    const done = await floor.submit(STEPS[step])
    if (!done.ok) throw new Error(`${step}: ${done.refusal.code}`)
  }
}

describe('the row of a call', () => {
  it('is there from the arrival, in the line’s own day, week and month', async () => {
    now = START + 60_000
    await floor.submit({ type: 'arrive', call: 'c', line: LINE, channel: 'phone' })
    expect(await row()).toEqual({
      ...{ id: 'c', line: LINE, channel: 'phone', arrived: now, answered: null, ended: null, outcome: null, advisor: null },
      ...{ kind: 'call', reason: null, language: null, met_closed: 0, interpreted_s: 0, interpreted_language: null },
      ...{ waited_s: 0, talked_s: 0, held_s: 0, day: '2026-11-24', week: '2026-W48', month: '2026-11', heartbeat_at: now, origin: 'live' },
      import_id: null,
    })
  })

  it('keeps wait, talk and hold apart', async () => {
    await live([
      [1, 'queue'],
      [5.25, 'answer'],
      [65.25, 'hold'],
      [75.25, 'resume'],
      [105.25, 'hangUp'],
    ])
    const { waited_s, talked_s, held_s, outcome, advisor, ended } = await row()
    expect([waited_s, talked_s, held_s, outcome, advisor, ended]).toEqual([5.25, 90, 10, 'answered', 'ada', START + 105_250])
  })

  it('counts both talks of a call that came back', async () => {
    await live([
      [1, 'queue'],
      [2, 'answer'],
      [12, 'loseAdvisor'],
      [15, 'answer'],
      [20, 'end'],
    ])
    const { waited_s, talked_s, outcome, advisor } = await row()
    expect([waited_s, talked_s, outcome, advisor]).toEqual([2, 15, 'answered', 'ada'])
  })

  it.each([
    [9.9, 'abandonedShort'],
    [10, 'abandoned'],
  ] as const)('of a caller who gives up after %f s is %s', async (seconds, outcome) => {
    await live([[seconds, 'end']])
    expect(await row()).toMatchObject({ outcome, waited_s: seconds, answered: null })
  })

  it('has no column that could hold who called', async () => {
    await live([[1, 'queue']])
    const columns = ['advisor', 'answered', 'arrived', 'channel', 'day', 'ended', 'heartbeat_at', 'held_s', 'id', 'line', 'month']
    const telephone = ['interpreted_language', 'interpreted_s', 'kind', 'language', 'met_closed', 'reason']
    const rest = ['import_id', 'origin', 'outcome', 'talked_s', 'waited_s', 'week']
    expect(Object.keys(await row()).sort()).toEqual([...columns, ...telephone, ...rest].sort())
  })
})

describe('after a crash', () => {
  /** The files as a killed server leaves them, opened by the next one. */
  async function nextServer(): Promise<Db> {
    for (const ending of ['', '-wal']) copyFileSync(join(dir, 'a', `lyhord.db${ending}`), join(dir, `b.db${ending}`))
    return openRecord(join(dir, 'b.db'))
  }

  it('a call left open is interrupted at the last beat, with the sums up to then', async () => {
    await live([
      [1, 'queue'],
      [3, 'answer'],
      [13, 'hold'],
    ])
    now = START + 20_000
    await beat(db, await present(), now)
    const next = await nextServer()
    expect((await closeOpenCalls(next)).closed).toBe(1)
    expect(await next.selectFrom('calls').selectAll().execute()).toMatchObject([
      { ended: START + 20_000, outcome: 'interrupted', waited_s: 3, talked_s: 10, held_s: 7 },
    ])
    expect((await closeOpenCalls(next)).closed).toBe(0)
    const { rev, calls, advisors } = await loadFloor(next, now)
    expect([rev, calls, advisors.ada?.state.is, advisors.ada?.lines]).toEqual([(await present()).rev, {}, 'offline', [LINE]])
    await next.destroy()
  })

  it('a call that came after the last beat is interrupted at its last transition', async () => {
    await live([[4, 'queue']])
    const next = await nextServer()
    await closeOpenCalls(next)
    expect(await next.selectFrom('calls').selectAll().execute()).toMatchObject([{ ended: START + 4_000, waited_s: 4 }])
    await next.destroy()
  })

  it('a late beat takes nothing back from a call that has moved on', async () => {
    await live([[4, 'queue']])
    const old = await present()
    now = START + 9_000
    await floor.submit({ type: 'answer', call: 'c', advisor: 'ada' })
    await beat(db, old, START + 8_000)
    expect(await row()).toMatchObject({ heartbeat_at: START + 9_000, waited_s: 9 })
    await floor.submit({ type: 'hangUp', call: 'c', advisor: 'ada' })
    await beat(db, old, START + 60_000)
    expect(await row()).toMatchObject({ ended: START + 9_000, heartbeat_at: START + 9_000 })
  })
})

describe('lines and staff', () => {
  const line: Line = {
    ...{
      id: 'ny',
      name: 'Ny',
      greeting: 'Hej',
      order: 3,
      startedOn: '2026-01-01',
      catchment: 5,
      timeZone: 'Europe/Helsinki',
      ...newLineService,
    },
  }

  it('come back at the next start as they were', async () => {
    await floor.submit({ type: 'setLine', line })
    await floor.submit({ type: 'setLine', line: { ...line, name: 'Nyare' } })
    await floor.submit({ type: 'setAdvisor', advisor: 'ada', name: 'Ada B', lines: ['ny', LINE], languages: [] })
    const again = await loadFloor(db, now)
    expect(again.lines.ny).toEqual({ ...line, name: 'Nyare' })
    expect(again.advisors).toEqual({
      ada: { id: 'ada', name: 'Ada B', lines: ['ny', LINE], languages: [], state: { is: 'offline', since: now }, phone: null },
    })
  })

  it('leave their calls behind when they go', async () => {
    await floor.submit({ type: 'setLine', line })
    await floor.submit({ type: 'arrive', call: 'c', line: 'ny', channel: 'web' })
    await floor.submit({ type: 'interrupt', call: 'c' })
    await floor.submit({ type: 'removeLine', line: 'ny' })
    await floor.submit({ type: 'removeAdvisor', advisor: 'ada' })
    expect(await row()).toMatchObject({ id: 'c', line: 'ny', outcome: 'interrupted' })
    expect(Object.keys((await loadFloor(db, now)).lines)).toEqual([LINE])
  })
})

it('a failing store changes nothing, and the floor goes on', async () => {
  const before = (await present()).rev
  await expect(floor.submit({ type: 'setAdvisor', advisor: 'nobody', name: '', lines: [LINE], languages: [] })).rejects.toThrow(
    'FOREIGN KEY',
  )
  expect((await present()).rev).toBe(before)
  expect((await loadFloor(db, now)).rev).toBe(before)
  expect(await floor.submit({ type: 'arrive', call: 'c', line: LINE, channel: 'web' })).toMatchObject({ ok: true })
})

it('the figures of the record count live calls and add up', async () => {
  await live([
    [1, 'queue'],
    [2, 'answer'],
  ])
  const start = await present()
  const during = await readFigures(db, Object.values(start.lines), now)
  expect(during[LINE]).toMatchObject({ answeredToday: 1, monthCount: 1, synthetic: false })
  const row = { ...(await db.selectFrom('calls').selectAll().executeTakeFirstOrThrow()), ended: now }
  await db
    .insertInto('calls')
    .values([
      { ...row, id: 'd1', outcome: 'abandoned', answered: null, origin: 'demo' },
      { ...row, id: 'd2', outcome: 'abandonedShort', answered: null },
      { ...row, id: 'd3', outcome: 'answered', day: '2026-11-02' },
      { ...row, id: 'd4', outcome: 'answered', day: '2026-10-31', month: '2026-10' },
    ])
    .execute()
  await db.transaction().execute(rebuildCallDays)
  const after = (await readFigures(db, Object.values(start.lines), now))[LINE]
  expect(after).toMatchObject({ answeredToday: 1, abandonedToday: 1, abandonedShortToday: 1, monthCount: 4, synthetic: true })
  expect(after?.monthByDay[1]).toBe(1)
  expect(after?.monthByDay[22]).toBe(3)
})

it('the file is its owner’s alone', () => {
  expect(statSync(join(dir, 'a', 'lyhord.db')).mode & 0o777).toBe(0o600)
})

it('can be opened by several at once from nothing', async () => {
  const file = join(dir, 'new', 'lyhord.db')
  const opened = await Promise.all([openRecord(file), openRecord(file), openRecord(file)])
  expect(await Promise.all(opened.map((one) => one.selectFrom('lines').select('id').execute()))).toEqual(Array(3).fill([{ id: LINE }]))
  await Promise.all(opened.map((one) => one.destroy()))
})

it('says why it cannot be opened', async () => {
  writeFileSync(join(dir, 'text.db'), 'no database at all, but a text that is long enough to be read as one'.repeat(20))
  await expect(openRecord(join(dir, 'text.db'))).rejects.toThrow('not a database')
})

it('keeps a transaction apart from all that is asked meanwhile', async () => {
  const count = () => db.selectFrom('meta').select('value').where('name', '=', 'n').executeTakeFirst()
  const failing = db.transaction().execute(async (tx) => {
    await tx.insertInto('meta').values({ name: 'n', value: '1' }).execute()
    throw new Error('changed my mind')
  })
  const meanwhile = count()
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await meanwhile).toBeUndefined()
})
