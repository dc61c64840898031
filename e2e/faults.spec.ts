import { expect, test } from './fixtures.ts'
import { createAdvisor } from './people/advisor.ts'
import { killBrowser, launchBrowser } from './people/browsers.ts'
import { createCaller } from './people/caller.ts'
import { TONES } from './people/tone.ts'
import { STAFF } from './server/house.ts'
import { recordedCalls } from './server/record.ts'

test('one of two tabs rings: the newest owns the phone, the other says so and can take it over', async ({ newAdvisor, newCaller }) => {
  const old = await newAdvisor('first')
  const second = await old.secondTab()
  await second.ownsThePhone()
  await old.hasLostThePhone()
  const caller = await newCaller()
  await caller.call()
  await expect(second.answerButton, 'the newest tab should ring').toBeVisible()
  await expect(old.answerButton, 'the older tab should not').toBeHidden()
  await caller.hangUp()
  await second.is('available')

  await old.takeThePhone()
  await second.hasLostThePhone()
  await caller.call()
  await old.answer()
  await caller.is('talking')
  await old.hears(TONES.caller)
})

test('a reload in a call: the caller hears why, is first in line and is answered again', async ({ newAdvisor, newCaller, server }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.hears(TONES.first)
  advisor.page.on('dialog', (dialog) => dialog.accept())
  await advisor.page.reload()
  await caller.is('waiting')
  await caller.doesNotHear(TONES.first)
  await expect(advisor.answerButton, 'the same caller should be offered again').toBeVisible({ timeout: 20_000 })
  await advisor.answer()
  await caller.is('talking')
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
  await advisor.hangUp.click()
  await caller.is('ended')
  expect(recordedCalls(server.dataDir), 'it was one call all along').toMatchObject([{ outcome: 'answered' }])
})

test("the advisor's browser is killed in a call: the caller goes first and the other advisor answers", async ({
  newAdvisor,
  newCaller,
  server,
  lead,
}) => {
  test.setTimeout(90_000)
  const doomedBrowser = await launchBrowser('first')
  const doomed = await createAdvisor({ browser: doomedBrowser, url: server.url, who: 'ada', username: STAFF.first.username })
  await doomed.signIn()
  await doomed.startShift()
  const caller = await newCaller()
  const byes: string[] = []
  caller.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (payload.toString().startsWith('BYE ')) byes.push('BYE')
    }),
  )
  await caller.call()
  await doomed.answer()
  await caller.hears(TONES.first)

  const other = await newCaller('otherCaller')
  await other.call()
  await other.is('waiting')
  await killBrowser(doomedBrowser)

  await caller.is('waiting', 30_000)
  const { floor } = await lead.floor()
  const first = Object.values(floor.calls).find(({ answeredAt }) => answeredAt !== null)
  expect(first?.state, 'the caller who was talked to should be first in line').toMatchObject({ first: true })

  const second = await newAdvisor('second')
  await second.answer()
  await caller.is('talking')
  await other.is('waiting')
  await Promise.all([caller.hears(TONES.second), second.hears(TONES.caller)])
  expect(byes, 'the caller should not have been sent away').toEqual([])
})

test('the caller is gone without a word: the advisor is not left with silence', async ({ newAdvisor, server }) => {
  test.setTimeout(90_000)
  const advisor = await newAdvisor('first')
  const doomed = await launchBrowser('caller')
  const caller = await createCaller({ browser: doomed, url: server.url, who: 'caller' })
  await caller.call()
  await advisor.answer()
  await advisor.hears(TONES.caller)
  await killBrowser(doomed)
  await advisor.is('afterCall', 40_000)
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'answered' }])
})

test('the server dies in a call and comes back: the call is recorded, and caller and advisor find each other again by themselves', async ({
  newAdvisor,
  newCaller,
  server,
}) => {
  test.setTimeout(120_000)
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.hears(TONES.first)
  await server.kill()
  await server.start()
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'interrupted' }])
  await expect(caller.page.getByTestId('call-status'), 'the caller should be told').toHaveText(/bröts av ett fel hos oss/, {
    timeout: 45_000,
  })
  // Nobody has to come to the desk: both pages take their part up again.
  await expect(advisor.answerButton, 'the caller should be offered again').toBeVisible({ timeout: 45_000 })
  await advisor.answer()
  await caller.is('talking')
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])
})
