import type { StaffData } from '../shared/staff/staffData.ts'
import { expectAccessible } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { fillSignIn } from './people/person.ts'
import { saved } from './savedFiles.ts'
import { PASSWORD, signIn } from './server/client.ts'
import { STAFF } from './server/house.ts'

const OTHER = 'en annan lång mening som lösenord'

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
