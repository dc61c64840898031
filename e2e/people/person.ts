import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { keptSession, PASSWORD } from '../server/client.ts'
import { expectDoesNotHear, expectHears, expectHearsSomething, listenIn } from './ears.ts'

/** Somebody in front of a page of the product. */
export interface Person {
  /** Who it is, for messages of failed waits. */
  readonly who: string
  readonly page: Page
  readonly context: BrowserContext
  /** Waits until this tone is heard above all others; `timeout` in ms. */
  hears(hz: number, timeout?: number): Promise<void>
  doesNotHear(hz: number, timeout?: number): Promise<void>
  /** Packets come in and are not silence, whatever they are. */
  hearsSomething(): Promise<void>
}

export interface PersonOptions {
  readonly browser: Browser
  readonly url: string
  readonly who: string
  readonly locale?: string
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** A person with a fresh browser profile and an empty page. Its context is closed with its browser or by the fixture. */
export async function createPerson({
  browser,
  url,
  who,
  locale = 'sv-SE',
  viewport = { width: 1280, height: 900 },
}: PersonOptions): Promise<Person> {
  const context = await browser.newContext({ baseURL: url, locale, viewport, permissions: ['microphone', 'notifications'] })
  await context.addInitScript(listenIn)
  return personAt(await context.newPage(), who)
}

/** The same person in another page of the same browser. */
export function personAt(page: Page, who: string): Person {
  return {
    who,
    page,
    context: page.context(),
    hears: (hz, timeout) => expectHears(page, hz, who, timeout),
    doesNotHear: (hz, timeout) => expectDoesNotHear(page, hz, who, timeout),
    hearsSomething: () => expectHearsSomething(page, who),
  }
}

/** Waits until an element's `data-state` is this. */
export async function expectState(mark: Locator, state: string, message: string, timeout = 15_000): Promise<void> {
  await expect(mark, message).toHaveAttribute('data-state', state, { timeout })
}

/** Gives the page the kept session of this user; false when there is none, and somebody has to sign in. */
export async function isKnown(page: Page, url: string, username: string): Promise<boolean> {
  const [name, value] = (await keptSession(url, username))?.split('=') ?? []
  if (!name || !value) return false
  await page.context().addCookies([{ name, value, url }])
  return true
}

/** Fills in the sign-in form by its labels, in the language that the page has. */
export async function fillSignIn(page: Page, username: string): Promise<void> {
  await page.getByLabel(/^(Användarnamn|User name)/).fill(username)
  await page.getByLabel(/^(Lösenord|Password)/).fill(PASSWORD)
  await page.getByRole('button', { name: /^(Logga in|Sign in)$/ }).click()
}
