import { expect, test } from './fixtures.ts'
import { TONES } from './people/tone.ts'

const NEUTRAL = 'https://www.smhi.se/'

test('the page of a caller keeps nothing and loads nothing from elsewhere, through a whole call', async ({
  newAdvisor,
  newCaller,
  server,
}) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  const elsewhere: string[] = []
  const cookies: string[] = []
  caller.page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url())
  })
  caller.page.on('response', async (response) => {
    const cookie = await response.headerValue('set-cookie').catch(() => null)
    if (cookie) cookies.push(response.url())
  })
  await caller.call()
  await advisor.answer()
  await caller.hears(TONES.first)
  await advisor.hangUp.click()
  await caller.is('ended')
  expect(elsewhere).toEqual([])
  expect(cookies).toEqual([])
  expect(await caller.context.cookies()).toEqual([])
  const kept = await caller.page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    history: history.length,
  }))
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0, history: 2 })
  await expect(caller.page).toHaveTitle('Samtal')
})

for (const way of ['button', 'Escape twice'] as const) {
  test(`quick exit by ${way}: the call ends and the page is not in the history`, async ({ newCaller, lead }) => {
    const caller = await newCaller()
    await caller.context.route(`${NEUTRAL}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>SMHI</title>' }))
    await caller.call()
    await caller.is('waiting')
    if (way === 'button') await caller.page.getByTestId('quick-exit').click()
    else {
      await caller.page.keyboard.press('Escape')
      await caller.page.keyboard.press('Escape')
    }
    await caller.page.waitForURL(NEUTRAL)
    await expect.poll(async () => Object.keys((await lead.floor()).floor.calls), { message: 'the call should be over' }).toEqual([])
    await caller.page.goBack()
    expect(caller.page.url()).not.toContain('/call')
  })
}

for (const [fault, words] of [
  ['NotAllowedError', 'Mikrofonen är avstängd'],
  ['NotFoundError', 'hittar ingen mikrofon'],
  ['NotReadableError', 'Ett annat program använder mikrofonen'],
] as const) {
  test(`a microphone that answers ${fault} is explained, and the caller can try again`, async ({ newCaller }) => {
    const caller = await newCaller()
    await caller.page.addInitScript((name) => {
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      let asked = 0
      navigator.mediaDevices.getUserMedia = (constraints) =>
        asked++ === 0 ? Promise.reject(new DOMException('no', name)) : real(constraints)
    }, fault)
    await caller.open()
    await caller.page.getByTestId('call-start').click()
    await caller.is('failed')
    await expect(caller.page.getByTestId('call-status')).toContainText(words)
    await caller.page.getByTestId('call-start').click()
    await caller.is('waiting')
  })
}

test('a line that does not exist is said to be so', async ({ newCaller }) => {
  const caller = await newCaller()
  await caller.open('finns-inte')
  await caller.page.getByTestId('call-start').click()
  await caller.is('failed')
  await expect(caller.page.getByTestId('call-status')).toContainText('Linjen i adressen finns inte')
})

test('without JavaScript the page still says what to do', async ({ browsers, server }) => {
  const context = await (await browsers.get('caller')).newContext({ baseURL: server.url, javaScriptEnabled: false })
  try {
    const page = await context.newPage()
    await page.goto('/call')
    await expect(page.getByText('JavaScript').first()).toBeVisible()
    await expect(page.getByRole('link', { name: 'Leave this page' })).toHaveAttribute('href', NEUTRAL)
  } finally {
    await context.close()
  }
})

test('a caller can mute, and the advisor no longer hears', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await advisor.hears(TONES.caller)
  await caller.page.getByRole('button', { name: 'Stäng av min mikrofon' }).click()
  await advisor.doesNotHear(TONES.caller)
})
