import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { ROOT } from '../server/server.ts'
import { TONES, writeTone } from './tone.ts'

/**
 * Chromium's suggestions below its address bar are two pages of their own for each page that is opened, and took a tenth of all the time that
 * these tests take. The others are what Playwright turns off: the browser heeds the last such list alone.
 */
const NOT_NEEDED = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose'],
  ...['HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying'],
  ...['OptimizationHints', 'PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning'],
]

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  `--disable-features=${NOT_NEEDED.join(',')}`,
]

/** `shell`: the engine without what is around its pages, a tenth less work; it has no notifications. `whole`: the browser that people have. */
const PROGRAMS = { shell: '/usr/bin/chromium-headless-shell', whole: '/usr/bin/chromium' } as const
export type Program = keyof typeof PROGRAMS

const TONE_DIR = join(ROOT, 'e2e/.out/tones')

/** Whose microphone a browser has. */
export type Voice = keyof typeof TONES

/** A browser whose microphone gives this voice's tone. Must be closed. */
export function launchBrowser(voice: Voice, program: Program = 'shell'): Promise<Browser> {
  mkdirSync(TONE_DIR, { recursive: true })
  const file = join(TONE_DIR, `${voice}-${process.pid}.wav`)
  writeTone(file, TONES[voice])
  return chromium.launch({
    executablePath: PROGRAMS[program],
    args: [...FLAGS, `--use-file-for-fake-audio-capture=${file}`],
  })
}

/** Ends a browser as a power cut does: nobody in it gets to say goodbye. */
export async function killBrowser(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const main = processInfo.find(({ type }) => type === 'browser')
  if (!main) throw new Error('the browser does not say which process it is')
  const gone = new Promise((resolve) => browser.once('disconnected', resolve))
  process.kill(main.id, 'SIGKILL')
  await gone
}

/** Browsers that are kept from test to test, one for each voice. */
export interface Browsers {
  get(voice: Voice): Promise<Browser>
  close(): Promise<void>
}

export function createBrowsers(program: Program): Browsers {
  const open = new Map<Voice, Promise<Browser>>()
  return {
    async get(voice) {
      const known = await open.get(voice)
      if (known?.isConnected()) return known
      const browser = launchBrowser(voice, program)
      open.set(voice, browser)
      return browser
    },
    async close() {
      await Promise.all([...open.values()].map(async (browser) => (await browser).close()))
    },
  }
}
