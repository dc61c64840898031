import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Line } from '../shared/floor/model.ts'
import { plainService } from '../shared/floor/service.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { test as base, expect } from './fixtures.ts'
import type { Advisor } from './people/advisor.ts'
import type { Caller } from './people/caller.ts'
import { hear } from './people/ears.ts'
import { fillSignIn } from './people/person.ts'
import { TONES } from './people/tone.ts'
import { createNetwork, type Network } from './people/trunk.ts'
import type { Client } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'
import { recordedCalls } from './server/record.ts'
import { startServer } from './server/server.ts'

const INTERPRETER_HZ = 2_000
const DIALLED = '+4620555777'
const SERVICE = { id: 'tolk', name: 'Tolkcentralen', number: '020-555 777', languages: ['ar', 'so'] }
const OTHER_SERVICE = { id: 'nord', name: 'Tolk i norr', number: '020-555 888', languages: ['so'] }
/** A tone beside another one is there above this, in dB below full scale. */
const THERE_DB = -50

/** A server that is registered at a telephone network, and a line that lists two interpreter services. */
const test = base.extend<{ readonly network: Network }>({
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

async function listServices(lead: Client) {
  await lead.patch<Line>(`/api/lines/${LINE}`, { service: { ...plainService, interpreters: [SERVICE, OTHER_SERVICE] } })
}

interface Callable {
  readonly lead: Client
  readonly newAdvisor: (who: 'first', options: { readonly locale: string }) => Promise<Advisor>
  readonly newCaller: () => Promise<Caller>
}

/** An advisor and a caller who talk, on a line with interpreters. */
async function talk({ lead, newAdvisor, newCaller }: Callable, locale = 'sv-SE'): Promise<{ advisor: Advisor; caller: Caller }> {
  await listServices(lead)
  const [advisor, caller] = await Promise.all([newAdvisor('first', { locale }), newCaller()])
  await caller.call(LINE)
  await advisor.answer()
  await caller.is('talking')
  return { advisor, caller }
}

async function callInterpreter({ page }: Advisor, language = 'Arabiska', service?: string) {
  await page.getByTestId('interpreter-open').click()
  await page.getByTestId('interpreter-language').selectOption(language)
  if (service) await page.getByTestId('interpreter-service').selectOption(service)
  await page.getByTestId('interpreter-call').click()
}

const stateIs = ({ page }: Advisor, state: string) =>
  expect(page.getByTestId('interpreter-state'), `the interpreter should be ${state || 'nobody'}`).toHaveAttribute('data-value', state)
/** The words on the page, which a screen reader reads out. */
const says = ({ page }: Advisor, text: string) => expect(page.getByTestId('interpreter-state')).toHaveText(text)
const endedAs = ({ page }: Advisor, why: string) =>
  expect(page.getByTestId('interpreter-outcome'), 'the page should say why').toHaveAttribute('data-value', why)

/** Waits until all of these tones are heard, beside each other. */
async function hearsAll({ page, who }: { readonly page: Page; readonly who: string }, all: readonly number[]) {
  for (const hz of all) {
    await expect
      .poll(async () => (await hear(page, hz))?.wantedDb ?? -200, { message: `${who} should hear ${hz} Hz`, timeout: 20_000 })
      .toBeGreaterThan(THERE_DB)
  }
}

test('all three hear each other, one of them is put on hold, and the caller stays when the interpreter goes', async ({
  network,
  lead,
  newAdvisor,
  newCaller,
  server,
}) => {
  test.slow()
  const interpreter = await network.telephone(DIALLED, INTERPRETER_HZ, 'answers')
  const { advisor, caller } = await talk({ lead, newAdvisor, newCaller })
  await callInterpreter(advisor)
  const call = await interpreter.rings()
  await stateIs(advisor, 'talking')

  await hearsAll(advisor, [TONES.caller, INTERPRETER_HZ])
  await hearsAll(caller, [TONES.first, INTERPRETER_HZ])
  await interpreter.hears(TONES.caller, [TONES.caller, INTERPRETER_HZ])
  await interpreter.hears(TONES.first, [TONES.first, INTERPRETER_HZ])
  await says(advisor, 'Alla tre hör varandra.')

  await advisor.page.getByTestId('interpreter-hold').click()
  await stateIs(advisor, 'onHold')
  await says(advisor, 'Du och den som ringer hör varandra. Tolken hör en vänteton.')
  await advisor.doesNotHear(INTERPRETER_HZ)
  await caller.doesNotHear(INTERPRETER_HZ)
  await hearsAll(caller, [TONES.first])
  await advisor.page.getByTestId('interpreter-hold').click()
  await stateIs(advisor, 'talking')

  await advisor.page.getByTestId('interpreter-hold-caller').click()
  await expect(advisor.page.getByTestId('interpreter-hold-caller')).toHaveAttribute('aria-pressed', 'true')
  await says(advisor, 'Du och tolken hör varandra. Den som ringer hör en vänteton.')
  await advisor.doesNotHear(TONES.caller)
  await caller.doesNotHear(INTERPRETER_HZ)
  await hearsAll(advisor, [INTERPRETER_HZ])
  await interpreter.hears(TONES.first, [TONES.first, TONES.caller])

  call.hangUp()
  await endedAs(advisor, 'left')
  await says(advisor, 'Den som ringer är parkerad och hör en vänteton.')
  await advisor.is('talking')
  await advisor.page.getByTestId('interpreter-hold-caller').click()
  await advisor.hears(TONES.caller)
  await caller.hears(TONES.first)

  await advisor.hangUp.click()
  await caller.is('ended')
  const [recorded] = recordedCalls(server.dataDir)
  expect(recorded).toMatchObject({ outcome: 'answered', interpreted_language: 'ar' })
  // Nothing that the interpreter's telephone got is about the caller.
  expect(call.invite).toMatch(/^From: "?Anonymous"? <sip:anonymous@anonymous\.invalid>/m)
})

test('a busy service and one that does not answer are told in words, and the talk goes on', async ({
  network,
  lead,
  newAdvisor,
  newCaller,
}) => {
  const interpreter = await network.telephone(DIALLED, INTERPRETER_HZ, 'busy')
  const { advisor, caller } = await talk({ lead, newAdvisor, newCaller })
  await callInterpreter(advisor)
  await endedAs(advisor, 'busy')
  await caller.hears(TONES.first)

  interpreter.is('rings')
  await callInterpreter(advisor)
  await stateIs(advisor, 'ringing')
  await says(advisor, 'Det ringer hos Tolkcentralen …')
  await advisor.hears(TONES.caller)
  await advisor.page.getByTestId('interpreter-drop').click()
  await stateIs(advisor, '')
  await expect(advisor.page.getByTestId('interpreter-outcome')).toBeHidden()

  // Nobody has the other service's number.
  await callInterpreter(advisor, 'Somaliska', OTHER_SERVICE.name)
  await endedAs(advisor, 'unreachable')
  await advisor.is('talking')
  await advisor.hears(TONES.caller)
})

test('the keyboard alone brings an interpreter in and lets them go', async ({ network, lead, newAdvisor, newCaller }) => {
  await network.telephone(DIALLED, INTERPRETER_HZ, 'answers')
  const { advisor } = await talk({ lead, newAdvisor, newCaller })
  const { page } = advisor
  await advisor.tabTo('interpreter-open')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('interpreter-language')).toBeFocused()

  // Without a language nothing is called, and the page says what is missing.
  await advisor.tabTo('interpreter-call')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Välj vilket språk tolken ska tala.')).toBeVisible()
  await expect(page.getByTestId('interpreter-language')).toBeFocused()

  await page.keyboard.type('arab')
  await page.keyboard.press('Enter')
  await advisor.tabTo('interpreter-call')
  await page.keyboard.press('Enter')
  await stateIs(advisor, 'talking')
  await advisor.tabTo('interpreter-drop')
  await page.keyboard.press('Enter')
  await stateIs(advisor, '')
  await advisor.is('talking')
  await expect(page.getByTestId('interpreter')).toBeFocused()
})

for (const { locale, colorScheme, arabic } of [
  { locale: 'sv-SE', colorScheme: 'light', arabic: 'Arabiska' },
  { locale: 'en-GB', colorScheme: 'dark', arabic: 'Arabic' },
] as const) {
  test(`every state of the panel can be read by everyone: ${locale}, ${colorScheme}`, async ({ network, lead, newAdvisor, newCaller }) => {
    test.slow()
    const interpreter = await network.telephone(DIALLED, INTERPRETER_HZ, 'rings')
    const { advisor } = await talk({ lead, newAdvisor, newCaller }, locale)
    const { page } = advisor
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    async function look(state: string) {
      await expectAccessible(page, state)
      if (locale === 'en-GB') await expectEnglish(page, state)
    }
    await look('nobody is there')
    await page.getByTestId('interpreter-open').click()
    await page.getByTestId('interpreter-call').click()
    await look('no language is chosen')
    await page.getByTestId('interpreter-cancel').click()
    await callInterpreter(advisor, arabic)
    await stateIs(advisor, 'ringing')
    await look('it rings')
    await page.getByTestId('interpreter-drop').click()
    await stateIs(advisor, '')
    interpreter.is('answers')
    await callInterpreter(advisor, arabic)
    await stateIs(advisor, 'talking')
    await page.getByTestId('interpreter-hold').click()
    await stateIs(advisor, 'onHold')
    await look('the interpreter is on hold')
    for (const call of interpreter.came()) call.hangUp()
    await endedAs(advisor, 'left')
    await look('the interpreter has hung up')
  })
}

test('a supervisor lists a service, and is told what is wrong with what was typed', async ({
  lead,
  newAdvisor,
  newCaller,
  browsers,
  server,
}) => {
  const context = await (await browsers.get('caller')).newContext({ baseURL: server.url, locale: 'sv-SE' })
  const page = await context.newPage()
  await page.goto('/')
  await fillSignIn(page, STAFF.lead.username)
  await page.waitForURL(/\/(admin|board|phone)/)
  await page.goto(`/admin#lines/${LINE}/interpreters`)
  await page.getByTestId('interpreter-add').click()
  const form = page.getByTestId('interpreter-form')
  await form.getByLabel('Namn').fill('Tolkcentralen')
  await form.getByLabel('Telefonnummer').fill('020-555 777')
  await form.getByLabel('Språk', { exact: true }).fill('arabiska, persika')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(form.getByText('”persika” är inget språk som känns igen.')).toBeVisible()
  await expect(form.getByLabel('Telefonnummer')).toHaveValue('020-555 777')
  await form.getByLabel('Språk', { exact: true }).fill('arabiska')
  await form.getByLabel('Lägg till ett språk').selectOption('persiska')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByTestId('interpreters')).toContainText('arabiska, persiska')
  await context.close()

  const listed = (await lead.get<{ floor: { lines: Record<string, Line> } }>('/api/floor')).floor.lines[LINE]?.service.interpreters
  expect(listed).toMatchObject([{ name: 'Tolkcentralen', number: DIALLED, languages: ['ar', 'fa'] }])
  const [advisor, caller] = await Promise.all([newAdvisor('first'), newCaller()])
  await caller.call(LINE)
  await advisor.answer()
  await expect(advisor.page.getByTestId('interpreter-open')).toBeVisible()
})
