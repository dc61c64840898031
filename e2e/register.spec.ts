import type { Page } from '@playwright/test'
import type { FormState } from '../shared/form/forms.ts'
import { newFacts } from '../shared/services/help.ts'
import type { Service } from '../shared/services/service.ts'
import { expectAccessible } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { signIn } from './server/client.ts'
import { STAFF } from './server/house.ts'

const lund = newFacts({
  name: 'Kriscentrum i Lund',
  organisation: 'Lunds kommun',
  provider: 'municipal',
  level: 'specialised',
  areas: [
    { place: '1281', by: 'own' },
    { place: '1280', by: 'agreement' },
  ],
  phone: '046-12 34 56',
  hours: 'Vardagar 8.30–16',
  waitingTime: 'Två veckor',
  languages: ['sv', 'ar'],
  ambition: 'Systematisk partnerkontakt nästa år.',
})
const beside = newFacts({ name: 'Mottagningen i Burlöv', level: 'specialised', areas: [{ place: '1231', by: 'own' }] })

const put = async (lead: { post<T>(path: string, body: unknown): Promise<T> }, facts: typeof lund) =>
  lead.post<Service>('/api/register', { facts, checked: true })

/** Nothing of the page is wider than the window. */
const fits = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)

test('a referral during a call: three letters and Enter give what to say, one key puts it into the form', async ({
  newAdvisor,
  newCaller,
  lead,
  server,
}) => {
  const service = await put(lead, lund)
  await put(lead, beside)
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  const { page } = advisor
  const { keyboard } = page
  const call = (await page.evaluate(async () => (await fetch('/api/forms')).json()))[0].call as string
  const own = await signIn(server.url, STAFF.first.username)
  const answers = async () => (await own.get<FormState>(`/api/forms/${call}`)).answers

  await test.step('two steps by keyboard alone', async () => {
    await keyboard.press('F7')
    await expect(page.getByTestId('help-place')).toBeFocused()
    await keyboard.type('mal')
    await expect(page.getByRole('option').first()).toContainText('Malmö')
    await keyboard.press('Enter')
    const found = page.getByTestId('help-found')
    await expect(found).toHaveCount(2)
    await expect(page.getByTestId('help-coverage')).toHaveAttribute('data-value', 'agreement')
    await expect(found.first()).toContainText('Kriscentrum i Lund')
    await expect(found.first()).toHaveAttribute('data-reach', 'agreement')
    await expect(found.nth(1)).toHaveAttribute('data-reach', 'neighbour')
    await expect(found.first().locator('[data-fact=phone] dd')).toHaveText('046-12 34 56')
    await expect(found.first().locator('[data-fact=waitingTime] dd')).toHaveText('Två veckor')
    await expect(found.first().getByRole('button', { expanded: true })).toBeFocused()
    await expectAccessible(page, 'help for a place')
  })

  await test.step('one key, and back', async () => {
    await keyboard.press('h')
    await expect(page.locator('.help-done')).toHaveText('Hänvisad hit, står i formuläret.')
    expect(await answers()).toMatchObject({
      referral_made: ['yes'],
      referred_service: [service.id],
      referred_service_kind: ['nearby_municipality'],
      municipality: ['1280'],
    })
    await page.getByTestId('help-fallback').getByTestId('help-refer').click()
    await expect(page.locator('.help-done')).toHaveCount(2)
    expect(await answers()).toMatchObject({ referred_service_kind: ['nearby_municipality', 'social_services_talks'] })
    await page.getByTestId('help-found').first().getByTestId('help-refer').click()
    await expect(page.locator('.help-done')).toHaveCount(1)
    expect(await answers()).toMatchObject({ referral_made: ['yes'], referred_service_kind: ['social_services_talks'] })
  })

  await test.step('a small window, and what there is for the whole country', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await fits(page)
    await page.getByTestId('help-everywhere').click()
    await expect(page.getByTestId('help-found').filter({ hasText: 'Kvinnofridslinjen' })).toBeVisible()
    await page.getByRole('button', { name: 'English' }).click()
    await expectAccessible(page, 'help for the whole country, small')
    await fits(page)
  })

  await test.step('the next call begins with nothing of this one', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await advisor.hangUp.click()
    await advisor.presence.click()
    await caller.call()
    await advisor.answer()
    await expect(page.getByTestId('help-title')).toHaveCount(0)
  })
})
