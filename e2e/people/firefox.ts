import { expect } from '@playwright/test'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import type { AdvisorStateName } from '../../shared/floor/model.ts'
import { keptSession } from '../server/client.ts'
import type { CallStatus } from './caller.ts'
import { expectDoesNotHear, expectHears, listenIn } from './ears.ts'
import type { Loudspeaker } from './loudspeaker.ts'

/*
 * People in Debian's Firefox. It is driven by WebDriver BiDi, which Playwright does not speak to a browser that it has not built itself.
 */

const WAIT_MS = 40_000

/** A Firefox whose microphone gives this tone, in Hz, and that plays on this loudspeaker. Must be closed. */
export function launchFirefox(hz: number, loudspeaker: Loudspeaker): Promise<Browser> {
  return puppeteer.launch({
    env: { ...process.env, ...loudspeaker.env },
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.permission.disabled': true,
      'media.navigator.streams.fake': true,
      'media.navigator.audio.fake_frequency': hz,
      'media.autoplay.default': 0,
      'media.peerconnection.ice.loopback': true,
      'permissions.default.microphone': 1,
      'permissions.default.desktop-notification': 1,
      'intl.accept_languages': 'sv-SE',
    },
  })
}

/** Somebody in Firefox in front of a page of the product; `who` is for messages of failed waits. */
export interface FirefoxPerson {
  readonly page: Page
  /** Presses the button with this `data-testid`. */
  press(mark: string): Promise<void>
  /** Waits until the mark has this value in this attribute. */
  shows(mark: string, attribute: string, value: string | RegExp): Promise<void>
  hears(hz: number): Promise<void>
  doesNotHear(hz: number): Promise<void>
}

export interface FirefoxAdvisor extends FirefoxPerson {
  is(state: AdvisorStateName): Promise<void>
  answer(): Promise<void>
}

export interface FirefoxCaller extends FirefoxPerson {
  is(status: CallStatus): Promise<void>
}

async function personIn(browser: Browser, who: string): Promise<FirefoxPerson> {
  const page = await browser.newPage()
  await page.evaluateOnNewDocument(listenIn)
  const at = (mark: string): string => `[data-testid="${mark}"]`
  return {
    page,
    press: (mark) => page.locator(at(mark)).setTimeout(WAIT_MS).click(),
    async shows(mark, attribute, value) {
      const read = () => page.$eval(at(mark), (element, name) => element.getAttribute(name), attribute).catch(() => null)
      const waiting = expect.poll(read, { message: `${who} should see ${mark} with ${attribute} ${value}`, timeout: WAIT_MS })
      await (typeof value === 'string' ? waiting.toBe(value) : waiting.toMatch(value))
    },
    hears: (hz) => expectHears(page, hz, who),
    doesNotHear: (hz) => expectDoesNotHear(page, hz, who),
  }
}

/** An advisor with a kept session at `/phone`, on shift. */
export async function advisorInFirefox(browser: Browser, url: string, username: string): Promise<FirefoxAdvisor> {
  const person = await personIn(browser, username)
  const [name, value] = (await keptSession(url, username))?.split('=') ?? []
  if (!name || !value) throw new Error(`${username} has no kept session`)
  await browser.setCookie({ name, value, domain: new URL(url).hostname, path: '/', httpOnly: true, sameSite: 'Strict' })
  await person.page.goto(`${url}/phone`)
  await person.shows('presence', 'data-state', 'offline')
  await person.press('presence')
  await person.shows('presence', 'data-state', /available|offered/)
  const is = (state: AdvisorStateName) => person.shows('presence', 'data-state', state)
  return {
    ...person,
    is,
    async answer() {
      await person.press('answer')
      await is('talking')
    },
  }
}

/** A caller at `/call` whose call has begun. */
export async function callerInFirefox(browser: Browser, url: string): Promise<FirefoxCaller> {
  const person = await personIn(browser, 'the caller')
  await person.page.goto(`${url}/call`)
  await person.press('call-start')
  return { ...person, is: (status) => person.shows('call-status', 'data-state', status) }
}
