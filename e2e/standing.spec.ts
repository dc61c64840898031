import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { TONES } from './people/tone.ts'
import { recordedCalls } from './server/record.ts'

/** Resolves when the page has come back over a new link, and its call has been taken up there. */
function comesBack(page: Page): Promise<void> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        const text = payload.toString()
        if (text.startsWith('SIP/2.0 200') && / INVITE\r\n/.test(text)) resolve()
      }),
    )
  })
}

test('signalling hangs, is killed and comes back: the talk is heard all along, goes on and is one call in the record', async ({
  newAdvisor,
  newCaller,
  server,
  lead,
}) => {
  test.setTimeout(120_000)
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  const waiting = await newCaller('otherCaller')
  await waiting.call()
  await waiting.is('waiting')
  const calls = async () => Object.values((await lead.floor()).floor.calls).map(({ id, state }) => `${id} ${state.is}`)
  await expect.poll(async () => (await calls()).filter((call) => call.endsWith(' waiting'))).toHaveLength(1)
  const before = await calls()
  const back = Promise.all([advisor, caller, waiting].map(({ page }) => comesBack(page)))

  const hung = server.signallingPid()
  process.kill(hung, 'SIGSTOP')
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  process.kill(hung, 'SIGKILL')
  await expect.poll(() => server.signallingPid(), { message: 'signalling should be begun anew' }).not.toBe(hung)
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  await expect
    .poll(
      () =>
        fetch(`${server.url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { message: 'it should serve again' },
    )
    .toBe(true)
  expect(await calls()).toEqual(before)
  await back
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])

  await expect(advisor.page.getByTestId('presence'), 'the page should find its talk again').toHaveAttribute('data-state', 'talking')
  await advisor.hold.click()
  await expect
    .poll(async () => Object.values((await lead.floor()).floor.calls).map(({ state }) => state))
    .toContainEqual(expect.objectContaining({ is: 'talking', onHold: true }))
  await advisor.hold.click()
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  await advisor.hangUp.click()
  await caller.is('ended')

  await advisor.presence.click()
  await advisor.answer()
  await waiting.is('talking')
  await Promise.all([waiting.hears(TONES.first), advisor.hears(TONES.otherCaller)])
  await waiting.hangUp()
  await advisor.is('afterCall')
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'answered' }, { outcome: 'answered' }])
})
