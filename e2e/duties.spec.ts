import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { DutyState, ReportItem } from '../shared/duties/reports.ts'
import { exactTime } from '../shared/duties/reportText.ts'
import type { FormOfDay, FormState } from '../shared/form/forms.ts'
import type { Account } from '../shared/http.ts'
import { newFacts } from '../shared/services/help.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { pagesOf, printed } from './paper.ts'
import { signIn } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'

/** How long until the server has looked at its key, and pages have heard of it. */
const SEEN_MS = 20_000
const SENTENCE = 'Barnet går i förskolan Solrosen och är rädd för att gå hem.'

const verdict = (page: Page) => page.getByTestId('duty-verdict')
/** Nothing of the page is wider than the window. */
const fits = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)

test('a report of concern during a call, by keyboard, over a lost network, and read by nobody else', async ({
  newAdvisor,
  newCaller,
  lead,
  server,
}) => {
  const advisor = await newAdvisor('first')
  const { page } = advisor
  const { keyboard } = page
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  const own = await signIn(server.url, STAFF.first.username)
  const call = async () => (await own.get<FormOfDay[]>('/api/forms'))[0] as FormOfDay

  await test.step('one key away; the answers lead to what must be done', async () => {
    await keyboard.press('F10')
    await expect(page.getByTestId('duty-guide-child')).toBeFocused()
    await keyboard.press('Enter')
    await expect(page.locator('[data-question=concern] input').first()).toBeFocused()
    await keyboard.press('Space')
    await keyboard.press('Tab')
    await expect(page.locator('[data-question=known] input').first()).toBeFocused()
    await expect(verdict(page)).toHaveAttribute('data-value', 'open')
    await keyboard.press('Tab')
    await keyboard.press('Space')
    for (const _ of [1, 2, 3]) await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.press('Space')
    await expect(verdict(page)).toHaveAttribute('data-value', 'must')
    await expect(verdict(page).getByRole('status')).toContainText('Du måste anmäla')
    await expect(verdict(page).getByRole('status'), 'it is seen without looking for it').toBeInViewport({ ratio: 1 })
    await page.getByText('Lagen', { exact: true }).click()
    await expect(page.getByTestId('duty-law').first()).toContainText('Ska bekräftas av en jurist')
    await expectAccessible(page, 'the answer that one must')
  })

  await test.step('the caller is told, which stands in the form', async () => {
    await page.getByTestId('duty-told').click()
    await expect(page.getByTestId('duty-told')).toHaveAttribute('aria-pressed', 'true')
    const form = await own.get<FormState>(`/api/forms/${(await call()).call}`)
    expect(form.answers.informed_of_duty).toEqual(['yes'])
  })

  const report = page.getByTestId('duty-report')
  const saving = page.getByTestId('duty-saving')
  await test.step('what is typed while the network is away is there when it is back', async () => {
    await page.getByTestId('duty-write').click()
    await expect(report.locator('textarea').first()).toBeFocused()
    await keyboard.type('Barnet går i förskolan')
    await expect(saving).toHaveAttribute('data-value', 'saved')
    await page.route('**/api/duties/reports/*', (route) => route.abort())
    await keyboard.type(' Solrosen och är rädd för att gå hem.')
    await expect(saving).toHaveAttribute('data-value', 'waiting')
    await expect(page.getByTestId('duty-close')).toBeDisabled()
    await expectAccessible(page, 'a report that is not saved yet')
    await page.unroute('**/api/duties/reports/*')
    await expect(saving).toHaveAttribute('data-value', 'saved')
  })

  await test.step('the recipient by its letters; what the register lacks is said', async () => {
    const lund = { kind: 'socialServices', areas: [{ place: '1281', by: 'own' }], phoneOutOfHours: '08-465 004 99' } as const
    await lead.post('/api/register', { facts: newFacts({ name: 'Lund', ...lund }), checked: true })
    await report.getByTestId('help-place').focus()
    await keyboard.type('malmo')
    await keyboard.press('Enter')
    await expect(page.getByTestId('duty-place')).toHaveAttribute('data-value', '1280')
    await expect(report).toContainText('Kontaktuppgifterna finns inte i registret.')
    await expect(report).toContainText('Numret till socialjouren, utanför kontorstid, är inte inlagt')
    const sheet = page.getByTestId('duty-sheet')
    await report.getByTestId('help-place').fill('lund')
    await keyboard.press('Enter')
    await expect(sheet).toContainText('Socialjouren, utanför kontorstid: 08-465 004 99')
    await expect(report).not.toContainText('Numret till socialjouren')
    await report.getByTestId('help-place').fill('malmo')
    await keyboard.press('Enter')
    await expect(sheet).toContainText('Socialtjänsten i Malmö')
    await expect(sheet).toContainText(SENTENCE)
    await expect(sheet).toContainText('Avslutades: har inte registrerats')
    await expect(sheet).toContainText(exactTime((await call()).arrivedAt, 'Europe/Stockholm'))
  })

  await test.step('a small window', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await fits(page)
    await expectAccessible(page, 'a report in a small window')
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  await test.step('after the call it knows when it ended, and is sent', async () => {
    await advisor.hangUp.click()
    await expect.poll(async () => (await call()).endedAt).not.toBeNull()
    await page.getByTestId('duty-send').click()
    await expect(page.getByTestId('duty-sent')).toBeVisible()
    await page.getByTestId('duty-close').click()
    await expect(page.getByTestId('duty-item')).toHaveAttribute('data-sent', 'true')
    await expect(page.getByLabel('Samtalet som anmälan gäller').getByRole('option').first()).toHaveText(/^\d\d[.:]\d\d–\d\d[.:]\d\d$/)
    await page.getByTestId('duty-item').getByRole('button', { name: 'Läs' }).click()
    await expect(page.getByTestId('duty-sheet')).toContainText(`Avslutades: ${exactTime((await call()).endedAt ?? 0, 'Europe/Stockholm')}`)
    await expect(report.locator('textarea')).toHaveCount(0)
    await printed(page, report.getByRole('button', { name: 'Skriv ut' }), async () => {
      await expect(page.getByTestId('duty-sheet')).toBeVisible()
      await expect(page.getByTestId('presence')).toBeHidden()
      expect(pagesOf(await page.pdf({ format: 'A4' })), 'a report of one page').toBe(1)
    })
  })

  await test.step('a colleague finds nothing, a supervisor reads, and that is told', async () => {
    const [item] = await own.get<ReportItem[]>('/api/duties/reports')
    const colleague = await signIn(server.url, STAFF.second.username)
    expect(await colleague.get<ReportItem[]>('/api/duties/reports')).toEqual([])
    const asked = (cookie: string) => fetch(`${server.url}/api/duties/reports/${item?.id}`, { headers: { cookie } })
    expect((await asked(colleague.cookie)).status).toBe(403)
    expect(await (await asked(lead.cookie)).text()).toContain('Solrosen')
    const readers = (await own.get<ReportItem[]>('/api/duties/reports'))[0]?.readings.map(({ name }) => name)
    expect(readers).toEqual([STAFF.lead.username, STAFF.first.name])
  })

  await test.step('the next call begins with none of the answers', async () => {
    await expect(verdict(page)).toHaveCount(1)
    await page.getByTestId('duty-close').click()
    await advisor.presence.click()
    await caller.call()
    await advisor.answer()
    await expect(verdict(page)).toHaveCount(0)
    await expect(page.getByTestId('duty-told')).toHaveAttribute('aria-pressed', 'false')
  })

  await test.step('the browser keeps nothing of it', async () => {
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href]))
    expect(kept).not.toContain('Solrosen')
    expect(await page.evaluate(async () => (await indexedDB.databases()).length + (await caches.keys()).length)).toBe(0)
  })
})

test('without its key nobody is asked to write, and what cannot be reported is counted all the same', async ({
  newAdvisor,
  lead,
  server,
}) => {
  const advisor = await newAdvisor('first', { onShift: false, locale: 'en-GB' })
  const { page } = advisor
  await page.keyboard.press('F10')
  await expect(page.getByTestId('duty-write-police')).toBeVisible()
  const key = join(server.dataDir, 'voicemail.key')
  // so that something needs it
  await lead.put(`/api/duties/reports/${crypto.randomUUID()}`, {
    ...{ kind: 'police', call: null, line: LINE, place: null, texts: { what: 'x' }, version: 0 },
  })
  renameSync(key, `${key}.away`)
  await expect(page.getByTestId('duty-locked')).toBeVisible({ timeout: SEEN_MS })
  await expect(page.getByTestId('duty-write-police')).toHaveCount(0)

  await page.getByTestId('duty-guide-crime').click()
  await page.getByText('None of these', { exact: true }).click()
  await expect(verdict(page)).toHaveAttribute('data-value', 'cannot')
  await page.getByTestId('duty-count').click()
  await expect(page.locator('.duty-count .duty-done')).toHaveText('Counted.')
  await expectAccessible(page, 'the answer that one cannot')
  await expectEnglish(page, 'the answer that one cannot')
  await page.setViewportSize({ width: 360, height: 740 })
  await fits(page)

  renameSync(`${key}.away`, key)
  await expect(page.getByTestId('duty-locked')).toHaveCount(0, { timeout: SEEN_MS })
  await expect(page.getByTestId('duty-write-police')).toBeVisible()
})

test('supervisors keep the laws, a lawyer confirms them, and numbers are told without small ones', async ({
  newWatcher,
  newAdvisor,
  lead,
  server,
}) => {
  const accounts = await lead.get<Account[]>('/api/accounts')
  const lawyer = accounts.find(({ username }) => username === STAFF.first.username)
  await lead.patch(`/api/accounts/${lawyer?.id}`, { lawyer: true })
  const { page, signIn: enter } = await newWatcher({ locale: 'en-GB' })
  await enter(STAFF.lead.username)
  await page.goto(`${server.url}/admin#duties`)
  const law = page.getByTestId('duty-law-fields').nth(1)
  await expect(law.getByLabel('Act, with its number')).toHaveValue('Socialtjänstlagen (2025:400)')
  await law.getByLabel('Date of the source').fill('yesterday')
  await page.getByTestId('duty-settings-save').click()
  await expect(law.getByLabel('Date of the source')).toHaveAttribute('aria-invalid', 'true')
  await law.getByLabel('Date of the source').fill('2025-11-25')
  await law.getByLabel('Chapter and section').fill('1 kap. 1 §')
  await page.getByTestId('duty-settings-save').click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.getByTestId('guidance-group').first().locator('> summary').click()
  await expect(page.getByTestId('written-text').first()).toContainText('To be confirmed by a lawyer')
  await expect(page.getByText('Only an account that is marked as a lawyer’s can change the texts.')).toBeVisible()
  await expect(page.getByTestId('written-text').locator('button'), 'a supervisor without the mark reads').toHaveCount(0)
  await expectAccessible(page, 'the laws in the administration')
  await page.setViewportSize({ width: 360, height: 740 })
  await fits(page)

  const own = await signIn(server.url, STAFF.first.username)
  const { settings } = await own.get<DutyState>('/api/duties')
  expect(settings.laws[1]).toMatchObject({ provision: '1 kap. 1 §', confirmed: null })
  await own.post('/api/duties/laws/report-child-2025/confirm', { version: settings.version })
  await page.reload()
  await expect(page.getByTestId('duty-law-fields').nth(1)).toContainText(`Confirmed by ${STAFF.first.name}`)

  await test.step('the lawyer writes the guidance anew, beside another who does', async () => {
    const advisor = await newAdvisor('first', { onShift: false })
    const panel = advisor.page
    await panel.keyboard.press('F10')
    await expect(panel.getByTestId('guidance-source')).toContainText('Ingen jurist har bekräftat dem än')
    await panel.getByTestId('guidance-all').locator('> summary').click()
    const group = panel.getByTestId('guidance-group').first()
    await group.locator('> summary').click()
    const text = group.getByTestId('written-text').first()
    await expect(text).toContainText('Ska bekräftas av en jurist')
    await text.getByRole('button', { name: 'Ändra' }).click()
    await expect(text.locator('[name=sv]')).toBeFocused()
    await text.locator('[name=sv]').fill(' ')
    await text.locator('[type=submit]').click()
    await expect(text).toContainText('Texten kan inte lämnas tom')
    await expect(text.locator('[name=sv]')).toBeFocused()
    await text.locator('[name=sv]').fill('Tror du att ett barn far illa?')
    await lead.patch(`/api/accounts/${accounts.find(({ username }) => username === STAFF.lead.username)?.id}`, { lawyer: true })
    await lead.put('/api/duties/texts/concern', { sv: 'Far något barn illa?', en: 'Is any child being harmed?', version: 0 })
    await text.locator('[type=submit]').click()
    await expect(text.getByTestId('written-conflict')).toContainText('Far något barn illa?')
    await expect(text.locator('[name=sv]'), 'what was typed is kept').toHaveValue('Tror du att ett barn far illa?')
    await expectAccessible(panel, 'two lawyers at once')
    await text.locator('[type=submit]').click()
    await expect(text).toHaveAttribute('data-version', '2')
    await expect(text.getByTestId('duty-confirmed')).toContainText(`Bekräftad av ${STAFF.first.name}`)
    await expect(panel.getByTestId('guidance-source')).toContainText(`av ${STAFF.first.name}`)
    await panel.getByTestId('duty-guide-child').click()
    await expect(panel.locator('[data-question=concern] legend')).toHaveText('Tror du att ett barn far illa?')

    await text.locator('details > summary').click()
    await expect(text.locator('li[data-version="1"]')).toContainText('Far något barn illa?')
    await expectAccessible(panel, 'versions of a text')
    await text.locator('li[data-version="0"]').getByRole('button').click()
    await expect(text).toHaveAttribute('data-version', '3')
    await expect(panel.locator('[data-question=concern] legend')).toHaveText('Far ett barn illa?')
    const help = group.getByTestId('written-text').nth(1)
    await help.getByRole('button', { name: 'Bekräfta som jurist' }).click()
    await expect(help.getByTestId('duty-confirmed')).toContainText(`Bekräftad av ${STAFF.first.name}`)
    await expect(help.getByRole('button', { name: 'Ändra' })).toBeFocused()
    await expect(help.locator('dd').first(), 'as it stood').toHaveText('Det räcker att du misstänker det. Du behöver inte veta.')
    await panel.setViewportSize({ width: 360, height: 740 })
    await fits(panel)
  })

  await lead.put(`/api/duties/reports/${crypto.randomUUID()}`, {
    ...{ kind: 'police', call: null, line: LINE, place: null, texts: { what: 'x' }, version: 0 },
  })
  const [item] = await lead.get<ReportItem[]>('/api/duties/reports')
  await lead.post(`/api/duties/reports/${item?.id}/sent`, { how: 'telephone', at: Date.now() })
  await page.goto(`${server.url}/review/reports`)
  await expect(page.getByTestId('duty-counts').locator('tfoot')).toContainText('1–4')
  await expectAccessible(page, 'the numbers of reports in a small window')
  await fits(page)
})
