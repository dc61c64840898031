import { header } from '../server/demo/sipMessage.ts'
import type { Advisor } from './people/advisor.ts'
import { TONES } from './people/tone.ts'
import { expect, telephoneHears, test } from './sbc/fixtures.ts'
import type { Telephone } from './sbc/telephone.ts'
import { ROOT } from './server/server.ts'

/** Refreshes of a session timer of 90 s in 30 minutes: one each 45 s. */
const REFRESHES = 40
const TIMER = ['Supported: timer', 'Session-Expires: 90;refresher=uas', 'Min-SE: 90']
/** Longer than a leg without a packet is waited for (10 s); rtpengine's timeouts in this test are 3 s. */
const SILENCE_MS = 12_000

const bothHear = (telephone: Telephone, advisor: Advisor) =>
  Promise.all([telephoneHears(telephone, TONES.first), advisor.hears(TONES.caller)])

test.describe('a long call', () => {
  test.use({
    serverEnv: { NODE_OPTIONS: `--import=${ROOT}e2e/sbc/hurry.mjs` },
    sbcOptions: {
      spoil: {
        file: 'rtpengine.conf',
        change: (text: string) => text.replace(/^timeout = \d+$/m, 'timeout = 3').replace(/^silent-timeout = \d+$/m, 'silent-timeout = 3'),
      },
    },
  })

  test('outlives the session refreshes of thirty minutes from both sides, silence, and hold without music', async ({
    newAdvisor,
    newTelephone,
    sbc,
  }) => {
    test.setTimeout(120_000)
    const advisor = await newAdvisor('first')
    const telephone = await newTelephone({ headers: TIMER })
    expect(await telephone.call()).toBe(200)
    expect(header(telephone.got.find(({ status }) => status === 200) ?? never(), 'session-expires'), 'the server should refresh').toBe(
      '90;refresher=uas',
    )
    await advisor.answer()
    const remembered = sbc.remembers()

    for (let i = 0; i < REFRESHES; i++) {
      const refreshed = await telephone.ask(i % 4 === 0 ? 'INVITE' : 'UPDATE')
      expect(refreshed.status).toBe(200)
      expect(header(refreshed, 'session-expires')).toBe('90;refresher=uac')
    }
    const ours = () => telephone.got.filter(({ status, method }) => status === 0 && method === 'UPDATE')
    await expect
      .poll(() => ours().length, { message: 'the server should refresh as well', timeout: 30_000 })
      .toBeGreaterThanOrEqual(REFRESHES)
    const cseq = ours().map((update) => Number(header(update, 'cseq').split(' ')[0]))
    expect(cseq).toEqual(cseq.map((_, i) => (cseq[0] ?? 0) + i))
    await bothHear(telephone, advisor)

    await test.step('the telephone suppresses silence', async () => {
      telephone.rtp.mute(true)
      await stays(advisor, 4_000)
      telephone.rtp.mute(false)
      await bothHear(telephone, advisor)
    })
    await test.step('the operator holds it without music', async () => {
      telephone.rtp.mute(true)
      expect((await telephone.ask('INVITE', { direction: 'sendonly' })).status).toBe(200)
      await stays(advisor, SILENCE_MS)
      telephone.rtp.mute(false)
      expect((await telephone.ask('INVITE')).status).toBe(200)
      await bothHear(telephone, advisor)
    })
    expect(sbc.remembers(), 'a long call should not be remembered more than a short one').toBe(remembered)
    expect(await telephone.hangUp()).toBe(200)
    await advisor.is('afterCall')
    await expect.poll(() => sbc.remembers(), { message: 'nothing should be left of the call' }).toBe(0)
  })
})

/** The talk goes on for all that time. */
async function stays(advisor: Advisor, ms: number): Promise<void> {
  const ended = expect(advisor.presence).not.toHaveAttribute('data-state', 'talking', { timeout: ms })
  await expect(ended, 'the talk should go on').rejects.toThrow()
}

function never(): never {
  throw new Error('no answer')
}
