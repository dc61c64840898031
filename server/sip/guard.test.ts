import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { incomingCall } from './incoming.ts'
import { type CallRig, createCallRig, createSocket, headerOf, request, statuses, statusOf } from './testing/callRig.ts'
import { SDP } from './testing/description.ts'

let rig: CallRig
beforeEach(() => {
  rig = createCallRig()
})
afterEach(() => {
  rig.sip.close()
  vi.useRealTimers()
})
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a fault of ours on a message', () => {
  const broken = () => {
    throw new Error('x')
  }
  it.each([
    ['at once', { onInvite: broken, onRegister: broken }],
    ['later', { onInvite: async () => broken(), onRegister: async () => broken() }],
  ])('%s closes the socket that sent it and no other, and is counted', async (_name, handlers) => {
    rig.sip.close()
    rig = createCallRig(handlers)
    const [stranger, other] = [createSocket(), createSocket()]
    rig.sip.receive(stranger, request('INVITE', { body: SDP }))
    rig.sip.receive(createSocket(), request('REGISTER'))
    await settled()
    expect(stranger.closes).toBe(1)
    expect(rig.faults).toHaveLength(2)
    expect(rig.sip.figures().faults).toBe(2)
    stranger.sent.length = 0
    rig.sip.receive(stranger, request('OPTIONS'))
    rig.sip.receive(other, request('OPTIONS'))
    expect([statuses(stranger), statuses(other), other.closes]).toEqual([[], [200], 0])
  })

  it('over a trunk gives its link up, and what comes over the next one is heard', () => {
    rig.sip.close()
    rig = createCallRig({ onRegister: broken })
    const trunk = createSocket(null, true)
    rig.sip.receive(trunk, request('REGISTER'))
    rig.sip.receive(trunk, request('OPTIONS'))
    expect([trunk.closes, statuses(trunk)]).toEqual([1, [200]])
  })

  it('in a timer of a call closes the socket of that call', () => {
    const caller = createSocket()
    rig.call(caller)
    rig.sip.guard('call', broken)
    expect([caller.closes, rig.faults.length]).toEqual([1, 1])
  })
})

describe('a socket', () => {
  it('is closed after several messages against the rules, unless it is the trunk', () => {
    const [stranger, trunk] = [createSocket(), createSocket(null, true)]
    for (let time = 0; time < 5; time++)
      for (const socket of [stranger, trunk]) rig.sip.receive(socket, request('OPTIONS').replace('1 OPTIONS', '1 INVITE'))
    expect([stranger.closes, trunk.closes]).toEqual([1, 0])
    expect(statuses(stranger)).toEqual(Array(5).fill(400))
    expect(rig.sip.figures().refused.get(400)).toBe(10)
  })

  it('may ask for what there is not as often as it likes', () => {
    const stranger = createSocket()
    for (let time = 0; time < 20; time++) rig.sip.receive(stranger, request('MESSAGE'))
    expect([stranger.closes, statuses(stranger)]).toEqual([0, Array(20).fill(405)])
  })

  it('leaves nothing of what was refused', () => {
    const stranger = createSocket()
    rig.call(stranger)
    for (let time = 0; time < 200; time++) {
      rig.sip.receive(createSocket(), request('INVITE', { callId: `no-contact${time}`, contact: null, body: SDP }))
      rig.sip.receive(stranger, request('INVITE', { callId: `no-sdp${time}`, body: 'v=0\r\nnonsense' }))
      rig.sip.receive(stranger, request('INVITE', { body: SDP }))
    }
    expect(rig.sip.core.userAgentServers.size).toBe(0)
    expect(rig.sip.inUse(stranger)).toBe(true)
    rig.dialog?.bye()
    rig.sip.receive(stranger, byeAnswer(stranger.sent.at(-1) as string))
    expect(rig.sip.inUse(stranger)).toBe(false)
  })

  it('has eight calls at most', () => {
    const stranger = createSocket()
    const trunk = createSocket(null, true)
    for (let call = 0; call < 9; call++) {
      rig.sip.receive(stranger, request('INVITE', { callId: `call${call}`, body: SDP }))
      rig.sip.receive(trunk, request('INVITE', { callId: `trunk${call}`, body: SDP }))
    }
    expect(statuses(stranger)).toEqual([...Array(8).fill(200), 503])
    expect(statuses(trunk)).toEqual(Array(9).fill(200))
  })

  it('that has closed is not kept by its calls, which wait for their owner', () => {
    const before = createSocket()
    const to = rig.call(before)
    before.open = false
    rig.sip.closed(before)
    expect([rig.sip.inUse(before), rig.sip.socketOf('call')]).toEqual([false, undefined])
    const staff = createSocket({ id: 'a', username: 'a', name: 'A', role: 'advisor' })
    rig.sip.receive(staff, request('BYE', { to, cseq: 2 }))
    expect(statuses(staff)).toEqual([403])
    const back = createSocket()
    rig.sip.receive(back, request('OPTIONS', { to, cseq: 2 }))
    expect(statuses(back)).toEqual([200])
    expect(rig.dialog?.reachable()).toBe(true)
  })

  it('that closes before the answer has given up its call', () => {
    rig.sip.close()
    let cancelled = false
    rig = createCallRig({
      onInvite: (invite) => {
        invite.delegate = { onCancel: () => (cancelled = true) }
      },
    })
    const caller = createSocket()
    rig.sip.receive(caller, request('INVITE', { body: SDP }))
    rig.sip.closed(caller)
    expect(cancelled).toBe(true)
  })

  it('with the branch of another one acts on its own transactions only', () => {
    rig.sip.close()
    const cancelled: string[] = []
    rig = createCallRig({
      onInvite: (invite) => {
        invite.delegate = { onCancel: () => void cancelled.push(invite.message.callId) }
      },
    })
    const [caller, thief] = [createSocket(), createSocket()]
    const invite = request('INVITE', { body: SDP })
    rig.sip.receive(caller, invite)
    const same = (text: string) => text.replace(/branch=\w+/, `branch=${/branch=(\w+)/.exec(invite)?.[1]}`)
    rig.sip.receive(thief, same(request('INVITE', { callId: 'thief', body: SDP })))
    rig.sip.receive(thief, same(request('CANCEL', { callId: 'thief' })))
    expect(cancelled).toEqual(['thief'])
    expect(caller.sent).toEqual([])
    rig.sip.receive(caller, same(request('CANCEL')))
    expect(cancelled).toEqual(['thief', 'call'])
  })
})

const byeAnswer = (bye: string): string =>
  ['SIP/2.0 200 OK', ...bye.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/.test(line)), 'Content-Length: 0', '', ''].join(
    '\r\n',
  )

describe('within a call', () => {
  it.each(['sip:one@host', 'sip:+4620555666@pbx.example;user=phone', 'sips:lyhord@x.invalid', 'tel:+4620555666', 'urn:x'])(
    'a BYE to %s is found by Call-ID and tags',
    (uri) => {
      const caller = createSocket()
      const to = rig.call(caller)
      rig.sip.receive(caller, request('BYE', { uri, to, cseq: 2 }))
      expect([statuses(caller), rig.byes]).toEqual([[200], 1])
    },
  )

  it.each([null, 'nobody at home', '*', '<sip:%zz@x>'])('a re-INVITE with Contact %s gets 400, and the call goes on', async (contact) => {
    const caller = createSocket()
    const to = rig.call(caller)
    rig.sip.receive(caller, request('INVITE', { to, cseq: 2, contact, body: SDP }))
    rig.sip.receive(caller, request('INVITE', { to, cseq: 3, body: SDP }))
    await settled()
    expect(statuses(caller)).toEqual([400, 200])
  })

  it('each answer to an offer says how we are reached and what we take', async () => {
    const caller = createSocket()
    rig.sip.receive(caller, request('INVITE', { body: SDP }))
    const to = headerOf(caller.sent[0] as string, 'To')
    rig.sip.receive(caller, request('ACK', { to }))
    rig.sip.receive(caller, request('INVITE', { to, cseq: 2, body: SDP }))
    await settled()
    for (const text of caller.sent) {
      expect(headerOf(text, 'Contact')).toMatch(/^<sip:lyhord@/)
      expect(headerOf(text, 'Allow').split(/, ?/)).toEqual(expect.arrayContaining(['INVITE', 'UPDATE', 'BYE']))
      expect(headerOf(text, 'Allow')).not.toContain('SUBSCRIBE')
    }
  })

  it.each([
    ['OPTIONS', 200],
    ['UPDATE', 200],
    ['INFO', 469],
    ['MESSAGE', 405],
    ['REFER', 405],
    ['NOTIFY', 405],
    ['PRACK', 405],
    ['nonsense', 405],
  ])('%s gets %i', (method, status) => {
    const caller = createSocket()
    const to = rig.call(caller)
    rig.sip.receive(caller, request(method, { to, cseq: 2 }))
    const [answer = ''] = caller.sent
    expect(statusOf(answer)).toBe(status)
    if (status === 405 || method === 'OPTIONS') {
      expect(headerOf(answer, 'Allow')).toContain('UPDATE')
      expect(headerOf(answer, 'Allow')).not.toContain('SUBSCRIBE')
    }
  })

  it('UPDATE with an offer gets 488, for offers come by re-INVITE', () => {
    const caller = createSocket()
    const to = rig.call(caller)
    rig.sip.receive(caller, request('UPDATE', { to, cseq: 2, body: SDP }))
    expect(statuses(caller)).toEqual([488])
  })

  it.each(['OPTIONS', 'UPDATE', 'INFO', 'INVITE', 'BYE', 'MESSAGE'])('%s with a number that has been gets 500', (method) => {
    const caller = createSocket()
    const to = rig.call(caller)
    rig.sip.receive(caller, request('OPTIONS', { to, cseq: 5 }))
    rig.sip.receive(caller, request(method, { to, cseq: 5, body: method === 'INVITE' ? SDP : '' }))
    rig.sip.receive(caller, request(method, { to, cseq: 4, body: method === 'INVITE' ? SDP : '' }))
    expect([statuses(caller), rig.byes]).toEqual([[200, 500, 500], 0])
  })

  it('tags are nobody’s guess', () => {
    const tags = Array.from({ length: 50 }, (_, call) => {
      const caller = createSocket()
      const to = rig.call(caller, [], `call${call}`)
      return /;tag=([0-9a-f]{24})$/.exec(to)?.[1]
    })
    expect(new Set(tags).size).toBe(50)
    expect(tags).not.toContain(undefined)
  })

  it('three names that only joined are those of a dialog are not', () => {
    const caller = createSocket()
    const to = rig.call(caller)
    const tag = to.slice(to.indexOf('tag=') + 4)
    rig.sip.receive(caller, request('BYE', { callId: `call${tag[0]}`, to: `<sip:one@host>;tag=${tag.slice(1)}`, cseq: 2 }))
    expect([statuses(caller), rig.byes]).toEqual([[481], 0])
  })

  it('re-INVITEs leave no transactions once they are acknowledged or refused', async () => {
    const caller = createSocket()
    const to = rig.call(caller)
    for (let cseq = 2; cseq < 50; cseq++) {
      rig.sip.receive(caller, request('INVITE', { to, cseq, body: cseq % 2 ? SDP : 'v=0\r\n' }))
      await settled()
      rig.sip.receive(caller, request('ACK', { to, cseq }))
    }
    expect(rig.sip.core.userAgentServers.size).toBe(0)
  })
})

describe('an INVITE without an answer', () => {
  it('is told after 200 ms that it has come, and not when it was answered by then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    rig.sip.close()
    const invites: { reject(options: { statusCode: number }): unknown }[] = []
    rig = createCallRig({ onInvite: (invite) => void invites.push(invite) })
    const caller = createSocket()
    rig.sip.receive(caller, request('INVITE', { callId: 'slow', body: SDP }))
    rig.sip.receive(caller, request('INVITE', { callId: 'quick', body: SDP }))
    invites[1]?.reject({ statusCode: 486 })
    vi.advanceTimersByTime(1_000)
    expect(statuses(caller)).toEqual([486, 100])
    expect(headerOf(caller.sent[1] as string, 'Call-ID')).toBe('slow')
  })

  it('within a call gets 487 when the call is over first, and nothing stays', async () => {
    rig.sip.close()
    rig = createCallRig({
      onInvite(invite, offer, socket) {
        rig.dialog = incomingCall(rig.sip, invite, offer, socket).accept(SDP, { onBye() {}, onOffer: () => new Promise(() => {}) })
      },
    })
    const caller = createSocket()
    const to = rig.call(caller)
    rig.sip.receive(caller, request('INVITE', { to, cseq: 2, body: SDP }))
    rig.sip.receive(caller, request('BYE', { to, cseq: 3 }))
    await settled()
    expect(statuses(caller)).toEqual([200, 487])
    expect([...rig.sip.core.userAgentServers.values()].filter(({ message }) => message.method === 'INVITE')).toEqual([])
  })
})

describe('a call whose ACK never comes', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
  const byes = (sent: readonly string[]) => sent.filter((text) => text.startsWith('BYE '))
  const arrived = () => {
    const caller = createSocket()
    rig.sip.receive(caller, request('INVITE', { body: SDP }))
    return caller
  }

  it('is ended with a BYE after 64*T1', () => {
    const caller = arrived()
    vi.advanceTimersByTime(31_900)
    expect(byes(caller.sent)).toEqual([])
    vi.advanceTimersByTime(200)
    expect(byes(caller.sent)).toHaveLength(1)
    expect([rig.byes, rig.faults]).toEqual([1, []])
  })

  it('is ended then too when we wanted to end it before', () => {
    const caller = arrived()
    vi.advanceTimersByTime(15_000)
    expect(() => rig.dialog?.bye()).not.toThrow()
    expect(byes(caller.sent)).toEqual([])
    vi.advanceTimersByTime(17_100)
    expect(byes(caller.sent)).toHaveLength(1)
    expect([rig.byes, rig.faults]).toEqual([0, []])
    vi.advanceTimersByTime(33_000)
    expect(rig.sip.inUse(caller)).toBe(false)
  })

  it('is ended as soon as the ACK comes, when we wanted to end it before', () => {
    const caller = arrived()
    rig.dialog?.bye()
    rig.sip.receive(caller, request('ACK', { to: headerOf(caller.sent[0] as string, 'To') }))
    expect(byes(caller.sent)).toHaveLength(1)
  })

  it('is over when the other end hangs up meanwhile', () => {
    const caller = arrived()
    rig.dialog?.bye()
    rig.sip.receive(caller, request('BYE', { to: headerOf(caller.sent[0] as string, 'To'), cseq: 2 }))
    vi.advanceTimersByTime(70_000)
    expect([byes(caller.sent), rig.byes, rig.faults]).toEqual([[], 0, []])
    expect(rig.sip.inUse(caller)).toBe(false)
  })
})

describe('a session timer', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
  const sent = (method: string, all: readonly string[]) => all.filter((text) => text.startsWith(`${method} `))

  it('that is far too long is made shorter, and nobody is flooded', () => {
    const caller = createSocket()
    rig.call(caller, ['Supported: timer', 'Session-Expires: 5000000;refresher=uas', 'Allow: INVITE, UPDATE'])
    vi.advanceTimersByTime(6_000)
    expect(sent('UPDATE', caller.sent)).toEqual([])
    vi.advanceTimersByTime(3_600_000)
    expect(sent('UPDATE', caller.sent)).toHaveLength(1)
  })

  it('that is too short is refused with what is taken', () => {
    const caller = createSocket()
    rig.sip.receive(caller, request('INVITE', { body: SDP, headers: ['Supported: timer', 'Session-Expires: 89'] }))
    expect([statuses(caller), headerOf(caller.sent[0] as string, 'Min-SE')]).toEqual([[422], '90'])
  })

  it.each([[[]], [['Allow: INVITE, ACK, CANCEL, BYE, OPTIONS']]])(
    'left to us by who does not take UPDATE (%j) is kept by re-INVITE',
    (allow) => {
      const caller = createSocket()
      rig.sip.receive(
        caller,
        request('INVITE', { body: SDP, headers: ['Supported: timer', 'Session-Expires: 90;refresher=uas', ...allow] }),
      )
      expect(headerOf(caller.sent[0] as string, 'Session-Expires')).toBe('90;refresher=uas')
      rig.sip.receive(caller, request('ACK', { to: headerOf(caller.sent[0] as string, 'To') }))
      for (let round = 1; round < 4; round++) {
        vi.advanceTimersByTime(45_000)
        const invites = sent('INVITE', caller.sent)
        expect(invites).toHaveLength(round)
        const invite = invites.at(-1) as string
        expect(headerOf(invite, 'Session-Expires')).toBe('90;refresher=uac')
        expect(headerOf(invite, 'Contact')).toMatch(/^<sip:lyhord@/)
        expect(invite.endsWith(SDP)).toBe(true)
        rig.sip.receive(caller, inviteAnswer(invite))
        expect(sent('ACK', caller.sent)).toHaveLength(round)
      }
    },
  )

  const inviteAnswer = (invite: string): string =>
    [
      'SIP/2.0 200 OK',
      ...invite.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/.test(line)),
      ...['Contact: <sip:x@x.invalid>', 'Content-Type: application/sdp', `Content-Length: ${SDP.length}`, '', SDP],
    ].join('\r\n')
})
