import { expect, test } from './fixtures.ts'
import { losses } from './kill9/losses.ts'
import { createTraffic } from './kill9/traffic.ts'
import { createWitness, type Told, type Witness } from './kill9/witness.ts'
import { integrity, type RecordedCall, recordedCalls } from './server/record.ts'
import type { RunningServer } from './server/server.ts'

/** A hundred in all, in parts that can run side by side. */
const PARTS = 4
const KILLS = 25
/** Every second kill comes at a random moment within this time of the first call of its round, in ms. */
const LATEST_MS = 350
/** Every fourth comes at a random one of the first changes, */
const LATEST_CHANGE = 20
/** and every fourth at the answer of the first advisor or of the second: a slow machine has little else than arrivals in its first changes. */
const ADVISORS = 2
const LONGEST_MS = 20_000

for (let part = 1; part <= PARTS; part++) {
  test(`${KILLS} times kill -9 under calls, part ${part} of ${PARTS}: nothing acknowledged is lost`, async ({ server }) => {
    test.setTimeout(240_000)
    await killAndLook(server)
  })
}

async function killAndLook(server: RunningServer) {
  const witness = await createWitness(server)
  const moments: number[] = []
  for (let round = 0; round < KILLS; round++) {
    await witness.follow()
    const traffic = await createTraffic(server)
    const begun = performance.now()
    const passed = () => performance.now() - begun
    const isOver = momentOf(round, witness, passed)
    await traffic.busyUntil(() => isOver() || passed() >= LONGEST_MS)
    moments.push(passed())
    await server.kill()
    await traffic.close()
    const acknowledged = witness.leave()

    expect(integrity(server.dataDir), 'the database should open whole').toBe('ok')
    await server.start()
    expect(losses(acknowledged, recordedCalls(server.dataDir)), `round ${round}: nothing should be lost or left open`).toEqual([])
    expect(witness.rev(), `round ${round}: the floor goes on where it was`).toBeLessThanOrEqual(await witness.revAfter())
  }
  const seen = witness.summary()
  await test.info().attach('what the kills met', { body: JSON.stringify({ moments, ...seen }), contentType: 'application/json' })
  expect(seen.arrived, 'calls should have been under way').toBeGreaterThan(KILLS)
  expect(seen.answered, 'some should have been answered').toBeGreaterThan(KILLS / 5)
  expect(seen.ended, 'some should have ended by themselves').toBeGreaterThan(0)
  expect(seen.openWhenKilled, 'most kills should have met open calls').toBeGreaterThan(KILLS / 2)
}

/** When to kill in this round; `passed` gives the ms since its first call. */
function momentOf(round: number, witness: Witness, passed: () => number): () => boolean {
  const latest = Math.random()
  if (round % 2 === 0) return () => passed() >= latest * LATEST_MS
  if (round % 4 === 1) return () => witness.changes() > latest * LATEST_CHANGE
  return () => witness.answers() > Math.floor(round / 4) % ADVISORS
}

test('what a crash could lose is noticed', () => {
  const call: RecordedCall = {
    id: 'k',
    line: 'x',
    channel: 'web',
    arrived: 1_000,
    answered: 2_000,
    ended: 9_000,
    waited_s: 1,
    talked_s: 7,
    held_s: 0,
    outcome: 'answered',
    advisor: 'a',
    day: '1970-01-01',
    week: '1970-W01',
    month: '1970-01',
  }
  const told = new Map<string, Told>([['k', { answered: 2_000, ended: { at: 9_000, outcome: 'answered' } }]])
  expect(losses(told, [call])).toEqual([])
  const broken: readonly (readonly RecordedCall[])[] = [
    [],
    [{ ...call, answered: null }],
    [{ ...call, ended: null, outcome: null }],
    [{ ...call, outcome: 'interrupted' }],
    [{ ...call, ended: 500 }],
    [call, { ...call, id: 'other', ended: null }],
  ]
  for (const record of broken) expect(losses(told, record), JSON.stringify(record)).not.toEqual([])
})
