import { afterEach, describe, expect, it } from 'vitest'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import type { Dialog } from './dialog.ts'
import { callPhone } from './outgoing.ts'
import { header, isRight } from './testing/registrar.ts'
import { cleanUp, createRig, is, nothing, PASSWORD, request, SDP, stranger } from './testing/trunkRig.ts'
import type { DialFault, TrunkTimes } from './trunk.ts'

afterEach(cleanUp)

describe('a call that goes', () => {
  interface Told {
    readonly events: string[]
    remote: RemoteAudio | null
    dialog: Dialog | null
  }

  async function dialled(show: string | null = null, number = '0701234567', times: Partial<TrunkTimes> = {}) {
    const made = await createRig({}, PASSWORD, times)
    await made.when(() => made.states.length > 0)
    const told: Told = { events: [], remote: null, dialog: null }
    const waiting = new Set<() => void>()
    const tell = (event: string): void => {
      told.events.push(event)
      for (const look of [...waiting]) look()
    }
    const request = made.trunk.dial(number, show, SDP, {
      onRinging: () => tell('ringing'),
      onEarlyMedia: () => tell('early'),
      onAnswer(remote, dialog) {
        Object.assign(told, { remote, dialog })
        tell('answered')
      },
      onRefused: (why: DialFault) => tell(why),
      onBye: () => tell('bye'),
      onOffer: async () => SDP,
    })
    const heard = (event: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (told.events.includes(event)) resolve()
        }
        waiting.add(look)
        look()
      })
    return { ...made, told, request, heard, invite: () => made.registrar.next(is('INVITE')) }
  }
  const CONTACT = ['Contact: <sip:callee@pbx.invalid;transport=ws>']

  it('shows no number', async () => {
    const { invite } = await dialled()
    const sent = await invite()
    expect(sent.split('\r\n')[0]).toBe('INVITE sip:0701234567@127.0.0.1 SIP/2.0')
    expect(header(sent, 'From')).toMatch(/^"Anonymous" <sip:anonymous@anonymous\.invalid>;tag=\w+$/)
    expect(header(sent, 'Privacy')).toBe('id')
    expect(header(sent, 'P-Preferred-Identity')).toBe('<sip:lyhord@127.0.0.1>')
    // Session timers are the other end's to keep.
    expect(header(sent, 'Supported')).not.toContain('timer')
  })

  it("shows the line's number", async () => {
    const { invite } = await dialled('+4620555666')
    const sent = await invite()
    expect(header(sent, 'From')).toMatch(/^<sip:\+4620555666@127\.0\.0\.1>;tag=\w+$/)
    expect(header(sent, 'P-Preferred-Identity')).toBe('<sip:+4620555666@127.0.0.1>')
    expect(header(sent, 'Privacy')).toBe('none')
  })

  it('rings, has early media, and is answered after a challenge', async () => {
    const { registrar, told, heard, invite } = await dialled()
    const first = await invite()
    registrar.answer(first, '100 Trying')
    registrar.answer(first, '407 Proxy Authentication Required', {
      headers: ['Proxy-Authenticate: Digest realm="here", nonce="n", algorithm=SHA-256, qop="auth"'],
    })
    await registrar.next((text) => is('ACK')(text) && header(text, 'CSeq') === '1 ACK')
    const second = await invite()
    expect(isRight(second, header(second, 'Proxy-Authorization'), { ...registrar.rules, algorithm: 'SHA-256' })).toBe(true)
    registrar.answer(second, '180 Ringing', { headers: CONTACT })
    registrar.answer(second, '183 Session Progress', { headers: CONTACT, body: SDP })
    registrar.answer(second, '183 Session Progress', { headers: CONTACT, body: SDP })
    registrar.answer(second, '200 OK', { headers: CONTACT, body: SDP })
    await heard('answered')
    expect(told.events).toEqual(['ringing', 'early', 'answered'])
    expect(told.remote?.ufrag).toBe('abcd')
    await registrar.next(is('ACK'))
    told.dialog?.bye()
    await registrar.next(is('BYE'))
  })

  it('offers anew with the address at which we are reached', async () => {
    const { registrar, told, heard, invite } = await dialled()
    registrar.answer(await invite(), '200 OK', { headers: CONTACT, body: SDP })
    await heard('answered')
    told.dialog?.reoffer(SDP, () => {})
    const again = await invite()
    expect(header(again, 'To')).toContain('tag=there')
    expect(header(again, 'Contact')).toMatch(/^<sip:lyhord@[0-9a-f]+\.invalid;transport=ws>$/)
  })

  it('is answered by what came early, when the answer says nothing more', async () => {
    const { registrar, told, heard, invite } = await dialled()
    const sent = await invite()
    registrar.answer(sent, '183 Session Progress', { headers: CONTACT, body: SDP })
    registrar.answer(sent, '200 OK', { headers: CONTACT })
    await heard('answered')
    expect(told.remote?.ufrag).toBe('abcd')
  })

  it.each<[string, DialFault]>([
    ['486 Busy Here', 'busy'],
    ['600 Busy Everywhere', 'busy'],
    ['480 Temporarily Unavailable', 'noAnswer'],
    ['404 Not Found', 'unreachable'],
    ['403 Forbidden', 'refused'],
    ['302 Moved Temporarily', 'refused'],
    ['407 Proxy Authentication Required', 'refused'],
  ])('meets %s: %s', async (status, why) => {
    const { registrar, told, heard, invite } = await dialled()
    registrar.answer(await invite(), status)
    await heard(why)
    expect(told.events).toEqual([why])
  })

  it.each([
    ['', 'unreachable'],
    ['sip:x@y', 'unreachable'],
    ['0701234567\r\nX: y', 'unreachable'],
  ])('to %j is not tried', async (number, why) => {
    const { registrar, heard } = await dialled(null, number)
    await heard(why)
    expect(registrar.got.filter(is('INVITE'))).toEqual([])
  })

  it('is not tried while there is no trunk', async () => {
    const { registrar, trunk, states, when } = await createRig()
    await when(() => states.length > 0)
    await registrar.stop()
    await when(() => states.length > 1)
    const why = await new Promise((onRefused) => {
      trunk.dial('0701234567', null, SDP, { onRinging() {}, onEarlyMedia() {}, onAnswer() {}, onRefused, ...nothing })
    })
    expect(why).toBe('refused')
  })

  it('is withdrawn while it rings', async () => {
    const { registrar, told, request, heard, invite } = await dialled()
    const sent = await invite()
    registrar.answer(sent, '180 Ringing', { headers: CONTACT })
    await heard('ringing')
    request.cancel()
    const cancel = await registrar.next(is('CANCEL'))
    expect(header(cancel, 'Via')).toBe(header(sent, 'Via'))
    registrar.answer(cancel, '200 OK')
    registrar.answer(sent, '487 Request Terminated')
    await registrar.next(is('ACK'))
    expect(told.events).toEqual(['ringing'])
  })

  it('is withdrawn before a challenge, which does not call it anew', async () => {
    const { registrar, request, invite } = await dialled()
    const first = await invite()
    request.cancel()
    registrar.answer(first, '407 Proxy Authentication Required', { headers: ['Proxy-Authenticate: Digest realm="here", nonce="n"'] })
    const second = await invite()
    registrar.answer(second, '100 Trying')
    const cancel = await registrar.next(is('CANCEL'))
    expect(header(cancel, 'Via')).toBe(header(second, 'Via'))
    expect(registrar.got.filter(is('CANCEL'))).toHaveLength(1)
  })

  it('is hung up when the answer crosses the cancel', async () => {
    const { registrar, told, request, heard, invite } = await dialled()
    const sent = await invite()
    registrar.answer(sent, '180 Ringing', { headers: CONTACT })
    await heard('ringing')
    request.cancel()
    registrar.answer(sent, '200 OK', { headers: CONTACT, body: SDP })
    await registrar.next(is('ACK'))
    await registrar.next(is('BYE'))
    expect(told.events).toEqual(['ringing'])
  })

  it('to several telephones keeps the first that answers', async () => {
    const { registrar, told, heard, invite } = await dialled()
    const sent = await invite()
    registrar.answer(sent, '200 OK', { headers: CONTACT, body: SDP, tag: 'one' })
    await heard('answered')
    registrar.answer(sent, '200 OK', { headers: CONTACT, body: SDP, tag: 'two' })
    const bye = await registrar.next(is('BYE'))
    expect(header(bye, 'To')).toContain('tag=two')
    registrar.answer(bye, '200 OK')
    // When this has its answer, the one before has been dealt with.
    registrar.send(request('OPTIONS', 'sip:lyhord@x.invalid', { callId: 'later' }))
    await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'Call-ID') === 'later')
    expect(told.dialog?.reachable()).toBe(true)
    told.dialog?.bye()
    expect(header(await registrar.next(is('BYE')), 'To')).toContain('tag=one')
  })

  it('that nobody answers is given up', async () => {
    const { registrar, told, heard, invite } = await dialled(null, '0701234567', { ringing: 800 })
    registrar.answer(await invite(), '180 Ringing', { headers: CONTACT })
    await heard('noAnswer')
    await registrar.next(is('CANCEL'))
    expect(told.events).toEqual(['ringing', 'noAnswer'])
  })

  it('gives nobody else a proof of the password', async () => {
    const { sip, invite } = await dialled()
    await invite()
    const sent: string[] = []
    const browser = stranger(sent)
    callPhone(sip, browser, sip.core.configuration.contact.uri, [], SDP, { onAnswer() {}, onRefused() {}, ...nothing })
    sip.receive(
      browser,
      [
        'SIP/2.0 401 Unauthorized',
        ...(sent[0] as string).split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line)),
        'WWW-Authenticate: Digest realm="here", nonce="n", algorithm=MD5',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    )
    expect(sent.filter(is('INVITE'))).toHaveLength(1)
    expect(sent.join()).not.toContain('response=')
  })
})
