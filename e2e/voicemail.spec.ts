import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '../shared/messages.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { closeLine, decoded, leaveMessage, reachTone, speak } from './people/message.ts'
import { TONES } from './people/tone.ts'
import { createNetwork, type Network } from './people/trunk.ts'
import { LINE, STAFF } from './server/house.ts'
import { startServer } from './server/server.ts'

/** With a server that is registered at a telephone network. */
const withNetwork = test.extend<{ readonly network: Network }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for from this pattern.
  network: async ({}, use) => {
    const network = await createNetwork()
    await use(network)
    await network.close()
  },
  server: async ({ house, network }, use, info) => {
    const dataDir = house.copy()
    const server = await startServer({ dataDir, env: network.env })
    await use(server)
    if (info.status !== info.expectedStatus) await info.attach('server output', { body: server.output(), contentType: 'text/plain' })
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  },
})

test('a caller at a closed line leaves a message; an advisor listens, takes it and closes it; then it is gone from the disk', async ({
  server,
  lead,
  newCaller,
  newAdvisor,
}) => {
  const files = () => readdirSync(join(server.dataDir, 'messages'))
  await closeLine(lead)
  const advisor = await newAdvisor('first', { onShift: false })
  const colleague = await newAdvisor('second', { onShift: false })
  const panel = advisor.page.getByTestId('messages')
  await expect(panel).toHaveAttribute('data-value', '0')
  await expect(panel).toContainText('Inga meddelanden att ta hand om.')

  const caller = await newCaller()
  await leaveMessage(caller, 4)
  await caller.is('ended', 20_000)

  await expect(panel.getByRole('heading', { level: 2 }), 'the list changes by itself').toHaveText('Meddelanden (1 nytt)')
  const message = panel.getByTestId('message')
  await expect(message).toContainText('i dag')
  expect(files()).toHaveLength(1)
  const [known] = await lead.get<Message[]>('/api/messages')
  if (!known) throw new Error('the supervisor should see the message too')
  expect(known.lengthS).toBeGreaterThan(3.5)

  await message.getByTestId('message-listen').click()
  await expect(message.getByRole('slider', { name: 'Läge i meddelandet' }), 'it plays').toHaveAttribute('aria-valuetext', /^0:0[2-9] av/)
  const sound = await decoded(advisor.page, `/api/messages/${known.id}/audio`, [TONES.caller, TONES.otherCaller])
  expect(sound.seconds).toBeCloseTo(known.lengthS, 0)
  expect(sound.loud[0], 'the caller’s tone is in it').toBeGreaterThan(0.02)
  expect(sound.loud[1], 'and no other').toBeLessThan(0.005)

  await message.getByTestId('message-claim').click()
  await expect(message).toHaveAttribute('data-state', 'claimed')
  const there = colleague.page.getByTestId('message')
  await expect(there).toContainText(`${STAFF.first.name} har det`)
  await expect(there.getByTestId('message-close')).toHaveCount(0)

  await message.getByTestId('message-close').click()
  await expect(message.getByTestId('message-undo')).toBeFocused()
  await message.getByTestId('message-undo').click()
  await expect(message.getByTestId('message-ending')).toHaveCount(0)
  expect(files(), 'what was taken back is not gone').toHaveLength(1)
  await message.getByTestId('message-close').click()
  await expect(panel, 'it closes when nobody takes it back').toContainText('Inga meddelanden att ta hand om.', { timeout: 15_000 })
  await expect(there).toHaveCount(0)
  expect(files()).toEqual([])
  expect((await fetch(`${server.url}/api/messages/${known.id}/audio`, { headers: { cookie: lead.cookie } })).status).toBe(410)
})

test('who hangs up has left what was said; a supervisor of other lines sees the count and cannot listen', async ({
  server,
  lead,
  newCaller,
  newWatcher,
}) => {
  await closeLine(lead)
  const caller = await newCaller()
  await reachTone(caller)
  await speak(caller, 3)
  await caller.hangUp()
  await caller.is('ended')
  const list = () => lead.get<Message[]>('/api/messages')
  await expect.poll(async () => (await list()).length, { message: 'the message should be kept' }).toBe(1)
  await lead.patch(`/api/accounts/${lead.me.id}`, { lines: [] })
  const [known] = await list()
  expect((await fetch(`${server.url}/api/messages/${known?.id}/audio`, { headers: { cookie: lead.cookie } })).status).toBe(403)
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto('/phone')
  const panel = page.getByTestId('messages')
  await expect(panel).toContainText('1 nya, 1 i allt')
  await expect(panel.getByTestId('message')).toHaveCount(0)
})

test('who hangs up before anything was said has left nothing', async ({ server, lead, newCaller }) => {
  await closeLine(lead)
  const caller = await newCaller()
  await reachTone(caller)
  await caller.hangUp()
  await caller.is('ended')
  await expect.poll(async () => Object.keys((await lead.floor()).floor.calls), { message: 'the call should be over' }).toEqual([])
  expect(await lead.get<Message[]>('/api/messages')).toEqual([])
  expect(readdirSync(join(server.dataDir, 'messages'))).toEqual([])
})

withNetwork('an advisor calls back from a message: what became of it stands there', async ({ network, lead, newCaller, newAdvisor }) => {
  await closeLine(lead)
  const telephone = await network.telephone('+46701234567', 800, 'busy')
  const caller = await newCaller()
  await leaveMessage(caller, 3)
  const advisor = await newAdvisor('first')
  const { page } = advisor
  const message = page.getByTestId('message')
  const dial = async () => {
    await message.getByTestId('message-claim').click()
    await message.getByTestId('message-call-back').click()
    await expect(page.getByRole('radio', { name: 'Svar på ett meddelande' })).toBeChecked()
    await page.getByTestId('dial-number').pressSequentially('0701234567')
    await page.getByTestId('dial-call').click()
  }
  await dial()
  await telephone.rings()
  await expect(message).toHaveAttribute('data-state', 'notReached')
  await expect(message).toContainText('Upptaget')
  await page.getByTestId('dial-close').click()

  telephone.is('answers')
  await dial()
  const call = await telephone.rings()
  await advisor.hears(800)
  call.hangUp()
  await advisor.is('afterCall')
  await expect(message).toHaveAttribute('data-state', 'calledBack')
  await expect(message, 'somebody else may have answered').toContainText('nådde rätt person')
  await message.getByTestId('message-listen').click()
  await expect(message.getByTestId('message-player')).toBeVisible()
  await message.getByTestId('message-close').click()
  await expect(message).toHaveCount(0, { timeout: 15_000 })
})

for (const { locale, colorScheme } of [
  { locale: 'sv-SE', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'dark' },
] as const) {
  test(`messages are accessible and worked off by keyboard alone, in ${locale}, ${colorScheme}`, async ({
    lead,
    newCaller,
    newAdvisor,
  }) => {
    await closeLine(lead)
    const caller = await newCaller()
    await leaveMessage(caller, 3)
    const advisor = await newAdvisor('first', { onShift: false, locale })
    const { page } = advisor
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const message = page.getByTestId('message')
    await expect(message).toBeVisible({ timeout: 20_000 })
    await expectAccessible(page, 'a new message')

    await advisor.tabTo('message-listen')
    await page.keyboard.press('Enter')
    await expect(message.getByTestId('message-player').getByRole('button').first()).toBeFocused()
    await advisor.tabTo('message-claim')
    await page.keyboard.press('Enter')
    await expect(message).toHaveAttribute('data-state', 'claimed')
    await expect(message.getByRole('heading'), 'the focus is not lost with the button').toBeFocused()
    await expectAccessible(page, 'a message that one has taken')
    await advisor.tabTo('message-not-reached')
    await page.keyboard.press('Enter')
    await expect(message).toHaveAttribute('data-state', 'notReached')
    await expect(message.getByRole('listitem')).toHaveCount(1)
    if (locale === 'en-GB') await expectEnglish(page, 'messages')
    await advisor.tabTo('message-claim')
    await page.keyboard.press('Enter')
    await advisor.tabTo('message-called-back')
    await page.keyboard.press('Enter')
    await expectAccessible(page, 'a message that is about to be closed')
    await expect(message).toHaveCount(0, { timeout: 15_000 })
  })
}

test('a supervisor sets when callers can leave a message, and is told what is not allowed', async ({ lead, newWatcher }) => {
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto(`/admin#lines/${LINE}/voicemail`)
  const form = page.getByTestId('voicemail-settings')
  await form.getByLabel('När linjen är stängd').check()
  await form.getByLabel('Efter en tids väntan i kön').check()
  await form.getByLabel('Så länge innan frågan kommer').fill('0,2')
  await form.getByLabel('Så länge sparas ett meddelande').fill('91')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form.getByLabel('Så länge innan frågan kommer')).toBeFocused()
  await expect(form.getByText('Skriv ett antal minuter')).toBeVisible()
  await form.getByLabel('Så länge innan frågan kommer').fill('2,5')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form.getByText('Skriv ett helt antal dagar')).toBeVisible()
  await form.getByLabel('Så länge sparas ett meddelande').fill('7')
  await expectAccessible(page, 'voicemail settings')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form.getByText('Sparat.')).toBeVisible()
  const { floor } = await lead.floor()
  expect(floor.lines[LINE]?.service.voicemail).toEqual({ whenClosed: true, byKey: false, afterWaitS: 150, keepDays: 7 })
})
