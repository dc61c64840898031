import { TONES } from './people/tone.ts'
import { expect, isHungUp, telephoneHears, test } from './sbc/fixtures.ts'
import { recordedCalls } from './server/record.ts'

const asked = (method: string) => (message: { readonly status: number; readonly method: string }) =>
  message.status === 0 && message.method === method

test('a caller gives up before the answer: nothing is left, whichever comes first', async ({ newTelephone, lead, sbc, server, wire }) => {
  const calls = async () => Object.keys((await lead.floor()).floor.calls)
  await test.step('the call and its end reach the server together', async () => {
    const telephone = await newTelephone()
    wire.hold('sbc')
    const answer = telephone.call()
    await telephone.received(({ status }) => status === 100, 'the first sign')
    telephone.cancel()
    await telephone.received(({ status, method }) => status === 200 && method === 'CANCEL', 'the answer to CANCEL')
    wire.release()
    expect(await answer).toBe(487)
  })
  await test.step('the answer and the end cross: the answer holds, and the telephone hangs up', async () => {
    const telephone = await newTelephone()
    wire.hold('server')
    const before = wire.frames.length
    const answer = telephone.call()
    const isAnswered = () => wire.frames.slice(before).some(({ from, text }) => from === 'server' && /^CSeq: 1 INVITE/m.test(text))
    await expect.poll(isAnswered, { message: 'the server should answer', intervals: [20] }).toBe(true)
    telephone.cancel()
    await telephone.received(({ status, method }) => status === 200 && method === 'CANCEL', 'the answer to CANCEL')
    wire.release()
    expect(await answer).toBe(200)
    expect(await telephone.hangUp()).toBe(200)
  })
  const nothingIsLeft = () => expect.poll(() => sbc.remembers(), { message: 'nothing should be left at the border' }).toBe(0)
  await test.step('an answer that comes once more after the end brings nothing of the call back', async () => {
    await nothingIsLeft()
    const telephone = await newTelephone()
    const answers = () => telephone.got.filter(({ status, method }) => status === 200 && method === 'INVITE').length
    const before = wire.frames.length
    expect(await telephone.call()).toBe(200)
    expect(await telephone.hangUp()).toBe(200)
    await nothingIsLeft()
    const isAnswer = (text: string) => text.startsWith('SIP/2.0 200') && /^CSeq: 1 INVITE/m.test(text)
    const late = wire.frames.slice(before).find(({ from, text }) => from === 'server' && isAnswer(text))
    expect(answers()).toBe(1)
    wire.again(late?.text ?? '')
    await expect.poll(answers, { message: 'the late answer should pass' }).toBe(2)
    expect(sbc.remembers()).toBe(0)
  })
  await expect.poll(calls, { message: 'no call should be left' }).toEqual([])
  await nothingIsLeft()
  expect(recordedCalls(server.dataDir).map(({ outcome }) => outcome)).not.toContain('interrupted')
  const telephone = await newTelephone()
  expect(await telephone.call(), 'the next call').toBe(200)
  await telephone.hangUp()
})

test('both hang up at the same moment, and an end that is lost on the way comes again', async ({
  newAdvisor,
  newTelephone,
  sbc,
  server,
  wire,
}) => {
  const advisor = await newAdvisor('first')
  const talk = async (loses?: () => boolean) => {
    const telephone = await newTelephone(loses ? { loses: (message) => asked('BYE')(message) && loses() } : {})
    expect(await telephone.call()).toBe(200)
    await advisor.answer()
    await telephoneHears(telephone, TONES.first)
    return telephone
  }
  const free = async () => {
    await advisor.is('afterCall')
    await expect.poll(() => sbc.remembers(), { message: 'nothing should be left at the border' }).toBe(0)
    await advisor.presence.click()
    await advisor.is('available')
  }
  await test.step('at the same moment', async () => {
    const telephone = await talk()
    wire.hold('sbc', 'server')
    const answer = telephone.hangUp()
    await advisor.hangUp.click()
    await expect.poll(() => wire.frames.filter(({ text }) => text.startsWith('BYE ')).length, { message: 'both should hang up' }).toBe(2)
    wire.release()
    expect(await answer).toBe(200)
    await isHungUp(telephone)
    await free()
  })
  await test.step("the advisor's end is lost twice", async () => {
    let lost = 0
    const telephone = await talk(() => ++lost <= 2)
    await advisor.hangUp.click()
    await isHungUp(telephone)
    expect(lost).toBe(3)
    await free()
  })
  await test.step("the answer to the telephone's end is lost: it is given again", async () => {
    const telephone = await talk()
    expect(await telephone.hangUp()).toBe(200)
    telephone.again()
    const answers = () => telephone.got.filter(({ status, method }) => status === 200 && method === 'BYE').length
    await expect.poll(answers, { message: 'the answer should come once more' }).toBe(2)
    await free()
  })
  expect(recordedCalls(server.dataDir).map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'answered'])
})

test('the operator restarts in a call and knows nothing of it: the call ends cleanly, and the next one comes through', async ({
  newAdvisor,
  newTelephone,
  sbc,
  server,
}) => {
  test.setTimeout(90_000)
  const advisor = await newAdvisor('first')
  const before = await newTelephone({ port: sbc.operatorPort })
  expect(await before.call()).toBe(200)
  await advisor.answer()
  await advisor.hears(TONES.caller)
  before.close()
  const after = await newTelephone({ port: sbc.operatorPort })
  await expect(advisor.presence, 'the talk should end').toHaveAttribute('data-state', 'afterCall', { timeout: 30_000 })
  await expect(advisor.page.getByText('förbindelsen till den som ringde försvann')).toBeVisible()
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'answered', ended: expect.any(Number) }])
  await expect.poll(() => sbc.remembers(), { message: 'nothing should be left at the border' }).toBe(0)
  await advisor.presence.click()
  expect(await after.call()).toBe(200)
  await advisor.answer()
  await Promise.all([telephoneHears(after, TONES.first), advisor.hears(TONES.caller)])
  expect(await after.hangUp()).toBe(200)
})

test('rtpengine is killed in a call: caller and advisor are told, and the next call comes through', async ({
  newAdvisor,
  newTelephone,
  sbc,
  server,
}) => {
  test.setTimeout(90_000)
  const advisor = await newAdvisor('first')
  const telephone = await newTelephone()
  await telephone.call()
  await advisor.answer()
  await advisor.hears(TONES.caller)
  await sbc.kill('rtpengine')
  await isHungUp(telephone, 30_000)
  await advisor.is('afterCall')
  await expect(advisor.page.getByText('Samtalet bröts av ett fel på vår sida.')).toBeVisible()
  expect(recordedCalls(server.dataDir)).toMatchObject([{ outcome: 'interrupted' }])
  await sbc.start('rtpengine')
  await advisor.presence.click()
  await expect.poll(() => telephone.call(), { message: 'the next call should be taken', timeout: 15_000 }).toBe(200)
  await advisor.answer()
  await Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])
  await telephone.hangUp()
})
