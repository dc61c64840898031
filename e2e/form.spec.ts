import { expect, test } from './fixtures.ts'

test('a tool that cannot be fetched says so and comes when it can, and the phone goes on', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  const { page } = advisor
  await page.route('**/FormTool-*.js', (route) => route.abort())
  await caller.call()
  await advisor.answer()
  await expect(page.locator('.tools__panel')).toContainText('kunde inte hämtas')
  await page.keyboard.press('F8')
  await expect(advisor.mute, 'the phone works beside it').toHaveAttribute('aria-pressed', 'true')
  await page.unroute('**/FormTool-*.js')
  await expect(page.getByTestId('form')).toBeVisible()
  await advisor.hangUp.click()
  await advisor.is('afterCall')
})
