import type { Page } from '@playwright/test'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { LINE } from './server/house.ts'
import { expect, test } from './telephoneFixtures.ts'

const LOOKS = [
  { locale: 'sv-SE', colorScheme: 'light', width: 1280 },
  { locale: 'en-GB', colorScheme: 'dark', width: 360 },
] as const

for (const { locale, colorScheme, width } of LOOKS) {
  test(`a call-back in ${locale}, ${colorScheme}, ${width} pixels wide`, async ({ network, newAdvisor }) => {
    const telephone = await network.telephone('+46701234567', 800, 'rings')
    const advisor = await newAdvisor('second', { locale })
    const { page } = advisor
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const look = (state: string) => looks(page, state, locale)
    await look('the way to the dial panel')
    await page.getByTestId('dial-open').click()
    await page.getByTestId('dial-number').fill('0900-123 45')
    await page.getByTestId('dial-call').click()
    await expect(page.getByRole('alert')).toBeVisible()
    await look('a number that may not be called')
    await page.getByTestId('dial-number').fill('070-123 45 67')
    await page.getByTestId('dial-call').click()
    await look('no reason')
    await page.getByRole('radio').first().check()
    await page.getByTestId('dial-call').click()
    await expect(page.getByTestId('call-dialling')).toHaveAttribute('data-value', 'ringing')
    await look('ringing')
    await advisor.hangUp.click()
    await expect(page.getByTestId('dial-outcome')).toBeVisible()
    await look('nobody has answered')
    telephone.is('answers')
    await page.getByTestId('dial-call').click()
    await advisor.hears(800)
    await page.locator('summary').first().click()
    await look('a call-back with its keypad')
    await network.lose()
    await expect(page.getByTestId('trunk-down')).toBeVisible({ timeout: 30_000 })
    await look('without the telephone network')
  })

  test(`the settings of call-backs in ${locale}, ${colorScheme}, ${width} pixels wide`, async ({ newWatcher }) => {
    const supervisor = await newWatcher({ locale, viewport: { width, height: 800 } })
    const { page } = supervisor
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await supervisor.signIn('lena')
    await page.goto(`/admin#lines/${LINE}/telephone`)
    const form = page.getByTestId('call-back-settings')
    await expect(form).toBeVisible()
    await form.locator('[name=number]').fill('12')
    await form.getByRole('button').click()
    await expect(form.locator('[name=number]')).toBeFocused()
    await looks(page, 'a wrong number of a line', locale)
    await form.locator('[name=number]').fill('020-555 666')
    await form.locator('[value=lineNumber]').check()
    await form.locator('[name=prefixes]').fill('+46, 070')
    await form.getByRole('button').click()
    await expect(form.locator('[name=prefixes]')).toBeFocused()
    await expect(form).toContainText('070')
    await looks(page, 'a wrong beginning', locale)
    await form.locator('[name=prefixes]').fill('+46 +45')
    await form.locator('[name=blocks]').uncheck()
    await form.getByRole('button').click()
    await expect(form.getByRole('status')).toHaveText(/Sparat|Saved/)
    await page.reload()
    await expect(form.locator('[name=number]')).toHaveValue('020-555 666')
    await expect(form.locator('[name=prefixes]')).toHaveValue('+46, +45')
    await expect(form.locator('[value=lineNumber]')).toBeChecked()
    await expect(form.locator('[name=blocks]')).not.toBeChecked()
  })
}

async function looks(page: Page, state: string, locale: string) {
  await expectAccessible(page, state)
  if (locale === 'en-GB') await expectEnglish(page, state)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(overflow, `${state} should fit the width of the screen`).toBeLessThanOrEqual(0)
}
