import { expect, test } from './fixtures.ts'
import { TONES } from './people/tone.ts'
import { LINE, STAFF } from './server/house.ts'
import { recordedCalls } from './server/record.ts'

test('a caller is answered: both hear the other, the board counts, the record is right', async ({
  newAdvisor,
  newCaller,
  newWatcher,
  server,
  lead,
}) => {
  const board = await newWatcher()
  await board.signIn(STAFF.lead.username)
  await board.page.goto('/board')
  await board.shows('board-waiting', 0)
  await board.shows('board-longest-wait', '')
  await board.shows('board-available', 0)

  const advisor = await newAdvisor('first')
  await board.shows('board-available', 1)

  const caller = await newCaller()
  const before = Date.now()
  await caller.call(LINE)
  await expect(advisor.offer, 'the advisor should be offered the call').toBeVisible()
  await expect(advisor.page.getByTestId('caller-label')).toHaveText('Anonym')
  await expect(advisor.offer).toContainText('Välj att sluta')
  await board.shows('board-waiting', 1)
  await board.shows('board-available', 0)
  expect(await board.reads('board-longest-wait'), 'the longest wait ticks').toBeGreaterThanOrEqual(0)

  await advisor.answer()
  await caller.is('talking')
  await board.shows('board-waiting', 0)
  await board.shows('board-longest-wait', '')
  await board.shows('board-talking', 1)
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  await expect
    .poll(async () => Number(await advisor.page.getByTestId('call-timer').getAttribute('data-value')), { message: 'the timer should tick' })
    .toBeGreaterThanOrEqual(2)

  await advisor.hangUp.click()
  await caller.is('ended')
  await advisor.is('afterCall')
  await board.shows('board-talking', 0)
  await board.shows('board-answered-today', 1)
  await board.shows('board-month-count', 1)
  await board.shows('board-abandoned-today', 0)

  await advisor.presence.click()
  await advisor.is('available')
  await board.shows('board-available', 1)

  const calls = recordedCalls(server.dataDir)
  expect(calls).toHaveLength(1)
  const [call] = calls
  const { floor } = await lead.floor()
  const ada = Object.values(floor.advisors).find(({ name }) => name === STAFF.first.name)
  expect(call).toMatchObject({ line: LINE, channel: 'web', outcome: 'answered', advisor: ada?.id, held_s: 0 })
  const { arrived = 0, answered, ended, waited_s = 0, talked_s = 0, day, month } = call ?? {}
  expect(arrived).toBeGreaterThanOrEqual(before)
  expect(answered).toBeGreaterThan(arrived)
  expect(ended).toBeGreaterThan(answered ?? Number.POSITIVE_INFINITY)
  expect(waited_s).toBeCloseTo(((answered ?? 0) - arrived) / 1000, 2)
  expect(talked_s).toBeCloseTo(((ended ?? 0) - (answered ?? 0)) / 1000, 2)
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(arrived)
  expect(day).toBe(today)
  expect(month).toBe(today.slice(0, 7))
})

test('the caller hangs up: the advisor wraps up', async ({ newAdvisor, newCaller, server }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.is('talking')
  await caller.hangUp()
  await caller.is('ended')
  await advisor.is('afterCall')
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'answered' }])
})

test('a caller who waits hears the welcome and the waiting sound', async ({ newCaller, lead }) => {
  const caller = await newCaller()
  await caller.call()
  await caller.is('waiting')
  await caller.hearsSomething()
  await expect
    .poll(async () => Object.values((await lead.floor()).floor.calls), { message: 'the call should wait on its line' })
    .toMatchObject([{ line: LINE, state: { is: 'waiting', first: false } }])
})

test('the ears of these tests notice the wrong voice, a voice that should be gone, and no call at all', async ({
  newAdvisor,
  newCaller,
}) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.open()
  await expect(caller.hears(TONES.first, 1_500)).rejects.toThrow('no call')
  await caller.page.getByTestId('call-start').click()
  await advisor.answer()
  await caller.hears(TONES.first)
  await expect(caller.hears(TONES.second, 3_000)).rejects.toThrow('should hear 1500 Hz')
  await expect(caller.doesNotHear(TONES.first, 3_000)).rejects.toThrow('should not hear 1000 Hz')
})
