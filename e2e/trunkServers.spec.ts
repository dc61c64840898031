import { rmSync } from 'node:fs'
import { expect, test, trunkEnv, trunkIs } from './sbc/fixtures.ts'
import { createOddServer } from './sbc/oddServer.ts'
import { LINE_NUMBER } from './sbc/sbc.ts'
import type { Telephone } from './sbc/telephone.ts'
import { signIn } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'
import { recordedCalls } from './server/record.ts'
import { startServer } from './server/server.ts'

/** So many calls that each of two servers is asked first in one of them, but for one time in 16 million. */
const MANY = 24

async function callAndHangUp(telephone: Telephone): Promise<void> {
  expect(await telephone.call(), 'the call should be taken').toBe(200)
  expect(await telephone.hangUp()).toBe(200)
}

test('two servers share the calls; when one is killed the other takes them all, and when both are gone callers hear so at once', async ({
  house,
  newTelephone,
  sbc,
  server,
}) => {
  const second = await startServer({ dataDir: house.copy(), env: trunkEnv(sbc.url) })
  try {
    await (await signIn(second.url, STAFF.lead.username)).patch(`/api/lines/${LINE}`, { number: LINE_NUMBER })
    await trunkIs(second.url, 'up')
    const telephone = await newTelephone()
    const taken = () => [server, second].map(({ dataDir }) => recordedCalls(dataDir).length)
    for (let calls = 0; taken().includes(0); calls++) {
      expect(calls, 'both should get calls').toBeLessThan(MANY)
      await callAndHangUp(telephone)
    }

    await second.kill()
    const [before = 0] = taken()
    for (let calls = 1; calls <= 6; calls++) {
      await callAndHangUp(telephone)
      expect(taken()[0]).toBe(before + calls)
    }
    expect(sbc.counts().no_server).toBe(0)

    await server.kill()
    expect(await telephone.call()).toBe(503)
    expect(sbc.counts().no_server).toBe(1)
  } finally {
    await second.stop()
    rmSync(second.dataDir, { recursive: true, force: true })
  }
})

test('a server that refuses, or says nothing, is passed over in the same call', async ({ newTelephone, sbc, server }) => {
  test.setTimeout(90_000)
  const telephone = await newTelephone()
  for (const status of [503, 408, null]) {
    const odd = await createOddServer(sbc, status)
    for (let calls = 0; odd.asked === 0; calls++) {
      expect(calls, `a server that answers ${status} should be asked`).toBeLessThan(MANY)
      await callAndHangUp(telephone)
    }
    odd.close()
  }
  expect(recordedCalls(server.dataDir).every(({ channel }) => channel === 'phone')).toBe(true)

  await server.stop()
  const last = await createOddServer(sbc, 503)
  expect(await telephone.call(), 'when all refuse, so does the border').toBe(503)
  expect(last.asked).toBe(1)
  expect(sbc.counts().no_server).toBe(1)
  last.close()
})
