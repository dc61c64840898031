import type { Locator, Page } from '@playwright/test'
import type { Line } from '../shared/floor/model.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { toneWav } from './people/tone.ts'
import { LINE, STAFF } from './server/house.ts'

/** What was typed is there still, the focus is at it, and what is allowed is said as its description. */
async function expectWrong(input: Locator, typed: string, allowed: string): Promise<void> {
  await expect(input, 'the focus should be at what is wrong').toBeFocused()
  await expect(input).toHaveAttribute('aria-invalid', 'true')
  await expect(input).toHaveAccessibleDescription(new RegExp(allowed.replace(/[.+]/g, '\\$&')))
  await expect(input, 'what was typed should be kept').toHaveValue(typed)
}

const open = (page: Page, part: string) => page.goto(`/admin#lines/${LINE}/${part}`)

const WORDS = {
  'sv-SE': {
    save: 'Spara',
    number: 'Linjens telefonnummer',
    numbers: [
      ['020-LYHORD', 'Det är inget telefonnummer.'],
      ['112', 'Det är ett nödnummer.'],
    ],
    taken: 'En annan linje har redan det numret.',
    wait: 'Så länge innan frågan kommer',
    waits: 'Efter en tids väntan i kön',
    waitAllowed: 'från 0,5 till 60',
    add: 'Lägg till tolktjänst',
    tolk: ['Namn', 'Telefonnummer', 'Språk'],
    tolkWrong: ['Skriv vad tjänsten heter', 'Det är ett nödnummer.', 'klingon'],
    cancel: 'Avbryt',
    edit: 'Ändra Välj att sluta',
    zone: 'Tidszon',
    zoneAllowed: 'Skriv en tidszon som finns',
    files: ['Filen är tom.', 'något annat än en ljudfil', 'något annat än en ljudfil'],
    record: 'Ny inspelning av Tillbaka i kön',
  },
  'en-GB': {
    save: 'Save',
    number: "The line's telephone number",
    numbers: [
      ['020-LYHORD', 'That is no telephone number.'],
      ['112', 'That is an emergency number.'],
    ],
    taken: 'Another line has that number already.',
    wait: 'How long before being asked',
    waits: 'After some time in the queue',
    waitAllowed: 'from 0.5 to 60',
    add: 'Add an interpreter service',
    tolk: ['Name', 'Telephone number', 'Languages'],
    tolkWrong: ['Write what the service is called', 'That is an emergency number.', 'klingon'],
    cancel: 'Cancel',
    edit: 'Edit Välj att sluta',
    zone: 'Time zone',
    zoneAllowed: 'Write a time zone that exists',
    files: ['The file is empty.', 'something else than a sound file', 'something else than a sound file'],
    record: 'New recording of Back in the queue',
  },
} as const

for (const { locale, width } of [
  { locale: 'sv-SE', width: 1280 },
  { locale: 'en-GB', width: 360 },
] as const) {
  test(`what is wrong is said at its field, with what is allowed, and nothing typed is lost: ${locale}, ${width} pixels`, async ({
    newWatcher,
    lead,
  }) => {
    const words = WORDS[locale]
    await lead.patch('/api/lines/nattlinjen', { number: '010-123 45 67' })
    const { page, signIn } = await newWatcher({ locale, viewport: { width, height: 740 } })
    await signIn(STAFF.lead.username)

    await open(page, 'telephone')
    const telephone = page.getByTestId('call-back-settings')
    const number = telephone.getByLabel(words.number)
    for (const [typed, allowed] of [...words.numbers, ['+46 10-123 45 67', words.taken]] as const) {
      await number.fill(typed)
      await telephone.getByRole('button', { name: words.save }).click()
      await expectWrong(number, typed, allowed)
    }
    await expectAccessible(page, 'a number that is taken')

    await open(page, 'voicemail')
    const voicemail = page.getByTestId('voicemail-settings')
    await voicemail.getByLabel(words.waits).check()
    await voicemail.getByLabel(words.wait).fill('99')
    await voicemail.getByRole('button', { name: words.save }).click()
    await expectWrong(voicemail.getByLabel(words.wait), '99', words.waitAllowed)

    await open(page, 'interpreters')
    await page.getByRole('button', { name: words.add }).click()
    const dialog = page.getByRole('dialog')
    const typed = ['', '112', 'klingon'] as const
    for (const [at, allowed] of words.tolkWrong.entries()) {
      await dialog.getByLabel(words.tolk[at] ?? '', { exact: true }).fill(typed[at] ?? '')
      await dialog.getByRole('button', { name: words.save }).click()
      await expectWrong(dialog.getByLabel(words.tolk[at] ?? '', { exact: true }), typed[at] ?? '', allowed)
      await dialog.getByLabel(words.tolk[at] ?? '', { exact: true }).fill(at === 0 ? 'Tolk' : '010-765 43 21')
    }
    await dialog.getByRole('button', { name: words.cancel }).click()

    await open(page, 'prompts')
    await page.getByRole('button', { name: words.record }).click()
    const file = dialog.locator('input[type=file]')
    for (const [at, chosen] of [
      { name: 'empty.wav', mimeType: 'audio/wav', buffer: Buffer.alloc(0) },
      { name: 'text.ogg', mimeType: 'audio/ogg', buffer: Buffer.from('not a sound at all') },
      { name: 'broken.wav', mimeType: 'audio/wav', buffer: toneWav(1_850, 2).subarray(0, 30) },
    ].entries()) {
      await file.setInputFiles(chosen)
      await expect(dialog.getByRole('alert'), chosen.name).toContainText(words.files[at] ?? '')
      await expect(file, 'the choice of a file should have the focus').toBeFocused()
      await expect(file).toHaveAccessibleDescription(new RegExp(words.files[at] ?? ''))
    }
    await expectAccessible(page, 'a file that cannot be used')
    await dialog.getByRole('button').first().click()

    await page.goto('/admin#lines')
    await page.getByRole('button', { name: words.edit }).click()
    await dialog.getByLabel(words.zone).fill('Europe/Valsta')
    await dialog.getByRole('button', { name: words.save }).click()
    await expectWrong(dialog.getByLabel(words.zone), 'Europe/Valsta', words.zoneAllowed)
    await expectAccessible(page, 'a time zone that does not exist')
    if (locale === 'en-GB') await expectEnglish(page, 'a time zone that does not exist')
    expect((await lead.floor()).floor.lines[LINE], 'nothing faulty is saved').toMatchObject({ number: '', timeZone: 'Europe/Stockholm' })
  })
}

test('two supervisors at one line’s settings: what differs is kept from both, and a clash is told before anything is lost', async ({
  newWatcher,
  lead,
}) => {
  const at = async (locale: string) => {
    const { page, signIn } = await newWatcher({ locale })
    await signIn(STAFF.lead.username)
    await open(page, 'voicemail')
    const form = page.getByTestId('voicemail-settings')
    await expect(form).toBeVisible()
    return { page, form, keep: form.locator('[name=keep]'), save: form.locator('[type=submit]'), clash: page.getByTestId('clash') }
  }
  const voicemail = async () => ((await lead.floor()).floor.lines[LINE] as Line).service.voicemail
  const [one, other] = await Promise.all([at('sv-SE'), at('en-GB')])

  await one.form.locator('[name=byKey]').check()
  await one.keep.fill('7')
  await one.save.click()
  await expect(one.form.getByRole('status')).toHaveText('Sparat.')

  await other.form.locator('[name=whenClosed]').check()
  await other.save.click()
  await expect(other.form.getByRole('status'), 'different settings do not clash').toHaveText('Saved.')
  expect(await voicemail()).toEqual({ whenClosed: true, byKey: true, afterWaitS: null, keepDays: 7 })
  await expect(other.keep, 'and what the other has saved is seen').toHaveValue('7')

  await other.keep.fill('30')
  await other.save.click()
  await expect(other.form.getByRole('status')).toHaveText('Saved.')
  await one.keep.fill('21')
  await one.save.click()
  await expect(one.clash).toContainText('Hur länge meddelanden sparas')
  await expect(one.keep, 'what was typed is kept').toHaveValue('21')
  expect(await voicemail(), 'and not saved').toMatchObject({ keepDays: 30 })
  await expectAccessible(one.page, 'a clash')
  await one.save.click()
  await expect(one.form.getByRole('status'), 'who has been told may save').toHaveText('Sparat.')
  await expect(one.clash).toHaveCount(0)
  expect(await voicemail()).toEqual({ whenClosed: true, byKey: true, afterWaitS: null, keepDays: 21 })

  await other.keep.fill('14')
  await other.save.click()
  await expect(other.clash).toContainText('How long messages are kept')
  await expectEnglish(other.page, 'a clash')
  await other.page.getByRole('button', { name: 'Show what is saved instead' }).click()
  await expect(other.keep).toHaveValue('21')
  await expect(other.clash).toHaveCount(0)
})
