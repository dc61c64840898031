import type { Browser, BrowserContext } from '@playwright/test'
import { NEUTRAL_PAGE } from '../shared/neutralPage.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { ADDRESS } from './anonymity/markers.ts'
import { type Finding, files, search } from './anonymity/search.ts'
import { expect, test } from './fixtures.ts'
import { plainRows, saved, savedWorkbook } from './savedFiles.ts'
import { LINE, STAFF } from './server/house.ts'
import { ANSWERS, seedSurvey } from './server/pastAnswers.ts'
import { seedPublished } from './server/pastCalls.ts'
import type { RunningServer } from './server/server.ts'

/** Somebody who has called, behind a proxy that says from where; without JavaScript unless told otherwise. */
const visit = (browser: Browser, server: RunningServer, options: { js?: boolean; locale?: string } = {}): Promise<BrowserContext> =>
  browser.newContext({
    baseURL: server.url,
    javaScriptEnabled: options.js ?? false,
    locale: options.locale ?? 'sv-SE',
    viewport: { width: 360, height: 740 },
    extraHTTPHeaders: { 'x-forwarded-for': ADDRESS },
  })

/** Where the address of who answered has been left: in the data, as it is on disk, or in the log. */
const tracesOf = (server: RunningServer, ...more: [string, string][]): Finding[] =>
  search([['log', server.output()], ...files(server.dataDir).map(({ name, bytes }): [string, Buffer] => [name, bytes]), ...more])

test('a caller answers without JavaScript in two languages; a supervisor sees that few have, and nothing points at them', async ({
  browsers,
  newWatcher,
  server,
}) => {
  const context = await visit(await browsers.get('caller'), server)
  const cookies: string[] = []
  const elsewhere: string[] = []
  context.on('request', (request) => void (request.url().startsWith(server.url) || elsewhere.push(request.url())))
  context.on(
    'response',
    async (response) => void ((await response.headerValue('set-cookie').catch(() => null)) && cookies.push(response.url())),
  )
  try {
    const page = await context.newPage()
    await page.goto('/svar')
    await expect(page).toHaveURL('/survey')
    await expect(
      page.getByRole('group', { name: 'Har du tagit kontakt med verksamheten?' }),
      'before the answer it follows from',
    ).toBeHidden()
    await page.getByRole('button', { name: 'Skicka svaren' }).click()
    await expect(page.getByRole('alert')).toHaveText(/Du har inte valt något svar/)
    await page.getByLabel('Mycket nöjd').check()
    await page.getByRole('group', { name: 'Fick du tips' }).getByLabel('Ja', { exact: true }).check()
    await page.getByLabel('Inte än, men jag tänker göra det').check()
    await page.getByRole('button', { name: 'Skicka svaren' }).click()
    await expect(page.getByRole('heading', { name: 'Tack för dina svar' })).toBeVisible()
    await expect(page.getByText('Du tar kontakt och kan börja där.'), 'the third step').toBeVisible()

    await page.goto('/survey')
    await page.getByRole('link', { name: 'العربية' }).click()
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await page.getByLabel('وجدت من يستمع إليّ').check()
    await page.getByRole('button', { name: 'إرسال الإجابات' }).click()
    await expect(page.getByRole('heading', { name: 'شكراً على إجاباتك' })).toBeVisible()
    expect([cookies, elsewhere, await context.cookies()]).toEqual([[], [], []])
    expect((await context.storageState()).origins, 'kept in the browser').toEqual([])
  } finally {
    await context.close()
  }

  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto('/review/survey')
  const answered = page.getByRole('row', { name: 'Har svarat på enkäten' })
  await expect(answered.getByRole('cell').first()).toHaveText('1–4')
  await expect(page.getByText('Vad de har svarat visas när kvartalet är slut').first()).toBeVisible()
  await expect(page.getByText('Mycket nöjd')).toHaveCount(0)
  expect(tracesOf(server)).toEqual([])
  expect(tracesOf(server, ['a log with the address', `from ${ADDRESS}`]), 'the search must be able to find it').toHaveLength(1)
  const stored = Buffer.concat(files(server.dataDir).map(({ bytes }) => bytes)).toString('latin1')
  expect(stored, 'the answers are there').toContain('not_yet')
})

test('a flood from one address is held back in words, and nothing that was chosen is lost', async ({ browsers, server }) => {
  for (let sent = 0; sent < 6; sent++) {
    const body = new URLSearchParams({ lang: 'sv', referred: 'no' })
    const answer = await fetch(`${server.url}/survey`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'x-forwarded-for': ADDRESS },
      body,
    })
    expect(answer.status).toBe(303)
  }
  const context = await visit(await browsers.get('caller'), server, { locale: 'en-GB' })
  try {
    const page = await context.newPage()
    await page.goto(`/survey/${LINE}`)
    await page.getByLabel('Partly').check()
    await page.getByLabel('Someone listened to me').check()
    await page.getByRole('button', { name: 'Send the answers' }).click()
    await expect(page.getByRole('alert')).toHaveText(/Unusually many answers are coming in just now/)
    await expect(page.getByLabel('Partly')).toBeChecked()
    await expect(page.getByLabel('Someone listened to me')).toBeChecked()
  } finally {
    await context.close()
  }
})

for (const way of ['a link, without JavaScript', 'Escape twice'] as const) {
  test(`quick exit by ${way}`, async ({ browsers, server }) => {
    const js = way === 'Escape twice'
    const context = await visit(await browsers.get('caller'), server, { js })
    try {
      await context.route(`${NEUTRAL_PAGE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>SMHI</title>' }))
      const page = await context.newPage()
      await page.goto('/survey')
      await page.getByLabel('Mycket nöjd').check()
      const leaving = page.waitForRequest(NEUTRAL_PAGE)
      if (js) {
        await expect(page.getByText('Tryck Esc två gånger')).toBeAttached()
        await page.locator('html.scripted').waitFor()
        await page.keyboard.press('Escape')
        await page.keyboard.press('Escape')
      } else await page.getByTestId('quick-exit').click()
      expect((await (await leaving).allHeaders()).referer, 'what the other page learns').toBeUndefined()
      await page.waitForURL(NEUTRAL_PAGE)
      await page.goBack()
      if (js) expect(page.url()).not.toContain('/survey')
      else expect(await page.locator('input:checked').count(), 'who goes back finds nothing chosen').toBe(0)
    } finally {
      await context.close()
    }
  })
}

test('the survey can be used by all: in three languages, light and dark, on a small phone and enlarged', async ({ browsers, server }) => {
  const context = await visit(await browsers.get('caller'), server, { js: true })
  try {
    const page = await context.newPage()
    for (const language of ['sv', 'en', 'ar'])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.goto(`/survey?lang=${language}`)
        await page.locator('[name=referred][value=yes]').check()
        await expectAccessible(page, `the survey in ${language}, ${colorScheme}`)
      }
    await page.goto('/survey?lang=en')
    await expect(page.locator('body'), 'as it is read aloud: the way out first, then the questions by their names').toMatchAriaSnapshot(`
      - banner:
        - link "Leave this page"
      - navigation "Languages":
        - link "Svenska"
        - link "English"
        - link "العربية"
      - main:
        - heading "Survey about the call" [level=1]
        - group "How satisfied are you with the call?":
          - radio "Very satisfied"
          - radio "I do not want to answer"
        - group "Did you feel met with respect?"
        - group "What did you get help with in the call?":
          - checkbox "Someone listened to me"
        - group "Were you told about a service where you can get help?"
        - group "What was your call about?"
        - button "Send the answers"
      - contentinfo
    `)
    await page.goto('/survey?lang=ar&thanks')
    await expectAccessible(page, 'the thanks')
    await page.goto('/survey?lang=en')
    await page.locator('button[type=submit]').click()
    await expectAccessible(page, 'a survey that was sent empty')
    // 200 % of a phone
    await page.setViewportSize({ width: 180, height: 370 })
    for (const language of ['sv', 'kmr', 'bcs', 'fa']) {
      await page.goto(`/survey?lang=${language}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), language).toBeLessThanOrEqual(180)
    }
  } finally {
    await context.close()
  }
})

test('a supervisor reads what is over, and what services count: page, file and answer hold no small count', async ({
  newWatcher,
  server,
  lead,
}) => {
  await seedPublished(server.dataDir, LINE)
  seedSurvey(server.dataDir, LINE, '2021-Q2', ANSWERS, 61)
  const { page, signIn } = await newWatcher({ locale: 'en-GB', viewport: { width: 360, height: 740 } })
  await signIn(STAFF.lead.username)
  await page.goto(`/review/survey?line=${LINE}`)
  const countAt = (name: string) => page.getByRole('row', { name }).first().getByRole('cell').first()
  await expect(countAt('Were told of the survey')).toHaveText('61')
  await expect(countAt('Have answered the survey')).toHaveText('34')
  await expect(page.getByText('Few have answered.')).toBeVisible()
  await expect(countAt('3. Made contact, by the survey')).toHaveText('16')
  await expect(countAt('Share that made contact, of those who answered')).toHaveText('–')
  await expect(countAt('Share of all who were told of a service')).toHaveText('62% (41–80)')
  await expect(countAt('Fairly dissatisfied')).toHaveText('1–4')

  await page.getByText('Add what a service has counted').click()
  const fill = async (service: string, came: string, began: string) => {
    await page.getByLabel('Year').fill('2021')
    await page.getByLabel('Service', { exact: true }).fill(service)
    await page.getByLabel('So many came through the line').fill(came)
    await page.getByLabel('Of them: began a programme').fill(began)
    await page.getByLabel('Source').fill('Letter of 15 January 2022')
    await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  }
  await fill('Nordan', '12', '13')
  await expect(page.getByText('Write a whole number that is not larger than how many came')).toBeVisible()
  await expect(page.getByLabel('Service', { exact: true })).toHaveValue('Nordan')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, 'a service count that was refused')
  await fill('Nordan', '44', '31')
  await expect(countAt('Nordan')).toHaveText('44')
  await fill('Söderan', '3', '')
  await expect(countAt('Söderan')).toHaveText('1–4')
  await expect(countAt('Came to the services')).toHaveText('47')
  await expectAccessible(page, 'survey and referrals')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

  const file = (await saved(page, 'Save as CSV')).toString('utf8')
  expect(file).toContain('Fairly dissatisfied,1–4')
  const { sheets } = await savedWorkbook(page, 'Save as Excel')
  const inBook = plainRows(sheets.flat())
  expect(inBook).toContainEqual(['Fairly dissatisfied', '1–4'])
  const shown = await page
    .getByTestId('survey-review')
    .locator('.report-table tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  expect(shown.length).toBeGreaterThan(40)
  for (const row of plainRows(shown)) expect(inBook, String(row[0])).toContainEqual(row)
  const answer = JSON.stringify(await lead.get(`/api/review/survey?line=${LINE}`))
  for (const counts of [
    inBook.flatMap(([, count]) => (typeof count === 'number' ? [count] : [])),
    [...file.matchAll(/,(\d+)(?=[,\r])/g)].map(([, count]) => Number(count)),
    [...answer.matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count)),
  ]) {
    expect(counts.length).toBeGreaterThan(20)
    expect(counts.filter((count) => count >= 1 && count <= 4)).toEqual([])
  }
  await page.getByRole('combobox', { name: 'Period' }).selectOption({ index: 0 })
  await expect(page.getByText('going on').last()).toBeAttached()
  await expect(countAt('Have answered the survey')).toHaveText('0')
  await page.getByRole('button', { name: 'Remove 2021, Söderan' }).click()
  await expect(page.getByRole('button', { name: 'Remove 2021, Söderan' })).toHaveCount(0)
  await expectEnglish(page, 'survey and referrals')
})
