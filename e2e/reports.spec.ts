import type { Page } from '@playwright/test'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { pagesOf } from './paper.ts'
import { plainRows, saved, savedWorkbook } from './savedFiles.ts'
import { LINE, STAFF } from './server/house.ts'
import { seedPublished } from './server/pastCalls.ts'

/** What the tables of the report say, row by row: what stands before the count, the count, and shares. */
const cellsOf = (page: Page) =>
  page
    .getByTestId('report')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')))
const countsOf = async (page: Page) => (await cellsOf(page)).map((row) => row.slice(0, 2))

test('a report tells the published figures, and the files hold what the page shows', async ({ newWatcher, server }) => {
  await seedPublished(server.dataDir, LINE)
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto('/review/reports')
  await page.getByLabel('Från och med').fill('2019-02-04')
  await page.getByLabel('Till och med').fill('2019-11-25')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('report-period')).toHaveText('4 februari 2019 till 25 november 2019, 295 dagar')
  expect(new URL(page.url()).search).toBe('?from=2019-02-04&to=2019-11-25')
  const rows = await countsOf(page)
  for (const row of [
    ['Samtal till öppen linje', '505'],
    ['februari 2019', '50'],
    ['mars 2019', '69'],
    ['april 2019', '40'],
    ['Person som har utövat eller utövar våld', '233'],
    ['Stockholms län', '123'],
    ['Skåne län', '56'],
    ['Medelvärde, hela år', '37'],
  ])
    expect(rows).toContainEqual(row)

  expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), 'a sheet is filled before another is begun').toBeLessThanOrEqual(4)

  const lines = (await saved(page, 'Spara som CSV')).toString('utf8').split('\r\n')
  const inFile = lines.map((line) =>
    line
      .split(';')
      .map((cell) => cell.replace(/^"|"$/g, '').replace(/^– /, ''))
      .slice(0, 2),
  )
  for (const [label, count] of rows) expect(inFile, label).toContainEqual([label, count])
  const book = await savedWorkbook(page, 'Spara som Excel')
  expect(book.tabs).toEqual(['Samtal', 'Vid sidan av samtalen', 'Vilka som ringde', 'Personer som har utövat eller u'])
  const inBook = plainRows(book.sheets.flat())
  for (const row of plainRows(await cellsOf(page))) expect(inBook, String(row[0])).toContainEqual(row)

  expect(plainRows(await cellsOf(page)), 'how many answered a question at all: 86 of a hundred').toContainEqual(['Svar', 200, 86])
  const coded = await savedWorkbook(page, 'Kodade svar: Excel')
  expect(coded.tabs).toEqual(['Kodade svar', 'Kodbok'])
  const [answers = [], codes = []] = coded.sheets.map((sheet) => sheet.map((row) => row.slice(0, 3).join(' ')))
  expect(answers).toContain('municipality (answered) 200')
  expect(answers).toContain('municipality 01 123')
  expect(codes.some((row) => row.includes('free_notes'))).toBe(true)
  expect(answers.some((row) => row.includes('free_notes'))).toBe(false)

  // The calls of a month are for the house: a list of quarters, which is not printed. Behind what the forms say there is none.
  await expect(page.getByTestId('report').getByRole('region', { name: 'Vilka som ringde' }).getByTitle('Visa samtalen')).toHaveCount(0)
  await page.getByRole('button', { name: 'april 2019' }).focus()
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: 'april 2019' })
  await expect(list.locator('tbody tr')).toHaveCount(40)
  await expectAccessible(page, 'the calls behind a report')
  await page.emulateMedia({ media: 'print' })
  await expect(list).toBeHidden()
})

test('small counts stay where they are: page, file and answer', async ({ newWatcher, server, lead }) => {
  await seedPublished(server.dataDir, LINE)
  const path = '?from=2019-02-04&to=2019-03-04'
  const { page, signIn } = await newWatcher({ locale: 'en-GB', viewport: { width: 360, height: 740 } })
  await signIn(STAFF.lead.username)
  await page.goto(`/review/reports${path}`)
  await expect(page.getByTestId('report')).toBeVisible()
  const rows = await countsOf(page)
  expect(rows).toContainEqual(['Västra Götalands län', '1–4'])
  expect(rows, 'from which the small one would follow').toContainEqual(['Skåne län', '5 or more'])
  const file = (await saved(page, 'Save as CSV')).toString('utf8')
  expect(file).toContain('Västra Götalands län')
  const book = await savedWorkbook(page, 'Save as Excel')
  const inBook = plainRows(book.sheets.flat())
  expect(inBook).toContainEqual(['Västra Götalands län', '1–4'])
  expect(inBook).toContainEqual(['Skåne län', '5 or more'])
  const shown = plainRows(await cellsOf(page))
  for (const row of shown) expect(inBook, String(row[0])).toContainEqual(row)
  // The count that is hidden beside the small one stands nowhere; shown to be found by one that is told.
  expect(inBook.flat(), 'the 56 of Skåne').not.toContain(56)
  expect(inBook.flat(), 'all 59 calls').toContain(59)
  const coded = (await savedWorkbook(page, 'Coded answers: Excel')).sheets[0] ?? []
  expect(coded).toContainEqual(['municipality', '14', '1–4', 59])
  expect(coded).toContainEqual(['municipality', '12', '5 or more', 59])
  const answer = JSON.stringify(await lead.get(`/api/review/report${path}`))
  for (const counts of [
    rows.map(([, count]) => Number(count)),
    inBook.flatMap(([, count]) => (typeof count === 'number' ? [count] : [])),
    coded.flatMap((row) => row.filter((cell) => typeof cell === 'number')),
    [...file.matchAll(/,(\d+)(?=[,\r])/g)].map(([, count]) => Number(count)),
    [...answer.matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count)),
  ]) {
    expect(counts.length).toBeGreaterThan(20)
    expect(counts.filter((count) => count >= 1 && count <= 4)).toEqual([])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, 'a report')
  await page.getByLabel('From').fill('2019-03-05')
  await page.getByRole('button', { name: 'Show the report' }).click()
  await expect(page.getByText('Choose two days, the first before the last', { exact: false })).toBeVisible()
  expect(await page.getByLabel('From').inputValue(), 'what was typed stays').toBe('2019-03-05')
  await expectAccessible(page, 'a report of no days')
  await page.goto('/review/reports?from=2018-01-01&to=2018-01-31')
  await expect(page.getByText('No calls in the period.')).toBeVisible()
  await expectAccessible(page, 'an empty report')
  await expectEnglish(page, 'an empty report')
})
