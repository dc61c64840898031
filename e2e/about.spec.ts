import type { Browser, BrowserContext } from '@playwright/test'
import type { Line } from '../shared/floor/model.ts'
import { plainService } from '../shared/floor/service.ts'
import { NEUTRAL_PAGE } from '../shared/neutralPage.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { ADDRESS } from './anonymity/markers.ts'
import { files, search } from './anonymity/search.ts'
import { expect, test } from './fixtures.ts'
import { LINE, OTHER_LINE } from './server/house.ts'
import type { RunningServer } from './server/server.ts'

const PHONE = { width: 360, height: 740 }
/** 200 % of a phone. */
const ENLARGED = { width: 180, height: 370 }
const OFFICE = [{ from: '08:30', to: '16:00' }]

const visit = (browser: Browser, server: RunningServer, javaScriptEnabled: boolean): Promise<BrowserContext> =>
  browser.newContext({
    baseURL: server.url,
    javaScriptEnabled,
    locale: 'sv-SE',
    viewport: PHONE,
    extraHTTPHeaders: { 'x-forwarded-for': ADDRESS },
  })

/** The page to which one leaves, without asking for it. */
const stillWeather = (context: BrowserContext): Promise<unknown> =>
  context.route(`${NEUTRAL_PAGE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>SMHI</title>' }))

test('who may want to call reads about the line without JavaScript, and leaves nothing behind', async ({ browsers, server, lead }) => {
  // Closed on every day, so that what is read does not depend on the hour.
  const never = { week: Array.from({ length: 7 }, () => []), holidays: [], exceptions: [] }
  await lead.patch<Line>(`/api/lines/${LINE}`, { number: '020-555 666', greeting: 'Linjen drivs av några som lyssnar.', hours: never })
  const context = await visit(await browsers.get('caller'), server, false)
  const elsewhere: string[] = []
  context.on('request', (request) => void (request.url().startsWith(server.url) || elsewhere.push(request.url())))
  try {
    await stillWeather(context)
    const page = await context.newPage()
    await page.goto('/call')
    await page.getByRole('link', { name: 'Om linjen' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Välj att sluta')
    await expect(page.getByText('Linjen drivs av några som lyssnar.')).toBeVisible()
    await expect(page.getByTestId('about-status')).toHaveText('Just nu har vi stängt.')
    await expect(page.getByRole('row')).toHaveText(['DagTid', 'Måndag–söndagstängt'])
    await expect(page.getByRole('link', { name: '020-555 666' })).toHaveAttribute('href', 'tel:020555666')
    await expect(page.getByRole('link', { name: 'Är någon i fara nu, ring 112.' })).toBeVisible()
    await expect(page.getByText('Du tar kontakt och kan börja där.'), 'the third step').toBeVisible()
    await expect(page.getByTestId('quick-exit')).toHaveAttribute('href', NEUTRAL_PAGE)
    for (const viewport of [PHONE, ENLARGED]) {
      await page.setViewportSize(viewport)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
    }
    await page.setViewportSize(PHONE)
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page.getByTestId('about-status')).toHaveText('We are closed right now.')
    await page.getByRole('link', { name: 'To the questions' }).click()
    await expect(page.getByRole('heading', { name: 'Survey about the call' })).toBeVisible()
    await page.getByRole('link', { name: 'About the line' }).click()
    await expect(page.getByRole('heading', { name: 'What the line cannot promise' })).toBeVisible()

    await page.goto(`/om/${OTHER_LINE}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nattlinjen')
    await expect(page.getByTestId('about-status')).toHaveText('Vi har öppet dygnet runt. Ring när du vill.')
    await page.goto('/about/no-such-line')
    await expect(page.getByRole('heading', { name: 'Linjen finns inte' })).toBeVisible()
    expect([elsewhere, await context.cookies()]).toEqual([[], []])
    expect((await context.storageState()).origins, 'kept in the browser').toEqual([])
    await page.getByTestId('quick-exit').click()
    await page.waitForURL(NEUTRAL_PAGE)
    expect(elsewhere, 'what is loaded from elsewhere would have been seen').toContain(NEUTRAL_PAGE)
  } finally {
    await context.close()
  }
  const kept = files(server.dataDir).map(({ name, bytes }): [string, Buffer] => [name, bytes])
  expect(search([['log', server.output()], ...kept]), 'traces of who has read it').toEqual([])
})

test('the page about a line can be used by all, and left in an instant', async ({ browsers, server, lead }) => {
  const hours = { week: [OFFICE, OFFICE, [], [], OFFICE, [], []], holidays: [], exceptions: [] }
  const languages = ['sv', 'en', 'ar', 'kmr'] as const
  await lead.patch<Line>(`/api/lines/${LINE}`, { hours, service: { ...plainService, languages, languageMenu: true } })
  const context = await visit(await browsers.get('caller'), server, true)
  try {
    await stillWeather(context)
    const page = await context.newPage()
    await page.goto(`/call/${OTHER_LINE}`)
    await page.getByRole('link', { name: 'Läs om linjen innan du ringer' }).click()
    await expect(page).toHaveURL(`/about/${OTHER_LINE}?lang=sv`)
    for (const language of ['sv', 'en'])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.goto(`/about?lang=${language}`)
        await expectAccessible(page, `the page about a line in ${language}, ${colorScheme}`)
      }
    await expect(page.locator('main'), 'as it is read aloud: whether one can call, and how, before the rest').toMatchAriaSnapshot(`
      - main:
        - heading "Välj att sluta" [level=1]
        - region "Call":
          - paragraph: /That is how it is at/
          - paragraph:
            - link "Call from the browser"
          - paragraph:
            - link "If someone is in danger now, call 112."
        - heading "Opening hours" [level=2]
        - table "Opening hours":
          - rowgroup:
            - row "Monday–Tuesday 08:30–16:00"
        - heading "Who can call" [level=2]
        - heading "Are you subjected to violence yourself?" [level=2]
        - heading "The way to help" [level=2]
        - heading "You are anonymous" [level=2]
    `)
    await expectEnglish(page, 'the page about a line')
    await page.locator('summary', { hasText: 'العربية' }).click()
    await expect(page.getByText('أهلاً بك في خط'), 'what is said in another language').toBeVisible()
    await expectAccessible(page, 'the page about a line with another language unfolded')
    await page.goto('/about/no-such-line?lang=en')
    await expectAccessible(page, 'a line that is not there')
    await page.goto('/about?lang=en')
    await page.setViewportSize(ENLARGED)
    await expectAccessible(page, 'the page about a line, enlarged')
    await page.locator('html.scripted').waitFor()
    const leaving = page.waitForRequest(NEUTRAL_PAGE)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect((await (await leaving).allHeaders()).referer, 'what the other page learns').toBeUndefined()
    await page.waitForURL(NEUTRAL_PAGE)
    await page.goBack()
    expect(page.url(), 'the one before it: it is not in the history itself').toContain('/about/no-such-line')
  } finally {
    await context.close()
  }
})
