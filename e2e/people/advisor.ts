import { expect, type Locator, type Page } from '@playwright/test'
import type { AdvisorStateName } from '../../shared/floor/model.ts'
import { createPerson, expectState, fillSignIn, isKnown, type Person, type PersonOptions, personAt } from './person.ts'

/** An advisor at `/phone`. What is read is what the page shows, which is what the server believes. */
export interface Advisor extends Person {
  readonly username: string
  readonly presence: Locator
  readonly offer: Locator
  readonly answerButton: Locator
  readonly hangUp: Locator
  readonly mute: Locator
  readonly hold: Locator
  signIn(): Promise<void>
  startShift(): Promise<void>
  is(state: AdvisorStateName, timeout?: number): Promise<void>
  /** Waits for an offer and answers it. */
  answer(): Promise<void>
  decline(): Promise<void>
  /** Calls a number, as agreed with who is there. */
  dial(number: string): Promise<void>
  /** Picks the microphone at this place of the list, 0 being the default, the way a person does. */
  chooseMicrophone(index: number): Promise<void>
  /** Presses Tab until the element has the focus; fails when it cannot be reached. */
  tabTo(mark: string): Promise<void>
  ownsThePhone(state?: AdvisorStateName): Promise<void>
  hasLostThePhone(): Promise<void>
  takeThePhone(): Promise<void>
  /** Another tab of the same browser, at `/phone`. */
  secondTab(): Promise<Advisor>
}

export async function createAdvisor(options: PersonOptions & { readonly username: string }): Promise<Advisor> {
  return advisorAt((await createPerson(options)).page, options.username, options.url)
}

function advisorAt(page: Page, username: string, url: string): Advisor {
  const at = (mark: string) => page.getByTestId(mark)
  const presence = at('presence')
  const is = (state: AdvisorStateName, timeout?: number) => expectState(presence, state, `${username} should be ${state}`, timeout)
  const offer = at('offer')
  return {
    ...personAt(page, username),
    username,
    presence,
    offer,
    answerButton: at('answer'),
    hangUp: at('hang-up'),
    mute: at('mute'),
    hold: at('hold'),
    is,
    async signIn() {
      const known = await isKnown(page, url, username)
      await page.goto('/phone')
      if (!known) await fillSignIn(page, username)
      await expect(presence, `${username} should come to the phone`).toBeVisible()
    },
    async startShift() {
      await is('offline')
      await presence.click()
      // A caller who waits already is offered at once.
      await expect(presence, `${username} should be on shift`).toHaveAttribute('data-state', /available|offered/, { timeout: 20_000 })
    },
    async answer() {
      await expect(offer, `${username} should be offered a call`).toBeVisible()
      await at('answer').click()
      await is('talking')
    },
    async decline() {
      await expect(offer, `${username} should be offered a call`).toBeVisible()
      await at('decline').click()
      await is('paused')
    },
    async dial(number) {
      await page.getByTestId('dial-open').click()
      await page.getByTestId('dial-number').fill(number)
      await page.getByRole('radio', { name: 'Enligt överenskommelse' }).check()
      await page.getByTestId('dial-call').click()
    },
    async chooseMicrophone(index) {
      const menu = at('device-microphone')
      const before = await menu.inputValue()
      await menu.selectOption({ index })
      expect(await menu.inputValue(), 'another microphone should be chosen').not.toBe(before)
    },
    async tabTo(mark) {
      const target = at(mark)
      for (let presses = 0; presses < 80; presses++) {
        if (await target.evaluate((element) => element === document.activeElement)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`${mark} cannot be reached with Tab`)
    },
    async ownsThePhone(state = 'available') {
      await is(state)
      await expect(at('phone-elsewhere'), `${username} should have the phone here`).toBeHidden()
      await expect(at('presence-fault'), `the phone of ${username} should work here`).toBeHidden()
    },
    hasLostThePhone: () => expect(at('phone-elsewhere'), `${username} should be told that the phone is elsewhere`).toBeVisible(),
    takeThePhone: () => at('use-here').click(),
    async secondTab() {
      const second = await page.context().newPage()
      await second.goto('/phone')
      return advisorAt(second, username, url)
    },
  }
}
