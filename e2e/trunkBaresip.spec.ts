import { DIALLED, dial } from './people/dial.ts'
import { TONES } from './people/tone.ts'
import { startBaresip } from './sbc/baresip.ts'
import { expect, test } from './sbc/fixtures.ts'
import { LINE_NUMBER } from './sbc/sbc.ts'
import { recordedCalls } from './server/record.ts'

test('baresip calls the line, and is called back: sound both ways each time', async ({ newAdvisor, sbc, server }, info) => {
  const advisor = await newAdvisor('first')
  const baresip = await startBaresip(sbc.operatorPort, DIALLED, TONES.caller)
  const bothHear = () =>
    Promise.all([
      advisor.hears(TONES.caller),
      expect.poll(() => baresip.hears(TONES.first), { message: 'baresip should hear the advisor', timeout: 20_000 }).toBe(true),
    ])
  try {
    baresip.call(`sip:${LINE_NUMBER}@${sbc.address}`)
    await advisor.answer()
    await bothHear()
    baresip.hangUp()
    await advisor.is('afterCall')
    await advisor.presence.click()
    await advisor.is('available')

    await dial(advisor)
    await advisor.is('talking')
    await bothHear()
    await advisor.hangUp.click()
    await advisor.is('afterCall')
    await expect.poll(() => sbc.remembers(), { message: 'nothing should be left at the border' }).toBe(0)
  } finally {
    await info.attach('baresip', { body: baresip.output(), contentType: 'text/plain' })
    await baresip.stop()
  }
  expect(recordedCalls(server.dataDir)).toMatchObject([
    { kind: 'call', outcome: 'answered' },
    { kind: 'callBack', outcome: 'answered' },
  ])
})
