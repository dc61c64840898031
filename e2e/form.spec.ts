import type { Page } from '@playwright/test'
import type { Floor } from '../shared/floor/model.ts'
import { plainService } from '../shared/floor/service.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { layCable } from './server/cable.ts'
import { LINE, STAFF } from './server/house.ts'
import { savedForms, savedNotes } from './server/record.ts'

/** Keystroke-Level Model (Card, Moran and Newell 1980), in seconds: a key of an average typist, and making up one's mind before each question. */
const KEY_S = 0.28
const MIND_S = 1.35

/** An ordinary call, question by question as the form puts them: the keys, and what they must have answered. */
const USUAL: readonly { readonly keys: readonly string[]; readonly says: string }[] = [
  { keys: ['1'], says: 'caller_category used_violence' },
  { keys: ['5', 'Enter'], says: 'caller_category_also none' },
  { keys: ['5', '7', 'Enter'], says: 'reason_for_call advice, reason_for_call worried_own_behaviour' },
  { keys: ['2'], says: 'in_crisis no' },
  { keys: ['1'], says: 'language sv' },
  { keys: ['2'], says: 'interpreter no_not_needed' },
  { keys: ['1'], says: 'adult_in_target_group yes' },
  { keys: ['1'], says: 'questions_accepted yes' },
  { keys: ['1', '2', 'Enter'], says: 'violence_types physical, violence_types psychological' },
  { keys: ['1'], says: 'severity_physical less_severe' },
  { keys: ['2'], says: 'severity_change more_severe' },
  { keys: ['1', 'Enter'], says: 'violence_against partner' },
  { keys: ['1', 'Enter'], says: 'other_problems alcohol' },
  { keys: ['1'], says: 'has_children yes' },
  { keys: ['-'], says: 'children_in_home unknown' },
  { keys: ['1'], says: 'child_concern no' },
  { keys: ['2'], says: 'informed_of_duty no' },
  { keys: ['4', 'Enter'], says: 'earlier_contacts social_services' },
  { keys: ['2'], says: 'sought_help_before no' },
  { keys: ['2'], says: 'knew_of_service no' },
  { keys: ['2'], says: 'called_line_before no' },
  { keys: ['1'], says: 'referral_made yes' },
  { keys: ['Enter'], says: '' },
  { keys: ['1', 'Enter'], says: 'referred_service_kind own_municipality' },
  { keys: ['1'], says: 'survey_invited yes' },
  { keys: ['3', '4', 'Enter'], says: 'age 34' },
  { keys: ['2'], says: 'gender man' },
  { keys: ['m', 'a', 'l', 'm', 'Enter'], says: 'municipality 1280' },
  { keys: ['x'], says: 'country_of_birth declined' },
  { keys: ['1', 'Enter'], says: 'heard_of_line search_engine' },
]
const CLOSED_KEYS = ['Control+Enter']

test('a tool that cannot be fetched says so and comes when it can, and the phone goes on', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  const { page } = advisor
  await page.route('**/FormTool-*.js', (route) => route.abort())
  await caller.call()
  await advisor.answer()
  await expect(page.locator('.tools__panel')).toContainText('kunde inte hämtas')
  await page.keyboard.press('F8')
  await expect(advisor.mute, 'the phone works beside it').toHaveAttribute('aria-pressed', 'true')
  await page.unroute('**/FormTool-*.js')
  await expect(page.getByTestId('form')).toBeVisible()
  await advisor.hangUp.click()
  await advisor.is('afterCall')
})

test('a call is filled in by keys alone, in part after the next one, which was silent and takes one key', async ({
  newAdvisor,
  newCaller,
  newWatcher,
  server,
}) => {
  test.setTimeout(90_000)
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  const { page } = advisor
  const keys = createCounter(page)
  const [during, afterwards] = [USUAL.slice(0, 12), USUAL.slice(12)]

  await caller.call()
  await expect(advisor.offer).toBeVisible()
  await page.keyboard.press('F2')
  await advisor.is('talking')
  await expect(page.getByTestId('form-saved'), 'the form has opened by itself').toBeVisible()
  await expect(page.getByTestId('hang-up'), 'and has not taken the keys of the call').not.toBeFocused()
  const begun = Date.now()
  await keys.press('F6')
  for (const { keys: own } of during) await keys.press(...own)
  const firstPart = Date.now() - begun
  await expect(page.getByTestId('form-saved')).toHaveAttribute('data-state', 'saved')
  await page.keyboard.press('F4')
  await advisor.is('afterCall')
  await advisor.presence.focus()
  await page.keyboard.press('Enter')
  await advisor.is('available')

  // A call so short that its form comes when it is over.
  let formComes = () => {}
  const coming = new Promise<void>((resolve) => {
    formComes = resolve
  })
  await page.route(/\/api\/forms\/[^/]+$/, async (route) => {
    await coming
    await route.continue()
  })
  await caller.call()
  await expect(advisor.offer).toBeVisible()
  await page.keyboard.press('F2')
  await advisor.is('talking')
  await page.keyboard.press('F4')
  await advisor.is('afterCall')
  await expect(page.locator('body')).toBeFocused()
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50))) // behind the page's own wait, which is as long
  formComes()
  await expect(page.locator('[data-question=caller_category] input').first(), 'the form has the keys after the call').toBeFocused()
  await page.unroute(/\/api\/forms\/[^/]+$/)
  await page.keyboard.press('8')
  await expect(page.getByTestId('form-closed')).toHaveAttribute('data-value', 'silent_call')
  await expect(advisor.presence).toBeFocused()
  await page.keyboard.press('Enter')
  await advisor.is('available')
  await expect(page.getByTestId('forms-left')).toHaveAttribute('data-value', '1')

  await page.getByTestId('form-of-day').and(page.locator('[data-state=open]')).click()
  const again = Date.now()
  for (const { keys: own } of afterwards) await keys.press(...own)
  await keys.press(...CLOSED_KEYS)
  const seconds = (firstPart + Date.now() - again) / 1000
  await expect(page.getByTestId('form-closed')).toContainText('Sparat')
  await expect(page.getByTestId('forms-left')).toHaveAttribute('data-value', '0')

  const [usual, silent] = savedForms(server.dataDir)
  const said = USUAL.flatMap(({ says }) => (says === '' ? [] : says.split(', ')))
  expect(usual?.answers).toEqual(['contact_type inbound_call', ...said].sort())
  expect(silent?.answers).toEqual(['caller_category silent_call', 'contact_type inbound_call'])
  expect([usual?.closed, silent?.closed]).toEqual([1, 1])
  const practised = KEY_S * keys.pressed() + MIND_S * USUAL.length
  await test.info().attach('keys', {
    body: JSON.stringify({ keys: keys.pressed(), questions: USUAL.length, seconds, practised }),
    contentType: 'application/json',
  })
  expect(practised, 'seconds of a practised advisor').toBeLessThan(60)

  const lead = await newWatcher()
  await lead.signIn(STAFF.lead.username)
  await lead.page.goto(`/review/survey?line=${LINE}`)
  const invited = lead.page.getByRole('row', { name: 'Fick veta att enkäten finns' }).getByRole('cell').first()
  await expect(invited, 'who was told of the survey is counted, and is too few to be told apart').toHaveText('1–4')

  await test.step('what counts as severe is written by a supervisor, and read beside the question', async () => {
    const rule = page.locator('[data-question=severity_physical]').getByTestId('form-rule')
    const violence = page.locator('.form__section').filter({ hasText: 'Våld' })
    await page.getByTestId('form-reopen').click()
    await violence.click()
    await expect(rule).toContainText('Ingen regel är skriven än')
    const supervisor = await newWatcher({ locale: 'en-GB' })
    await supervisor.signIn(STAFF.lead.username)
    await supervisor.page.goto(`${server.url}/admin#form`)
    const text = supervisor.page.getByTestId('written-text').first()
    await expect(text).toContainText('No rule has been written yet')
    await text.getByRole('button').click()
    await expect(text.locator('[name=sv]')).toBeFocused()
    await supervisor.page.keyboard.type('Grovt enligt linjens beslut.')
    await text.locator('[type=submit]').click()
    await expect(text.locator('[name=en]'), 'both languages or none').toBeFocused()
    await expect(text).toContainText('Write in both languages, or leave both empty.')
    await expectAccessible(supervisor.page, 'a rule in one language')
    await supervisor.page.keyboard.type('Severe is what the line has decided.')
    await text.locator('[type=submit]').click()
    await expect(text).toHaveAttribute('data-version', '1')
    await expectAccessible(supervisor.page, 'a rule that has been written')
    await expectEnglish(supervisor.page, 'a rule that has been written')

    // newest first
    await page.getByTestId('form-of-day').first().click()
    await expect(page.getByTestId('form-closed')).toHaveAttribute('data-value', 'silent_call')
    await page.getByTestId('form-of-day').nth(1).click()
    await expect(page.getByTestId('form-closed')).toHaveCount(0)
    await violence.click()
    await expect(rule).toHaveText('Linjens regel: Grovt enligt linjens beslut.')
    await expectAccessible(page, 'a question with its rule')
  })
})

test('what is said while the network is cut is kept and sent, two tabs follow each other, and a killed server has lost nothing', async ({
  newAdvisor,
  newCaller,
  server,
}) => {
  test.setTimeout(90_000)
  const cable = await layCable(server.port)
  try {
    const advisor = await newAdvisor('first', { url: cable.url })
    const caller = await newCaller()
    const { page } = advisor
    await caller.call()
    await advisor.answer()
    await expect(page.getByTestId('form-saved')).toBeVisible()
    await advisor.hangUp.click()
    await advisor.is('afterCall')
    await page.getByTestId('tool-form').focus()
    await page.keyboard.press('F6')
    await page.keyboard.press('1')
    await expect(page.getByTestId('form-saved')).toHaveAttribute('data-state', 'saved')

    cable.cut()
    for (const key of ['5', 'Enter', '7', 'Enter', '1', '1']) await page.keyboard.press(key)
    await expect(page.getByTestId('form-away')).toContainText('Osparat på den här sidan: 4')
    await expect(page.locator('[data-question=language] input').first(), 'the page shows what waits').toBeChecked()
    await expect(page.getByTestId('form-prompt'), 'what a crisis calls for').toContainText('112')
    expect(savedForms(server.dataDir)[0]?.answers).toEqual(['caller_category used_violence', 'contact_type inbound_call'])
    expect(
      await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
      'nothing of it is stored',
    ).not.toContain('used_violence')
    cable.mend()
    await expect(page.getByTestId('form-saved')).toHaveAttribute('data-state', 'saved', { timeout: 20_000 })
    await expect(page.getByTestId('form-away')).toBeHidden()
    const saved = [
      'caller_category used_violence',
      'caller_category_also none',
      'contact_type inbound_call',
      'in_crisis yes',
      'language sv',
      'reason_for_call advice',
    ]
    expect(savedForms(server.dataDir)[0]?.answers).toEqual(saved)

    const other = await advisor.secondTab()
    await other.page.getByTestId('tool-form').click()
    const sv = '[data-question=language] input >> nth=0'
    await expect(other.page.locator(sv), 'the other tab has it').toBeChecked()
    await other.page.locator('[data-question=language] input >> nth=1').check()
    await expect(page.locator(sv), 'and this one follows it').not.toBeChecked()
    await expect(page.locator('[data-question=language] input >> nth=1')).toBeChecked()

    await page.locator('[data-question=interpreter] input >> nth=1').check()
    await expect(page.getByTestId('form-saved')).toHaveAttribute('data-state', 'saved')
    await server.kill()
    await page.locator('[data-question=adult_in_target_group] input >> nth=0').check()
    await expect(page.getByTestId('form-away')).toBeVisible()
    await server.start()
    await expect(page.getByTestId('form-saved')).toHaveAttribute('data-state', 'saved', { timeout: 20_000 })
    expect(savedForms(server.dataDir)[0]?.answers).toEqual(
      [...saved.filter((one) => one !== 'language sv'), 'language en', 'interpreter no_not_needed', 'adult_in_target_group yes'].sort(),
    )
    await page.reload()
    await page.getByTestId('tool-form').click()
    await expect(page.getByTestId('form-section'), 'and a page loaded anew goes on').toHaveAttribute('data-value', 'consent')
  } finally {
    await cable.close()
  }
})

function createCounter(page: Page) {
  let count = 0
  return {
    async press(...keys: readonly string[]) {
      for (const key of keys) await page.keyboard.press(key)
      count += keys.length
    },
    pressed: () => count,
  }
}

/** On a small screen the keys of the call stay, and no field that is gone to by Tab lies under them. */
async function expectCallInReach(page: Page) {
  for (const key of ['mute', 'hold', 'hang-up']) await expect(page.getByTestId(key)).toBeInViewport({ ratio: 1 })
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab')
    const covered = await page.evaluate(() => {
      const focused = document.activeElement?.getBoundingClientRect()
      const keys = document.querySelector('.call__keys')?.getBoundingClientRect()
      return focused && keys ? Math.max(0, focused.bottom - keys.top) : Number.NaN
    })
    expect(covered, `what has the focus after ${step + 1} of Tab is seen`).toBe(0)
  }
  for (let step = 0; step < 12; step++) await page.keyboard.press('Shift+Tab')
}

const LOOKS = [
  { locale: 'sv-SE', colorScheme: 'light', width: 1280 },
  { locale: 'en-GB', colorScheme: 'dark', width: 360 },
] as const

const READ = {
  'sv-SE': `
    - region "Hjälpmedel":
      - button "Formulär" [expanded]
      - button "Hitta hjälp"
      - region "Formulär":
        - navigation "Dagens samtal":
          - button /Samtal .* pågår/ [pressed]
        - form "Formulär om samtalet":
          - status: Inget sparat än
          - button "Klart"
          - navigation "Delar":
            - button "Kontakten 1 av 6"
            - button "Får vi fråga? 0 av 1"
            - button /Våldet/
            - button /Situationen/
            - button /Tidigare kontakter/
            - button /Resultat/
            - button /Bakgrund/
            - button /Anteckningar/
          - group "Hur kom kontakten till?":
            - radio "Inkommande samtal" [checked]
            - button "Ta bort svaret"
          - group "Vem ringde?":
            - paragraph: Du avgör. Den som ringer ombeds inte beskriva sig själv.
            - radio "Person som har utövat eller utövar våld"
            - radio "Tyst samtal (stänger formuläret)"
            - radio "Framkom inte"
          - group "Framkom det att personen också hör till en annan grupp?":
            - checkbox "Har själv utövat våld"
          - group "Vad var den närmaste anledningen till samtalet?":
            - paragraph: Lyssna efter det; läs inte upp listan.
            - checkbox "Vill inte svara"
          - group "Vilket språk fördes samtalet på?"
          - group "Användes tolk?"
  `,
  'en-GB': `
    - region "Tools":
      - button "Form" [expanded]
      - region "Form":
        - navigation "Today's calls":
          - button /Call .* going on/ [pressed]
        - form "Form about the call":
          - status: Nothing saved yet
          - button "Done"
          - navigation "Parts":
            - button "The contact 1 of 6"
          - group "How did this contact come about?":
            - radio "Inbound call" [checked]
          - group "Who called?":
            - radio "Silent call (closes the form)"
          - group "What was the immediate reason for the call?"
          - group "Was an interpreter used?"
  `,
} as const

for (const { locale, colorScheme, width } of LOOKS) {
  test(`a form in ${locale}, ${colorScheme}, ${width} pixels wide`, async ({ newAdvisor, newCaller, server, lead }) => {
    test.setTimeout(90_000)
    await lead.patch(`/api/lines/${LINE}`, {
      service: { ...plainService, forms: { ...plainService.forms, decided: ['honour_context', 'lgbtqi'] } },
    })
    const advisor = await newAdvisor('first', { locale })
    const caller = await newCaller()
    const { page } = advisor
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const look = async (state: string, namesPlaces = false) => {
      await expectAccessible(page, state, '.tools')
      if (locale === 'en-GB' && !namesPlaces) await expectEnglish(page, state)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect.soft(overflow, `${state} should fit the width of the screen`).toBeLessThanOrEqual(0)
    }
    await caller.call()
    await advisor.answer()
    await page.getByTestId('tool-form').focus()
    await page.keyboard.press('F6')
    await look('the form of a call that goes on')
    await expect(page.locator('.tools'), 'as it is read aloud: what is saved, the parts, then question by question').toMatchAriaSnapshot(
      READ[locale],
    )
    await page.keyboard.press('1')
    for (let part = 0; part < 2; part++) await page.keyboard.press('PageDown')
    await expect(page.getByTestId('form-section'), 'a decided question is put').toContainText(/hbtqi|LGBTQI/i)
    for (let part = 0; part < 4; part++) await page.keyboard.press('PageDown')
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-question=age] [aria-invalid=true]')).toBeVisible()
    await page.locator('[role=combobox]').fill('kiru')
    await expect(page.getByRole('option').first()).toBeVisible()
    await look('a wrong age and places found', true)
    await page.keyboard.press('Enter')
    if (width === 360) await expectCallInReach(page)
    await page.keyboard.press('PageDown')
    await page.keyboard.type('Han heter Exempelkarl.')
    await expect(page.getByTestId('note-findings')).toContainText('Exempelkarl')
    await look('a note with a finding')
    expect(savedNotes(server.dataDir)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('form-note')).toHaveValue('Han heter ….')
    await expect.poll(() => savedNotes(server.dataDir)).toEqual([{ text: 'Han heter ….', confirmed: '[]' }])
    await page.getByTestId('form-note').fill('Ring 070-174 06 12')
    await page.getByTestId('note-confirm').check()
    await page.getByTestId('note-keep').click()
    await expect.poll(() => savedNotes(server.dataDir)).toEqual([{ text: 'Ring 070-174 06 12', confirmed: '["phone"]' }])
    await page.route('**/api/forms/**', (route) => route.abort())
    await page.getByTestId('form-close').click()
    await expect(page.getByTestId('form-away')).toBeVisible()
    await look('a form that waits for the server')
    await page.unroute('**/api/forms/**')
    await expect(page.getByTestId('form-away')).toBeHidden()
    await look('a closed form')
    expect(server.output(), 'nothing of a note is logged').not.toContain('174 06')
  })
}

test('a supervisor decides on sensitive questions, and how long forms and notes are kept', async ({ newWatcher, lead }) => {
  const supervisor = await newWatcher()
  const { page } = supervisor
  await supervisor.signIn('lena')
  await page.goto(`/admin#lines/${LINE}/forms`)
  const form = page.getByTestId('form-settings')
  await form.locator('[name=lgbtqi]').check()
  await form.locator('[name=cut]').fill('37')
  await form.getByRole('button').click()
  await expect(form.locator('[name=cut]')).toBeFocused()
  await expectAccessible(page, 'a wrong number of months')
  await form.locator('[name=cut]').fill('6')
  await form.locator('[name=notes]').fill('30')
  await form.getByRole('button').click()
  await expect(form.getByRole('status')).toHaveText('Sparat.')
  const { floor } = await lead.get<{ floor: Floor }>('/api/floor')
  expect(floor.lines[LINE]?.service.forms).toEqual({ decided: ['lgbtqi'], cutMonths: 6, noteDays: 30 })
})
