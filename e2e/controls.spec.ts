import { expect, test } from './fixtures.ts'
import { TONES } from './people/tone.ts'
import { recordedCalls } from './server/record.ts'

test('mute is heard at the far end, and a change of microphone does not open it', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.hears(TONES.first)

  await advisor.mute.click()
  await expect(advisor.mute).toHaveAttribute('aria-pressed', 'true')
  await caller.doesNotHear(TONES.first)
  await advisor.hears(TONES.caller)

  await advisor.chooseMicrophone(1)
  await expect(advisor.mute, 'the choice of a device is no reason to speak').toHaveAttribute('aria-pressed', 'true')
  await caller.doesNotHear(TONES.first)

  await advisor.mute.click()
  await expect(advisor.mute).toHaveAttribute('aria-pressed', 'false')
  await caller.hearsSomething()
})

test('hold silences both ways and resumes both ways', async ({ newAdvisor, newCaller, server, lead }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])

  await advisor.hold.click()
  await expect(advisor.hold).toHaveAttribute('aria-pressed', 'true')
  await Promise.all([caller.doesNotHear(TONES.first), advisor.doesNotHear(TONES.caller)])
  const { floor } = await lead.floor()
  expect(Object.values(floor.calls)).toMatchObject([{ state: { is: 'talking', onHold: true } }])
  await caller.is('talking')

  await advisor.hold.click()
  await expect(advisor.hold).toHaveAttribute('aria-pressed', 'false')
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])

  await advisor.hangUp.click()
  await caller.is('ended')
  const [call] = recordedCalls(server.dataDir)
  expect(call?.held_s).toBeGreaterThan(1)
  expect(call?.talked_s).toBeGreaterThan(0)
})

test('muted stays muted over hold and resume', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.hears(TONES.first)
  await advisor.mute.click()
  await caller.doesNotHear(TONES.first)
  await advisor.hold.click()
  await expect(advisor.hold).toHaveAttribute('aria-pressed', 'true')
  await advisor.hold.click()
  await expect(advisor.hold).toHaveAttribute('aria-pressed', 'false')
  await expect(advisor.mute).toHaveAttribute('aria-pressed', 'true')
  await advisor.hears(TONES.caller)
  await caller.doesNotHear(TONES.first)
})

test('the keyboard alone signs in, starts the shift, answers, mutes, holds and hangs up', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first', { onShift: false })
  const keys = advisor.page.keyboard
  await advisor.tabTo('presence')
  await keys.press('Enter')
  await advisor.is('available', 20_000)
  const caller = await newCaller()
  await caller.call()
  await expect(advisor.offer).toBeVisible()
  await advisor.tabTo('answer')
  await keys.press('Enter')
  await advisor.is('talking')
  await advisor.tabTo('mute')
  await keys.press('Space')
  await expect(advisor.mute).toHaveAttribute('aria-pressed', 'true')
  await advisor.tabTo('hold')
  await keys.press('Space')
  await expect(advisor.hold).toHaveAttribute('aria-pressed', 'true')
  await advisor.tabTo('hang-up')
  await keys.press('Enter')
  await caller.is('ended')
  await advisor.is('afterCall')
})
