import type { Locator, Page } from '@playwright/test'
import type { Line } from '../shared/floor/model.ts'
import { plainService } from '../shared/floor/service.ts'
import type { Hours } from '../shared/hours.ts'
import type { PublicLine } from '../shared/http.ts'
import { addDays, wallOf } from '../shared/zonedTime.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import type { Client } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'

const ALL_DAY = [{ from: '00:00', to: '24:00' }]
const today = () => wallOf(Date.now(), 'Europe/Stockholm').day

/** Open every day but today and tomorrow. */
const closedNow = (): Hours => ({
  week: Array.from({ length: 7 }, () => ALL_DAY),
  holidays: [],
  exceptions: [0, 1].map((ahead) => ({ day: addDays(today(), ahead), spans: [], note: 'Stängt för provet' })),
})

const set = (lead: Client, part: Partial<Line>) => lead.patch<Line>(`/api/lines/${LINE}`, part)
const hoursOf = async (lead: Client) => (await lead.floor()).floor.lines[LINE]?.hours

async function openEditor(page: Page): Promise<void> {
  await page.goto(`/admin#lines/${LINE}/hours`)
  await expect(page.getByTestId('hours-preview'), 'the preview should be there').toBeVisible()
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  for (let presses = 0; presses < 90; presses++) {
    if (await to.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${to} cannot be reached with Tab`)
}

test('a supervisor sets the hours from a pattern, and the preview follows what is typed', async ({ newWatcher, lead }) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto('/admin#lines')
  await expect(page.getByText('alltid öppen').first(), 'a line without hours should say so').toBeVisible()
  await page.getByRole('link', { name: 'Inställningar för Välj att sluta' }).click()
  await expect(page.getByText('En linje utan öppettider är alltid öppen')).toBeVisible()
  const rows = page.getByTestId('hours-preview').getByRole('row')
  await expect(rows).toHaveCount(14)
  await expect(rows.filter({ hasText: 'Hela dygnet' })).toHaveCount(14)

  await page.getByLabel('Vissa tider').check()
  await expect(rows.filter({ hasText: 'Stängt' }), 'an empty week is closed').toHaveCount(14)
  await page.getByRole('button', { name: 'Fyll i måndag, tisdag och fredag 08.30–16.00' }).click()
  await page.getByLabel('Onsdag').fill('8-12, 13-24')
  await expect(rows.filter({ hasText: /08\.00.–.12\.00, 13\.00.–.24\.00/ }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Inga: Helgdagar' }).click()
  await page.getByRole('button', { name: 'Inga: Aftnar' }).click()
  await page.getByLabel('Midsommarafton').check()
  await page.getByRole('button', { name: 'Lägg till undantag' }).click()
  const exception = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /Ta bort undantaget/ }) })
  const day = addDays(today(), 3)
  await exception.getByLabel('Dag').fill(day)
  await exception.getByLabel('Öppet').fill('10-11.30')
  await exception.getByLabel('Varför').fill('Planering')
  await expect(page.locator(`tr[data-day="${day}"]`)).toContainText(/10\.00\u2060–\u206011\.30 · Planering/)
  expect(await hoursOf(lead), 'nothing is saved yet').toBeNull()

  await page.getByLabel('ombeds lämna ett meddelande').check()
  await page.getByRole('button', { name: 'Spara öppettider' }).click()
  await expect(page.getByText('Öppettiderna är sparade.')).toBeVisible()
  const office = [{ from: '08:30', to: '16:00' }]
  const wednesday = [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '24:00' },
  ]
  expect((await lead.floor()).floor.lines[LINE]).toMatchObject({
    hours: {
      week: [office, office, wednesday, [], office, [], []],
      holidays: ['midsummerEve'],
      exceptions: [{ day, spans: [{ from: '10:00', to: '11:30' }], note: 'Planering' }],
    },
    service: { ...plainService, atClosing: 'voicemail' },
  })
  await page.reload()
  await expect(page.getByLabel('Onsdag')).toHaveValue('08.00–12.00, 13.00–24.00')
  await page.getByLabel('Alltid').check()
  await page.getByRole('button', { name: 'Spara öppettider' }).click()
  await expect(page.getByText('Öppettiderna är sparade.')).toBeVisible()
  expect(await hoursOf(lead)).toBeNull()
})

test('by keyboard alone: what is wrong is said at its field, nothing typed is lost, and it is mended and saved', async ({
  newWatcher,
  lead,
}) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto('/admin#lines')
  await tabTo(page, page.getByRole('link', { name: 'Inställningar för Välj att sluta' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Välj att sluta' }), 'the focus should move to the line').toBeFocused()
  await expect(page.getByTestId('hours-preview')).toBeVisible()
  await tabTo(page, page.getByLabel('Alltid'))
  await page.keyboard.press('ArrowDown')
  const monday = page.getByLabel('Måndag', { exact: true })
  await tabTo(page, monday)
  await page.keyboard.type('16-8')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Sluttiden måste vara senare än starttiden.'), 'said when the field is left').toBeVisible()
  await page.keyboard.type('8-12, 11-13')
  await tabTo(page, page.getByRole('button', { name: 'Lägg till undantag' }))
  await page.keyboard.press('Enter')
  const save = page.getByRole('button', { name: 'Spara öppettider' })
  await tabTo(page, save)
  await page.keyboard.press('Enter')
  await expect(monday, 'the first faulty field should have the focus').toBeFocused()
  await expect(monday).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('Tiderna går in i varandra.')).toBeVisible()
  await expect(page.getByText('Välj en hel dag: år, månad och dag.')).toBeVisible()
  await expect(page.getByLabel('Tisdag', { exact: true })).toHaveValue('8-12, 11-13')
  expect(await hoursOf(lead), 'nothing faulty is saved').toBeNull()

  await page.keyboard.press('Control+A')
  await page.keyboard.type('8-16')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('8-12, 13-16')
  await tabTo(page, page.getByRole('button', { name: /Ta bort undantaget/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Lägg till undantag' }), 'the focus should not be lost').toBeFocused()
  await tabTo(page, save)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Öppettiderna är sparade.')).toBeVisible()
  expect((await hoursOf(lead))?.week[1]).toHaveLength(2)
})

test('what is typed in one part of the settings is still there after a look at another', async ({ newWatcher }) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await openEditor(page)
  await page.getByLabel('Vissa tider').check()
  await page.getByLabel('Lördag').fill('10-14')
  await page.getByRole('link', { name: 'Tolktjänster' }).click()
  await expect(page.getByLabel('Lördag')).toBeHidden()
  await page.getByRole('link', { name: 'Öppettider' }).click()
  await expect(page.getByLabel('Lördag')).toHaveValue('10-14')
})

test('the page of a caller follows the hours without a reload', async ({ newCaller, lead }) => {
  await set(lead, { hours: closedNow() })
  const caller = await newCaller()
  const { page } = caller
  await page.clock.install()
  await caller.open(LINE)
  const status = page.getByTestId('call-status')
  await expect(status).toContainText('Just nu har vi stängt. Vi öppnar')
  const opensAt = (await lead.get<PublicLine[]>('/api/lines'))[0]?.opensAt ?? 0
  const weekday = new Intl.DateTimeFormat('sv', { weekday: 'long', timeZone: 'Europe/Stockholm' }).format(opensAt)
  await expect(status).toContainText(`${weekday} `)
  await expect(page.getByText('Är någon i fara nu, ring 112.')).toBeVisible()
  await expect(page.getByTestId('call-start')).toHaveText('Ring ändå')

  const { voicemail } = plainService
  await set(lead, { service: { ...plainService, voicemail: { ...voicemail, whenClosed: true } } })
  await page.clock.runFor(31_000)
  await expect(page.getByTestId('call-start')).toHaveText('Ring och lämna ett meddelande')
  await set(lead, { hours: null })
  await page.clock.runFor(31_000)
  await expect(status).toHaveText('Ring när du vill.')
  await expect(page.getByTestId('closed-notice')).toHaveCount(0)
})

test('whoever calls a closed line hears that it is closed, and reaches no advisor', async ({ newAdvisor, newCaller, lead }) => {
  const advisor = await newAdvisor('first')
  await set(lead, { hours: closedNow() })
  const caller = await newCaller()
  await caller.open(LINE)
  await caller.page.getByTestId('call-start').click()
  await expect(caller.page.getByTestId('call-status')).toHaveAttribute('data-state', 'closed')
  expect(Object.values((await lead.floor()).floor.calls)).toMatchObject([{ metClosed: true, state: { is: 'closed' } }])
  await caller.is('ended', 40_000)
  await advisor.is('available')
  await expect(caller.page.getByTestId('call-status')).toContainText('Just nu har vi stängt. Vi öppnar')
})

for (const [atClosing, becomes] of [
  ['answer', 'is answered still'],
  ['voicemail', 'is asked to leave a message'],
] as const) {
  test(`a caller who waits when the line closes ${becomes}`, async ({ newAdvisor, newCaller, lead }) => {
    await set(lead, { service: { ...plainService, atClosing } })
    const caller = await newCaller()
    await caller.call(LINE)
    await expect
      .poll(async () => Object.values((await lead.floor()).floor.calls)[0]?.state.is, { message: 'the call should be in the queue' })
      .toBe('waiting')
    await set(lead, { hours: closedNow() })
    if (atClosing === 'voicemail') {
      await expect(caller.page.getByTestId('call-status')).toHaveAttribute('data-state', /voicemail|recording/)
      return
    }
    const advisor = await newAdvisor('first')
    await advisor.answer()
    await caller.is('talking')
  })
}

for (const { locale, colorScheme, width } of [
  { locale: 'sv-SE', colorScheme: 'light', width: 1280 },
  { locale: 'en-GB', colorScheme: 'dark', width: 360 },
] as const) {
  test(`hours are for everyone to use: ${locale}, ${colorScheme}, ${width} pixels`, async ({ newWatcher, newCaller, lead }) => {
    await set(lead, { hours: { ...closedNow(), exceptions: [] } })
    const { page, signIn } = await newWatcher({ locale, viewport: { width, height: 740 } })
    await signIn(STAFF.lead.username)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openEditor(page)
    await page.locator('.hours-week input').first().fill('x')
    await page.getByRole('button', { name: /Lägg till undantag|Add exception/ }).click()
    await page.getByRole('button', { name: /Spara öppettider|Save opening hours/ }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expectAccessible(page, 'the editor with faults')
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing should stick out').toBeLessThanOrEqual(width)
    if (locale === 'en-GB') await expectEnglish(page, 'the editor with faults')

    await set(lead, { hours: closedNow() })
    const caller = await newCaller('caller', { locale })
    await caller.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await caller.page.setViewportSize({ width, height: 740 })
    await caller.open(LINE)
    await expect(caller.page.getByTestId('closed-notice')).toBeVisible()
    await expectAccessible(caller.page, 'the page of a closed line')
    if (locale === 'en-GB') await expectEnglish(caller.page, 'the page of a closed line')
  })
}
