import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Me } from '../../shared/http.ts'
import { createSipCore, type SipCore } from './core.ts'
import type { Dialog } from './dialog.ts'
import { incomingCall } from './incoming.ts'
import type { SipSocket } from './sockets.ts'

const OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=mid:0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${new Array(32).fill('AB').join(':')}`,
  'a=setup:actpass',
  'a=rtpmap:111 opus/48000/2',
  '',
].join('\r\n')

interface TestSocket extends SipSocket {
  readonly sent: string[]
  open: boolean
}

const socket = (account: Me | null = null, trunk = false): TestSocket => {
  const sent: string[] = []
  return {
    account,
    trunk,
    stillAccount: async () => account,
    admit: () => ({ ok: true, onYield: () => false, onLapse() {}, confirm: () => true, release() {} }),
    open: true,
    sent,
    send: (text) => sent.push(text),
    close() {},
  }
}
const status = (from: TestSocket) => from.sent.filter((text) => text.startsWith('SIP/2.0')).map((text) => Number(text.slice(8, 11)))

let branch = 0
const request = (
  method: string,
  uri: string,
  more: { callId?: string; to?: string; headers?: readonly string[]; body?: string; cseq?: number } = {},
) =>
  [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS x.invalid;branch=z9hG4bK${++branch}`,
    'Max-Forwards: 70',
    'From: <sip:anonymous@anonymous.invalid>;tag=caller',
    `To: ${more.to ?? `<${uri}>`}`,
    `Call-ID: ${more.callId ?? 'call'}`,
    `CSeq: ${more.cseq ?? 1} ${method}`,
    'Contact: <sip:x@x.invalid;transport=ws>',
    ...(more.headers ?? []),
    ...(more.body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${more.body?.length ?? 0}`,
    '',
    more.body ?? '',
  ].join('\r\n')

let sip: SipCore
let dialog: Dialog | null
let byes: number
let moved: string[]
const answer = 'v=0\r\n'
beforeEach(() => {
  dialog = null
  byes = 0
  moved = []
  sip = createSipCore({
    onInvite(invite, offer, from) {
      dialog = incomingCall(sip, invite, offer, from).accept(answer, {
        onBye: () => void byes++,
        onOffer: async (remote) => `v=0 ${remote.receives ? 'talk' : 'hold'}\r\n`,
      })
    },
    onRegister: (_message, from, reply) => reply(from.account ? 200 : 403),
    onMoved: (callId) => moved.push(callId),
  })
})
afterEach(() => sip.close())

/** A caller's call that has been answered and acknowledged; gives the To that later requests carry. */
function establish(from: TestSocket, headers: readonly string[] = []): string {
  sip.receive(from, request('INVITE', 'sip:one@host', { body: OFFER, headers }))
  const ok = from.sent.find((text) => text.startsWith('SIP/2.0 200')) as string
  const to = /^To: (.+)$/m.exec(ok)?.[1]?.trim() as string
  const target = /^Contact: <([^>]+)>/m.exec(ok)?.[1] as string
  sip.receive(from, request('ACK', target, { to }))
  from.sent.length = 0
  return to
}
const TARGET = 'sip:lyhord@x.invalid'

describe('a stranger', () => {
  it.each([
    ['MESSAGE', 405],
    ['SUBSCRIBE', 405],
    ['PUBLISH', 405],
    ['REFER', 405],
    ['REGISTER', 403],
    ['OPTIONS', 200],
    ['BYE', 481],
    ['UPDATE', 481],
    ['INFO', 481],
    ['PRACK', 405],
  ])('may INVITE and nothing else: %s gets %i', (method, expected) => {
    const stranger = socket()
    sip.receive(stranger, request(method, 'sip:one@host'))
    expect(status(stranger)).toEqual([expected])
  })

  it.each([
    ['an unknown shape of line', 'sip:one!@host', OFFER, 404],
    ['what is no description', 'sip:one@host', 'v=0\r\nnonsense', 488],
    ['media we cannot speak', 'sip:one@host', OFFER.replace('opus/48000/2', 'PCMA/8000'), 488],
  ])('who asks for %s is told so', (_name, uri, body, expected) => {
    const stranger = socket()
    sip.receive(stranger, request('INVITE', uri, { body }))
    expect(status(stranger).at(-1)).toBe(expected)
  })

  it('who sends anything but SIP gets silence, and a keep-alive its answer', () => {
    const stranger = socket()
    for (const junk of ['', 'hello', '\u0000\u0001', 'INVITE\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n']) sip.receive(stranger, junk)
    expect(stranger.sent).toEqual([])
    sip.receive(stranger, '\r\n\r\n')
    expect(stranger.sent).toEqual(['\r\n'])
  })
})

describe('a dialog', () => {
  it('is refreshed by UPDATE and re-INVITE with the timer that was asked for', async () => {
    const caller = socket()
    const to = establish(caller)
    const timer = ['Supported: timer', 'Session-Expires: 1800;refresher=uac']
    sip.receive(caller, request('UPDATE', TARGET, { to, cseq: 2, headers: timer }))
    expect(caller.sent[0]).toMatch(/^SIP\/2\.0 200 [\s\S]*Session-Expires: 1800;refresher=uac/)
    caller.sent.length = 0
    sip.receive(caller, request('INVITE', TARGET, { to, cseq: 3, headers: timer, body: `${OFFER}a=sendonly\r\n` }))
    await new Promise(setImmediate)
    expect(caller.sent.join('')).toMatch(/SIP\/2\.0 200 [\s\S]*Session-Expires: 1800;refresher=uac[\s\S]*v=0 hold/)
  })

  describe('whose timer is ours to keep', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] }))
    afterEach(() => void vi.useRealTimers())
    const headers = ['Supported: timer', 'Session-Expires: 120;refresher=uas', 'Allow: INVITE, ACK, BYE, UPDATE']
    const updates = (from: TestSocket) => from.sent.filter((text) => text.startsWith('UPDATE '))
    const gone = (update: string) =>
      [
        'SIP/2.0 481 Gone',
        ...update.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line)),
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n')

    it('is refreshed by us until it ends', () => {
      const caller = socket()
      const to = establish(caller, headers)
      vi.advanceTimersByTime(60_000)
      expect(updates(caller)).toHaveLength(1)
      expect(updates(caller)[0]).toMatch(/\r\nSession-Expires: 120;refresher=uac\r\n/)
      vi.advanceTimersByTime(60_000)
      expect(updates(caller)).toHaveLength(2)
      sip.receive(caller, request('BYE', TARGET, { to, cseq: 2 }))
      vi.advanceTimersByTime(600_000)
      expect(updates(caller)).toHaveLength(2)
    })

    it('is not when we have hung up', () => {
      const caller = socket()
      establish(caller, headers)
      dialog?.bye()
      vi.advanceTimersByTime(600_000)
      expect(updates(caller)).toEqual([])
    })

    it('goes on when a middle knows it no more: its sound decides', () => {
      const caller = socket()
      establish(caller, headers)
      vi.advanceTimersByTime(60_000)
      sip.receive(caller, gone(updates(caller)[0] as string))
      expect(byes).toBe(0)
      expect(dialog?.reachable()).toBe(true)
    })
  })

  it('ends with the BYE of the other end', () => {
    const caller = socket()
    const to = establish(caller)
    sip.receive(caller, request('BYE', TARGET, { to, cseq: 2 }))
    expect(status(caller)).toEqual([200])
    expect(byes).toBe(1)
    dialog?.bye()
    expect(caller.sent.length).toBe(1)
  })

  it('goes on over another socket when its owner comes back', () => {
    const before = socket()
    const to = establish(before)
    before.open = false
    expect(dialog?.reachable()).toBe(false)
    const after = socket()
    sip.receive(after, request('UPDATE', TARGET, { to, cseq: 2 }))
    expect(moved).toEqual(['call'])
    expect(dialog?.reachable()).toBe(true)
    dialog?.bye()
    expect(after.sent.at(-1)).toMatch(/^BYE /)
  })

  it('cannot be taken by who does not know its tags, or is somebody else', () => {
    const owner = socket()
    const to = establish(owner)
    const thief = socket()
    sip.receive(thief, request('BYE', TARGET, { to: to.replace(/tag=.+/, 'tag=guess'), cseq: 2 }))
    expect(status(thief)).toEqual([481])
    const staff = socket({ id: 'a', username: 'a', name: 'A', role: 'advisor' })
    sip.receive(staff, request('BYE', TARGET, { to, cseq: 2 }))
    expect(status(staff)).toEqual([403])
    sip.receive(thief, request('INVITE', 'sip:one@host', { body: OFFER }))
    expect(status(thief).at(-1)).toBe(482)
    sip.receive(thief, request('CANCEL', 'sip:one@host'))
    expect(status(thief).at(-1)).toBe(481)
    expect(byes).toBe(0)
    expect(dialog?.reachable()).toBe(true)
  })
})

describe('a probe', () => {
  const answerTo = (probe: string, code = '200 OK') =>
    [
      `SIP/2.0 ${code}`,
      ...probe.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/.test(line)),
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n')

  it.each(['200 OK', '481 Gone', '501 Not Implemented'])('is answered by %s, once', (code) => {
    const phone = socket()
    let answers = 0
    sip.probe(phone, 'sip:x@y.invalid;transport=ws', () => answers++)
    expect(phone.sent[0]).toMatch(/^OPTIONS sip:x@y\.invalid;transport=ws SIP\/2\.0\r\n/)
    sip.receive(phone, answerTo(phone.sent[0] as string, code))
    sip.receive(phone, answerTo(phone.sent[0] as string, code))
    expect(answers).toBe(1)
  })

  it('is not answered from another socket', () => {
    const phone = socket()
    let answers = 0
    sip.probe(phone, 'sip:x@y.invalid', () => answers++)
    sip.receive(socket(), answerTo(phone.sent[0] as string))
    expect(answers).toBe(0)
  })
})
