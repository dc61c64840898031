import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const HERE = new URL('.', import.meta.url).pathname
const dir = mkdtempSync(join(tmpdir(), 'lyhord-settings-'))
const path = (name: string) => join(dir, name)

const GOOD: Readonly<Record<string, string>> = {
  OPERATOR_ADDRESSES: '203.0.113.10 198.51.100.0/28',
  OPERATOR_HOST: 'sip.operator.example:5061',
  OWN_NUMBERS: '020555666 0855500000',
  PUBLIC_ADDRESS: '192.0.2.1',
}

beforeAll(() => {
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  for (const name of ['a', 'b'])
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=a'],
      ...['-keyout', path(`${name}.key`), '-out', path(`${name}.pem`)],
    )
  openssl('pkcs8', '-topk8', '-in', path('a.key'), '-out', path('locked.key'), '-passout', 'pass:x')
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const text = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')

let runs = 0
/** What generate.sh makes of a sbc.conf, in folders of its own. */
function generate(conf: string | null) {
  const folder = path(`${++runs}`)
  const file = `${folder}.conf`
  if (conf !== null) writeFileSync(file, conf, 'latin1')
  const { status, stderr } = spawnSync(join(HERE, 'generate.sh'), [file, folder], { encoding: 'utf8', cwd: HERE })
  return {
    status,
    said: stderr.split('\n').filter(Boolean),
    written: existsSync(folder) ? readdirSync(folder) : [],
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
  }
}

const wrong = (conf: string | null) => {
  const { status, said, written } = generate(conf)
  expect(status).toBe(1)
  expect(written, 'nothing is written').toEqual([])
  return said
}

const ADDRESS = 'an IPv4 address or network, such as 203.0.113.10 or 203.0.113.0/28, is allowed'
const PORT = 'must be a port from 1 to 65535'
const PORTS = 'must be two ports with a dash between, the smaller first, such as 30000-30999'
const TLS = ', because OPERATOR_TRANSPORT is tls'
const PLAIN =
  'and LYHORD_TLS_KEY must be set, because LYHORD_ADDRESS can be reached from other machines; where the network between is trusted wholly, ALLOW_PLAIN=yes allows ws://'
const WS = '; leave both empty for ws://'
const CERT = 'must name a PEM file with a certificate, by its whole path'
const KEY = 'must name a PEM file with a private key that has no password, by its whole path'
const USER = { OPERATOR_USER: 'line', OPERATOR_PASSWORD: 'x' }
const WITH_TLS = { OPERATOR_TRANSPORT: 'tls', SIP_TLS_CERT: path('a.pem'), SIP_TLS_KEY: path('a.key'), SIP_TLS_CA: path('a.pem') }

describe('sbc.conf', () => {
  it.each<[name: string, value: string, allowed: string, besides?: Record<string, string>]>([
    ['OPERATOR_ADDRESSES', '', "is empty: name the operator's IP addresses, such as 203.0.113.10 or 203.0.113.0/28"],
    ...['sip.example', '203.0.113.256', '203.0.113.10/33', '203.0.113.010', '203.0.113.10,', '2001:db8::1', '*', '203.0.113.0/'].map(
      (value): [string, string, string] => ['OPERATOR_ADDRESSES', value, `has '${value}': ${ADDRESS}`],
    ),
    ...[
      '',
      'sip:operator.example',
      'operator.example:0',
      'operator.example:',
      'operator.example:65536',
      'two words',
      'a;transport=tcp',
    ].map((value): [string, string, string, Record<string, string>] => [
      ...(['OPERATOR_HOST', value, 'must be a host name or IPv4 address, with :PORT or without'] as const),
      { OPERATOR_DOMAIN: 'operator.example' },
    ]),
    ...['operator.example:5060', 'a"', '-a', 'a b', '<a>'].map((value): [string, string, string] => [
      ...(['OPERATOR_DOMAIN', value, 'must be a domain or an IPv4 address'] as const),
    ]),
    ['OPERATOR_TRANSPORT', 'UDP', 'must be udp, tcp or tls'],
    ['OPERATOR_TRANSPORT', 'sctp', 'must be udp, tcp or tls'],
    ['OPERATOR_REGISTER', 'true', 'must be yes or no'],
    ['OPERATOR_USER', '', 'is needed when OPERATOR_REGISTER is yes', { OPERATOR_REGISTER: 'yes' }],
    ...['a b', 'a:b', 'a"', 'a@b', '', 'å'].map((value): [string, string, string, Record<string, string>] => [
      ...(['OPERATOR_USER', value, 'must be 1 to 64 letters, digits and . _ + -'] as const),
      { OPERATOR_PASSWORD: 'x' },
    ]),
    ...['', 'x'.repeat(65), 'blåbär', 'a\tb', 'a\x1bb'].map((value): [string, string, string, Record<string, string>] => [
      ...(['OPERATOR_PASSWORD', value, 'must be 1 to 64 signs of ASCII'] as const),
      { OPERATOR_USER: 'line' },
    ]),
    ['OWN_NUMBERS', '', 'is empty: name the numbers at which the line is called, such as 020555666'],
    ...['+4620555666', '46205556666', '020-555666', '0', "020555666'"].map((value): [string, string, string] => [
      ...(['OWN_NUMBERS', value, `has '${value}': digits in national form are allowed, such as 020555666`] as const),
    ]),
    ['COUNTRY_CODE', '+46', 'must be 1 to 3 digits, such as 46'],
    ['COUNTRY_CODE', '046', 'must be 1 to 3 digits, such as 46'],
    ...['', 'sbc.example', '192.0.2', '192.0.2.1:5060', '2001:db8::1'].map((value): [string, string, string, Record<string, string>] => [
      ...(['PUBLIC_ADDRESS', value, 'must be an IPv4 address'] as const),
      { LOCAL_ADDRESS: '192.0.2.2' },
    ]),
    ['LOCAL_ADDRESS', 'eth0', 'must be an IPv4 address of this machine, or empty'],
    ['LYHORD_ADDRESS', 'localhost', 'must be an IPv4 address of this machine'],
    ...['0.0.0.0', '192.0.2.1', '10.0.0.1'].map((address): [string, string, string, Record<string, string>] => [
      ...(['LYHORD_TLS_CERT', '', PLAIN] as const),
      { LYHORD_ADDRESS: address },
    ]),
    ['ALLOW_PLAIN', 'true', 'must be empty or yes'],
    ...['SIP_PORT', 'LYHORD_PORT', 'RTPENGINE_PORT'].flatMap((name) =>
      ['0', '65536', '5060x', '-1', '0x50', '05060'].map((value): [string, string, string] => [name, value, PORT]),
    ),
    ['LYHORD_PORT', '5060', 'must be another port than SIP_PORT'],
    ['RTPENGINE_PORT', '5060', 'must be another port than SIP_PORT'],
    ...['30000', '30999-30000', '30000-30000', '0-100', '30000-70000', '30000-30999-31999', 'a-b', '-'].map(
      (value): [string, string, string] => ['MEDIA_PORTS', value, PORTS],
    ),
    ['MEDIA_PORTS', '5000-5999', 'must not have SIP_PORT in it'],
    ['MEDIA_PORTS', '2000-2999', 'must not have RTPENGINE_PORT in it'],
    ...['', '/nowhere', dir, path('a.key'), 'a.pem', `${path('a.pem')}";`].map(
      (value): [string, string, string, Record<string, string>] => [...(['SIP_TLS_CERT', value, `${CERT}${TLS}`] as const), WITH_TLS],
    ),
    ['SIP_TLS_KEY', '', `${KEY}${TLS}`, WITH_TLS],
    ['SIP_TLS_KEY', path('a.pem'), `${KEY}${TLS}`, WITH_TLS],
    ['SIP_TLS_KEY', path('locked.key'), `${KEY}${TLS}`, WITH_TLS],
    ['SIP_TLS_KEY', path('b.key'), 'does not belong to the certificate in SIP_TLS_CERT', WITH_TLS],
    ['SIP_TLS_CA', '/nowhere', `must name a PEM file with certificates, by its whole path${TLS}`, WITH_TLS],
    ['LYHORD_TLS_CERT', '', `${CERT}${WS}`, { LYHORD_TLS_KEY: path('a.key') }],
    ['LYHORD_TLS_KEY', '', `${KEY}${WS}`, { LYHORD_TLS_CERT: path('a.pem') }],
    ['LYHORD_TLS_KEY', path('b.key'), 'does not belong to the certificate in LYHORD_TLS_CERT', { LYHORD_TLS_CERT: path('a.pem') }],
    ...['two words', 'a"', 'a@b', 'å'].map((value): [string, string, string] => [
      ...(['TRUNK_USER', value, 'must be 1 to 64 letters, digits and . _ -'] as const),
    ]),
    ...['two words', 'a"b', 'a;b', '#!define', 'a:b', '$fu', 'x'.repeat(65)].map((value): [string, string, string] => [
      ...(['TRUNK_PASSWORD', value, 'must be 1 to 64 letters, digits and . _ ~ @ % + = , / -'] as const),
    ]),
    ['RUN_DIR', 'run', 'must be an absolute path'],
    ['RUN_DIR', '/run/"x', 'must be an absolute path'],
  ])('%s=%s', (name, value, allowed, besides = {}) =>
    expect(wrong(text({ ...GOOD, ...besides, [name]: value }))).toEqual([`sbc.conf: ${name} ${allowed}.`]),
  )

  it('says everything that is wrong at once, and shows no password', () => {
    const said = wrong(text({ ...GOOD, OPERATOR_TRANSPORT: 'x', SIP_PORT: 'y', OPERATOR_USER: 'a', OPERATOR_PASSWORD: 'geheim\x07' }))
    expect(said.map((line) => line.split(' ')[1])).toEqual(['OPERATOR_TRANSPORT', 'OPERATOR_PASSWORD', 'SIP_PORT'])
    expect(wrong(`${text(GOOD)}OPERATOR_PASSWORD = geheim\n`).join()).not.toContain('geheim')
  })

  it.each([
    ['PORT=5060\n', 'PORT is no setting: sbc.conf.example has all that there are'],
    ['OPERATOR_HOST=other.example\n', 'OPERATOR_HOST is given twice'],
    ['listen udp:0.0.0.0\n', 'line 5 is no NAME=value'],
    ['export SIP_PORT=5060\n', 'line 5 is no NAME=value'],
    ['\nsip_port=5060\n', 'line 6 is no NAME=value'],
  ])('with %j', (more, expected) => expect(wrong(text(GOOD) + more)).toEqual([`sbc.conf: ${expected}.`]))

  it('is missed when it is not there, or is a folder', () => {
    expect(wrong(null).join()).toContain('.conf cannot be read: copy sbc.conf.example there and fill it in.')
    expect(spawnSync(join(HERE, 'generate.sh'), [dir, path('never')], { encoding: 'utf8' }).stderr).toContain('cannot be read')
  })

  it('needs four settings; spaces, quotes, comments and CRLF do not matter', () => {
    const plain = generate(text(GOOD))
    expect(plain).toMatchObject({ status: 0, said: [] })
    const conf = `# a comment\r\n\r\n${Object.entries(GOOD)
      .map(([name, value]) => `${name}=  "${value}"  \r\n`)
      .join('')}OPERATOR_TRANSPORT=\r\n  # another`
    const odd = generate(conf)
    expect(odd).toMatchObject({ status: 0, said: [] })
    const same = (of: typeof odd) =>
      of.read('settings.cfg').replaceAll(/".*(SECRET|PASSWORD|_FILE|CONFIG).*|NONCE.*|TRUNK_PASS.*|.*_FILE.*/g, '')
    expect(same(odd)).toBe(same(plain))
    expect(plain.read('address.list')).toBe('1 203.0.113.10 32\n1 198.51.100.0 28\n')
  })

  it('can hold any password of an operator, and none of them becomes configuration', () => {
    const password = String.raw`p"w\n;$fu#!define X:'a,b{}\ `.trimEnd()
    const { status, read } = generate(text({ ...GOOD, ...USER, OPERATOR_PASSWORD: password, OPERATOR_REGISTER: 'yes' }))
    expect(status).toBe(0)
    expect(read('settings.cfg')).toContain(`#!define OPERATOR_PASSWORD "${Buffer.from(password).toString('hex')}"`)
    expect(read('settings.cfg')).not.toContain(password)
    const row = read('db/uacreg').split('\n')[1] ?? ''
    expect(row.split(/(?<!\\)(?:\\\\)*:/)).toHaveLength(16)
  })

  it('makes a password for servers once, and keeps it', () => {
    const conf = path('kept.conf')
    writeFileSync(conf, text(GOOD))
    const made = () => {
      execFileSync(join(HERE, 'generate.sh'), [conf, path('kept')])
      return readFileSync(path('kept/lyhord.env'), 'utf8')
    }
    const first = made()
    expect(first).toMatch(/^TRUNK_URL=ws:\/\/127\.0\.0\.1:8090\nTRUNK_USER=lyhord\nTRUNK_PASSWORD=[0-9a-f]{48}\n$/)
    expect(made()).toBe(first)
  })
})
