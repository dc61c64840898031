import { createCaller as createPeer } from '../server/demo/peer.ts'
import { expect, test } from './fixtures.ts'
import type { Caller } from './people/caller.ts'
import { TONES } from './people/tone.ts'
import { LINE } from './server/house.ts'
import type { RunningServer } from './server/server.ts'

/** How long pages may take to notice and to come back, in ms. */
const BACK_MS = 60_000

for (const [how, restart] of [
  [
    'is killed',
    async (server: RunningServer) => {
      await server.kill()
      await server.start()
    },
  ],
  [
    'is restarted by its operator',
    async (server: RunningServer) => {
      await server.stop()
      await server.start()
    },
  ],
] as const)
  test(`the server ${how}: those who talked and waited call again by themselves and go before a newcomer`, async ({
    newAdvisor,
    newCaller,
    server,
    lead,
  }) => {
    test.setTimeout(150_000)
    const advisor = await newAdvisor('first')
    const talked = await newCaller('caller')
    await talked.call()
    await advisor.answer()
    await talked.hears(TONES.first)
    const waited = await newCaller('otherCaller')
    await waited.call()
    await waited.is('waiting')
    // Nobody may be free before all have come: the order of the line is what counts.
    await advisor.context.close()
    await talked.is('waiting')
    const calledBefore = Object.keys((await lead.floor()).floor.calls)

    await restart(server)
    // Right after the start, before anybody else can be there.
    const newcomer = createPeer({ url: `${server.url.replace('http', 'ws')}/sip`, line: LINE, next: () => Buffer.from([0xf8, 0xff, 0xfe]) })
    await newcomer.answered
    const stands = async () =>
      Object.values((await lead.floor()).floor.calls)
        .map(({ state }) => (state.is === 'waiting' ? `waits, ${state.first ? 'first' : 'as all'}` : state.is))
        .sort()
    await expect
      .poll(stands, { message: 'both should be back', timeout: BACK_MS })
      .toEqual(['waits, as all', 'waits, first', 'waits, first'])
    const calls = Object.values((await lead.floor()).floor.calls)
    expect(
      calls.map(({ id }) => id).filter((id) => calledBefore.includes(id)),
      'these are new calls',
    ).toEqual([])
    for (const caller of [talked, waited]) await saysFirst(caller)

    const second = await newAdvisor('second')
    await second.answer()
    await expect
      .poll(async () => [await stateOf(talked), await stateOf(waited)].sort(), { message: 'one of the two should be answered' })
      .toEqual(['talking', 'waiting'])
    const answered = (await stateOf(talked)) === 'talking' ? talked : waited
    await Promise.all([answered.hears(TONES.second), second.hears(answered === talked ? TONES.caller : TONES.otherCaller)])
    newcomer.hangUp()
  })

test('who hangs up while the page calls again is left in peace', async ({ newCaller, server, lead }) => {
  test.setTimeout(90_000)
  const caller = await newCaller('caller')
  await caller.call()
  await server.kill()
  const status = caller.page.getByTestId('call-status')
  await server.start()
  // Whichever comes first: the page has noticed, or it waits still.
  await caller.hangUp()
  await caller.is('ended')
  const witness = await newCaller('otherCaller')
  await witness.call()
  await expect(status).toHaveAttribute('data-state', 'ended')
  expect(Object.keys((await lead.floor()).floor.calls), 'only the other caller should be there').toHaveLength(1)
})

const stateOf = (caller: Caller) => caller.page.getByTestId('call-status').getAttribute('data-state')

async function saysFirst(caller: Caller): Promise<void> {
  await expect(caller.page.getByTestId('call-status')).toHaveText(/bröts av ett fel hos oss\. Du är först i kön/)
}
