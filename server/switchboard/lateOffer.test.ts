import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createMediaLeg } from '../demo/mediaLeg.ts'
import { type DialogNames, dialogRequest, learnRemote } from '../demo/sipDialog.ts'
import { openSipLink, randomId } from '../demo/sipLink.ts'
import type { SipMessage } from '../demo/sipMessage.ts'
import { createRig, PROMPT, type Rig, voice } from './testing.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

/** A telephone that leaves the offer to the line, and its next messages one by one. */
async function call() {
  const link = openSipLink(rig.url)
  onTestFinished(() => link.close())
  const names: DialogNames = {
    ...{ callId: randomId(), localTag: randomId(), local: 'sip:a@a.invalid', remote: 'sip:one@line.invalid' },
    ...{ contact: `sip:a@${link.host};transport=ws`, remoteTag: '', target: 'sip:one@line.invalid' },
  }
  const got: SipMessage[] = []
  link.listen(names.callId, (message) => {
    got.push(message)
  })
  await link.opened
  const next = async (is: (message: SipMessage) => boolean): Promise<SipMessage> => {
    await expect.poll(() => got.some(is), { timeout: 20_000 }).toBe(true)
    return got.splice(got.findIndex(is), 1)[0] as SipMessage
  }
  const answered = (message: SipMessage): boolean => message.method === 'INVITE' && message.status >= 200
  link.send(dialogRequest(link, names, 'INVITE', 1))
  const ok = await next(answered)
  learnRemote(names, ok)
  return { link, names, next, answered, ok }
}

const SDP = ['Content-Type: application/sdp']

describe('an INVITE without an offer', () => {
  it('gets ours in the 200, its answer comes with the ACK, and both hear each other', async () => {
    const { link, names, ok, next, answered } = await call()
    expect([ok.status, ok.body]).toEqual([200, expect.stringContaining('m=audio 9 UDP/TLS/RTP/SAVPF 111')])
    const { heard, ...sound } = voice(0xc7)
    const leg = createMediaLeg(sound)
    onTestFinished(() => leg.close())
    link.send(dialogRequest(link, names, 'ACK', 1, SDP, await leg.answer(ok.body)))
    await expect.poll(() => heard.has(PROMPT), { timeout: 20_000 }).toBe(true)
    const advisor = await rig.advisor('ada', { marker: 0xa7 })
    await expect.poll(() => heard.has(0xa7) && advisor.heard.has(0xc7), { timeout: 20_000 }).toBe(true)

    link.send(dialogRequest(link, names, 'INVITE', 2))
    const again = await next(answered)
    expect([again.status, again.body.split('\r\n').find((line) => line.startsWith('m='))]).toEqual([
      200,
      ok.body.split('\r\n').find((line) => line.startsWith('m=')),
    ])
    link.send(dialogRequest(link, names, 'ACK', 2, SDP, leg.local()))
    link.send(dialogRequest(link, names, 'BYE', 3))
    expect((await next(({ method }) => method === 'BYE')).status).toBe(200)
    await rig.when(({ calls }) => Object.keys(calls).length === 0)
    expect(rig.changes.at(-1)).toMatchObject({ type: 'callEnded', outcome: 'answered' })
  })

  it('whose ACK has no answer is over, and the telephone is told', async () => {
    const { link, names, next } = await call()
    link.send(dialogRequest(link, names, 'ACK', 1))
    expect((await next(({ method, status }) => method === 'BYE' && status === 0)).status).toBe(0)
  })
})
