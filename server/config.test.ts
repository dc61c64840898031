import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, isSecure, readConfig } from './config.ts'

const dir = mkdtempSync(join(tmpdir(), 'lyhord-config-'))
const pem = join(dir, 'a.pem')
writeFileSync(pem, 'PEM')
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const message = (env: Record<string, string>): string => {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

describe('settings', () => {
  it('have defaults that serve this machine only', () => {
    expect(readConfig({ PATH: '/bin', HOST: '' })).toMatchObject({
      ...{
        port: 8080,
        host: '127.0.0.1',
        dataDir: resolve('data'),
        databaseFile: resolve('data/lyhord.db'),
        publicOrigin: null,
        tls: null,
      },
      ...{ trustedProxies: { named: ['loopback'] }, metricsPort: null },
      ...{ mediaAddress: null, mediaPort: 40_000, logLevel: 'info', maxCalls: 200, maxCallsPerAddress: 3, trunk: null },
      sessions: { longestMs: 14 * 3_600_000, idleMs: 4 * 3_600_000 },
    })
  })

  it('are taken as given', () => {
    const given = readConfig({
      ...{ PORT: '0', HOST: '::', DATA_DIR: '/var/lib/lyhord', PUBLIC_ORIGIN: 'https://Linje.example/', TLS_CERT: pem, TLS_KEY: pem },
      ...{ MEDIA_ADDRESS: '192.0.2.1', MEDIA_PORT: '5004', DATABASE_URL: 'sqlite:record.db', LOG_LEVEL: 'debug', MAX_CALLS_ANONYMOUS: '9' },
    })
    expect(given).toMatchObject({
      ...{ port: 0, host: '::', databaseFile: '/var/lib/lyhord/record.db', publicOrigin: 'https://linje.example' },
      ...{ tls: { cert: 'PEM', key: 'PEM' }, mediaAddress: '192.0.2.1', mediaPort: 5004, logLevel: 'debug', maxCallsPerAddress: 9 },
    })
  })

  it.each([
    ['ws://127.0.0.1:5066', 'lyhord', 'a "secret"'],
    ['wss://voip.example/w1/websocket', '+46700000000@pbx.example', 'x'],
  ])('take the trunk %s with the name %s', (url, user, password) =>
    expect(readConfig({ TRUNK_URL: url, TRUNK_USER: user, TRUNK_PASSWORD: password }).trunk).toEqual({ url, user, password }),
  )

  it.each([
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ MEDIA_PORT: '1e3' }, 'MEDIA_PORT must be a whole number from 0 to 65535.'],
    [{ MAX_CALLS: '0' }, 'MAX_CALLS must be a whole number from 1 to 10000.'],
    [{ PUBLIC_ORIGIN: 'linje.example' }, 'PUBLIC_ORIGIN must be an origin without path, such as https://lyhord.example.'],
    [{ PUBLIC_ORIGIN: 'https://linje.example/a' }, 'PUBLIC_ORIGIN must be an origin without path, such as https://lyhord.example.'],
    [{ MEDIA_ADDRESS: 'linje.example' }, 'MEDIA_ADDRESS must be an IP address.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of debug, info, warn, error, silent.'],
    [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL must be unset or sqlite:FILE; no other database is supported in this version.'],
    ...['', ',', '10.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'localhost', 'loopback, 10.0.0.', '0x7f.1'].map(
      (text) =>
        [
          { TRUSTED_PROXIES: text || ' ' },
          'TRUSTED_PROXIES must be a list of IP addresses and networks, or the word loopback, such as: loopback 172.17.0.0/16 2001:db8::5; a network of everybody is none.',
        ] as [Record<string, string>, string],
    ),
    [{ METRICS_PORT: 'x' }, 'METRICS_PORT must be a whole number from 0 to 65535.'],
    [{ ALLOW_PLAIN: 'true' }, 'ALLOW_PLAIN must be unset or yes.'],
    [{ TLS_CERT: 'x' }, 'TLS_KEY must be set too: TLS needs both TLS_CERT and TLS_KEY.'],
    [{ TLS_CERT: '/nowhere', TLS_KEY: pem }, 'TLS_CERT must name a PEM file that can be read.'],
    [
      { TRUNK_URL: 'wss://x' },
      'TRUNK_USER must be set too: a trunk needs TRUNK_URL, TRUNK_USER and TRUNK_PASSWORD.\n' +
        'TRUNK_PASSWORD must be set too: a trunk needs TRUNK_URL, TRUNK_USER and TRUNK_PASSWORD.',
    ],
    ...['https://sbc.example', 'sbc.example', 'wss://', 'wss://name:word@sbc.example', 'wss://sbc.example/#a'].map(
      (url) =>
        [
          { TRUNK_URL: url, TRUNK_USER: 'lyhord', TRUNK_PASSWORD: 'x' },
          'TRUNK_URL must be a WebSocket address without user or password, such as wss://sbc.example:8443/ws.',
        ] as [Record<string, string>, string],
    ),
    ...['two words', 'a@b@c', '<sip:a>', '@sbc.example'].map(
      (user) =>
        [
          { TRUNK_URL: 'wss://sbc.example', TRUNK_USER: user, TRUNK_PASSWORD: 'x' },
          'TRUNK_USER must be a SIP user name of letters, digits and . _ + -, with or without @DOMAIN, such as lyhord or lyhord@sbc.example.',
        ] as [Record<string, string>, string],
    ),
    [
      { TRUNK_URL: 'wss://sbc.example', TRUNK_USER: 'lyhord', TRUNK_PASSWORD: 'x'.repeat(129) },
      'TRUNK_PASSWORD must be 1 to 128 ASCII characters without line breaks.',
    ],
  ] as [Record<string, string>, string][])('%o: %s', (env, expected) => expect(message(env)).toBe(expected))

  it('say everything that is wrong at once, and never the value', () => {
    const wrong = message({ PORT: 'secret', TRUNK_PASSWORD: 'secret\n', LOG_LEVEL: 'secret' })
    expect(wrong.split('\n')).toHaveLength(3)
    expect(wrong).not.toContain('secret')
  })

  const trunk = (url: string) => ({ TRUNK_URL: url, TRUNK_USER: 'lyhord', TRUNK_PASSWORD: 'x' })
  it.each<[Record<string, string>, string]>([
    [{ HOST: '0.0.0.0' }, 'HOST'],
    [{ HOST: '::', PUBLIC_ORIGIN: 'http://localhost:8080' }, 'HOST'],
    [{ HOST: '192.0.2.1' }, 'HOST'],
    [{ PUBLIC_ORIGIN: 'http://linje.example' }, 'PUBLIC_ORIGIN'],
    [{ PUBLIC_ORIGIN: 'http://127.0.0.1.example' }, 'PUBLIC_ORIGIN'],
    [trunk('ws://sbc.example'), 'TRUNK_URL'],
    [trunk('ws://192.0.2.1:5066/ws'), 'TRUNK_URL'],
  ])('refuse %o, by which plain text would cross a network, unless that is asked for', (env, name) => {
    expect(message(env)).toMatch(new RegExp(`^${name} must .*; where the network between is trusted wholly, ALLOW_PLAIN=yes allows it\\.$`))
    expect(message({ ...env, ALLOW_PLAIN: 'yes' })).toBe('')
  })

  it.each<[Record<string, string>]>([
    [{ HOST: 'localhost', PUBLIC_ORIGIN: 'http://localhost:8080' }],
    [{ HOST: '::1', PUBLIC_ORIGIN: 'http://[::1]:8080' }],
    [{ HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://linje.example' }],
    [{ HOST: '0.0.0.0', TLS_CERT: pem, TLS_KEY: pem }],
    [trunk('ws://127.0.0.1:5066')],
    [trunk('wss://sbc.example')],
  ])('take %o', (env) => expect(message(env)).toBe(''))

  it.each([
    [{}, false],
    [{ PUBLIC_ORIGIN: 'http://a', ALLOW_PLAIN: 'yes' }, false],
    [{ PUBLIC_ORIGIN: 'https://a' }, true],
    [{ TLS_CERT: pem, TLS_KEY: pem }, true],
  ] as [Record<string, string>, boolean][])('%o is secure: %s', (env, secure) => expect(isSecure(readConfig(env))).toBe(secure))
})
