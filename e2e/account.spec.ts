import { expectAccessible } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { fillSignIn } from './people/person.ts'
import { PASSWORD, signIn } from './server/client.ts'
import { STAFF } from './server/house.ts'

const OTHER = 'en annan lång mening som lösenord'

test('an advisor signs in and changes the own password; the old one is worth nothing, and the shift goes on', async ({
  newAdvisor,
  server,
}) => {
  const { page, is, startShift } = await newAdvisor('first', { arrive: false })
  await page.goto('/')
  await fillSignIn(page, STAFF.first.username)
  await startShift()
  await page.getByRole('button', { name: `${STAFF.first.name}, byt lösenord` }).click()
  const form = page.getByRole('dialog', { name: 'Byt lösenord' })
  await expectAccessible(page, 'the form for a new password')
  await form.getByLabel('Nuvarande lösenord').fill('fel')
  await form.getByLabel('Nytt lösenord').fill(OTHER)
  await form.getByRole('button', { name: 'Byt lösenord' }).click()
  await expect(form.getByRole('alert'), 'a wrong password is said to be so').toBeVisible()
  await form.getByLabel('Nuvarande lösenord').fill(PASSWORD)
  await form.getByRole('button', { name: 'Byt lösenord' }).click()
  await expect(form.getByRole('status')).toContainText('Lösenordet är bytt')
  await page.keyboard.press('Escape')
  await is('available')
  await expect(signIn(server.url, STAFF.first.username, PASSWORD)).rejects.toThrow('401')
  await signIn(server.url, STAFF.first.username, OTHER)
})
