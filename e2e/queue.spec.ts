import { expect, test } from './fixtures.ts'
import { TONES } from './people/tone.ts'
import { LINE, OTHER_LINE } from './server/house.ts'
import { recordedCalls } from './server/record.ts'

test('a declined call pauses the advisor and goes to the next', async ({ newAdvisor, newCaller }) => {
  const first = await newAdvisor('first')
  const second = await newAdvisor('second')
  const caller = await newCaller()
  await caller.call()
  await first.decline()
  await second.answer()
  await caller.is('talking')
  await Promise.all([caller.hears(TONES.second), second.hears(TONES.caller)])
  await first.is('paused')
})

test('a missed call pauses the advisor and leaves the caller in the queue', async ({ newAdvisor, newCaller, lead }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await expect(advisor.offer).toBeVisible()
  await advisor.is('paused', 25_000)
  await expect(advisor.offer).toBeHidden()
  await caller.is('waiting')
  const { floor } = await lead.floor()
  expect(Object.values(floor.calls)).toMatchObject([{ state: { is: 'waiting' } }])
  expect(Object.values(floor.advisors).map(({ state }) => state)).toContainEqual(
    expect.objectContaining({ is: 'paused', reason: 'missed' }),
  )
})

test('a caller who gives up while waiting is gone, and counted apart when it was soon', async ({ newCaller, lead, server }) => {
  const caller = await newCaller()
  await caller.call()
  await caller.is('waiting')
  await caller.hangUp()
  await caller.is('ended')
  await expect.poll(async () => Object.keys((await lead.floor()).floor.calls), { message: 'the floor should be empty' }).toEqual([])
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'abandonedShort', answered: null, advisor: null, talked_s: 0 }])
})

test('a caller who gives up while it rings: the ringing stops and the advisor stays available', async ({
  newAdvisor,
  newCaller,
  server,
}) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await expect(advisor.offer).toBeVisible()
  await caller.hangUp()
  await expect(advisor.offer, 'the offer should go').toBeHidden()
  await advisor.is('available')
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'abandonedShort' }])
})

test('two callers and one advisor: one after the other, in order', async ({ newAdvisor, newCaller, newWatcher, server }) => {
  const board = await newWatcher()
  await board.signIn('lena')
  await board.page.goto('/board')
  const one = await newCaller('caller')
  await one.call()
  const two = await newCaller('otherCaller')
  await two.call()
  await board.shows('board-waiting', 2)
  const advisor = await newAdvisor('first')
  await advisor.answer()
  await one.is('talking')
  await two.is('waiting')
  await advisor.hears(TONES.caller)
  await board.shows('board-waiting', 1)
  await board.shows('board-talking', 1)
  await expect(advisor.offer, 'nothing rings over a live call').toBeHidden()
  await advisor.hangUp.click()
  await advisor.is('afterCall')
  await two.is('waiting')
  await expect(advisor.offer, 'nothing rings while wrapping up').toBeHidden()
  await advisor.presence.click()
  await advisor.answer()
  await two.is('talking')
  await Promise.all([advisor.hears(TONES.otherCaller), two.hears(TONES.first)])
  await two.hangUp()
  await advisor.is('afterCall')
  expect(recordedCalls(server.dataDir).map(({ outcome }) => outcome)).toEqual(['answered', 'answered'])
})

test('two callers and two advisors: nobody hears the wrong one', async ({ newAdvisor, newCaller }) => {
  const first = await newAdvisor('first')
  const second = await newAdvisor('second')
  const one = await newCaller('caller')
  await one.call()
  await first.answer()
  const two = await newCaller('otherCaller')
  await two.call()
  await second.answer()
  await Promise.all([
    one.hears(TONES.first),
    first.hears(TONES.caller),
    two.hears(TONES.second),
    second.hears(TONES.otherCaller),
    one.doesNotHear(TONES.second),
    two.doesNotHear(TONES.first),
  ])
})

test('a call of a line goes only to those who serve it', async ({ newAdvisor, newCaller }) => {
  const first = await newAdvisor('first')
  const second = await newAdvisor('second')
  const caller = await newCaller()
  await caller.call(OTHER_LINE)
  await expect(second.offer).toBeVisible()
  await expect(second.offer).toContainText('Nattlinjen')
  await expect(first.offer).toBeHidden()
  await second.answer()
  await caller.is('talking')
  expect(LINE).not.toBe(OTHER_LINE)
})
