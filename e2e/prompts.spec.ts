import type { Page } from '@playwright/test'
import type { Floor } from '../shared/floor/model.ts'
import type { Account } from '../shared/http.ts'
import type { PromptState } from '../shared/prompts.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import type { Caller } from './people/caller.ts'
import { TONES, toneWav } from './people/tone.ts'
import type { Client } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'

/** A tone that nobody's microphone gives, and that is no part of our own sounds. */
const FILE_HZ = 1_850

/** Somebody at a line's languages and recordings. */
interface Editor {
  readonly page: Page
  /** One prompt's place in the list. */
  row(prompt: string): ReturnType<Page['locator']>
  openRecorder(prompt: string): Promise<ReturnType<Page['locator']>>
  upload(prompt: string, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]): Promise<void>
}

async function editorAt(page: Page): Promise<Editor> {
  await page.goto(`/admin#lines/${LINE}/prompts`)
  const row = (prompt: string) => page.getByTestId(`prompt-${prompt}`)
  await expect(row('welcome'), 'the list of prompts should be there').toBeVisible()
  const openRecorder = async (prompt: string) => {
    await row(prompt)
      .getByRole('button', { name: /^(Ny inspelning|New recording)/ })
      .click()
    return page.getByRole('dialog')
  }
  return {
    page,
    row,
    openRecorder,
    async upload(prompt, file) {
      await (await openRecorder(prompt)).locator('input[type=file]').setInputFiles(file)
    },
  }
}

const wav = (hz: number, seconds = 6, name = 'recording.wav') => ({ name, mimeType: 'audio/wav', buffer: toneWav(hz, seconds) })

/** What the caller hears first is the waiting sound: nobody is on shift. */
async function callAnew(caller: Caller): Promise<void> {
  await caller.call(LINE)
  await caller.is('waiting')
}

async function stateOf(lead: Client, id: string, language = 'sv'): Promise<PromptState | undefined> {
  return (await lead.get<PromptState[]>(`/api/lines/${LINE}/prompts`)).find((one) => one.id === id && one.language === language)
}

test('a supervisor records the welcome with a microphone, and the next caller hears that voice', async ({
  newWatcher,
  newCaller,
  lead,
}) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  const editor = await editorAt(page)
  await expect(editor.row('welcome')).toContainText('Du är anonym när du ringer hit')
  await expect(editor.row('welcome')).toHaveAttribute('data-voice', 'standard')

  const dialog = await editor.openRecorder('welcome')
  await dialog.getByRole('button', { name: 'Spela in' }).click()
  await expect(dialog.getByRole('timer'), 'the recording should go on').toHaveText(/0:0[7-9]|0:1\d/, { timeout: 30_000 })
  await dialog.getByRole('button', { name: 'Klar' }).click()
  await expect(dialog.getByText('Lyssna innan du sparar'), 'the recording can be heard before it is kept').toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog, 'a slip on Escape loses nothing').toBeVisible()
  expect((await stateOf(lead, 'welcome'))?.voice, 'nothing is kept yet').toBe('standard')
  await dialog.getByRole('button', { name: 'Spara inspelningen' }).click()
  await expect(dialog).toBeHidden()
  await expect(editor.row('welcome')).toHaveAttribute('data-voice', 'own')
  expect((await stateOf(lead, 'welcome'))?.recording?.seconds).toBeGreaterThan(5)

  const caller = await newCaller('otherCaller')
  await callAnew(caller)
  await caller.hears(TONES.caller)
})

test('a file is uploaded, replaced and removed while the server runs: each next caller hears it', async ({
  newWatcher,
  newCaller,
  lead,
}) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  const editor = await editorAt(page)
  const caller = await newCaller('otherCaller')

  for (const [prompt, hz] of [
    ['waiting', FILE_HZ],
    ['welcome', TONES.first],
  ] as const) {
    await editor.upload(prompt, wav(hz))
    await page.getByRole('dialog').getByRole('button', { name: 'Spara inspelningen' }).click()
    await expect(editor.row(prompt)).toHaveAttribute('data-voice', 'own')
  }
  expect((await stateOf(lead, 'waiting'))?.recording?.seconds, 'a sound keeps its length').toBeCloseTo(6, 0)
  await callAnew(caller)
  await caller.hears(TONES.first)
  await caller.hears(FILE_HZ)
  await caller.hangUp()
  await caller.is('ended')

  await editor.upload('welcome', wav(TONES.second, 8))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Den gamla inspelningen raderas.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Ersätt den gamla inspelningen' }).click()
  await expect(dialog).toBeHidden()
  await callAnew(caller)
  await caller.hears(TONES.second)
  await caller.hangUp()
  await caller.is('ended')

  await editor.row('welcome').getByRole('button', { name: 'Ta bort inspelningen av Välkommen' }).click()
  await dialog.getByRole('button', { name: 'Ta bort' }).click()
  await expect(editor.row('welcome')).toHaveAttribute('data-voice', 'standard')
  await callAnew(caller)
  await caller.hearsSomething()
  await expect(caller.hears(TONES.second, 3_000), 'the removed recording is gone').rejects.toThrow('should hear')
})

test('files that cannot be used are refused in words, and nothing is lost', async ({ newWatcher, lead }) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  const editor = await editorAt(page)
  const dialog = await editor.openRecorder('returned')
  const choose = dialog.locator('input[type=file]')
  const cases = [
    [{ name: 'text.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('not a sound at all') }, 'kan inte läsa filen som ljud'],
    [{ name: 'empty.wav', mimeType: 'audio/wav', buffer: Buffer.alloc(0) }, 'Filen är tom'],
    [{ name: 'silent.wav', mimeType: 'audio/wav', buffer: toneWav(FILE_HZ, 3, 0) }, 'Det hörs ingenting i inspelningen'],
    [wav(FILE_HZ, 125, 'long.wav'), 'längre än två minuter'],
  ] as const
  for (const [file, words] of cases) {
    await choose.setInputFiles(file)
    await expect(dialog.getByRole('alert'), file.name).toContainText(words)
  }
  await choose.setInputFiles(wav(FILE_HZ, 2))
  await expect(dialog.getByText('Lyssna innan du sparar')).toBeVisible()
  await expect(dialog.getByRole('alert')).toHaveCount(0)

  await page.route(/prompts\/sv\/returned/, (route) => route.abort())
  await dialog.getByRole('button', { name: 'Spara inspelningen' }).click()
  await expect(dialog.getByRole('alert'), 'a server that does not answer is said').toBeVisible()
  await page.unroute(/prompts\/sv\/returned/)
  await dialog.getByRole('button', { name: 'Spara inspelningen' }).click()
  await expect(dialog).toBeHidden()
  expect((await stateOf(lead, 'returned'))?.voice).toBe('own')
})

test('what is heard can be listened to in the browser', async ({ newWatcher }) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  const editor = await editorAt(page)
  await editor.row('welcome').getByRole('button', { name: 'Lyssna på Välkommen' }).click()
  const stop = editor.row('welcome').getByRole('button', { name: 'Stoppa Välkommen' })
  await expect(stop).toBeVisible()
  await expect(page.getByText('Webbläsaren kan inte spela upp ljudet.')).toHaveCount(0)
  await editor.row('returned').getByRole('button', { name: 'Lyssna på Tillbaka i kön' }).click()
  await expect(stop, 'one at a time').toHaveCount(0)
  await expect(editor.row('returned').getByRole('button', { name: 'Lyssna på Tillbaka i kön' }), 'it ends by itself').toBeVisible({
    timeout: 20_000,
  })
})

test('languages of the line and of an advisor are chosen by keyboard alone', async ({ newWatcher, lead }) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await editorAt(page)
  const reach = async (name: RegExp, role: 'checkbox' | 'button' | 'combobox') => {
    const target = page.getByRole(role, { name })
    for (let presses = 0; presses < 60; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`${name} cannot be reached with Tab`)
  }
  await page.getByRole('heading', { level: 2 }).focus()
  await reach(/^Arabiska/, 'checkbox')
  await page.keyboard.press('Space')
  await reach(/väljer språk med en knapp/, 'checkbox')
  await page.keyboard.press('Space')
  await reach(/vilken plats/, 'checkbox')
  await page.keyboard.press('Space')
  await reach(/^Spara$/, 'button')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Sparat.', { exact: true })).toBeVisible()
  const { floor } = await lead.get<{ floor: Floor }>('/api/floor')
  expect(floor.lines[LINE]?.service).toMatchObject({ languages: ['sv', 'en', 'ar'], languageMenu: true, sayPosition: true })

  await reach(/^Arabiska$/, 'button')
  await page.keyboard.press('Enter')
  await expect(page.getByText('maskinöversatta utkast'), 'a draft says that it is one').toBeVisible()
  const text = page.getByTestId('prompt-choose_language').locator('blockquote')
  await expect(text).toHaveAttribute('dir', 'rtl')
  await expect(text).toHaveAttribute('lang', 'ar')
  await expect(page.getByTestId('prompt-choose_language')).toHaveAttribute('data-voice', 'missing')

  await page.goto('/admin#accounts')
  await page.getByRole('button', { name: `Ändra ${STAFF.first.name}` }).press('Enter')
  await page.getByRole('dialog').getByLabel('Arabiska').press('Space')
  await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  const accounts = await lead.get<Account[]>('/api/accounts')
  expect(accounts.find(({ username }) => username === STAFF.first.username)?.languages).toEqual(['ar'])
})

for (const { locale, colorScheme } of [
  { locale: 'sv-SE', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'dark' },
] as const) {
  test(`is accessible, in ${locale}, ${colorScheme}`, async ({ newWatcher }) => {
    const { page, signIn } = await newWatcher({ locale })
    await signIn(STAFF.lead.username)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const editor = await editorAt(page)
    await page.locator('details summary').first().click()
    await expectAccessible(page, 'the list of prompts')
    const dialog = await editor.openRecorder('welcome')
    await expectAccessible(page, 'the recorder')
    await dialog.locator('input[type=file]').setInputFiles(wav(FILE_HZ, 2))
    await expect(dialog.locator('audio')).toBeVisible()
    await expectAccessible(page, 'a recording that is not kept yet')
    if (locale === 'en-GB') {
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      // what is read aloud in Swedish is Swedish
      await page.evaluate(() => {
        for (const text of document.querySelectorAll('[lang=sv]')) text.remove()
      })
      await expectEnglish(page, 'the list of prompts')
    }
  })
}
