import { expect, test } from './fixtures.ts'
import { createTraffic } from './kill9/traffic.ts'
import { createWitness } from './kill9/witness.ts'
import { integrity, recordedCalls } from './server/record.ts'

const KILLS = 100
/** A kill comes at a random moment within this time of the first call of its round, in ms. */
const LATEST_MS = 350

test(`${KILLS} times kill -9 under calls: nothing acknowledged is lost`, async ({ server }) => {
  test.setTimeout(300_000)
  const witness = await createWitness(server)
  const moments: number[] = []
  for (let round = 0; round < KILLS; round++) {
    await witness.follow()
    const traffic = await createTraffic(server)
    const moment = Math.random() * LATEST_MS
    moments.push(moment)
    await traffic.busyFor(moment)
    await server.kill()
    await traffic.close()
    const acknowledged = witness.leave()

    expect(integrity(server.dataDir), 'the database should open whole').toBe('ok')
    await server.start()
    const calls = new Map(recordedCalls(server.dataDir).map((call) => [call.id, call]))
    for (const [id, said] of acknowledged) {
      const kept = calls.get(id)
      expect(kept, `round ${round}: a call that arrived should be in the record`).toBeDefined()
      if (said.answered !== null) expect(kept?.answered, `round ${round}: an answer should be kept`).toBe(said.answered)
      if (said.ended)
        expect(kept, `round ${round}: an end should be kept`).toMatchObject({ ended: said.ended.at, outcome: said.ended.outcome })
    }
    const open = [...calls.values()].filter(({ ended, outcome }) => ended === null || outcome === null)
    expect(open, `round ${round}: no call should stay open`).toEqual([])
    for (const call of calls.values()) {
      expect(call.ended ?? 0, 'a call ends after it began').toBeGreaterThanOrEqual(call.arrived)
    }
    expect(witness.rev(), `round ${round}: the floor goes on where it was`).toBeLessThanOrEqual(await witness.revAfter())
  }
  const seen = witness.summary()
  await test.info().attach('what the kills met', { body: JSON.stringify({ moments, ...seen }), contentType: 'application/json' })
  expect(seen.arrived, 'calls should have been under way').toBeGreaterThan(KILLS)
  expect(seen.answered, 'some should have been answered').toBeGreaterThan(KILLS / 4)
  expect(seen.ended, 'some should have ended by themselves').toBeGreaterThan(0)
  expect(seen.openWhenKilled, 'most kills should have met open calls').toBeGreaterThan(KILLS / 2)
})
