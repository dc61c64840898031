import { recordFrames } from './anonymity/search.ts'
import { TONES } from './people/tone.ts'
import { expect, isHungUp, telephoneHears, test, trunkIs } from './sbc/fixtures.ts'
import { askWithVia } from './sbc/knocks.ts'
import { LINE } from './server/house.ts'
import { recordedCalls } from './server/record.ts'

const MALFORMED_VIAS = [
  ['SIP / 2.0 / UDP OWN;branch=z9hG4bKb1', 'blanks in the protocol'],
  ['SIP/2.0/SCTP OWN;branch=z9hG4bKb2', 'a transport that we do not have'],
  ['SIP/2.0/UDP OWN', 'no branch'],
  ['SIP/2.0/UDP OWN;branch=b4', 'a branch of before RFC 3261'],
  ['SIP/2.0/UDP OWN;branch=z9hG4bK<b5>', 'a branch that is more than letters'],
  ['SIP/2.0/UDP OWN\r\n ;branch=z9hG4bKb6', 'two lines'],
] as const

test('a telephone calls the line: both hear each other, and the caller hangs up', async ({ newAdvisor, newTelephone, server }) => {
  const advisor = await newAdvisor('first')
  const telephone = await newTelephone()
  expect(await telephone.call()).toBe(200)
  await expect(advisor.page.getByTestId('caller-label')).toHaveText('Anonym')
  await advisor.answer()
  await Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])
  expect(await telephone.hangUp()).toBe(200)
  await advisor.is('afterCall')
  expect(recordedCalls(server.dataDir)).toMatchObject([{ channel: 'phone', outcome: 'answered' }])
})

test('the advisor hangs up: the telephone is told', async ({ newAdvisor, newTelephone, server }) => {
  const advisor = await newAdvisor('first')
  const telephone = await newTelephone()
  await telephone.call()
  await advisor.answer()
  await telephoneHears(telephone, TONES.first)
  await advisor.hangUp.click()
  await isHungUp(telephone)
  await advisor.is('afterCall')
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'answered' }])
})

test('a caller who gives up while it rings is gone', async ({ newAdvisor, newTelephone }) => {
  const advisor = await newAdvisor('first')
  const telephone = await newTelephone()
  await telephone.call()
  await expect(advisor.offer, 'the advisor should be offered the call').toBeVisible()
  await telephone.hangUp()
  await expect(advisor.offer, 'the offer should be withdrawn').toBeHidden()
  await advisor.is('available')
})

test('hold by the operator and by the advisor, and session refreshes of both kinds', async ({ newAdvisor, newTelephone, wire }) => {
  const advisor = await newAdvisor('first')
  const telephone = await newTelephone()
  await telephone.call()
  await advisor.answer()
  await advisor.hears(TONES.caller)
  const held = await telephone.ask('INVITE', { direction: 'sendonly' })
  expect(held.status).toBe(200)
  expect(held.body).toContain('a=recvonly')
  // An offer that overtakes the ACK before it, from one process of the border to the next, is rightly put off.
  const acknowledged = () => wire.frames.filter(({ from, text }) => from === 'sbc' && text.startsWith('ACK ')).length
  await expect.poll(acknowledged, { message: 'the answers to both offers should be acknowledged' }).toBeGreaterThanOrEqual(2)
  expect((await telephone.ask('INVITE', { direction: 'sendrecv' })).body).toContain('a=sendrecv')
  await Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])

  const timer = ['Session-Expires: 90;refresher=uac', 'Min-SE: 90']
  for (const method of ['UPDATE', 'INVITE', 'UPDATE']) {
    const refreshed = await telephone.ask(method, { headers: method === 'UPDATE' ? ['Supported: timer', ...timer] : timer })
    expect(refreshed.status, method).toBe(200)
    expect(refreshed.headers.find(([name]) => name === 'session-expires')?.[1], method).toBe('90;refresher=uac')
  }
  await advisor.hold.click()
  await expect(advisor.hold).toHaveAttribute('aria-pressed', 'true')
  await advisor.doesNotHear(TONES.caller)
  await advisor.hold.click()
  await expect(advisor.hold).toHaveAttribute('aria-pressed', 'false')
  await Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])
  expect(await telephone.hangUp()).toBe(200)
})

for (const [name, formats, codec] of [
  ['PCMA alone', ['8', 'a=rtpmap:8 PCMA/8000'], 'PCMA'],
  ['PCMU alone, unnamed', ['0'], 'PCMU'],
  ['much besides PCMU', ['18', '3', '0', '101', 'a=rtpmap:18 G729/8000', 'a=rtpmap:101 telephone-event/8000'], 'PCMU'],
  ['G.722 before PCMA', ['9', '8', '101', 'a=rtpmap:9 G722/8000', 'a=rtpmap:8 PCMA/8000', 'a=rtpmap:101 telephone-event/8000'], 'G722'],
] as const) {
  test(`an offer of ${name} is taken`, async ({ newAdvisor, newTelephone }) => {
    const advisor = await newAdvisor('first')
    const telephone = await newTelephone({ formats })
    expect(await telephone.call()).toBe(200)
    await advisor.answer()
    await Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])
    expect(telephone.rtp.codec).toBe(codec)
    await telephone.hangUp()
  })
}

test("a telephone's keys choose the language, and in a talk they are told to nobody", async ({ newAdvisor, newTelephone, lead }) => {
  const { service } = (await lead.floor()).floor.lines[LINE] ?? {}
  await lead.patch(`/api/lines/${LINE}`, { service: { ...service, languages: ['sv', 'en'], languageMenu: true } })
  const advisor = await newAdvisor('first', { arrive: false })
  const frames = recordFrames(advisor.page)
  await advisor.signIn()
  await advisor.startShift()
  const telephone = await newTelephone()
  expect(await telephone.call()).toBe(200)
  await expect.poll(() => telephone.rtp.received, { message: 'the menu should be heard' }).toBeGreaterThan(10)
  await telephone.rtp.press('2')
  await advisor.answer()
  await expect(advisor.page.getByText('Den som ringer har valt engelska.')).toBeVisible()
  await advisor.hears(TONES.caller)
  const before = frames.all().length
  for (const key of ['9', '*', '4']) await telephone.rtp.press(key)
  await Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])
  const since = frames.all().slice(before)
  expect(since, 'the page should be told that time passes').toContain('heartbeat')
  expect(since).not.toMatch(/^INFO |"[^"]*key[^"]*":/im)
  expect(Object.values((await lead.floor()).floor.calls)).toMatchObject([{ language: 'en', state: { is: 'talking', onHold: false } }])
  await telephone.hangUp()
})

test('who the border controller knows nothing to do with is refused, and counted', async ({ newTelephone, sbc, server }) => {
  expect(server.port).toBeGreaterThan(0)
  const stranger = await newTelephone({ address: '127.0.0.3' })
  expect(await stranger.call()).toBe(403)
  const telephone = await newTelephone()
  expect(await telephone.call('0855500000'), 'a number that is not ours').toBe(404)
  const scanner = await newTelephone({ headers: ['User-Agent: friendly-scanner'] })
  await expect(scanner.call()).rejects.toThrow('waited for the answer')
  const silent = await newTelephone({ formats: ['18', 'a=rtpmap:18 G729/8000'] })
  expect(await silent.call(), 'no codec in common').toBe(488)
  expect(sbc.counts()).toMatchObject({ strangers: 1, wrong_number: 1, calls_in: 0 })
  expect(sbc.counts().scanners).toBeGreaterThan(0)
})

test('a Via of another shape than the pattern that replaces it is refused, and counted', async ({ sbc }) => {
  for (const [well, via] of [
    ['SIP/2.0/UDP OWN;rport;branch=z9hG4bKa1', 'as telephones write it'],
    ['sip/2.0/udp OWN ; BRANCH=z9hG4bKa2', 'in small letters, with blanks'],
  ] as const)
    expect(await askWithVia(sbc, (own) => well.replace('OWN', own)), via).toContain(' 200 ')
  expect(sbc.counts().malformed).toBe(0)
  for (const [malformed, via] of MALFORMED_VIAS)
    expect(await askWithVia(sbc, (own) => malformed.replace('OWN', own)), via).toContain(' 400 ')
  expect(sbc.counts().malformed).toBe(MALFORMED_VIAS.length)
})

test('the registration is lost and comes back: meanwhile callers are refused at once', async ({ newTelephone, server, wire }) => {
  const telephone = await newTelephone()
  wire.cut()
  await trunkIs(server.url, 'down')
  expect(await telephone.call()).toBe(503)
  wire.mend()
  await trunkIs(server.url, 'up', 40_000)
  expect(await telephone.call()).toBe(200)
  await telephone.hangUp()
})

test('the border controller restarts in a call: it ends cleanly on our side, and the next call comes through', async ({
  newAdvisor,
  newTelephone,
  sbc,
  server,
}) => {
  test.setTimeout(120_000)
  const advisor = await newAdvisor('first')
  const telephone = await newTelephone()
  await telephone.call()
  await advisor.answer()
  await advisor.hears(TONES.caller)
  expect((await telephone.ask('UPDATE')).status).toBe(200)
  await sbc.kill('kamailio')
  await sbc.kill('rtpengine')
  await sbc.start('rtpengine')
  await sbc.start('kamailio')
  await expect(advisor.presence, 'the advisor should be told').toHaveAttribute('data-state', /afterCall|available/, { timeout: 30_000 })
  await trunkIs(server.url, 'up', 40_000)
  expect(recordedCalls(server.dataDir)).toMatchObject([{ ended: expect.any(Number) }])
  for (const method of ['INVITE', 'UPDATE', 'BYE'])
    expect((await telephone.ask(method)).status, `the operator should hear at ${method} that the call is gone`).toBe(481)
  expect(await telephone.call()).toBe(200)
  await telephone.hangUp()
})
