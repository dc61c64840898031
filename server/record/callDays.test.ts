import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { callsAround, TURNS, ZONES } from '../stats/testing/anyCalls.ts'
import { answeredCall } from '../stats/testing/publishedCalls.ts'
import { type byLine, readMonths } from '../stats/volume.ts'
import { checkCallDays, countEnded, monthsToSum, rebuildCallDays, rebuildMonth } from './callDays.ts'
import { closeOpenCalls } from './heartbeat.ts'
import { rollups } from './migrations/rollups.ts'
import { volume } from './migrations/volume.ts'
import type { Db } from './open.ts'
import type { CallTable } from './schema.ts'
import { openTestRecord } from './testRecord.ts'

async function write(db: Db, rows: readonly CallTable[]) {
  await db.deleteFrom('calls').execute()
  await db.deleteFrom('call_days').execute()
  for (const row of rows) {
    await db.insertInto('calls').values(row).execute()
    await countEnded(db, row)
  }
}

const calls = callsAround(fc.constantFrom(...TURNS), 2)

describe('the daily sums', () => {
  it('equal the calls, by their own check and by a plain loop, and rebuilding changes nothing', async () => {
    await using record = await openTestRecord()
    const { db } = record
    await fc.assert(
      fc.asyncProperty(calls, async (rows) => {
        await write(db, rows)
        expect(await checkCallDays(db)).toEqual([])
        const months = await readMonths(db, Object.keys(ZONES), '2020-01', '2027-12')
        expect(summary(months)).toEqual(byHand(rows))
        const all = await db.selectFrom('call_days').selectAll().orderBy('line').orderBy('day').orderBy('channel').execute()
        await db.transaction().execute(rebuildCallDays)
        expect(byKey(await db.selectFrom('call_days').selectAll().execute())).toEqual(byKey(all))
        for (const month of await monthsToSum(db)) await rebuildMonth(db, month)
        expect(byKey(await db.selectFrom('call_days').selectAll().execute()), 'month by month').toEqual(byKey(all))
        await db.schema.dropTable('call_days').execute()
        await db.schema.dropTable('line_baselines').execute()
        await db.schema.dropTable('time_marks').execute()
        await db.schema.dropTable('form_sums').execute()
        await volume.up(db as never)
        // What imports count comes with the next migration, when there are none.
        await sql`alter table call_days add column imported integer not null default 0`.execute(db)
        await rollups.up(db as never)
        const filled = await db.selectFrom('call_days').selectAll().execute()
        const expected = all.map((row) => ({ ...row, imported: 0 }))
        expect(byKey(filled), 'filled when the table is made').toEqual(byKey(expected))
      }),
      { numRuns: 25 },
    )
  })

  it('that are wrong are found', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const at = Date.parse('2026-10-25T10:00:00Z')
    await write(db, [answeredCall('a', 'stockholm', at), answeredCall('b', 'stockholm', at + 1_000, true)])
    await db.updateTable('call_days').set({ answered: 2 }).execute()
    expect(await checkCallDays(db)).toMatchObject([{ kept: { answered: 2 }, right: { answered: 1, abandoned: 1 } }])
    await db.deleteFrom('call_days').execute()
    expect(await checkCallDays(db)).toMatchObject([{ kept: null, right: { answered: 1 } }])
    await write(db, [answeredCall('a', 'stockholm', at)])
    await db.deleteFrom('calls').execute()
    expect(await checkCallDays(db)).toMatchObject([{ kept: { answered: 1 }, right: null }])
  })

  it('take in what a server that is gone left open', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const open = { ...answeredCall('a', 'stockholm', Date.parse('2026-10-25T10:00:00Z'), true), ended: null, outcome: null }
    await write(db, [open])
    expect(await db.selectFrom('call_days').selectAll().execute(), 'an open call is not counted').toEqual([])
    expect((await closeOpenCalls(db)).closed).toBe(1)
    expect(await db.selectFrom('call_days').selectAll().execute()).toMatchObject([{ interrupted: 1, answered: 0 }])
    expect(await checkCallDays(db)).toEqual([])
  })

  it('are written by way of one row a day', async () => {
    await using record = await openTestRecord()
    const { db } = record
    const at = Date.parse('2026-10-25T10:00:00Z')
    await write(
      db,
      [1, 2, 3].map((second) => answeredCall(String(second), 'stockholm', at + second)),
    )
    const { rows } = await sql<{ n: number }>`select count(*) as n from call_days`.execute(db)
    expect(rows).toEqual([{ n: 1 }])
  })
})

const byKey = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted()

/** line month channel group result -> how many; the same words from both ways. */
function summary(months: ReturnType<typeof byLine>): Record<string, number> {
  const found: Record<string, number> = {}
  for (const [line, all] of months)
    for (const [month, channels] of all)
      for (const [channel, { synthetic, imported, unknown, ...groups }] of Object.entries(channels)) {
        for (const [name, count] of Object.entries({ synthetic, imported, unknown }))
          if (count > 0) found[`${line} ${month} ${channel} ${name}`] = count
        for (const [group, results] of Object.entries(groups))
          for (const [result, count] of Object.entries(results))
            if (count > 0) found[`${line} ${month} ${channel} ${group} ${result}`] = count
      }
  return found
}

/** Outcomes that a group does not have, and that the floor never gives it, are not looked for. */
const OF_CALLS = ['answered', 'abandoned', 'abandonedShort', 'voicemail', 'closed', 'interrupted']
const OF_CALL_BACKS = ['answered', 'interrupted', 'busy', 'noAnswer', 'unreachable']

function byHand(rows: readonly CallTable[]): Record<string, number> {
  const found: Record<string, number> = {}
  const add = (key: string) => {
    found[key] = (found[key] ?? 0) + 1
  }
  for (const { line, arrived, channel, kind, met_closed, answered, outcome, origin } of rows) {
    if (outcome === null) continue
    const zone = ZONES[line as keyof typeof ZONES]
    const month = new Date(arrived).toLocaleDateString('sv-SE', { timeZone: zone }).slice(0, 7)
    if (origin === 'demo') add(`${line} ${month} ${channel} synthetic`)
    if (origin === 'imported') add(`${line} ${month} ${channel} imported`)
    const group = kind === 'callBack' ? 'callBacks' : met_closed === 1 ? 'closedLine' : 'calls'
    const result = answered === null ? outcome : 'answered'
    if ((kind === 'callBack' ? OF_CALL_BACKS : OF_CALLS).includes(result)) add(`${line} ${month} ${channel} ${group} ${result}`)
  }
  return found
}
