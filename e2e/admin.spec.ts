import type { Account, MadeBoard, PublicLine } from '../shared/http.ts'
import type { DataGround } from '../shared/staff/dataMap.ts'
import type { StaffData } from '../shared/staff/staffData.ts'
import { expectAccessible } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { saved } from './savedFiles.ts'
import { PASSWORD, signIn } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'

test('a supervisor makes an account, which signs in and starts a shift', async ({ newWatcher, lead }) => {
  const { page, signIn: enter } = await newWatcher()
  await enter(STAFF.lead.username)
  await page.goto('/admin')
  await page.getByRole('button', { name: 'Nytt konto' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Användarnamn').fill('cilla')
  await form.getByLabel('Namn', { exact: true }).fill('Cilla Tre')
  await form.getByLabel('Lösenord').fill('kort')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form, 'a short password is not taken').toBeVisible()
  await form.getByLabel('Lösenord').fill(PASSWORD)
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Cilla Tre' })).toBeVisible()
  expect((await lead.get<Account[]>('/api/accounts')).map(({ username }) => username)).toContain('cilla')
})

test('an account that is changed or removed is out at once', async ({ newWatcher, newAdvisor, server }) => {
  const advisor = await newAdvisor('first')
  const { page, signIn: enter } = await newWatcher()
  await enter(STAFF.lead.username)
  await page.goto('/admin')
  await page.getByRole('button', { name: `Ta bort ${STAFF.first.name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click()
  await expect(page.getByRole('heading', { name: STAFF.first.name })).toHaveCount(0)
  await expect(advisor.page.getByText('Du är inte inloggad längre'), 'the page should say that it is signed out').toBeVisible()
  await expect(signIn(server.url, STAFF.first.username)).rejects.toThrow('401')
})

test('what is kept stands on a page; of two who write down its legal ground neither loses a word', async ({ newWatcher, lead }) => {
  const [one, other] = [await newWatcher(), await newWatcher()]
  for (const { page, signIn: enter } of [one, other]) {
    await enter(STAFF.lead.username)
    await page.goto('/admin#data')
    await page.getByTestId('data-calls').getByText('Rättslig grund', { exact: true }).click()
    await expect(page.getByTestId('ground-calls')).toBeVisible()
  }
  await expectAccessible(one.page, 'the map of what is kept')
  await one.page.getByTestId('ground-calls').fill('Uppgift av allmänt intresse')
  await one.page.getByTestId('ground-calls').blur()
  await expect(one.page.getByTestId('data-calls')).toContainText('Sparat av')
  await other.page.getByTestId('ground-calls').fill('Avtal')
  await other.page.getByTestId('ground-calls').blur()
  await expect(other.page.getByTestId('ground-calls-conflict')).toContainText('Uppgift av allmänt intresse')
  await other.page.getByRole('button', { name: 'Lägg samman båda' }).click()
  await expect(other.page.getByTestId('ground-calls')).toHaveAttribute('data-state', 'saved')
  const ground = (await lead.get<DataGround[]>('/api/data-map')).find(({ kind }) => kind === 'calls')
  expect(ground?.text).toBe('Uppgift av allmänt intresse\n\nAvtal')
  expect(String(await saved(one.page, 'Spara som CSV'))).toContain('calls: id, line, channel')

  await one.page.goto('/admin#accounts')
  await one.page.getByRole('button', { name: `Utbildning och uppgifter, ${STAFF.first.name}` }).click()
  const dialog = one.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Skriv in' }).click()
  await expect(dialog.getByText('Skriv vad det var, högst 300 tecken.')).toBeVisible()
  await dialog.getByLabel('Utbildning', { exact: true }).fill('Motiverande samtal, två dagar')
  await dialog.getByLabel('Dag', { exact: true }).fill('2026-01-15')
  await dialog.getByRole('button', { name: 'Skriv in' }).click()
  await expect(dialog.getByRole('listitem')).toContainText('15 januari 2026 Motiverande samtal, två dagar')
  await expectAccessible(one.page, 'the training of an account')
  const taken = JSON.parse(String(await saved(one.page, 'Hämta allt som sparas om kontot'))) as StaffData
  expect(taken.account.username).toBe(STAFF.first.username)
  expect(taken.kept, 'its holder sees that it was taken out').toContainEqual({
    ...{ table: 'account_readings', as: 'account', rows: [{ at: expect.any(Number) }] },
  })
})

test('an advisor reads the own training, as a supervisor has entered it', async ({ newWatcher, lead, server }) => {
  const { me } = await signIn(server.url, STAFF.first.username)
  await lead.post(`/api/accounts/${me.id}/training`, { day: '2026-01-15', what: 'Medlyssning' })
  const { page, signIn: enter } = await newWatcher()
  await enter(STAFF.first.username)
  await page.goto('/board')
  await page.getByRole('button', { name: `${STAFF.first.name}, mitt konto` }).click()
  const log = page.getByRole('dialog', { name: 'Mitt konto' }).getByTestId('training')
  await expect(log.getByRole('listitem')).toContainText('15 januari 2026 Medlyssning')
  await expect(log.getByRole('button'), 'it is kept by supervisors').toHaveCount(0)
})

test('supervisors keep pages that an advisor reads during a call, and of two who save at once neither loses a word', async ({
  newAdvisor,
  newCaller,
  newWatcher,
  lead,
}) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  const { page, signIn: enter } = await newWatcher()
  await enter(STAFF.lead.username)
  await page.goto('/admin#knowledge')
  const editor = page.getByTestId('knowledge-editor').nth(1)
  await editor.getByText('Hur ett enda samtal skiljer sig').first().click()
  const text = editor.getByTestId('written-text').nth(1)
  await expect(text, 'what no source tells is not told').toContainText('Ingenting är skrivet än.')
  await text.getByRole('button', { name: 'Skriv' }).click()
  await text.locator('[name=sv]').fill('Ett samtal har en början och ett slut.\n- Lyssna\n- Hänvisa')
  await lead.put('/api/knowledge/single-call.text', { sv: 'Någon annans', en: '', version: 0 })
  await text.getByRole('button', { name: 'Spara' }).click()
  await expect(text.getByTestId('written-conflict')).toContainText('Någon annans')
  await expect(text.locator('[name=sv]')).toHaveValue(/Ett samtal har en början/)
  await text.getByRole('button', { name: 'Spara' }).click()
  await expect(text).toHaveAttribute('data-version', '2')
  await page.getByLabel('Rubrik på svenska').fill('Vanliga ord')
  await page.getByRole('button', { name: 'Lägg till sidan' }).click()
  await expect(page.getByTestId('knowledge-editor')).toHaveCount(3)
  await expectAccessible(page, 'the pages of knowledge')

  await advisor.page.keyboard.press('F1')
  const read = advisor.page.getByTestId('knowledge-page')
  await expect(read).toHaveCount(3)
  await read.nth(1).locator('> summary').click()
  await expect(read.nth(1).getByRole('listitem')).toHaveText(['Lyssna', 'Hänvisa'])
  await read.nth(1).getByText('Tidigare versioner').click()
  await expect(read.nth(1), 'an earlier version can be read').toContainText('Någon annans')
  await read.nth(2).locator('> summary').click()
  await expect(read.nth(2)).toContainText('Ingenting är skrivet än.')
  await expectAccessible(advisor.page, 'knowledge beside a call')
  await advisor.is('talking')
})

test('a name that is taken is said in words', async ({ newWatcher }) => {
  const { page, signIn: enter } = await newWatcher()
  await enter(STAFF.lead.username)
  await page.goto('/admin')
  await page.getByRole('button', { name: 'Nytt konto' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Användarnamn').fill(STAFF.first.username)
  await form.getByLabel('Namn', { exact: true }).fill('En till')
  await form.getByLabel('Lösenord').fill(PASSWORD)
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form.getByLabel('Användarnamn')).toHaveAttribute('aria-invalid', 'true')
})

test('a new line can be called and is put in order', async ({ newWatcher, newCaller, lead }) => {
  const { page, signIn: enter } = await newWatcher()
  await enter(STAFF.lead.username)
  await page.goto('/admin#lines')
  await page.getByRole('button', { name: 'Ny linje' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Linjens namn').fill('Barnlinjen')
  await expect(form.getByLabel('Linjens adress')).toHaveValue('barnlinjen')
  await form.getByLabel('Text på sidan för den som ringer').fill('Här får du prata om allt.')
  await form.getByLabel('Första dagen').fill('2026-03-01')
  await form.getByLabel('Befolkningsunderlag').fill('10 400 000')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form).toBeHidden()
  await page.getByRole('button', { name: 'Flytta upp Barnlinjen' }).click()
  await expect
    .poll(async () => (await lead.get<PublicLine[]>('/api/lines')).map(({ id }) => id), { message: 'the new line should move up' })
    .toEqual([LINE, 'barnlinjen', 'nattlinjen'])

  const caller = await newCaller()
  await caller.open('barnlinjen')
  await expect(caller.page.getByText('Här får du prata om allt.')).toBeVisible()
  await caller.page.getByTestId('call-start').click()
  await caller.is('waiting')
  expect(Object.values((await lead.floor()).floor.calls)).toMatchObject([{ line: 'barnlinjen' }])
})

test('a board link is made, shown once, opens a board and can be revoked', async ({ newWatcher }) => {
  const { page, signIn: enter } = await newWatcher()
  await enter(STAFF.lead.username)
  await page.goto('/admin#boards')
  await page.getByRole('button', { name: 'Ny tavellänk' }).click()
  await page.getByRole('dialog').getByLabel('Skärmens namn').fill('Köket')
  await page.getByRole('button', { name: 'Skapa länk' }).click()
  const link = (await page.getByTestId('board-link').textContent())?.trim() ?? ''
  await page.getByRole('button', { name: 'Klar' }).click()

  const board = await newWatcher()
  await board.page.goto(link)
  await board.shows('board-waiting', 0)
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'Köket' }).getByText('Ansluten')).toBeVisible()
  await page.getByRole('button', { name: 'Koppla från Köket' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Koppla från' }).click()
  await expect(board.page.getByTestId('board-waiting'), 'a revoked board shows nothing any more').toHaveCount(0, { timeout: 20_000 })
})

test('a supervisor sees names on the board, pauses and ends shifts, but ends no talk', async ({ newWatcher, newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first')
  const watcher = await newWatcher()
  await watcher.signIn(STAFF.lead.username)
  await watcher.page.goto('/board')
  const row = watcher.page.getByTestId('board-advisor').filter({ hasText: STAFF.first.name })
  await expect(row).toHaveAttribute('data-state', 'available')
  await row.getByRole('button', { name: /Pausa/ }).click()
  await advisor.is('paused')
  await advisor.presence.click()
  await advisor.is('available')

  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await row.getByRole('button', { name: /Avsluta/ }).click()
  await expect(row.getByRole('alert'), 'the refusal should be said in words').toBeVisible()
  await advisor.is('talking')
  await caller.is('talking')
  await advisor.hangUp.click()
  await advisor.is('afterCall')
  await row.getByRole('button', { name: /Avsluta/ }).click()
  await advisor.is('offline')
})

test('an advisor has no business at /admin, and nobody at all without an account', async ({ newAdvisor, newWatcher }) => {
  const advisor = await newAdvisor('first', { onShift: false })
  await advisor.page.goto('/admin')
  await expect(advisor.page.getByRole('main')).toBeVisible()
  await expect(advisor.page.getByRole('button', { name: 'Nytt konto' })).toHaveCount(0)
  const stranger = await newWatcher()
  await stranger.page.goto('/admin')
  await expect(stranger.page.getByLabel('Lösenord')).toBeVisible()
})

test('the first start prints an address once, where the first supervisor is made', async ({ newWatcher, emptyServer }) => {
  const address = /https?:\/\/\S+\/setup\S*/.exec(emptyServer.output())?.[0]
  expect(address, 'the address should be printed').toBeDefined()
  const { page } = await newWatcher({ url: emptyServer.url })
  await page.goto(address ?? '/')
  await page.getByLabel('Namn', { exact: true }).fill('Första Person')
  await page.getByLabel('Användarnamn').fill('forsta')
  await page.getByLabel('Lösenord').fill(PASSWORD)
  await page.getByLabel('Linjens namn').fill('Välj att sluta')
  await page.getByRole('button', { name: /Skapa/ }).click()
  await page.waitForURL('**/admin')
  await expect(page.getByRole('heading', { name: 'Första Person' })).toBeVisible()

  const again = await newWatcher({ url: emptyServer.url })
  await again.page.goto(address ?? '/')
  await expect(again.page.getByRole('button', { name: /Skapa/ }), 'the address works once').toHaveCount(0)
})

test('a board ticket does not serve for anything else', async ({ lead, server }) => {
  const made = await lead.post<MadeBoard>('/api/boards', { name: 'x', lines: [] })
  const ticket = new URLSearchParams(made.path.split('#')[1]).get('ticket')
  const exchange = () =>
    fetch(`${server.url}/api/board-session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
    })
  const first = await exchange()
  expect(first.status).toBe(200)
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect(await first.json()).toMatchObject({ role: 'board' })
  for (const path of ['/api/accounts', '/api/boards', '/metrics']) {
    const response = await fetch(`${server.url}${path}`, { headers: { cookie, 'x-forwarded-for': '192.0.2.1' } })
    expect(response.status, path).toBe(403)
  }
  expect((await exchange()).status).toBeGreaterThanOrEqual(400)
})
