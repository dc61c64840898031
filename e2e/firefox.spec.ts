import type { Browser } from 'puppeteer-core'
import { test as base, expect } from './fixtures.ts'
import { advisorInFirefox, callerInFirefox, launchFirefox } from './people/firefox.ts'
import { plugInLoudspeaker } from './people/loudspeaker.ts'
import { TONES } from './people/tone.ts'
import { STAFF } from './server/house.ts'
import { recordedCalls } from './server/record.ts'

/** Two programs, one of which begins slowly where the machine is busy. */
const LONG_MS = 150_000

const test = base.extend<{ readonly openFirefox: (hz: number) => Promise<Browser> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for from this pattern.
  openFirefox: async ({}, use) => {
    const loudspeaker = await plugInLoudspeaker()
    const open: Browser[] = []
    await use(async (hz) => {
      const browser = await launchFirefox(hz, loudspeaker)
      open.push(browser)
      return browser
    })
    await Promise.all(open.map((browser) => browser.close()))
    await loudspeaker.close()
  },
})

test('an advisor in Firefox talks with a caller, holds and resumes', async ({ server, newCaller, lead, openFirefox }) => {
  test.setTimeout(LONG_MS)
  const advisor = await advisorInFirefox(await openFirefox(TONES.first), server.url, STAFF.first.username)
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.is('talking')
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])

  const held = async () => Object.values((await lead.floor()).floor.calls).map(({ state }) => state.is === 'talking' && state.onHold)
  const said = caller.page.getByTestId('call-status')
  const whileTalking = await said.textContent()
  await advisor.press('hold')
  await advisor.shows('hold', 'aria-pressed', 'true')
  await expect.poll(held, { message: 'the floor should know of the hold' }).toEqual([true])
  await expect(said, 'the caller should read that it is held').not.toHaveText(whileTalking ?? '')
  await Promise.all([caller.doesNotHear(TONES.first), advisor.doesNotHear(TONES.caller)])

  await advisor.press('hold')
  await advisor.shows('hold', 'aria-pressed', 'false')
  await expect.poll(held, { message: 'the floor should know of the end of the hold' }).toEqual([false])
  await expect(said, 'the caller should read that it talks again').toHaveText(whileTalking ?? '')
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.caller)])

  await advisor.press('hang-up')
  await caller.is('ended')
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'answered' }])
})

test('a caller in Firefox is answered, and both hear the other', async ({ server, newAdvisor, openFirefox }) => {
  test.setTimeout(LONG_MS)
  const advisor = await newAdvisor('first')
  const caller = await callerInFirefox(await openFirefox(TONES.otherCaller), server.url)
  await advisor.answer()
  await caller.is('talking')
  await Promise.all([caller.hears(TONES.first), advisor.hears(TONES.otherCaller)])
  await caller.press('call-end')
  await caller.is('ended')
  await advisor.is('afterCall')
})
