import { afterEach, describe, expect, it } from 'vitest'
import type { Dialog } from './dialog.ts'
import { header, isRight } from './testing/registrar.ts'
import { cleanUp, createRig, is, nothing, type Rig, request, SDP, stranger } from './testing/trunkRig.ts'

afterEach(cleanUp)

describe('a call that comes', () => {
  async function arrived(): Promise<Rig & { readonly target: string }> {
    const made = await createRig()
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

  it('is never too many from one place: behind the trunk is everybody', async () => {
    const { registrar, invites, when, target } = await arrived()
    for (let call = 0; call < 20; call++) registrar.send(request('INVITE', target, { body: SDP, callId: `inbound${call}` }))
    await when(() => invites.length === 20)
    expect(invites.map(({ call }) => call.admit().ok)).toEqual(Array(20).fill(true))
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
    ['BYE', 481],
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
