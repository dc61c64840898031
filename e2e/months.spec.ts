import type { Page } from '@playwright/test'
import type { NewAccount } from '../shared/http.ts'
import { callsOf } from '../shared/volume/counts.ts'
import type { ReviewMonths } from '../shared/volume/volume.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { plainRows, saved, savedWorkbook } from './savedFiles.ts'
import { type Client, PASSWORD } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'
import { seedPublished } from './server/pastCalls.ts'

const OTHER_LEAD = { username: 'maj', name: 'Maj Ledning', role: 'supervisor' } as const

/** The published calls of 2019 and 2021, on a line that began when the published one did, for the inhabitants that were published. */
async function publish(dataDir: string, lead: Client): Promise<void> {
  await seedPublished(dataDir, LINE)
  await lead.patch(`/api/lines/${LINE}`, { startedOn: '2019-02-04', catchment: 3_600_000 })
}

const ofYear = (year: number) => `/review/months?from=${year}-01&to=${year}-12&lines=${LINE}`
/** The table of the line, cell by cell. */
const tableOf = (page: Page) =>
  page
    .getByRole('region', { name: /månad för månad/ })
    .locator('tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')))
/** The text of the CSV; it and the workbook have every row of the table. */
async function filesOf(page: Page): Promise<string> {
  const text = (await saved(page, 'Spara som CSV')).toString('utf8')
  const inText = plainRows(text.split('\r\n').map((line) => line.split(';')))
  const inBook = plainRows((await savedWorkbook(page, 'Spara som Excel')).sheets.flat())
  for (const row of plainRows(await tableOf(page))) {
    expect(inText, `the CSV has ${row.join(' ')}`).toContainEqual(row)
    expect(inBook, `the workbook has ${row.join(' ')}`).toContainEqual(row)
  }
  return text
}
const mark = (page: Page, text: string) => page.getByTestId('marks').getByRole('listitem').filter({ hasText: text })

test('the published figures and their comparison are on the page, in the answer, and the same in the file', async ({
  newWatcher,
  lead,
  server,
}) => {
  await publish(server.dataDir, lead)
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto(ofYear(2019))
  const said = page.getByTestId('months-said')
  await expect(said).toContainText('50, 69 och 40 samtal mot 101, 116 och 72 (Respect Phoneline, okt. 2004–dec. 2004)')
  await expect(said).toContainText('per miljon invånare och månad 14,7 mot 1,6')
  await expect(said).toContainText('fler samtal än slumpen kan förklara')
  await expect(page.getByText('Länsstyrelsen i Stockholm: rapport om uppbyggnad').first()).toBeVisible()
  expect((await tableOf(page)).at(-1)?.slice(0, 3), 'the sum').toEqual(['Summa', '–', '505'])
  const { lines } = await lead.get<ReviewMonths>('/api/review/months?from=2019-01&to=2021-12')
  const counted = lines.find(({ id }) => id === LINE)?.months.map((month) => callsOf(month, 'all')) ?? []
  expect(counted.slice(1, 4)).toEqual([50, 69, 40])

  // by keyboard alone: the unit, and one month read off
  await page.getByRole('button', { name: 'Per miljon invånare' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/per=million/)
  await page.getByLabel('Läs av en månad').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('month-readout')).toHaveText(
    'februari 2019 (månad 1): 13,89 per miljon. Jämförelsen: 1,68 per miljon (okt. 2004).',
  )

  expect(await filesOf(page)).toContain('14,7 mot 1,6')

  await page.getByRole('button', { name: 'feb. 2019', exact: true }).focus()
  await page.keyboard.press('Enter')
  const calls = page.getByRole('dialog', { name: /samtalen i februari 2019/ })
  await expect(calls.locator('tbody tr'), 'the calls behind the month').toHaveCount(50)
  await calls.getByLabel('Vilka samtal').selectOption('Avbrutna')
  await expect(calls.locator('tbody tr')).toHaveCount(5)
  await expectAccessible(page, 'the calls of a month')
  await page.keyboard.press('Escape')
  await expect(calls).toBeHidden()

  await page.goto(ofYear(2021))
  await expect(page.getByRole('row', { name: /^Summa/ })).toContainText('331')
  expect(counted.slice(24).reduce((sum, calls) => sum + calls, 0)).toBe(331)
  await filesOf(page)
})

test('a baseline is chosen once, and every board shows it at once', async ({ newWatcher, lead, server }) => {
  await publish(server.dataDir, lead)
  const board = await newWatcher({ viewport: { width: 1920, height: 1080 } })
  await board.signIn(STAFF.lead.username)
  await board.page.goto(`/board?tv&lines=${LINE}`)
  await board.shows('board-baseline', 100)

  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto(ofYear(2019))
  await page.getByRole('button', { name: /^Jämförelse och invånare/ }).click()
  const form = page.getByTestId('volume-settings')
  await form.getByLabel('Ett eget mål').check()
  await form.getByLabel('Samtal i månaden').fill('sextio')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form.getByText('Skriv ett helt tal mellan 1 och 1 000 000.')).toBeVisible()
  await expect(form.getByLabel('Samtal i månaden'), 'nothing typed is lost').toHaveValue('sextio')
  await form.getByLabel('Samtal i månaden').fill('60')
  await form.getByLabel('samtal per miljon invånare').check()
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByTestId('months-said')).toContainText('mot målet 60 i månaden')
  await expect(page.getByText(`Valt av ${STAFF.lead.username}`, { exact: false })).toBeVisible()
  await board.shows('board-baseline', 60)
  await expect(board.page.getByTestId('board-baseline')).toHaveText('Mål: 16,67 per miljon')
  await expect(board.page.getByTestId('board-month-table').locator('tr').last().locator('td').last()).toHaveText('16,67')
})

test('two supervisors keep the same marks', async ({ newWatcher, lead, server }) => {
  await publish(server.dataDir, lead)
  const account: NewAccount = { ...OTHER_LEAD, password: PASSWORD, lines: [] }
  await lead.post('/api/accounts', account)
  const one = await newWatcher()
  const other = await newWatcher()
  await Promise.all([one.signIn(STAFF.lead.username), other.signIn(OTHER_LEAD.username)])
  await Promise.all([one.page.goto(ofYear(2019)), other.page.goto(ofYear(2019))])

  await one.page.getByRole('button', { name: 'Lägg till en händelse' }).click()
  const form = one.page.getByTestId('mark-form')
  await expect(form.getByText('Skriv aldrig något om någon som ringt.')).toBeVisible()
  await form.getByLabel('Dag').fill('2019-03-08')
  await form.getByLabel('Text').fill('Affischer i tunnelbanan')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(mark(one.page, 'Affischer i tunnelbanan')).toContainText('8 mars 2019 · Kampanj · Alla linjer')

  await other.page.reload()
  await mark(other.page, 'Affischer i tunnelbanan')
    .getByRole('button', { name: /^Ändra/ })
    .click()
  const change = other.page.getByTestId('mark-form')
  await change.getByLabel('Slag').selectOption('media')
  await change.getByLabel('Text').fill('Inslag i radio')
  await change.getByRole('button', { name: 'Spara' }).click()
  await expect(mark(other.page, 'Inslag i radio')).toContainText(`Skrivet av ${OTHER_LEAD.name}`)

  await one.page.reload()
  await expect(mark(one.page, 'Inslag i radio')).toContainText('Medier')
  await mark(one.page, 'Inslag i radio')
    .getByRole('button', { name: /^Ta bort/ })
    .click()
  await one.page.getByRole('dialog').getByRole('button', { name: 'Ta bort', exact: true }).click()
  await expect(one.page.getByText('Ingen händelse i perioden än.')).toBeVisible()
  await other.page.reload()
  await expect(other.page.getByText('Ingen händelse i perioden än.')).toBeVisible()
})

for (const { locale, colorScheme, width } of [
  { locale: 'sv-SE', colorScheme: 'light', width: 1280 },
  { locale: 'en-GB', colorScheme: 'dark', width: 360 },
] as const)
  test(`the months are accessible: ${locale}, ${colorScheme}, ${width} pixels`, async ({ newWatcher, lead, server }) => {
    await publish(server.dataDir, lead)
    await lead.post('/api/review/marks', { line: null, day: '2019-03-08', kind: 'campaign', text: 'Posters' })
    const { page, signIn } = await newWatcher({ locale, viewport: { width, height: 800 } })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const look = async (state: string) => {
      await expectAccessible(page, state)
      if (locale === 'en-GB') await expectEnglish(page, state)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${state} fits`).toBeLessThanOrEqual(width)
    }
    await signIn(STAFF.lead.username)
    await page.goto('/review/months?from=2019-01&to=2019-12')
    await expect(page.getByTestId('months-said').first()).toBeVisible()
    for (const summary of await page.locator('details.card > summary').all()) await summary.click()
    await look('the months')
    await page.locator('.months-line__head button').first().click()
    await expect(page.getByTestId('volume-settings')).toBeVisible()
    await look('the settings of the baseline')
    await page.keyboard.press('Escape')
    await page.getByTestId('marks').getByRole('button').first().click()
    await expect(page.getByTestId('mark-form')).toBeVisible()
    await look('a new mark')
  })
