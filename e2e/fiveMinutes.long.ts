import { header } from '../server/demo/sipMessage.ts'
import { TONES } from './people/tone.ts'
import { expect, telephoneHears, test } from './sbc/fixtures.ts'
import { recordedCalls } from './server/record.ts'

const CALL_S = 300
/** The operator wants a sign of life each 90 s, and gives one itself when half of that is over (RFC 4028). */
const SESSION_S = 90
const REFRESH_S = SESSION_S / 2
const TIMER = [`Session-Expires: ${SESSION_S};refresher=uac`, `Min-SE: ${SESSION_S}`]
/** What sound may be lost of 50 packets a second before it can be heard, with a machine that is busy with all other tests. */
const PACKETS_PER_S = 45

// For once through a border controller in the browser that people have.
test.use({ program: 'whole' })

test('a telephone call of five minutes: both hear each other all the time, and its length is right', async ({
  newAdvisor,
  newTelephone,
  server,
}) => {
  const advisor = await newAdvisor('first')
  const telephone = await newTelephone({ headers: TIMER })
  const timer = advisor.page.getByTestId('call-timer')
  const seconds = async () => Number(await timer.getAttribute('data-value'))
  const bothHear = () => Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])

  expect(await telephone.call()).toBe(200)
  await advisor.answer()
  await bothHear()
  for (let at = REFRESH_S; at < CALL_S; at += REFRESH_S) {
    const before = { packets: telephone.rtp.received, seconds: await seconds() }
    await expect.poll(seconds, { message: `the call should last ${at} s`, timeout: 2 * REFRESH_S * 1_000 }).toBeGreaterThanOrEqual(at)
    const method = at % SESSION_S === 0 ? 'INVITE' : 'UPDATE'
    const refreshed = await telephone.ask(method, { headers: method === 'UPDATE' ? ['Supported: timer'] : [] })
    expect(refreshed.status, `${method} after ${at} s`).toBe(200)
    expect(header(refreshed, 'session-expires'), `${method} after ${at} s`).toBe(`${SESSION_S};refresher=uac`)
    await bothHear()
    const lasted = (await seconds()) - before.seconds
    expect(telephone.rtp.received - before.packets, `packets until ${at} s`).toBeGreaterThan(lasted * PACKETS_PER_S)
  }
  await expect.poll(seconds, { message: 'the call should last five minutes', timeout: 60_000 }).toBeGreaterThanOrEqual(CALL_S)
  await bothHear()
  await expect(timer).toHaveText(/^5:\d\d$/)
  const shown = await seconds()
  expect(await telephone.hangUp()).toBe(200)
  await advisor.is('afterCall')
  const [call, ...others] = recordedCalls(server.dataDir)
  expect(others).toEqual([])
  expect(call).toMatchObject({ channel: 'phone', outcome: 'answered', held_s: 0 })
  expect(call?.talked_s, 'as long as the page has shown').toBeGreaterThanOrEqual(shown)
  expect(call?.talked_s).toBeLessThanOrEqual(shown + 5)
})
