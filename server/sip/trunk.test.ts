import { afterEach, describe, expect, it } from 'vitest'
import type { Log } from '../log.ts'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import { createSipCore, type SipCore } from './core.ts'
import type { Dialog } from './dialog.ts'
import { type IncomingCall, incomingCall } from './incoming.ts'
import { callPhone } from './outgoing.ts'
import type { SipSocket } from './sockets.ts'
import { createRegistrar, header, isRight, type Registrar, type RegistrarRules } from './testing/registrar.ts'
import { accountOf, createTrunk, type DialFault, faultOf, type Trunk, type TrunkTimes } from './trunk.ts'
import { withSecureVia } from './trunkLink.ts'

const PASSWORD = 'open sesame'
const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=mid:0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${new Array(32).fill('AB').join(':')}`,
  'a=setup:passive',
  'a=rtpmap:111 opus/48000/2',
  '',
].join('\r\n')

/** As in service, but quicker. */
const TIMES: TrunkTimes = {
  link: { backoff: [10, 50], beat: 100, connect: 1_000 },
  registration: { expiresS: 120, answer: 200, again: [20, 60] },
  ringing: 5_000,
}

interface Rig {
  readonly registrar: Registrar
  readonly sip: SipCore
  readonly trunk: Trunk
  readonly states: boolean[]
  readonly logged: string[]
  readonly invites: { readonly call: IncomingCall; readonly trunk: boolean; cancelled: boolean }[]
  readonly refusals: number[]
  when(holds: () => boolean): Promise<void>
}

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function rig(rules: Partial<RegistrarRules> = {}, password = PASSWORD, times: Partial<TrunkTimes> = {}): Promise<Rig> {
  const registrar = await createRegistrar(rules)
  undo.push(() => registrar.stop())
  return { registrar, ...client(registrar.url, password, { ...TIMES, ...times }) }
}

function client(url: string, password = PASSWORD, times = TIMES): Omit<Rig, 'registrar'> {
  const states: boolean[] = []
  const logged: string[] = []
  const invites: Rig['invites'] = []
  const refusals: number[] = []
  const waiting = new Set<() => void>()
  const look = (): void => {
    for (const one of [...waiting]) one()
  }
  const note = (event: string, fields?: object): void => {
    logged.push(`${event} ${JSON.stringify(fields)}`)
    look()
  }
  const log: Log = { debug: note, info: note, warn: note, error: note }
  const sip = createSipCore({
    onInvite(invite, offer, socket) {
      if ('status' in offer) {
        refusals.push(offer.status)
        invite.reject({ statusCode: offer.status })
        sip.forget(invite.message.callId)
        return
      }
      const call = incomingCall(sip, invite, offer, socket)
      const one = { call, trunk: socket.trunk, cancelled: false }
      call.onCancel = () => {
        one.cancelled = true
        look()
      }
      invites.push(one)
      look()
    },
    onRegister: (_message, _socket, reply) => reply(403),
    onMoved() {},
  })
  const onState = (registered: boolean): void => {
    states.push(registered)
    look()
  }
  const trunk = createTrunk(sip, { url, user: 'lyhord', password }, { onState }, log, times)
  undo.push(async () => {
    await trunk.close()
    sip.close()
  })
  return {
    ...{ sip, trunk, states, logged, invites, refusals },
    when: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds()) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
  }
}

const is = (method: string) => (text: string) => text.startsWith(`${method} `)

describe('a trunk', () => {
  it.each<[string, Partial<RegistrarRules>]>([
    ['without a password', { algorithm: null }],
    ['by MD5', {}],
    ['by MD5 without qop (RFC 2069)', { qop: false }],
    ['by SHA-256', { algorithm: 'SHA-256' }],
    ['with a nonce that has become stale', { staleOnce: true }],
    ['that takes long registrations only', { leastExpires: 600 }],
  ])('registers %s', async (_name, rules) => {
    const { registrar, trunk, states, when } = await rig(rules)
    await when(() => states.length > 0)
    expect(states).toEqual([true])
    expect(trunk.registered).toBe(true)
    expect(registrar.contacts.size).toBe(1)
    const last = registrar.got.filter(is('REGISTER')).at(-1) as string
    expect(header(last, 'Contact')).toMatch(
      /^<sip:lyhord@\w+\.invalid;transport=ws>;\+sip\.instance="<urn:uuid:[0-9a-f-]{36}>";reg-id=1;expires=/,
    )
  })

  it('says that the password is wrong, once, and asks again slowly', async () => {
    const { registrar, states, logged, when } = await rig({}, 'wrong')
    await registrar.next((text) => is('REGISTER')(text) && header(text, 'CSeq').startsWith('6 '))
    expect(states).toEqual([])
    expect(logged).toEqual(['trunk refuses our name or password {"status":401}'])
    expect(logged.join()).not.toContain('wrong')
    registrar.rules.password = 'wrong'
    await when(() => states.length > 0)
    expect(states).toEqual([true])
  })

  it.each([403, 404, 500, 503])('asks again after %i', async (status) => {
    const { registrar, states, when } = await rig({ refuses: status })
    await registrar.next(is('REGISTER'))
    await registrar.next(is('REGISTER'))
    registrar.rules.refuses = null
    await when(() => states.length > 0)
    expect(states).toEqual([true])
  })

  it('registers without RFC 5626 where that is unknown', async () => {
    const { registrar, states, when } = await rig({ refuses: 439 })
    await registrar.next(is('REGISTER'))
    registrar.rules.refuses = null
    await when(() => states.length > 0)
    expect(header(registrar.got.filter(is('REGISTER')).at(-1) as string, 'Contact')).not.toContain('reg-id')
  })

  it('renews in time, by what the registrar grants', async () => {
    const { registrar, states, when } = await rig({ grants: 2 })
    await when(() => states.length > 0)
    registrar.got.length = 0
    await registrar.next(is('REGISTER'))
    expect(states).toEqual([true])
  })

  it('tells of a refused renewal', async () => {
    const { registrar, states, when } = await rig({ grants: 2 })
    await when(() => states.length > 0)
    registrar.rules.refuses = 403
    await when(() => states.length > 1)
    registrar.rules.refuses = null
    await when(() => states.length > 2)
    expect(states).toEqual([true, false, true])
  })

  it('comes back over a new link when the link is cut', async () => {
    const { registrar, trunk, states, when } = await rig()
    await when(() => states.length > 0)
    registrar.cut()
    await when(() => states.length > 1)
    expect(trunk.registered).toBe(false)
    await when(() => states.length > 2)
    expect(states).toEqual([true, false, true])
    expect(registrar.contacts.size).toBe(1)
  })

  it('comes back when the registrar is started anew', async () => {
    const { registrar, states, logged, when } = await rig()
    await when(() => states.length > 0)
    await registrar.stop()
    await when(() => logged.some((line) => line.includes('ECONNREFUSED')))
    await registrar.start()
    await when(() => states.length > 2)
    expect(states).toEqual([true, false, true])
    expect(logged.filter((line) => line.includes('ECONNREFUSED'))).toHaveLength(1)
  })

  it('finds a link that is open and dead', async () => {
    const { registrar, states, when } = await rig()
    await when(() => states.length > 0)
    registrar.rules.deaf = true
    await when(() => states.length > 1)
    registrar.rules.deaf = false
    await when(() => states.length > 2)
    expect(states).toEqual([true, false, true])
  })

  it('lives beside another server with the same name', async () => {
    const { registrar, states, when } = await rig()
    await when(() => states.length > 0)
    const second = client(registrar.url)
    await second.when(() => second.states.length > 0)
    expect(registrar.contacts.size).toBe(2)
  })

  it('takes its registration back when it closes', async () => {
    const { registrar, trunk, states, when } = await rig()
    await when(() => states.length > 0)
    await trunk.close()
    expect(registrar.contacts.size).toBe(0)
    expect(header(registrar.got.filter(is('REGISTER')).at(-1) as string, 'Contact')).toMatch(/expires=0$/)
  })
})

let branch = 0
const request = (method: string, uri: string, more: { callId?: string; to?: string; cseq?: number; body?: string } = {}): string =>
  [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS pbx.invalid;branch=z9hG4bKpbx${++branch}`,
    'Max-Forwards: 70',
    'From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=pbx',
    `To: ${more.to ?? '<sip:020555666@pbx.invalid>'}`,
    `Call-ID: ${more.callId ?? 'inbound'}`,
    `CSeq: ${more.cseq ?? 1} ${method}`,
    'Contact: <sip:pbx@pbx.invalid;transport=ws>',
    ...(more.body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${more.body?.length ?? 0}`,
    '',
    more.body ?? '',
  ].join('\r\n')

const nothing = { onBye() {}, onOffer: async () => SDP }
const stranger = (sent: string[]): SipSocket => ({
  account: null,
  trunk: false,
  stillAccount: async () => null,
  admit: () => ({ ok: true, release() {} }),
  open: true,
  send: (text) => sent.push(text),
  close() {},
})

describe('a call that comes', () => {
  async function arrived(): Promise<Rig & { readonly target: string }> {
    const made = await rig()
    await made.when(() => made.states.length > 0)
    const target = [...made.registrar.contacts.keys()][0] as string
    return { ...made, target }
  }

  it('is answered, and ends from there', async () => {
    const { registrar, invites, when, target } = await arrived()
    registrar.send(request('INVITE', target, { body: SDP }))
    await when(() => invites.length > 0)
    expect(invites[0]).toMatchObject({ trunk: true, call: { offer: { line: '020555666', called: ['020555666'] } } })
    const bye = new Promise<void>((onBye) => invites[0]?.call.accept(SDP, { ...nothing, onBye }))
    const ok = await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'CSeq') === '1 INVITE')
    registrar.send(request('ACK', target, { to: header(ok, 'To') }))
    registrar.send(request('BYE', target, { to: header(ok, 'To'), cseq: 2 }))
    await bye
    await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'CSeq') === '2 BYE')
  })

  it('is withdrawn before the answer', async () => {
    const { registrar, invites, when, target } = await arrived()
    const invite = request('INVITE', target, { body: SDP })
    registrar.send(invite)
    await when(() => invites.length > 0)
    registrar.send(request('CANCEL', target).replace(/branch=\S+/, `branch=${/branch=(\S+)/.exec(invite)?.[1]}`))
    await registrar.next((text) => text.startsWith('SIP/2.0 487'))
    expect(invites[0]?.cancelled).toBe(true)
  })

  it.each([
    ['no description', '', 488],
    ['a description that cannot be read', 'v=0\r\nnonsense', 488],
    ['a description of something else', SDP.replace('opus/48000/2', 'PCMA/8000'), 488],
  ])('with %s is refused at once', async (_name, body, status) => {
    const { registrar, target } = await arrived()
    registrar.send(request('INVITE', target, { body }))
    await registrar.next((text) => text.startsWith(`SIP/2.0 ${status}`))
  })

  it.each([
    ['REGISTER', 403],
    ['OPTIONS', 200],
    ['NOTIFY', 405],
    ['MESSAGE', 405],
    ['BYE', 405],
  ])('%s beside it gets %i', async (method, status) => {
    const { registrar, target } = await arrived()
    registrar.send(request(method, target))
    await registrar.next((text) => text.startsWith(`SIP/2.0 ${status}`) && header(text, 'CSeq') === `1 ${method}`)
  })

  it('outlives its link, and what we said meanwhile is said afterwards', async () => {
    const { registrar, invites, states, when, target } = await arrived()
    registrar.send(request('INVITE', target, { body: SDP }))
    await when(() => invites.length > 0)
    const dialog = invites[0]?.call.accept(SDP, nothing) as Dialog
    const ok = await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'CSeq') === '1 INVITE')
    registrar.send(request('ACK', target, { to: header(ok, 'To') }))
    registrar.cut()
    await when(() => states.length > 1)
    expect(dialog.reachable()).toBe(false)
    dialog.bye()
    const bye = await registrar.next(is('BYE'))
    expect(header(bye, 'Call-ID')).toBe('inbound')
  })

  it('asks for its way back to be renewed after its link was lost, and goes on even if nobody knows it any more', async () => {
    const { registrar, invites, states, when, target } = await arrived()
    registrar.send(request('INVITE', target, { body: SDP }))
    await when(() => invites.length > 0)
    let byes = 0
    const dialog = invites[0]?.call.accept(SDP, { ...nothing, onBye: () => void byes++ }) as Dialog
    const ok = await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'CSeq') === '1 INVITE')
    registrar.send(request('ACK', target, { to: header(ok, 'To') }))
    for (const [losses, status] of [
      [2, '405 Method Not Allowed'],
      [4, '481 Call Does Not Exist'],
    ] as const) {
      registrar.cut()
      await when(() => states.length > losses)
      registrar.answer(await registrar.next(is('UPDATE')), status)
    }
    registrar.send(request('OPTIONS', target, { callId: 'later' }))
    await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'Call-ID') === 'later')
    expect(byes).toBe(0)
    expect(dialog.reachable()).toBe(true)
  })

  it('counts on when a request within it is challenged', async () => {
    const { registrar, invites, states, when, target } = await arrived()
    registrar.send(request('INVITE', target, { body: SDP }))
    await when(() => invites.length > 0)
    const dialog = invites[0]?.call.accept(SDP, nothing) as Dialog
    const ok = await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'CSeq') === '1 INVITE')
    registrar.send(request('ACK', target, { to: header(ok, 'To') }))
    registrar.cut()
    await when(() => states.length > 2)
    const first = await registrar.next(is('UPDATE'))
    registrar.answer(first, '401 Unauthorized', {
      headers: ['WWW-Authenticate: Digest realm="here", nonce="n", algorithm=MD5, qop="auth"'],
    })
    const second = await registrar.next(is('UPDATE'))
    expect(isRight(second, header(second, 'Authorization'), registrar.rules)).toBe(true)
    registrar.answer(second, '200 OK')
    registrar.send(request('OPTIONS', target, { callId: 'later' }))
    await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'Call-ID') === 'later')
    dialog.bye()
    const numbers = [first, second, await registrar.next(is('BYE'))].map((text) => Number.parseInt(header(text, 'CSeq'), 10))
    expect(numbers).toEqual([0, 1, 2].map((more) => (numbers[0] as number) + more))
  })

  it('is nobody else’s: neither a stranger nor an advisor acts on it, nor the trunk on theirs', async () => {
    const { registrar, sip, invites, when, target } = await arrived()
    registrar.send(request('INVITE', target, { body: SDP }))
    await when(() => invites.length > 0)
    let byes = 0
    const counting = { ...nothing, onBye: () => void byes++ }
    invites[0]?.call.accept(SDP, counting)
    const ok = await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'CSeq') === '1 INVITE')
    const to = header(ok, 'To')
    registrar.send(request('ACK', target, { to }))
    for (const account of [null, { id: 'a', username: 'a', name: 'A', role: 'advisor' as const }]) {
      const sent: string[] = []
      sip.receive({ ...stranger(sent), account }, request('BYE', target, { to, cseq: 2 }))
      sip.receive({ ...stranger(sent), account }, request('UPDATE', target, { to, cseq: 2 }))
      expect(sent.map((text) => text.slice(8, 11))).toEqual(['403', '403'])
    }
    const sent: string[] = []
    sip.receive(stranger(sent), request('INVITE', 'sip:one@x.invalid', { callId: 'web', to: '<sip:one@x.invalid>', body: SDP }))
    invites[1]?.call.accept(SDP, counting)
    const webTo = header(sent.at(-1) as string, 'To')
    sip.receive(stranger(sent), request('ACK', target, { callId: 'web', to: webTo }))
    registrar.send(request('BYE', target, { callId: 'web', to: webTo, cseq: 2 }))
    await registrar.next((text) => text.startsWith('SIP/2.0 403'))
    expect(byes).toBe(0)
    // The check can fail: its owner may.
    registrar.send(request('BYE', target, { to, cseq: 2 }))
    await registrar.next((text) => text.startsWith('SIP/2.0 200') && header(text, 'CSeq') === '2 BYE')
    expect(byes).toBe(1)
  })
})

describe('a call that goes', () => {
  interface Told {
    readonly events: string[]
    remote: RemoteAudio | null
    dialog: Dialog | null
  }

  async function dialled(show: string | null = null, number = '0701234567', times: Partial<TrunkTimes> = {}) {
    const made = await rig({}, PASSWORD, times)
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
    const { registrar, trunk, states, when } = await rig()
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
    const { registrar, told, heard, invite } = await dialled(null, '0701234567', { ringing: 100 })
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

describe('small rules', () => {
  it.each([
    ['OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/WS b;branch=1\r\n', 'OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/WSS b;branch=1\r\n'],
    ['SIP/2.0 200 OK\r\nVia: SIP/2.0/WS b;branch=1\r\n', 'SIP/2.0 200 OK\r\nVia: SIP/2.0/WS b;branch=1\r\n'],
  ])('over TLS %j goes as %j', (text, sent) => expect(withSecureVia(text)).toBe(sent))

  it.each([
    ['wss://sbc.example:8443/ws', 'lyhord', 'lyhord', 'sbc.example'],
    ['ws://127.0.0.1:1', 'a@pbx.example', 'a', 'pbx.example'],
    ['ws://[::1]:5066', 'a', 'a', '[::1]'],
  ])('%s with %s is %s at %s', (url, given, user, domain) => expect(accountOf({ url, user: given })).toEqual({ user, domain }))

  it.each([
    [603, 'busy'],
    [487, 'noAnswer'],
    [484, 'unreachable'],
    [503, 'refused'],
    [488, 'refused'],
  ])('%i means %s', (status, why) => expect(faultOf(status)).toBe(why))
})
