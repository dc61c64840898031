import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Line } from '../shared/floor/model.ts'
import { DIALLED, dial, openDial, TYPED, WRITTEN } from './people/dial.ts'
import { TONES } from './people/tone.ts'
import { LINE, STAFF } from './server/house.ts'
import { recordedCalls } from './server/record.ts'
import { expect, test } from './telephoneFixtures.ts'

const TELEPHONE_HZ = 800
const ALL_HZ = [TELEPHONE_HZ, ...Object.values(TONES)]

test('advisor and telephone hear each other, and the telephone sees no number', async ({ network, newAdvisor, server }) => {
  const telephone = await network.telephone(DIALLED, TELEPHONE_HZ, 'answers')
  const advisor = await newAdvisor('first')
  await dial(advisor)
  const call = await telephone.rings()
  expect(network.sent()).toContain(`INVITE sip:${DIALLED}@`)
  await advisor.is('talking')
  await advisor.hears(TELEPHONE_HZ)
  await telephone.hears(TONES.first, ALL_HZ)
  expect(call.invite).toMatch(/^From: "?Anonymous"? <sip:anonymous@anonymous\.invalid>/m)
  expect(call.invite).toMatch(/^Privacy: id\r?$/m)
  await expect(advisor.page.getByTestId('call-timer')).toHaveAttribute('data-value', /^\d+$/)
  await expect(advisor.page.getByTestId('caller-label')).toHaveText('Motringning')
  await advisor.page.getByText('Knappsats', { exact: true }).click()
  await advisor.page.getByRole('button', { name: '5', exact: true }).click()
  await telephone.gets('5')
  call.hangUp()
  await advisor.is('afterCall')
  const [recorded] = recordedCalls(server.dataDir)
  expect(recorded).toMatchObject({ kind: 'callBack', reason: 'agreed', channel: 'phone', outcome: 'answered', line: LINE })
})

test('the number leaves nothing behind', async ({ network, newAdvisor, server }) => {
  const telephone = await network.telephone(DIALLED, TELEPHONE_HZ, 'answers')
  const advisor = await newAdvisor('first')
  await openDial(advisor)
  await advisor.page.getByTestId('dial-number').pressSequentially(TYPED)
  expect(await digitsIn(advisor.page), 'the search should find the number while it is there').toContain('01234567')
  await advisor.page.getByTestId('dial-close').click()
  expect(await digitsIn(advisor.page)).not.toContain('01234567')
  await dial(advisor)
  const call = await telephone.rings()
  await advisor.hears(TELEPHONE_HZ)
  expect(await advisor.page.title()).not.toMatch(/\d/)
  call.hangUp()
  await advisor.is('afterCall')
  expect(await digitsIn(advisor.page)).not.toContain('01234567')
  await server.stop()
  expect(bareDigits(network.sent()), 'the search should find the number where it must be').toContain('46701234567')
  expect(bareDigits(server.output())).not.toContain('701234567')
  for (const file of filesIn(server.dataDir))
    expect(bareDigits(readFileSync(file, 'latin1')), `${file} should not hold the number`).not.toContain('701234567')
})

test('ringing can be given up, and the number is there for another try', async ({ network, newAdvisor }) => {
  const telephone = await network.telephone(DIALLED, TELEPHONE_HZ, 'rings')
  const advisor = await newAdvisor('first')
  const { page } = advisor
  await dial(advisor)
  const call = await telephone.rings()
  await expect(page.getByTestId('call-dialling')).toHaveAttribute('data-value', 'ringing')
  await expect(page.getByTestId('call-number')).toHaveText(WRITTEN)
  await expect(advisor.hold).toBeDisabled()
  await advisor.hearsSomething()
  await advisor.hangUp.click()
  await call.over
  await advisor.is('available')
  await expect(page.getByTestId('dial-outcome')).toHaveAttribute('data-value', 'gaveUp')
  telephone.is('answers')
  await page.getByRole('button', { name: 'Ring igen' }).click()
  await advisor.hears(TELEPHONE_HZ)
  await advisor.hangUp.click()
  await advisor.is('afterCall')
  await expect(page.getByTestId('dial')).toBeHidden()
})

for (const [rule, outcome, text] of [
  ['busy', 'busy', 'Det var upptaget.'],
  ['away', 'noAnswer', 'Ingen svarade.'],
] as const) {
  test(`${rule}: says so, and keeps the number`, async ({ network, newAdvisor, server }) => {
    await network.telephone(DIALLED, TELEPHONE_HZ, rule)
    const advisor = await newAdvisor('first')
    await dial(advisor)
    await expect(advisor.page.getByTestId('dial-outcome')).toContainText(text)
    await expect(advisor.page.getByTestId('dial-outcome')).toHaveAttribute('data-value', outcome)
    await expect(advisor.page.getByTestId('dial-number')).toHaveValue(WRITTEN)
    await advisor.is('available')
    expect(recordedCalls(server.dataDir)[0]).toMatchObject({ kind: 'callBack', outcome })
    await advisor.page.getByTestId('dial-clear').click()
    await expect(advisor.page.getByTestId('dial-number')).toHaveValue('')
    await expect(advisor.page.getByTestId('dial-outcome')).toBeHidden()
  })
}

test('a number that nobody has is told apart', async ({ newAdvisor }) => {
  const advisor = await newAdvisor('first')
  await dial(advisor)
  await expect(advisor.page.getByTestId('dial-outcome')).toHaveAttribute('data-value', 'unreachable')
})

test('numbers that may not be called are not, and it says why', async ({ network, newAdvisor }) => {
  const advisor = await newAdvisor('first')
  const { page } = advisor
  await openDial(advisor)
  await page.getByRole('radio', { name: 'Enligt överenskommelse' }).check()
  for (const [number, why] of [
    ['112', 'nödnummer'],
    ['1177', 'Korta nummer'],
    ['0900-123 45', 'betalnummer'],
    ['+45 32 12 34 56', '+46'],
    ['070-123', 'för kort'],
    ['070-123 45 678', 'för långt'],
    ['8 123 456 78', 'saknar riktnummer'],
    ['mamma', 'bara siffror'],
  ] as const) {
    await page.getByTestId('dial-number').fill(number)
    await page.getByTestId('dial-call').click()
    await expect(page.getByRole('alert').filter({ hasText: why })).toBeVisible()
    await expect(page.getByTestId('dial-number')).toBeFocused()
  }
  await expect(page.getByTestId('dial-number'), 'nothing typed should be lost').toHaveValue('mamma')
  await advisor.is('available')
  expect(network.sent()).not.toContain('INVITE sip:')
})

test('the other end sees the number of the line when that is set', async ({ network, newAdvisor, lead }) => {
  const { floor } = await lead.floor()
  const { service } = floor.lines[LINE] as Line
  await lead.patch(`/api/lines/${LINE}`, {
    number: '020-555 666',
    service: { ...service, callBack: { ...service.callBack, shows: 'lineNumber' } },
  })
  const telephone = await network.telephone(DIALLED, TELEPHONE_HZ, 'answers')
  const advisor = await newAdvisor('first')
  await openDial(advisor)
  await expect(advisor.page.getByTestId('dial-sees')).toContainText('020-555 666')
  await advisor.page.getByTestId('dial-close').click()
  await dial(advisor)
  const { invite } = await telephone.rings()
  expect(invite).toMatch(/^From: .*<sip:\+4620555666@/m)
  expect(invite).toMatch(/^Privacy: none\r?$/m)
})

test('the keyboard alone is enough, and pasting works', async ({ network, newAdvisor }) => {
  const telephone = await network.telephone(DIALLED, TELEPHONE_HZ, 'answers')
  const advisor = await newAdvisor('first')
  const { page } = advisor
  const keys = page.keyboard
  await advisor.tabTo('dial-open')
  await keys.press('Enter')
  await expect(page.getByTestId('dial-number')).toBeFocused()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text', 'tel:+46 (0)70 123 45 67')
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(page.getByTestId('dial-number')).toHaveValue(WRITTEN)
  await keys.press('Backspace')
  await keys.press('9')
  await expect(page.getByTestId('dial-number')).toHaveValue('070-123 45 69')
  await keys.press('Backspace')
  await keys.press('7')
  await keys.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Välj varför du ringer.' })).toBeVisible()
  await expect(page.getByRole('radio').first()).toBeFocused()
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await telephone.rings()
  await advisor.hears(TELEPHONE_HZ)
  await advisor.tabTo('hang-up')
  await keys.press('Enter')
  await advisor.is('afterCall')
})

test('a telephone network that is lost is told to everyone, and that it is back', async ({ network, newAdvisor, newWatcher, server }) => {
  test.setTimeout(120_000)
  const advisor = await newAdvisor('first')
  const board = await newWatcher()
  await board.signIn(STAFF.lead.username)
  await board.page.goto('/admin')
  const supervisor = await board.context.newPage()
  await supervisor.goto('/board')
  await expect(supervisor.getByTestId('board-waiting')).toBeVisible()
  await expect(advisor.page.getByTestId('trunk-down')).toBeHidden()
  await network.lose()
  await expect(advisor.page.getByTestId('trunk-down')).toContainText('Samtal från telefon kommer inte fram', { timeout: 30_000 })
  await expect(advisor.page.getByTestId('trunk-down'), 'in words, why').toContainText(
    'Ingen växel svarar på den adress som står i TRUNK_URL.',
  )
  await expect(board.page.getByTestId('trunk-down')).toBeVisible({ timeout: 15_000 })
  await expect(supervisor.getByTestId('board-trunk')).toBeVisible()
  await dial(advisor)
  await expect(advisor.page.getByRole('alert').filter({ hasText: 'Inga telefonsamtal kan ringas' })).toBeVisible()
  await network.back()
  await expect(advisor.page.getByTestId('trunk-down')).toBeHidden({ timeout: 30_000 })
  await expect(supervisor.getByTestId('board-trunk')).toBeHidden()
  await expect(board.page.getByTestId('trunk-down')).toBeHidden({ timeout: 15_000 })
  expect(server.output()).toContain('trunk registered')
})

test('answers to e-mails are counted with one press, and a slip is taken back', async ({ newAdvisor }) => {
  const { page } = await newAdvisor('first', { onShift: false })
  const count = page.getByTestId('reply-count')
  await expect(count).toHaveAttribute('data-value', '0')
  await page.getByRole('button', { name: 'E-post besvarad' }).click()
  await expect(count).toHaveText('1 i dag, 1 den här månaden')
  await page.getByTestId('reply-undo').click()
  await expect(count).toHaveAttribute('data-value', '0')
  await expect(page.getByRole('button', { name: 'E-post besvarad' })).toBeFocused()
})

const bareDigits = (text: string) => text.replace(/[^\d]/g, '')

/** All digits in what the page shows, holds and keeps. */
async function digitsIn(page: Page): Promise<string> {
  const held = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map(({ value }) => value),
      { ...localStorage },
      { ...sessionStorage },
      location.href,
      document.title,
      history.state,
    ]),
  )
  return bareDigits(held)
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((file) => statSync(file).isFile())
}
