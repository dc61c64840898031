import type { Page } from '@playwright/test'
import type { MadeBoard } from '../shared/http.ts'
import { expectAccessible, expectEnglish, swedishIn, violationsOf } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { STAFF } from './server/house.ts'

/** Each page and state is looked at in both languages, and in light and dark. */
const LOOKS = [
  { locale: 'sv-SE', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'dark' },
] as const

for (const { locale, colorScheme } of LOOKS) {
  test.describe(`${locale}, ${colorScheme}`, () => {
    async function look(page: Page, state: string) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expectAccessible(page, state)
      if (locale === 'en-GB') await expectEnglish(page, state)
    }

    test('signing in', async ({ newWatcher, emptyServer }) => {
      const { page } = await newWatcher({ locale })
      await page.goto('/')
      await expect(page.locator('input[name=username]')).toBeVisible()
      await look(page, 'sign-in')
      await page.locator('input[name=username]').fill(STAFF.lead.username)
      await page.locator('input[name=password]').fill('fel lösenord helt')
      await page.locator('button[type=submit]').click()
      await expect(page.getByRole('alert')).toBeVisible()
      await look(page, 'sign-in refused')
      const first = await newWatcher({ locale, url: emptyServer.url })
      await first.page.goto('/')
      await look(first.page, 'sign-in without accounts')
      await first.page.goto('/setup')
      await look(first.page, 'set-up without its code')
      await first.page.goto(/https?:\/\/\S+\/setup\S*/.exec(emptyServer.output())?.[0] ?? '/setup')
      await first.page.reload()
      await look(first.page, 'set-up')
    })

    test('the phone, through a shift and a call', async ({ newAdvisor, newCaller }) => {
      test.setTimeout(120_000)
      const advisor = await newAdvisor('first', { onShift: false, locale })
      const caller = await newCaller('caller', { locale })
      const { page } = advisor
      await look(page, 'off shift')
      await advisor.startShift()
      await look(page, 'available')
      await page.getByTestId('sound-settings').click()
      await look(page, 'sound settings')
      await page.keyboard.press('Escape')

      await caller.open()
      await look(caller.page, "the caller's page before calling")
      await caller.page.getByTestId('call-start').click()
      await expect(advisor.offer).toBeVisible()
      await look(page, 'a call is offered')
      await look(caller.page, 'the caller waits')
      await advisor.answer()
      await caller.is('talking')
      await look(page, 'in a call')
      await look(caller.page, 'the caller talks')
      await advisor.mute.click()
      await advisor.hold.click()
      await expect(advisor.hold).toHaveAttribute('aria-pressed', 'true')
      await look(page, 'muted and on hold')
      await advisor.hangUp.click()
      await advisor.is('afterCall')
      await look(page, 'after the call')
      await caller.is('ended')
      await look(caller.page, 'the call has ended')
      await advisor.presence.click()
      await advisor.is('available')
      await advisor.presence.click()
      await advisor.is('paused')
      await look(page, 'paused')
      const second = await advisor.secondTab()
      await second.ownsThePhone('paused')
      await advisor.hasLostThePhone()
      await look(page, 'the phone is in another tab')
    })

    test('faults that a person reads', async ({ newAdvisor, newCaller, server }) => {
      const advisor = await newAdvisor('first', { onShift: false, locale })
      await advisor.page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
      })
      await advisor.presence.click()
      await expect(advisor.page.getByTestId('shift-fault')).toHaveAttribute('data-value', 'blocked')
      await look(advisor.page, 'the microphone is blocked')
      const caller = await newCaller('caller', { locale })
      await caller.open('finns-inte')
      await caller.page.getByTestId('call-start').click()
      await caller.is('failed')
      await look(caller.page, 'the call has failed')
      await server.kill()
      await expect(advisor.page.getByRole('status').first()).toBeVisible()
      await look(advisor.page, 'the phone without its server')
    })

    test('the board on a TV and on a desk', async ({ newWatcher, newAdvisor, newCaller, lead, server }) => {
      test.setTimeout(90_000)
      const made = await lead.post<MadeBoard>('/api/boards', { name: 'TV', lines: [] })
      const tv = await newWatcher({ locale, viewport: { width: 1920, height: 1080 } })
      await tv.page.goto(made.path)
      await tv.shows('board-waiting', 0)
      await look(tv.page, 'an empty board')
      const desk = await newWatcher({ locale })
      await desk.signIn(STAFF.lead.username)
      await desk.page.goto('/board')
      await desk.shows('board-waiting', 0)

      const advisor = await newAdvisor('first')
      const one = await newCaller()
      await one.call()
      await advisor.answer()
      const two = await newCaller('otherCaller')
      await two.call()
      await tv.shows('board-waiting', 1)
      await look(tv.page, 'a busy board')
      await look(desk.page, 'a busy board on a desk')
      const scrolls = await tv.page.evaluate(() => {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement
        return scrollHeight > clientHeight || scrollWidth > clientWidth
      })
      expect(scrolls, 'a TV cannot scroll').toBe(false)

      const late = await newWatcher({ locale })
      await late.page.goto(made.path)
      await expect(late.page.getByRole('main')).toBeVisible()
      await look(late.page, 'a used link')
      await server.kill()
      await expect.poll(() => tv.reads('board-data-age'), { timeout: 15_000 }).toBeGreaterThanOrEqual(6)
      await look(tv.page, 'a board without its server')
    })

    test('administration', async ({ newWatcher, newAdvisor }) => {
      const { page, signIn } = await newWatcher({ locale })
      await signIn(STAFF.lead.username)
      for (const section of ['accounts', 'lines', 'boards']) {
        await page.goto(`/admin#${section}`)
        await expect(page.locator(`section[aria-labelledby=${section}]`)).toBeVisible()
        await look(page, section)
        await page.locator('.admin-head button').click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await look(page, `${section}: a new one`)
        await page.keyboard.press('Escape')
      }
      await page.goto('/admin#boards')
      await page.locator('.admin-head button').click()
      await page.getByRole('dialog').locator('input[name=name]').fill('TV')
      await page.getByRole('dialog').locator('button[type=submit]').click()
      await expect(page.getByTestId('board-link')).toBeVisible()
      await look(page, 'a link that was made')
      const advisor = await newAdvisor('first', { onShift: false, locale })
      await advisor.page.goto('/admin')
      await expect(advisor.page.getByRole('alert')).toBeVisible()
      await look(advisor.page, 'administration is not for advisors')
    })
  })
}

test('the language is chosen by the browser, can be switched, and is kept for staff only', async ({ newWatcher, newCaller }) => {
  const { page } = await newWatcher({ locale: 'en-GB' })
  await page.goto('/')
  await expect(page.getByLabel('Password')).toBeVisible()
  await page.getByRole('button', { name: 'Svenska' }).click()
  await expect(page.getByLabel('Lösenord')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv')
  await page.reload()
  await expect(page.getByLabel('Lösenord')).toBeVisible()

  const caller = await newCaller('caller', { locale: 'en-GB' })
  await caller.open()
  await expect(caller.page.getByRole('button', { name: 'Call', exact: true })).toBeVisible()
  await caller.page.getByRole('button', { name: 'Svenska' }).click()
  await expect(caller.page.getByRole('button', { name: 'Ring', exact: true })).toBeVisible()
  await caller.page.reload()
  await expect(caller.page.getByRole('button', { name: 'Call', exact: true }), 'nothing is kept of a caller').toBeVisible()
})

test('every page fits a screen of 360 pixels', async ({ newWatcher }) => {
  test.setTimeout(120_000)
  const { page, signIn } = await newWatcher({ viewport: { width: 360, height: 740 } })
  const fits = async (paths: readonly string[]) => {
    for (const path of paths) {
      await page.goto(path)
      await expect(page.getByRole('main')).toBeVisible()
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360)
    }
  }
  await fits(['/', '/call', '/about', '/survey'])
  await signIn(STAFF.lead.username)
  await fits(['', '/lines', '/boards', '/form', '/duties', '/knowledge', '/data'].map((section) => `/admin${section.replace('/', '#')}`))
  await fits(['', '/months', '/staffing', '/reports', '/survey', '/history'].map((part) => `/review${part}`))
  await fits(['', '/checks', '/coverage', '/files'].map((part) => `/register${part}`))
  await fits(['/phone'])
})

test('a page that breaks the rules is noticed', async ({ newWatcher }) => {
  const { page } = await newWatcher()
  await page.setContent(`<html lang="en"><title>x</title><main><h1>Page</h1><button style="color: #ccc; background: #fff">Faint</button>
    <input><img src="data:,"><p title="Lägg på">Hello</p></main></html>`)
  const violations = (await violationsOf(page)).join('\n')
  for (const rule of ['color-contrast', 'label', 'image-alt']) expect(violations).toContain(rule)
  expect(await swedishIn(page)).toEqual(['Lägg på'])
})
