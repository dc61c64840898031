import { type Dirent, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { LINE, temporary } from './server/house.ts'

/** As a public computer has it: the whole browser, with a profile that stays on the disk. */
const openProfile = (dir: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(dir, {
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  })

/**
 * The files of the profile that a server can keep a page out of. Not the history, and not the list of scripts that Chromium has run, by address,
 * which neither `no-store` nor `Clear-Site-Data` keeps them from: that the browser itself may remember the visit is said on the page.
 */
function* kept(dir: string): Generator<[string, Buffer]> {
  const files: Dirent[] = readdirSync(dir, { recursive: true, withFileTypes: true })
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name)
    const place = path.slice(dir.length)
    if (entry.isFile() && /cache|storage|indexeddb|cookies|service worker/i.test(place) && !place.includes('Code Cache'))
      yield [path, readFileSync(path)]
  }
}

/** Which kept files hold one of these texts. */
const holding = (dir: string, texts: readonly string[]): string[] =>
  [...kept(dir)].filter(([, bytes]) => texts.some((text) => bytes.includes(text))).map(([path]) => path.slice(dir.length))

test('who was on a public page and left has left nothing of it in the cache and the stores of the browser', async ({ server }) => {
  test.setTimeout(120_000)
  const dir = temporary('profile')
  const host = new URL(server.url).host
  const loaded = new Set<string>()
  const context = await openProfile(dir)
  const page = await context.newPage()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.startsWith('/assets/')) return
    loaded.add(pathname.slice('/assets/'.length))
    expect.soft(response.headers()['cache-control'], pathname).toBe('no-store')
  })
  for (const path of ['/call', `/call/${LINE}`, '/about', '/om', `/about/${LINE}?lang=ar`, '/survey', '/svar', '/ask#none']) {
    await page.goto(server.url + path)
    await page.waitForLoadState('networkidle')
  }
  await page.goto(`${server.url}/call`)
  await page.getByTestId('call-start').click()
  await page.getByTestId('call-status').and(page.locator('[data-state=waiting]')).waitFor()
  await page.getByTestId('call-end').click()
  await page.goto('about:blank')
  await context.close()
  expect(loaded.size, 'the pages should have loaded something').toBeGreaterThan(5)
  expect(holding(dir, [`${host}/`, ...loaded])).toEqual([])

  // The same look finds a page that may be kept.
  const staff = await openProfile(dir)
  const there = await staff.newPage()
  await there.goto(`${server.url}/`)
  await there.waitForLoadState('networkidle')
  await staff.close()
  expect(holding(dir, [`${host}/assets/`]), 'what staff load should be found in the cache').not.toEqual([])
  rmSync(dir, { recursive: true, force: true })
})
