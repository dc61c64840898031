import { afterEach, describe, expect, it } from 'vitest'
import { header, type RegistrarRules } from './testing/registrar.ts'
import { cleanUp, client, createRig, is, PASSWORD, TIMES } from './testing/trunkRig.ts'
import { accountOf, faultOf, linkFaultOf } from './trunk.ts'
import { withSecureVia } from './trunkLink.ts'

afterEach(cleanUp)

describe('a trunk', () => {
  it.each<[string, Partial<RegistrarRules>]>([
    ['without a password', { algorithm: null }],
    ['by MD5', {}],
    ['by MD5 without qop (RFC 2069)', { qop: false }],
    ['by SHA-256', { algorithm: 'SHA-256' }],
    ['with a nonce that has become stale', { staleOnce: true }],
    ['that takes long registrations only', { leastExpires: 600 }],
  ])('registers %s', async (_name, rules) => {
    const { registrar, trunk, states, when } = await createRig(rules)
    await when(() => states.length > 0)
    expect(states).toEqual([true])
    expect(trunk.fault).toBeNull()
    expect(registrar.contacts.size).toBe(1)
    const last = registrar.got.filter(is('REGISTER')).at(-1) as string
    expect(header(last, 'Contact')).toMatch(
      /^<sip:lyhord@\w+\.invalid;transport=ws>;\+sip\.instance="<urn:uuid:[0-9a-f-]{36}>";reg-id=1;expires=/,
    )
  })

  it('says that the password is wrong, once, and asks again slowly', async () => {
    const { registrar, states, faults, logged, when } = await createRig({}, 'wrong')
    await registrar.next((text) => is('REGISTER')(text) && header(text, 'CSeq').startsWith('6 '))
    expect(states).toEqual([])
    expect(logged).toEqual(['trunk refuses our name or password {"status":401}'])
    expect(logged.join()).not.toContain('wrong')
    expect(faults).toEqual(['credentials'])
    registrar.rules.password = 'wrong'
    await when(() => states.length > 0)
    expect(states).toEqual([true])
  })

  it.each([403, 404, 500, 503])('asks again after %i', async (status) => {
    const { registrar, states, when } = await createRig({ refuses: status })
    await registrar.next(is('REGISTER'))
    await registrar.next(is('REGISTER'))
    registrar.rules.refuses = null
    await when(() => states.length > 0)
    expect(states).toEqual([true])
  })

  it('registers without RFC 5626 where that is unknown', async () => {
    const { registrar, states, when } = await createRig({ refuses: 439 })
    await registrar.next(is('REGISTER'))
    registrar.rules.refuses = null
    await when(() => states.length > 0)
    expect(header(registrar.got.filter(is('REGISTER')).at(-1) as string, 'Contact')).not.toContain('reg-id')
  })

  it('renews in time, by what the registrar grants', async () => {
    const { registrar, states, when } = await createRig({ grants: 2 })
    await when(() => states.length > 0)
    registrar.got.length = 0
    await registrar.next(is('REGISTER'))
    expect(states).toEqual([true])
  })

  it('tells of a refused renewal', async () => {
    const { registrar, states, when } = await createRig({ grants: 2 })
    await when(() => states.length > 0)
    registrar.rules.refuses = 403
    await when(() => states.length > 1)
    registrar.rules.refuses = null
    await when(() => states.length > 2)
    expect(states).toEqual([true, false, true])
  })

  it('comes back over a new link when the link is cut', async () => {
    const { registrar, trunk, states, when } = await createRig()
    await when(() => states.length > 0)
    registrar.cut()
    await when(() => states.length > 1)
    expect(trunk.fault).not.toBeNull()
    await when(() => states.length > 2)
    expect(states).toEqual([true, false, true])
    expect(registrar.contacts.size).toBe(1)
  })

  it('comes back when the registrar is started anew', async () => {
    const { registrar, states, logged, when } = await createRig()
    await when(() => states.length > 0)
    await registrar.stop()
    await when(() => logged.some((line) => line.includes('ECONNREFUSED')))
    await registrar.start()
    await when(() => states.length > 2)
    expect(states).toEqual([true, false, true])
    expect(logged.filter((line) => line.includes('ECONNREFUSED'))).toHaveLength(1)
  })

  it('finds a link that is open and dead', async () => {
    const { registrar, states, when } = await createRig({}, PASSWORD, { link: { ...TIMES.link, beat: 100 } })
    await when(() => states.length > 0)
    registrar.rules.deaf = true
    await when(() => states.length > 1)
    registrar.rules.deaf = false
    await when(() => states.length > 2)
    expect(states.slice(0, 3)).toEqual([true, false, true])
  })

  it('finds a registrar that is silent over a link that lives', async () => {
    const { registrar, states, when } = await createRig({ mute: true }, PASSWORD, {
      registration: { ...TIMES.registration, answer: 100 },
    })
    await registrar.next(is('REGISTER'))
    await registrar.next(is('REGISTER'))
    registrar.rules.mute = false
    await when(() => states.length > 0)
    expect(states[0]).toBe(true)
  })

  it('lives beside another server with the same name', async () => {
    const { registrar, states, when } = await createRig()
    await when(() => states.length > 0)
    const second = client(registrar.url)
    await second.when(() => second.states.length > 0)
    expect(registrar.contacts.size).toBe(2)
  })

  it('takes its registration back when it closes', async () => {
    const { registrar, trunk, states, when } = await createRig()
    await when(() => states.length > 0)
    await trunk.close()
    expect(registrar.contacts.size).toBe(0)
    expect(header(registrar.got.filter(is('REGISTER')).at(-1) as string, 'Contact')).toMatch(/expires=0$/)
  })
})

describe('small rules', () => {
  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', 'distrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'distrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'distrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'distrusted'],
    ['CERT_HAS_EXPIRED', 'distrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'distrusted'],
    ['ECONNREFUSED', 'noConnection'],
    ['ENOTFOUND', 'nameNotFound'],
    ['EAI_AGAIN', 'nameNotFound'],
    ['EPROTO', 'noConnection'],
    [undefined, 'lost'],
  ])('%s of a link is %s', (code, fault) => expect(linkFaultOf(code)).toBe(fault))

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
