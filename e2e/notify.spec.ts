import { keepNotifications } from './anonymity/search.ts'
import { expect, test } from './fixtures.ts'

// The shell shows no notifications.
test.use({ program: 'whole' })

test('an offer rings, blinks in the title and notifies, and says nothing of the caller', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first', { arrive: false })
  await advisor.page.addInitScript(keepNotifications)
  await advisor.signIn()
  await advisor.startShift()
  const quiet = await advisor.page.title()
  const caller = await newCaller()
  await caller.call()
  await expect(advisor.offer).toBeVisible()
  await expect(advisor.page, 'the title should blink').not.toHaveTitle(quiet)
  const shown = await advisor.page.evaluate(() => (window as unknown as { testNotifications: string[] }).testNotifications.join('\n'))
  expect(shown).toContain('Ett samtal väntar på dig.')
  expect(shown).not.toMatch(/127\.0\.0\.1|anonymous@|sip:/)
  await expect(advisor.page.getByTestId('caller-label')).toHaveText('Anonym')
  await caller.hangUp()
  await expect(advisor.page, 'and stop when the caller gives up').toHaveTitle(quiet)
})
