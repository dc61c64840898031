import type { StaffData } from '../shared/staff/staffData.ts'
import { expectAccessible } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { fillSignIn } from './people/person.ts'
import { saved } from './savedFiles.ts'
import { PASSWORD, signIn } from './server/client.ts'
import { STAFF } from './server/house.ts'

const OTHER = 'en annan lång mening som lösenord'

test('who is signed out meanwhile signs in again where they are, and what was half written is still there', async ({
  newWatcher,
  server,
}) => {
  const { page, signIn: enter } = await newWatcher()
  await enter(STAFF.lead.username)
  await page.goto('/admin')
  await page.getByRole('button', { name: 'Nytt konto' }).click()
  const form = page.getByRole('dialog').filter({ has: page.getByLabel('Användarnamn') })
  await form.getByLabel('Användarnamn').fill('dora')
  await form.getByLabel('Namn', { exact: true }).fill('Dora Fyra')
  await form.getByLabel('Lösenord').fill(PASSWORD)
  const elsewhere = await signIn(server.url, STAFF.lead.username, PASSWORD)
  await elsewhere.patch('/api/me', { oldPassword: PASSWORD, newPassword: OTHER })
  await form.getByRole('button', { name: 'Spara' }).click()
  const over = page.getByTestId('session-end')
  await expect(over, 'the page says that it is signed out').toHaveAttribute('data-state', 'ended')
  await expectAccessible(page, 'signing in again above a dialog')
  await over.getByLabel('Lösenord för').fill(PASSWORD)
  await over.getByRole('button', { name: 'Logga in igen' }).click()
  await expect(over.getByText('Fel användarnamn eller lösenord'), 'the old password is worth nothing').toBeVisible()
  await over.getByLabel('Lösenord för').fill(OTHER)
  await over.getByRole('button', { name: 'Logga in igen' }).click()
  await expect(over).toHaveCount(0)
  await expect(form.getByLabel('Namn', { exact: true })).toHaveValue('Dora Fyra')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByRole('heading', { name: 'Dora Fyra' })).toBeVisible()
})

test('an advisor changes the own password and takes out what is kept; the old one is worth nothing, and the shift goes on', async ({
  newAdvisor,
  server,
}) => {
  const { page, is, startShift } = await newAdvisor('first', { arrive: false })
  await page.goto('/')
  await fillSignIn(page, STAFF.first.username)
  await startShift()
  await page.getByRole('button', { name: `${STAFF.first.name}, mitt konto` }).click()
  const form = page.getByRole('dialog', { name: 'Mitt konto' })
  await expectAccessible(page, 'the own account')
  await form.getByLabel('Nuvarande lösenord').fill('fel')
  await form.getByLabel('Nytt lösenord').fill(OTHER)
  await form.getByRole('button', { name: 'Byt lösenord' }).click()
  await expect(form.getByRole('alert'), 'a wrong password is said to be so').toBeVisible()
  await form.getByLabel('Nuvarande lösenord').fill(PASSWORD)
  await form.getByRole('button', { name: 'Byt lösenord' }).click()
  await expect(form.getByRole('status')).toContainText('Lösenordet är bytt')
  const { account, kept } = JSON.parse(String(await saved(page, 'Hämta allt som sparas om kontot'))) as StaffData
  expect(account).toMatchObject({ username: STAFF.first.username, name: STAFF.first.name })
  expect(kept.map(({ table }) => table)).toEqual(expect.arrayContaining(['account_lines', 'sessions']))
  await page.keyboard.press('Escape')
  await is('available')
  await expect(signIn(server.url, STAFF.first.username, PASSWORD)).rejects.toThrow('401')
  await signIn(server.url, STAFF.first.username, OTHER)
})
