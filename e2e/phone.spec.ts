import { expect, test } from './fixtures.ts'

for (const [error, fault] of [
  ['NotAllowedError', 'blocked'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'inUse'],
] as const) {
  test(`no shift starts with a microphone that is ${fault}, and the page says just that`, async ({ newAdvisor, lead }) => {
    const advisor = await newAdvisor('first', { onShift: false })
    await advisor.page.evaluate((name) => {
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      let broken = true
      navigator.mediaDevices.getUserMedia = (constraints) => (broken ? Promise.reject(new DOMException('no', name)) : real(constraints))
      Object.assign(window, {
        repair: () => {
          broken = false
        },
      })
    }, error)
    await advisor.presence.click()
    await expect(advisor.page.getByTestId('shift-fault')).toHaveAttribute('data-value', fault)
    await advisor.is('offline')
    const { floor } = await lead.floor()
    expect(Object.values(floor.advisors).filter(({ state }) => state.is !== 'offline')).toEqual([])
    await advisor.page.evaluate(() => (window as unknown as { repair(): void }).repair())
    await advisor.presence.click()
    await advisor.is('available', 20_000)
  })
}

test('whoever reloads the page off the phone stays on shift and can be called', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first')
  await advisor.page.reload()
  await advisor.is('available', 20_000)
  await advisor.ownsThePhone()
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.is('talking')
})

test('in a call the page shows the line in one plain word, with figures behind it', async ({ newAdvisor, newCaller }) => {
  const advisor = await newAdvisor('first')
  const caller = await newCaller()
  await caller.call()
  await advisor.answer()
  await caller.is('talking')
  const word = advisor.page.getByTestId('line-quality')
  await expect(word, 'the quality should be measured').toContainText(/bra|svajig|dålig/, { timeout: 20_000 })
})

test('ending the shift takes the phone off', async ({ newAdvisor, newCaller, lead }) => {
  const advisor = await newAdvisor('first')
  await advisor.page.getByTestId('end-shift').click()
  await advisor.is('offline')
  const caller = await newCaller()
  await caller.call()
  await caller.is('waiting')
  await expect
    .poll(async () => Object.values((await lead.floor()).floor.calls).map(({ state }) => state.is), { message: 'the call should wait' })
    .toEqual(['waiting'])
})
