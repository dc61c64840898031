import { expect, test } from './fixtures.ts'
import { TONES } from './people/tone.ts'
import { layCable } from './server/cable.ts'
import { STAFF } from './server/house.ts'
import { recordedCalls } from './server/record.ts'

test("the server's WebSocket is cut and restored in a call: the talk goes on", async ({ newAdvisor, newCaller, server, lead }) => {
  test.setTimeout(90_000)
  const cable = await layCable(server.port)
  const advisor = await newAdvisor('first', { url: cable.url })
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])

  cable.cut()
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  await caller.is('talking')
  cable.mend()
  await expect
    .poll(async () => Object.values((await lead.floor()).floor.advisors).find(({ name }) => name === STAFF.first.name)?.phone, {
      message: 'the phone should be reachable again',
      timeout: 30_000,
    })
    .toMatchObject({ reachable: true })
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  await caller.is('talking')

  await advisor.hangUp.click()
  await caller.is('ended')
  await advisor.is('afterCall')
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'answered' }])
  await cable.close()
})

test('the caller hangs up while the link of the advisor is cut: the phone hears of it afterwards', async ({
  newAdvisor,
  newCaller,
  server,
}) => {
  const cable = await layCable(server.port)
  const advisor = await newAdvisor('first', { url: cable.url })
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.hears(TONES.first)
  cable.cut()
  await caller.hangUp()
  await caller.is('ended')
  cable.mend()
  await advisor.is('afterCall', 30_000)
  await expect(advisor.hangUp, 'nobody is left to talk to').toBeHidden()
  await cable.close()
})

test('the link of the advisor is cut for good in a call: the caller goes first and is answered by another', async ({
  newAdvisor,
  newCaller,
  server,
  lead,
}) => {
  test.setTimeout(120_000)
  const cable = await layCable(server.port)
  const advisor = await newAdvisor('first', { url: cable.url })
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.hears(TONES.first)
  cable.cut()
  await caller.is('waiting', 45_000)
  expect(Object.values((await lead.floor()).floor.calls)).toMatchObject([{ state: { is: 'waiting', first: true } }])
  const second = await newAdvisor('second')
  await second.answer()
  await Promise.all([caller.hears(TONES.second), second.hears(TONES.caller), caller.doesNotHear(TONES.first)])
  await cable.close()
})

test('a phone that the server cannot reach is offered nothing until it is reached again', async ({
  newAdvisor,
  newCaller,
  server,
  lead,
}) => {
  test.setTimeout(90_000)
  const cable = await layCable(server.port)
  const advisor = await newAdvisor('first', { url: cable.url })
  cable.cut()
  await expect
    .poll(async () => Object.values((await lead.floor()).floor.advisors).find(({ name }) => name === STAFF.first.name)?.phone, {
      message: 'the server should see that the phone is gone',
      timeout: 20_000,
    })
    .not.toMatchObject({ reachable: true })
  const caller = await newCaller()
  await caller.call()
  await caller.is('waiting')
  await expect
    .poll(async () => Object.values((await lead.floor()).floor.calls).map(({ state }) => state.is), { message: 'the call should wait' })
    .toEqual(['waiting'])
  await expect(advisor.page.getByRole('status').filter({ hasText: 'Ingen förbindelse' }), 'the page should say so').toBeVisible()
  cable.mend()
  await advisor.answer()
  await caller.is('talking')
  await caller.hears(TONES.first)
  await cable.close()
})

test("the caller's WebSocket is cut and restored in a call: the talk goes on", async ({ newAdvisor, newCaller, server }) => {
  test.setTimeout(90_000)
  const cable = await layCable(server.port)
  const advisor = await newAdvisor('first')
  const caller = await newCaller('caller', { url: cable.url })
  await caller.call()
  await advisor.answer()
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  cable.cut()
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  const reconnecting = caller.page.getByText('sidan ansluter igen av sig själv')
  await expect(reconnecting, 'the page should say what is going on').toBeVisible()
  cable.mend()
  await expect(reconnecting, 'it should reconnect by itself').toBeHidden({ timeout: 20_000 })
  await caller.is('talking')
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  await advisor.hangUp.click()
  await caller.is('ended')
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'answered' }])
  await cable.close()
})
