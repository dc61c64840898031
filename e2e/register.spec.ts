import type { Page } from '@playwright/test'
import type { FormState } from '../shared/form/forms.ts'
import { newFacts } from '../shared/services/help.ts'
import type { HelpAnswer } from '../shared/services/register.ts'
import type { Service } from '../shared/services/service.ts'
import { expectAccessible } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { pagesOf, printed } from './paper.ts'
import { layCable } from './server/cable.ts'
import { signIn } from './server/client.ts'
import { STAFF } from './server/house.ts'

const lund = newFacts({
  name: 'Kriscentrum i Lund',
  organisation: 'Lunds kommun',
  provider: 'municipal',
  level: 'specialised',
  areas: [
    { place: '1281', by: 'own' },
    { place: '1280', by: 'agreement' },
  ],
  phone: '046-12 34 56',
  hours: 'Vardagar 8.30–16',
  waitingTime: 'Två veckor',
  languages: ['sv', 'ar'],
  ambition: 'Systematisk partnerkontakt nästa år.',
})
const beside = newFacts({ name: 'Mottagningen i Burlöv', level: 'specialised', areas: [{ place: '1231', by: 'own' }] })

const put = async (lead: { post<T>(path: string, body: unknown): Promise<T> }, facts: typeof lund) =>
  lead.post<Service>('/api/register', { facts, checked: true })

/** Nothing of the page is wider than the window. */
const fits = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)

test('a referral during a call: three letters and Enter give what to say, one key puts it into the form', async ({
  newAdvisor,
  newCaller,
  lead,
  server,
}) => {
  const service = await put(lead, lund)
  await put(lead, beside)
  const cable = await layCable(server.port)
  const advisor = await newAdvisor('first', { url: cable.url })
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  const { page } = advisor
  const { keyboard } = page
  const call = (await page.evaluate(async () => (await fetch('/api/forms')).json()))[0].call as string
  const own = await signIn(server.url, STAFF.first.username)
  const answers = async () => (await own.get<FormState>(`/api/forms/${call}`)).answers

  await test.step('two steps by keyboard alone', async () => {
    await keyboard.press('F7')
    await expect(page.getByTestId('help-place')).toBeFocused()
    await keyboard.type('mal')
    await expect(page.getByRole('option').first()).toContainText('Malmö')
    await keyboard.press('Enter')
    const found = page.getByTestId('help-found')
    await expect(found).toHaveCount(2)
    await expect(page.getByTestId('help-coverage')).toHaveAttribute('data-value', 'agreement')
    await expect(found.first()).toContainText('Kriscentrum i Lund')
    await expect(found.first()).toHaveAttribute('data-reach', 'agreement')
    await expect(found.nth(1)).toHaveAttribute('data-reach', 'neighbour')
    await expect(found.first().locator('[data-fact=phone] dd')).toHaveText('046-12 34 56')
    await expect(found.first().locator('[data-fact=waitingTime] dd')).toHaveText('Två veckor')
    await expect(found.first().getByRole('button', { expanded: true })).toBeFocused()
    await expect(page.getByTestId('help-no-jour'), 'nobody has entered it').toContainText('Numret till socialjouren')
    await expectAccessible(page, 'help for a place')
    await expect(
      page.locator('.tools'),
      'as it is read aloud: where, how many, what to say of each, and what there always is',
    ).toMatchAriaSnapshot(`
      - region "Hitta hjälp":
        - combobox "Var bor personen?"
        - combobox "Slag av hjälp":
          - option "Hjälp att sluta med våld" [selected]
        - button "Andra stödlinjer och organisationer"
        - status: 2 verksamheter.
        - heading "Hjälp för Malmö" [level=2]
        - paragraph: Malmö har specialiserad hjälp genom avtal.
        - list:
          - listitem:
            - heading /Kriscentrum i Lund Genom avtal/ [level=3]:
              - button /Kriscentrum i Lund Genom avtal/ [expanded]
            - button "Hänvisad hit"
            - term: Telefon
            - definition: 046-12 34 56
            - term: Väntetid
            - definition: Två veckor
            - button "Kopiera"
          - listitem:
            - heading /Mottagningen i Burlöv Grannkommun/ [level=3]
        - heading /Det finns alltid/ [level=3]
        - button "Hänvisad hit"
    `)
  })

  await test.step('one key, and back', async () => {
    await keyboard.press('h')
    await expect(page.locator('.help-done')).toHaveText('Hänvisad hit, står i formuläret.')
    await expect.poll(answers).toMatchObject({
      referral_made: ['yes'],
      referred_service: [service.id],
      referred_service_kind: ['nearby_municipality'],
      municipality: ['1280'],
    })
    await keyboard.press('F6')
    await page.locator('.form__section').filter({ hasText: 'Resultat' }).click()
    await expect(page.locator('[data-question=referred_service]')).toContainText(lund.name)
    await keyboard.press('F7')
    await page.getByTestId('help-fallback').getByTestId('help-refer').click()
    await expect(page.locator('.help-done')).toHaveCount(2)
    await expect.poll(answers).toMatchObject({ referred_service_kind: ['nearby_municipality', 'social_services_talks'] })
    await page.getByTestId('help-found').first().getByTestId('help-refer').click()
    await expect(page.locator('.help-done')).toHaveCount(1)
    await expect.poll(answers).toMatchObject({ referral_made: ['yes'], referred_service_kind: ['social_services_talks'] })
  })

  await test.step('the sheet on paper is one page', async () => {
    const first = page.getByTestId('help-found').first()
    await printed(page, first.getByRole('button', { name: 'Skriv ut' }), async () => {
      await expect(first.locator('[data-fact=phone]')).toBeVisible()
      await expect(page.getByTestId('hang-up')).toBeHidden()
      expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1)
    })
    await expect(page.getByTestId('hang-up')).toBeVisible()
  })

  await test.step('a small window, and what there is for the whole country', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await fits(page)
    await page.getByTestId('help-everywhere').click()
    await expect(page.getByTestId('help-found').filter({ hasText: 'Kvinnofridslinjen' })).toBeVisible()
    await page.getByRole('button', { name: 'English' }).click()
    await expectAccessible(page, 'help for the whole country, small')
    await fits(page)
  })

  await test.step('after the call, over a cut network: kept in memory, shown as not saved, and sent when it is mended', async () => {
    await advisor.hangUp.click()
    await advisor.is('afterCall')
    const other = page.getByTestId('help-found').filter({ hasText: 'Kvinnofridslinjen' })
    await other.locator('.help-item__head').click()
    await expect(other.getByTestId('help-refer')).toBeVisible()
    cable.cut()
    await other.locator('.help-item__head').press('h')
    await expect(other.locator('.help-waits')).toHaveText('Referred here. Not saved yet.')
    await expect(page.getByTestId('help-away')).toContainText('Unsaved on this page: 1')
    await expectAccessible(page, 'a referral that waits for the server')
    expect((await answers()).referred_service_kind).toEqual(['social_services_talks'])
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])), 'nothing is stored').not.toContain(call)
    cable.mend()
    await expect(other.locator('.help-done')).toBeVisible({ timeout: 20_000 })
    await expect(page.getByTestId('help-away')).toBeHidden()
    expect((await answers()).referred_service_kind).toEqual(['other_helpline', 'social_services_talks'])
    await expect(page.getByTestId('presence')).toBeEnabled()
  })

  await test.step('the next call begins with nothing of this one', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await advisor.presence.click()
    await caller.call()
    await advisor.answer()
    await expect(page.getByTestId('help-title')).toHaveCount(0)
  })
  await cable.close()
})

for (const locale of ['sv-SE', 'en-GB']) {
  const words =
    locale === 'sv-SE'
      ? {
          larger: 'Större',
          save: 'Spara',
          saved: 'Sparat.',
          phone: 'Telefon',
          wait: 'Väntetid',
          jour: 'Socialjour, utanför kontorstid',
          keep: 'Spara 2 verksamheter',
          wrong: 'Skriv ett telefonnummer',
        }
      : {
          larger: 'Larger',
          save: 'Save',
          saved: 'Saved.',
          phone: 'Telephone',
          wait: 'Waiting time',
          jour: 'Emergency social services, out of hours',
          keep: 'Save 2 services',
          wrong: 'Write a telephone number',
        }

  test(`the register (${locale}): a change with its history, what two people do, a file looked at before it is kept, coverage`, async ({
    newWatcher,
    lead,
  }) => {
    const service = await put(lead, lund)
    const { page, signIn: enter } = await newWatcher({ locale })
    await enter(STAFF.lead.username)
    const english = async (state: string) => {
      await expectAccessible(page, state)
      await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2))
    }
    const form = page.getByTestId('service-form')
    const saving = form.getByRole('button', { name: words.save, exact: true })

    await test.step('a change, refused and then saved', async () => {
      await page.goto('/register')
      await expect(page.getByTestId('register-count')).toHaveAttribute('data-value', '11')
      await english('the list of services')
      await page.getByRole('link', { name: lund.name }).click()
      await form.getByLabel(words.phone, { exact: true }).first().fill('ring oss')
      await form.getByLabel(words.wait).fill('En månad')
      await saving.click()
      await expect(form.getByRole('alert')).toContainText(words.wrong)
      await expect(form.locator('[name=phone]')).toBeFocused()
      await expect(form.locator('[name=phone]'), 'what was typed is kept').toHaveValue('ring oss')
      await english('a service that was refused')
      await form.locator('[name=phone]').fill('046-12 34 57')
      await saving.click()
      await expect(form.getByRole('status')).toHaveText(words.saved)
      const history = page.getByTestId('service-history')
      await expect(history.locator('ins')).toHaveText(['046-12 34 57', 'En månad'])
      await expect(history.locator('del')).toHaveText(['046-12 34 56', 'Två veckor'])
      await english('a service and its history')
    })

    await test.step('somebody else was first', async () => {
      const now = (await lead.get<Service[]>('/api/register')).find(({ id }) => id === service.id)
      await lead.put(`/api/register/${service.id}`, { version: now?.version, facts: { ...lund, waitingTime: 'En vecka' }, checked: false })
      await form.getByLabel(words.wait).fill('Tre veckor')
      await saving.click()
      await expect(form.getByRole('alert')).toBeVisible()
      await expect(form.getByLabel(words.wait)).toHaveValue('Tre veckor')
      await form.getByRole('button').last().click()
      await expect(form.getByLabel(words.wait)).toHaveValue('En vecka')
    })

    await test.step('a file', async () => {
      await page.goto('/register/files')
      const csv = `id;name;waitingTime;phone\n${service.id};${lund.name};Ingen;046-1\n;Ny mottagning;;\n;Felaktig;;ring\n`
      await page.locator('input[type=file]').setInputFiles({ name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
      const counts = page.getByTestId('preview-counts')
      for (const [what, count] of [
        ['new', 1],
        ['changed', 1],
        ['faulty', 1],
        ['same', 0],
      ] as const)
        await expect(counts.locator(`[data-what=${what}] dd`)).toHaveText(String(count))
      await english('a file that has been looked at')
      expect((await lead.get<Service[]>('/api/register')).length, 'nothing is saved yet').toBe(11)
      await page.getByRole('button', { name: words.keep }).click()
      await expect(counts).toHaveCount(0)
      const after = await lead.get<Service[]>('/api/register')
      expect(after.find(({ id }) => id === service.id)).toMatchObject({ waitingTime: 'Ingen', phone: '046-1', hours: lund.hours })
      expect(after.map(({ name }) => name)).toContain('Ny mottagning')
    })

    await test.step('the number of social services out of hours', async () => {
      const facts = newFacts({ name: 'Socialtjänsten', kind: 'socialServices', areas: [{ place: '0180-sodermalm', by: 'own' }] })
      await put(lead, facts)
      await page.goto('/register')
      await page.getByRole('link', { name: facts.name, exact: true }).click()
      await form.getByLabel(words.jour).fill('08-465 004 98')
      await saving.click()
      await expect(form.getByRole('status')).toHaveText(words.saved)
      await expect(page.getByTestId('service-history').locator('ins')).toHaveText(['08-465 004 98'])
      const help = await lead.get<HelpAnswer>('/api/help?place=0180-sodermalm')
      expect(help.fallback).toMatchObject({ phone: '', phoneOutOfHours: '08-465 004 98' })
    })

    await test.step('coverage', async () => {
      await page.goto('/register/coverage')
      const row = page.getByTestId('coverage').locator('tr[data-county="12"]')
      await expect(row.getByRole('cell')).toHaveText(['33', '2', '1', '1', '0', '0', '0', '31'])
      await row.getByRole('button').click()
      await expect(page.getByTestId('coverage-map').locator('path')).toHaveCount(290)
      await page.getByRole('button', { name: words.larger }).click()
      const map = page.getByTestId('coverage-map')
      await expect(map).toHaveAttribute('data-zoom', '1.5')
      await page.locator('.register-country').press('+')
      await expect(map).toHaveAttribute('data-zoom', '2')
      await expect(map.getByRole('img', { name: /^Malmö: / })).toHaveCount(1)
      await english('coverage')
      await page.locator('.register-country').press('0')
      await expect(map).toHaveAttribute('data-zoom', '1')
      await page.setViewportSize({ width: 360, height: 740 })
      await fits(page)
    })
  })
}

test('a service answers about itself by a link, and a supervisor approves it', async ({ newWatcher, lead }) => {
  const service = await put(lead, lund)
  await lead.post('/api/register', { facts: beside, checked: false })
  const supervisor = await newWatcher()
  await supervisor.signIn(STAFF.lead.username)
  const { page } = supervisor
  await page.goto('/register/checks')
  await expect(page.getByTestId('register-due')).toHaveAttribute('data-value', '11')
  await page.getByRole('button', { name: `Stämmer fortfarande: ${beside.name}` }).click()
  await expect(page.getByTestId('register-due'), 'what is checked is no longer due').toHaveAttribute('data-value', '10')

  await page.getByRole('button', { name: 'Fråga verksamheten: Roks' }).click()
  const other = (await page.getByTestId('ask-link').textContent()) ?? ''
  const [mine] = await Promise.all([lead.post<{ path: string }>(`/api/register/${service.id}/asks`, {})])
  await page.reload()
  await expectAccessible(page, 'checks')

  const staff = (await newWatcher({ locale: 'en-GB' })).page
  await staff.goto(mine.path)
  const form = staff.getByTestId('ask-form')
  await expect(form.getByLabel('Telephone', { exact: true })).toHaveValue('046-12 34 56')
  await form.getByLabel('E-mail').fill('info')
  await form.getByLabel('Waiting time').fill('Ingen')
  await form.getByLabel('Systematic partner contact').selectOption('yes')
  await form.locator('[type=submit]').click()
  await expect(form.getByRole('alert')).toContainText('Write an e-mail address')
  await expect(form.getByLabel('E-mail')).toBeFocused()
  await expectAccessible(staff, 'questions to a service')
  await staff.setViewportSize({ width: 360, height: 740 })
  await fits(staff)
  await form.getByLabel('E-mail').fill('info@example.org')
  await form.locator('[type=submit]').click()
  await expect(staff.getByTestId('ask-sent')).toBeVisible()
  await staff.reload()
  await expect(staff.getByTestId('ask-used'), 'the link takes one answer').toBeVisible()
  expect(await staff.context().cookies()).toEqual([])
  expect(await staff.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
  await staff.goto(other)
  await expect(form.getByLabel('Name')).toHaveValue('Roks')

  await page.reload()
  const answered = page.getByTestId('register-asks').locator('li[data-state=answered]')
  await expect(answered.locator('ins')).toHaveText(['info@example.org', 'Ingen', /Systematisk partnerkontakt: Ja/])
  const now = async () => (await lead.get<Service[]>('/api/register')).find(({ id }) => id === service.id)
  expect(await now(), 'nothing is changed yet').toMatchObject({ waitingTime: 'Två veckor', version: 1 })
  await answered.getByRole('button', { name: 'Godkänn svaret' }).click()
  await expect(answered).toHaveCount(0)
  expect(await now()).toMatchObject({ waitingTime: 'Ingen', email: 'info@example.org', partnerContact: { systematic: 'yes' } })
})
