import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { clientsAreToldBy, createClientOf, isOwnMachine } from './clientAddress.ts'
import { readTrustedProxies } from './trustedProxies.ts'

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) => ({ socket: { remoteAddress }, headers }) as never

const direct = readConfig({})
const behind = readConfig({ PUBLIC_ORIGIN: 'https://linje.example' })
const container = readConfig({ PUBLIC_ORIGIN: 'https://linje.example', HOST: '0.0.0.0', TRUSTED_PROXIES: '172.17.0.0/16 2001:db8::5' })
const open = { ...readConfig({ HOST: '0.0.0.0', ALLOW_PLAIN: 'yes' }), tls: { cert: '', key: '' } }

describe('who a request comes from', () => {
  it.each([
    ['this machine alone', direct, '127.0.0.1', {}, 'local'],
    ['this machine alone, IPv6', direct, '::1', {}, 'local'],
    ['a proxy while trying things out', direct, '::ffff:127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
    ['a proxy that speaks another header', direct, '::1', { forwarded: 'for=198.51.100.1' }, 'notNamed'],
    ['a proxy that names the client', behind, '127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
    ['a client that claims to be another', behind, '127.0.0.1', { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' }, '198.51.100.1'],
    ['a client with a port', behind, '127.0.0.1', { 'x-forwarded-for': '198.51.100.1:5060' }, '198.51.100.1'],
    ['a client with IPv6 and a port', behind, '127.0.0.1', { 'x-forwarded-for': '[2001:db8::1]:5060' }, '2001:db8::1'],
    ['a client on the machine of the proxy', behind, '127.0.0.1', { 'x-forwarded-for': '127.0.0.2' }, '127.0.0.2'],
    ['a forwarder that says nothing', behind, '127.0.0.1', {}, 'notNamed'],
    ['a forwarder that speaks another header', behind, '127.0.0.1', { 'x-real-ip': '198.51.100.1' }, 'notNamed'],
    ['a proxy that does not know', behind, '127.0.0.1', { 'x-forwarded-for': 'unknown' }, 'unreadable'],
    ['a proxy with an empty header', behind, '127.0.0.1', { 'x-forwarded-for': '' }, 'unreadable'],
    ['a proxy that nobody has named', behind, '172.17.0.1', { 'x-forwarded-for': '198.51.100.1' }, 'strangeProxy'],
    ['somebody who goes round the proxy', behind, '198.51.100.1', {}, 'strangeProxy'],
    ['a proxy in a container', container, '::ffff:172.17.0.1', { 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
    ['a chain of proxies', container, '172.17.0.1', { 'x-forwarded-for': '203.0.113.9, 198.51.100.1, 2001:db8::5' }, '198.51.100.1'],
    ['this machine, where it is not named', container, '127.0.0.1', {}, 'strangeProxy'],
    ['a browser without a proxy', open, '198.51.100.1', {}, '198.51.100.1'],
    ['a browser that claims to be another', open, '198.51.100.1', { 'x-forwarded-for': '203.0.113.9' }, '198.51.100.1'],
    ['a forwarder in front of TLS', open, '127.0.0.1', {}, '127.0.0.1'],
    ['a connection that is gone', direct, undefined, {}, 'unreadable'],
  ] as const)('%s', (_name, config, peer, headers, expected) => {
    const client = createClientOf(config)(from(peer, headers))
    expect(client.is === 'stranger' ? client.address : client.is === 'unknown' ? client.why : client.is).toBe(expected)
  })

  it.each([
    [direct, '127.0.0.1', {}, true],
    [direct, '127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }, false],
    [direct, '198.51.100.1', {}, false],
    [behind, '127.0.0.1', {}, false],
  ])('is of this machine (%#)', (config, peer, headers, expected) =>
    expect(isOwnMachine(from(peer, headers as Record<string, string>), config)).toBe(expected),
  )

  it.each([
    [
      direct,
      'Clients are told by their own address; X-Forwarded-For is believed of a proxy at loopback alone. Programs on this machine are not limited.',
    ],
    [behind, 'Clients are told by X-Forwarded-For, which a proxy at loopback must set; requests that come otherwise are refused.'],
    [
      container,
      'Clients are told by X-Forwarded-For, which a proxy at 172.17.0.0/16, 2001:db8::5 must set; requests that come otherwise are refused.',
    ],
    [open, 'Clients are told by their own address; X-Forwarded-For is believed of a proxy at loopback alone.'],
  ])('is said at the start (%#)', (config, expected) => expect(clientsAreToldBy(config)).toBe(expected))
})

describe('trusted proxies', () => {
  it.each([
    ['loopback', '127.8.8.8', true],
    ['loopback', '::1', true],
    ['loopback', '128.0.0.1', false],
    ['10.0.0.0/8,192.0.2.1', '10.255.0.1', true],
    ['10.0.0.0/8,192.0.2.1', '::ffff:192.0.2.1', true],
    ['10.0.0.0/8,192.0.2.1', '192.0.2.2', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '10.0.0.1', false],
    ['loopback', 'no address', false],
  ])('%s has %s: %s', (text, address, expected) => expect(readTrustedProxies(text)?.has(address)).toBe(expected))
})
