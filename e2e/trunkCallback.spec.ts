import { header, type SipMessage, tagOf } from '../server/demo/sipMessage.ts'
import type { Line } from '../shared/floor/model.ts'
import { DIALLED, dial } from './people/dial.ts'
import { TONES } from './people/tone.ts'
import { expect, isHungUp, test } from './sbc/fixtures.ts'
import { createRtpPhone } from './sbc/rtpPhone.ts'
import { LINE_NUMBER, OPERATOR } from './sbc/sbc.ts'
import type { Reply } from './sbc/telephone.ts'
import { LINE } from './server/house.ts'
import { recordedCalls } from './server/record.ts'

/** What the network says before anybody answers. */
const ANNOUNCEMENT_HZ = 450

/** The beginning of a call; within it the server may offer again. */
const isInvite = (message: SipMessage) => message.status === 0 && message.method === 'INVITE' && tagOf(header(message, 'to')) === ''

test('a telephone that is called back sounds before it answers, somewhere else; then both hear each other, and keys reach it', async ({
  newAdvisor,
  newTelephone,
  sbc,
  server,
}) => {
  const elsewhere = await createRtpPhone(OPERATOR, TONES.caller)
  let reply: Reply = () => {}
  const telephone = await newTelephone({
    port: sbc.operatorPort,
    hz: ANNOUNCEMENT_HZ,
    answers(_invite, answer) {
      reply = answer
      reply(180, 'Ringing')
      reply(183, 'Session Progress', { sdp: true })
    },
  })
  const advisor = await newAdvisor('first')
  await dial(advisor)
  await advisor.hears(ANNOUNCEMENT_HZ)
  await expect(advisor.page.getByTestId('call-dialling')).toHaveAttribute('data-value', 'ringing')
  const invite = telephone.got.find(isInvite)
  if (!invite) throw new Error('the telephone has not been called')
  expect(header(invite, 'to')).toContain(`sip:${DIALLED}@`)
  expect(header(invite, 'from')).toMatch(/^"Anonymous" <sip:anonymous@anonymous\.invalid>;tag=/)
  expect(header(invite, 'privacy')).toBe('id')
  expect(header(invite, 'p-asserted-identity'), 'the operator alone is told who pays').toContain(`sip:${LINE_NUMBER}@`)

  telephone.rtp.mute(true)
  reply(200, 'OK', { sdp: true, rtp: elsewhere })
  await advisor.is('talking')
  await advisor.hears(TONES.caller)
  await expect.poll(() => elsewhere.hears(TONES.first), { message: 'the telephone should hear the advisor', timeout: 20_000 }).toBe(true)
  await advisor.page.getByText('Knappsats', { exact: true }).click()
  for (const key of ['5', '#']) await advisor.page.getByRole('button', { name: key, exact: true }).click()
  await expect.poll(() => elsewhere.keys, { message: 'the keys should reach the telephone' }).toEqual(['5', '#'])
  await advisor.hears(TONES.caller)
  expect(await telephone.hangUp()).toBe(200)
  await advisor.is('afterCall')
  elsewhere.close()
  expect(recordedCalls(server.dataDir)).toMatchObject([{ kind: 'callBack', reason: 'agreed', outcome: 'answered' }])
  await expect.poll(() => sbc.remembers(), { message: 'nothing should be left at the border' }).toBe(0)
})

test('a call-back is given up, busy, not answered and answered: the page says which, and the telephone sees the number of the line', async ({
  newAdvisor,
  newTelephone,
  lead,
  sbc,
  server,
}) => {
  const { service } = (await lead.floor()).floor.lines[LINE] as Line
  await lead.patch(`/api/lines/${LINE}`, { service: { ...service, callBack: { ...service.callBack, shows: 'lineNumber' } } })
  const ways: ((reply: Reply) => void)[] = [
    (reply) => reply(180, 'Ringing'),
    (reply) => reply(486, 'Busy Here'),
    (reply) => {
      reply(180, 'Ringing')
      reply(480, 'Temporarily Unavailable')
    },
    (reply) => {
      reply(180, 'Ringing')
      reply(200, 'OK', { sdp: true })
    },
  ]
  const telephone = await newTelephone({ port: sbc.operatorPort, hz: TONES.caller, answers: (_invite, reply) => ways.shift()?.(reply) })
  const advisor = await newAdvisor('first')
  const { page } = advisor
  const outcome = page.getByTestId('dial-outcome')
  await dial(advisor)
  await expect(page.getByTestId('call-dialling')).toHaveAttribute('data-value', 'ringing')
  await advisor.hearsSomething()
  await advisor.hangUp.click()
  await telephone.received(({ status, method }) => status === 0 && method === 'CANCEL', 'the end of the ringing')
  await telephone.received(({ status, method }) => status === 0 && method === 'ACK', 'the acknowledgement of 487')
  await expect(outcome).toHaveAttribute('data-value', 'gaveUp')
  for (const [words, value] of [
    ['Det var upptaget.', 'busy'],
    ['Ingen svarade.', 'noAnswer'],
  ] as const) {
    await page.getByRole('button', { name: 'Ring igen' }).click()
    await expect(outcome).toContainText(words)
    await expect(outcome).toHaveAttribute('data-value', value)
  }
  await expect.poll(() => sbc.remembers(), { message: 'nothing should be left at the border' }).toBe(0)
  await page.getByRole('button', { name: 'Ring igen' }).click()
  await advisor.hears(TONES.caller)
  await advisor.hangUp.click()
  await isHungUp(telephone)
  const invites = telephone.got.filter(isInvite)
  expect(invites).toHaveLength(4)
  for (const invite of invites) {
    expect(header(invite, 'from')).toMatch(new RegExp(`^<sip:${LINE_NUMBER}@`))
    expect(header(invite, 'privacy')).toBe('')
  }
  const outcomes = recordedCalls(server.dataDir).map(({ kind, outcome }) => [kind, outcome])
  expect(outcomes).toEqual(['noAnswer', 'busy', 'noAnswer', 'answered'].map((outcome) => ['callBack', outcome]))
})
