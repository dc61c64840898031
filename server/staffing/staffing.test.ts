import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change } from '../../shared/floor/changes.ts'
import { type Advisor, type AdvisorState, emptyFloor, type Floor } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import { occupancy, PRESENCE_KINDS, type PresenceKind, type PresenceTimes, signedInS, talkShare } from '../../shared/review/staffing.ts'
import { type Db, openRecord } from '../record/open.ts'
import { openTestRecord } from '../record/testRecord.ts'
import { LINE, startTestApp } from '../testApp.ts'
import { createPresenceCounter, PRESENCE_COLUMNS } from './presence.ts'
import { readStaffing } from './report.ts'

/** 09.50 in Stockholm, in winter. */
const START = Date.parse('2026-02-03T08:50:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const line = (id: string, order: number) => ({
  ...{ id, name: id, greeting: '', order, startedOn: '2026-01-01', catchment: 0, timeZone: 'Europe/Stockholm', ...newLineService },
})
const advisor = (id: string, lines: readonly string[], state: AdvisorState): Advisor => ({
  id,
  name: id,
  lines,
  languages: [],
  state,
  phone: null,
})
const call = (id: string, of: string) => ({ id, line: of }) as unknown as Floor['calls'][string]
const floorWith = (...advisors: readonly Advisor[]): Floor => ({
  ...emptyFloor,
  lines: { day: line('day', 1), night: line('night', 2) },
  calls: { one: call('one', 'day'), two: call('two', 'night') },
  advisors: Object.fromEntries(advisors.map((each) => [each.id, each])),
})
const STATES: Readonly<Record<PresenceKind | 'offline', AdvisorState>> = {
  offline: { is: 'offline', since: 0 },
  available: { is: 'available', since: 0 },
  offered: { is: 'offered', since: 0, call: 'one', idleSince: 0 },
  talking: { is: 'talking', since: 0, call: 'one' },
  elsewhere: { is: 'talking', since: 0, call: 'two' },
  afterCall: { is: 'afterCall', since: 0 },
  paused: { is: 'paused', since: 0, reason: 'self' },
}
/** Any change will do: what counts is when it was, and the floor after it. */
const at = (moment: number, change: object = { type: 'phoneGone', advisor: 'ada' }) => ({ ...change, at: moment }) as Change

const rowsOf = (db: Db) => db.selectFrom('presence_hours').selectAll().orderBy('line').orderBy('day').orderBy('hour').execute()
const report = (db: Db, now: number, span: 'week' | 'month' = 'week') => readStaffing(db, line('day', 1), span, undefined, now)

describe('signed-in time', () => {
  it('is added up by line and hour, with how many there were and not who', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const both = (ada: AdvisorState, bo: AdvisorState) => floorWith(advisor('ada', ['day'], ada), advisor('bo', ['day', 'night'], bo))
    const counter = createPresenceCounter(db, both(STATES.available, STATES.offline), START)
    const step = (minutes: number, floor: Floor, change?: object) =>
      counter.changed({ rev: 1, changes: [at(START + minutes * MINUTE, change)], floor })
    step(5, both(STATES.talking, STATES.available))
    // over the hour: ten minutes of it in the first, ten in the next
    await counter.write(START + 10 * MINUTE)
    step(20, both(STATES.afterCall, STATES.elsewhere))
    step(26, both(STATES.paused, STATES.offered), { type: 'offerEnded', call: 'one', advisor: 'bo', why: 'missed' })
    step(30, both(STATES.offline, STATES.offline), { type: 'offerEnded', call: 'one', advisor: 'bo', why: 'declined' })
    await counter.write(START + 40 * MINUTE)

    const plain = { day: '2026-02-03', week: '2026-W06', month: '2026-02', missed: 0 }
    const none = { available_s: 0, offered_s: 0, talking_s: 0, elsewhere_s: 0, after_call_s: 0, paused_s: 0 }
    expect(await rowsOf(db)).toEqual([
      { ...none, ...plain, line: 'day', hour: 9, available_s: 600, talking_s: 300, most: 2 },
      {
        ...{ ...none, ...plain, line: 'day', hour: 10, most: 2, missed: 1 },
        ...{ available_s: 600, talking_s: 600, after_call_s: 360, elsewhere_s: 360, paused_s: 240, offered_s: 240 },
      },
      { ...none, ...plain, line: 'night', hour: 9, available_s: 300, most: 1 },
      // the talk of the night line is its own there
      { ...none, ...plain, line: 'night', hour: 10, available_s: 600, talking_s: 360, offered_s: 240, most: 1 },
    ])
    expect(Object.keys((await rowsOf(db))[0] ?? {}).join()).not.toMatch(/advisor|account|name/)
  })

  it('is, whatever happens and however often it is written, the time of each in each state, hour by hour', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const kinds = fc.constantFrom(...Object.keys(STATES).map((kind) => kind as keyof typeof STATES))
    const steps = fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 5_000 }), ada: kinds, bo: kinds, write: fc.boolean() }), {
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(steps, async (happens) => {
        await db.deleteFrom('presence_hours').execute()
        const floor = (ada: AdvisorState, bo: AdvisorState) => floorWith(advisor('ada', ['day'], ada), advisor('bo', ['day'], bo))
        const counter = createPresenceCounter(db, floor(STATES.offline, STATES.offline), START)
        const slow = new Map<string, number>()
        let now = START
        let states: readonly (keyof typeof STATES)[] = ['offline', 'offline']
        for (const { seconds, ada, bo, write } of happens) {
          for (const end = now + seconds * 1000; now < end; now += 1000) {
            const hour = new Date(now + HOUR).getUTCHours()
            for (const is of states) if (is !== 'offline') slow.set(`${hour} ${is}`, (slow.get(`${hour} ${is}`) ?? 0) + 1)
          }
          counter.changed({ rev: 1, changes: [at(now)], floor: floor(STATES[ada], STATES[bo]) })
          states = [ada, bo]
          if (write) await counter.write(now)
        }
        await counter.write(now)
        const fast = (await rowsOf(db)).flatMap((row) =>
          PRESENCE_KINDS.flatMap((kind) =>
            row[PRESENCE_COLUMNS[kind]] > 0 ? [[`${row.hour} ${kind}`, row[PRESENCE_COLUMNS[kind]]] as const] : [],
          ),
        )
        expect(new Map(fast)).toEqual(slow)
      }),
      { numRuns: 40 },
    )
  })
})

it('is counted by the server from shift to shift, and on disk when it has ended', async () => {
  let now = START
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-staffing-'))
  const server = await startTestApp({ clock: () => now, dir })
  const [ada, bo] = [await server.person('ada', 'advisor'), await server.person('bo', 'advisor')]
  for (const { id } of [ada, bo]) {
    await server.app.floor.submit({ type: 'registerPhone', advisor: id, instance: id })
    await server.app.floor.submit({ type: 'startShift', advisor: id, instance: id })
  }
  now += 5 * MINUTE
  await server.app.floor.submit({ type: 'goOffline', advisor: ada.id, by: 'self' })
  now += 4 * MINUTE
  await server.close()
  const db = await openRecord(join(dir, 'lyhord.db'))
  const [row, ...others] = await rowsOf(db)
  await db.destroy()
  rmSync(dir, { recursive: true })
  expect([row?.line, row?.hour, row?.most, others.length]).toEqual([LINE, 9, 2, 0])
  expect(PRESENCE_KINDS.reduce((sum, kind) => sum + (row?.[PRESENCE_COLUMNS[kind]] ?? 0), 0)).toBe(14 * 60)
})

describe('the report', () => {
  const hour = { line: 'day', available_s: 0, offered_s: 0, talking_s: 0, elsewhere_s: 0, after_call_s: 0, paused_s: 0, missed: 0 }

  it('leaves out every hour with one advisor alone, from sums and differences of sums too', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const [first, second] = [
      { day: '2026-02-03', week: '2026-W06', month: '2026-02' },
      { day: '2026-02-10', week: '2026-W07', month: '2026-02' },
    ]
    await db
      .insertInto('presence_hours')
      .values([
        { ...hour, ...first, hour: 9, talking_s: 900, available_s: 2_700, missed: 1, most: 2 },
        { ...hour, ...second, hour: 9, talking_s: 100, paused_s: 500, missed: 3, most: 1 },
        { ...hour, ...second, hour: 10, talking_s: 50, most: 1 },
      ])
      .execute()
    const now = Date.parse('2026-02-10T12:00:00Z')
    const [week, month] = [await report(db, now), await report(db, now, 'month')]
    expect(week).toMatchObject({ period: '2026-W07', latest: '2026-W07', since: '2026-02-03', whole: { presence: { is: 'few' } } })
    expect([8, 9, 10].map((at) => week.hours[at]?.presence.is)).toEqual(['none', 'few', 'few'])
    const nine = { is: 'told', times: { talking: 900, available: 2_700, paused: 0 }, missed: 1, hours: 1 }
    expect(month.hours[9]?.presence).toMatchObject(nine)
    expect(month.hours[10]?.presence).toEqual({ is: 'few' })
    expect(month.whole.presence, 'the sum is of what is told alone').toMatchObject(nine)
  })

  it('tells waits by the hour in which calls came, and what is imported is not among them', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const day = { day: '2026-02-03', week: '2026-W06', month: '2026-02' }
    const came = (id: string, minutes: number, waited: number, over: object = {}) => ({
      ...({
        id,
        line: 'day',
        channel: 'phone',
        arrived: START + minutes * MINUTE,
        answered: START,
        ended: START,
        talked_s: 1,
        held_s: 0,
      } as const),
      ...({
        waited_s: waited,
        outcome: 'answered',
        kind: 'call',
        origin: 'live',
        met_closed: 0,
        heartbeat_at: START,
        advisor: null,
      } as const),
      ...{ reason: null, language: null, interpreted_s: 0, interpreted_language: null, ...day, ...over },
    })
    const calls = [
      came('a', 0, 10),
      came('b', 1, 20),
      came('c', 10, 90, { answered: null, outcome: 'abandoned' }),
      came('d', 11, 3, { answered: null, outcome: 'abandonedShort' }),
      came('e', 12, 5, { origin: 'imported' }),
      came('f', 13, 5, { kind: 'callBack' }),
    ]
    await db.insertInto('calls').values(calls).execute()
    const { hours, whole, since } = await report(db, START)
    expect(hours[9]).toEqual({ hour: 9, presence: { is: 'none' }, answered: 2, calls: 2, meanWaitS: 15 })
    expect(hours[10]).toEqual({ hour: 10, presence: { is: 'none' }, answered: 0, calls: 1, meanWaitS: null })
    expect([whole, since]).toEqual([{ presence: { is: 'none' }, answered: 2, calls: 3, meanWaitS: 15 }, null])
  })
})

it('shares are of all signed-in time, and there are none without it', () => {
  const times: PresenceTimes = { available: 40, offered: 0, talking: 25, elsewhere: 5, afterCall: 10, paused: 20 }
  expect([signedInS(times), talkShare(times), occupancy(times)]).toEqual([100, 0.25, 0.4])
  const none: PresenceTimes = { available: 0, offered: 0, talking: 0, elsewhere: 0, afterCall: 0, paused: 0 }
  expect([talkShare(none), occupancy(none)]).toEqual([null, null])
})
