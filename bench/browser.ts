import { type Browser, type BrowserContext, chromium } from '@playwright/test'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // The board is looked at, not kept in the background.
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
]

/** Debian's Chromium, without a screen. `CHROMIUM` names another one. Must be closed. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
}

/** A fresh profile at the server, with a session if a cookie is given (`name=value`). */
export async function visitor(browser: Browser, origin: string, cookie = ''): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    permissions: ['microphone', 'notifications'],
  })
  // The loader that runs these files marks functions with a helper that a page does not have.
  await context.addInitScript('globalThis.__name = (marked) => marked')
  const [name, value] = cookie.split('=')
  if (name && value) await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Strict' }])
  return context
}
