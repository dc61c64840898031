import { expectAccessible } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import type { Client } from './server/client.ts'
import { LINE } from './server/house.ts'

/** The line asks for a language by key before anybody waits. */
async function askForLanguage(lead: Client): Promise<void> {
  const { service } = (await lead.floor()).floor.lines[LINE] ?? {}
  await lead.patch(`/api/lines/${LINE}`, { service: { ...service, languages: ['sv', 'en'], languageMenu: true } })
}

async function chosen(lead: Client): Promise<unknown> {
  return Object.values((await lead.floor()).floor.calls).map(({ language, state }) => [language, state.is])
}

for (const way of ['a button', 'the keyboard'] as const) {
  test(`a caller chooses the language by ${way}: the keypad opens when it is asked for`, async ({ newCaller, lead }) => {
    await askForLanguage(lead)
    const caller = await newCaller()
    await caller.open()
    await expect(caller.page.getByTestId('keypad')).toHaveCount(0)
    await caller.page.getByTestId('call-start').click()
    await expect(caller.page.getByTestId('call-status')).toHaveAttribute('data-state', 'menu')
    await expect(caller.page.getByTestId('call-status')).toContainText('tryck på en siffra')
    await expect(caller.page.getByTestId('keypad')).toHaveAttribute('aria-expanded', 'true')
    await expectAccessible(caller.page, 'the keypad')
    if (way === 'a button') await caller.page.getByRole('button', { name: '2', exact: true }).click()
    else await caller.page.keyboard.press('2')
    await caller.is('waiting')
    expect(await chosen(lead)).toEqual([['en', 'waiting']])
    await caller.hangUp()
    await caller.is('ended')
    await expect(caller.page.getByTestId('keypad')).toHaveCount(0)
  })
}

test('a folded keypad presses nothing, and is opened by keyboard alone', async ({ newCaller, lead }) => {
  await askForLanguage(lead)
  const caller = await newCaller()
  await caller.open()
  await caller.page.getByTestId('call-start').click()
  const keypad = caller.page.getByTestId('keypad')
  await expect(keypad).toHaveAttribute('aria-expanded', 'true')
  await keypad.focus()
  await caller.page.keyboard.press('Enter')
  await expect(keypad).toHaveAttribute('aria-expanded', 'false')
  await caller.page.keyboard.press('2')
  await caller.page.keyboard.press('Enter')
  await expect(keypad).toHaveAttribute('aria-expanded', 'true')
  await caller.page.keyboard.press('1')
  await caller.is('waiting')
  expect(await chosen(lead)).toEqual([['sv', 'waiting']])
})
