import { describe, expect, it } from 'vitest'
import { requestOf } from '../testing/fuzzSip.ts'
import { atDoor, readRequest, readResponse } from '../testing/messages.ts'
import { TORTURE } from '../testing/torture.ts'
import type { Arrival } from './door.ts'

/** A status when it was refused with one, else what it was. */
const outcome = (arrival: Arrival): number | string => {
  if (arrival.is === 'refused') return arrival.status ?? 'silence'
  if (arrival.is === 'request') return arrival.message.method
  return arrival.is === 'response' ? `response ${arrival.message.statusCode}` : arrival.is
}
const options = requestOf('OPTIONS')
const invite = requestOf('INVITE')
/** Its header line with another value; null takes the line out. */
const change = (text: string, name: string, value: string | null): string =>
  text.replace(new RegExp(`^${name}: .*\\r\\n`, 'm'), value === null ? '' : `${name}: ${value}\r\n`)

describe('a message of RFC 4475', () => {
  it.each([
    // In a dialog that we do not know: the core says 481.
    ['wsinv', 'INVITE'],
    ['intmeth', "!interesting-Method0123456789_*+`.%indeed'~"],
    ['esc01', 'INVITE'],
    ['escnull', 'REGISTER'],
    ['esc02', 'RE%47IST%45R'],
    ['lwsdisp', 'OPTIONS'],
    // Its first hop is older than RFC 3261, and none such speaks WebSocket.
    ['longreq', 400],
    ['dblreq', 'REGISTER'],
    ['semiuri', 'OPTIONS'],
    ['transports', 'OPTIONS'],
    ['mpart01', 'MESSAGE'],
    ['unreason', 'response 200'],
    ['noreason', 'response 100'],
    ['badinv01', 400],
    ['clerr', 400],
    ['ncl', 400],
    ['scalar02', 400],
    ['scalarlg', 'silence'],
    ['quotbal', 'INVITE'],
    ['ltgtruri', 400],
    ['lwsruri', 400],
    ['lwsstart', 400],
    ['trws', 400],
    ['escruri', 'INVITE'],
    ['baddate', 'INVITE'],
    ['regbadct', 'REGISTER'],
    ['badaspec', 'OPTIONS'],
    ['baddn', 400],
    ['badvers', 505],
    ['mismatch01', 400],
    ['mismatch02', 400],
    ['bigcode', 'silence'],
    ['badbranch', 400],
    ['insuf', 'silence'],
    ['unkscm', 416],
    ['novelsc', 416],
    ['unksm2', 400],
    ['bext01', 420],
    ['invut', 'INVITE'],
    ['regaut01', 'REGISTER'],
    ['multi01', 400],
    ['mcl01', 400],
    ['bcast', 'response 200'],
    ['zeromf', 'OPTIONS'],
    ['cparam01', 'REGISTER'],
    ['cparam02', 'REGISTER'],
    ['regescrt', 'REGISTER'],
    ['sdp01', 'INVITE'],
    ['inv2543', 400],
  ])('%s: %s', (name, expected) => {
    const { bytes } = TORTURE.find((one) => one.name === name) as (typeof TORTURE)[number]
    expect(outcome(atDoor(bytes))).toBe(expected)
  })

  it('is one of 49', () => expect(TORTURE.length).toBe(49))
})

describe('a request', () => {
  it.each<[string, string, number | string]>([
    ['whole', options, 'OPTIONS'],
    ['with single line ends before it', `\r\n\r\n${options}`, 'OPTIONS'],
    ['without Max-Forwards', change(options, 'Max-Forwards', null), 'OPTIONS'],
    ['whose Max-Forwards is used up: we are its end, no proxy', change(options, 'Max-Forwards', '0'), 'OPTIONS'],
    ['whose Max-Forwards is no number', change(options, 'Max-Forwards', 'many'), 400],
    ['without Content-Length', change(invite, 'Content-Length', null), 'INVITE'],
    ['whose Content-Length is too long', change(invite, 'Content-Length', '9999'), 400],
    ['whose Content-Length is negative', change(invite, 'Content-Length', '-1'), 400],
    ['with two lengths', invite.replace('Content-Length', 'l: 1\r\nContent-Length'), 400],
    ['with two of From', options.replace('From:', 'f: <sip:b@b.invalid>;tag=b\r\nFrom:'), 400],
    ['with the same Content-Type twice, as from our own border', invite.replace(/Content-Type: .*\r\n/, '$&$&'), 'INVITE'],
    ['with two of Content-Type', invite.replace('Content-Type', 'Content-Type: text/plain\r\nContent-Type'), 400],
    ['without To', change(options, 'To', null), 400],
    ['without From', change(options, 'From', null), 400],
    ['whose From has no tag', change(options, 'From', '<sip:a@b.invalid>'), 400],
    ['without Call-ID', change(options, 'Call-ID', null), 'silence'],
    ['without CSeq', change(options, 'CSeq', null), 'silence'],
    ['without Via', change(options, 'Via', null), 'silence'],
    ['whose Via has no branch', change(options, 'Via', 'SIP/2.0/WS x.invalid'), 400],
    ['whose CSeq names another method', change(options, 'CSeq', '2 INVITE'), 400],
    ['whose CSeq is too large', change(options, 'CSeq', '2147483648 OPTIONS'), 400],
    ['with a tag that cannot be written back', change(options, 'From', '<sip:a@b.invalid>;tag="a b"'), 400],
    ['INVITE without Contact', change(invite, 'Contact', null), 400],
    ['INVITE whose Contact cannot be read', change(invite, 'Contact', 'nobody at home'), 400],
    ['INVITE whose Contact is *', change(invite, 'Contact', '*'), 400],
    ['INVITE with two of Contact', change(invite, 'Contact', '<sip:a@b.invalid>, <sip:c@d.invalid>'), 400],
    ['INVITE whose Contact is no escape', change(invite, 'Contact', '<sip:%zz@b.invalid>'), 400],
    ['REGISTER that takes all back', change(requestOf('REGISTER', [], false, ['Expires: 0']), 'Contact', '*'), 'REGISTER'],
    ['REGISTER of * for some time', change(requestOf('REGISTER', [], false, ['Expires: 60']), 'Contact', '*'), 400],
    ['of another version', options.replace('SIP/2.0', 'SIP/3.0'), 505],
    ['to another scheme', options.replace('sip:one@b.invalid', 'mailto:one@b.invalid'), 416],
    ['to a telephone', options.replace('sip:one@b.invalid', 'tel:+4620555666'), 'OPTIONS'],
    ['to somebody in brackets', options.replace('sip:one@b.invalid', '<sip:one@b.invalid>'), 400],
    ['that requires what we know', requestOf('OPTIONS', [], false, ['Require: timer']), 'OPTIONS'],
    ['that requires what we do not know', requestOf('OPTIONS', [], false, ['Require: timer, 100rel']), 420],
    ['ACK that requires what we do not know', requestOf('ACK', [], false, ['Require: 100rel']), 'ACK'],
    ['ACK without To', change(requestOf('ACK'), 'To', null), 'silence'],
    ['with a body without type', change(invite, 'Content-Type', null), 400],
    ['with an enciphered body', change(invite, 'Content-Type', 'application/pkcs7-mime'), 493],
    ['with a compressed body', invite.replace('Content-Type', 'Content-Encoding: gzip\r\nContent-Type'), 415],
    ['with many unknown headers', requestOf('OPTIONS', [], false, Array(200).fill('X-A: b')), 'OPTIONS'],
    ['with too many headers', requestOf('OPTIONS', [], false, Array(300).fill('X-A: b')), 400],
    ['with a header without name', requestOf('OPTIONS', [], false, ['nothing here']), 400],
    ['with a single line feed', options.replace('Max-Forwards', 'X-A: b\nMax-Forwards'), 400],
    ['with a long header', change(options, 'To', `<sip:${'a'.repeat(1100)}@b.invalid>`), 400],
    ['with a long Request-URI', options.replace('sip:one', `sip:${'a'.repeat(1100)}`), 414],
    ['with too many of Via', options.replace('Via', `${'Via: SIP/2.0/WS x.invalid;branch=a\r\n'.repeat(70)}Via`), 'silence'],
    [
      'with too many of Record-Route',
      requestOf('INVITE', [], false, [`Record-Route: ${Array(9).fill('<sip:a.invalid;lr>').join(',')}`]),
      400,
    ],
    ['that is too large', requestOf('OPTIONS', [], false, Array(40).fill(`X-A: ${'b'.repeat(250)}`)), 513],
    ['that ends early', options.slice(0, -4), 400],
  ])('%s: %s', (_name, text, expected) => expect(outcome(atDoor(text))).toBe(expected))

  it('over a trunk may have long lines of what is not read', () => {
    const text = requestOf('OPTIONS', [], false, [`Identity: ${'a'.repeat(1500)}`])
    expect(outcome(atDoor(text))).toBe(400)
    expect(outcome(atDoor(text, true))).toBe('OPTIONS')
  })

  it('is cut where its length ends', () => {
    expect(readRequest(`${change(invite, 'Content-Length', '3')}`).body).toBe('v=0')
    const body = 'åäö'
    const text =
      change(requestOf('MESSAGE'), 'Content-Length', '4').replace('Content-Length', 'Content-Type: text/plain\r\nContent-Length') + body
    expect(readRequest(text).body).toBe('åä')
  })

  it('keeps nothing of a header that is not allowed, folded or not', () => {
    const text = requestOf('OPTIONS', [], false, [
      'P-Asserted-Identity: <tel:+46701740605>,',
      ' <sip:46701740605@x>',
      'User-Agent: 46701740605',
    ])
    expect(JSON.stringify(readRequest(text))).not.toContain('46701740605')
  })

  it.each([
    'sip:#070@10.0.0.1',
    'sip:070 00 00@10.0.0.1',
    'anonymous@anonymous.invalid',
    'sip:anonymous@my_pbx',
    '',
    'sip:%zz@x',
    'tel:070',
  ])('is taken from %j, whose tag alone is needed', (uri) => {
    const from = `"A "B" <${uri}>;tag=t1`
    const message = readRequest(change(options, 'From', from))
    expect(message.fromTag).toBe('t1')
    expect(message.getHeader('from')).toBe(from)
    expect(() => message.from.uri.toRaw()).not.toThrow()
  })

  it('says in its refusal what was wrong, to whom it came from, with a tag of ours', () => {
    const arrival = atDoor(change(options, 'CSeq', '2 INVITE'))
    expect(arrival).toMatchObject({ is: 'refused', malformed: true })
    const lines = (arrival.is === 'refused' ? (arrival.answer ?? '') : '').split('\r\n')
    expect(lines[0]).toBe('SIP/2.0 400 CSeq names another method')
    expect(lines.slice(1)).toEqual([
      'Via: SIP/2.0/WS x.invalid;branch=z9hG4bKOPTIONS',
      'From: "A" <sip:a@a.invalid>;tag=player',
      expect.stringMatching(/^To: <sip:one@b\.invalid>;tag=[0-9a-f]{24}$/),
      'Call-ID: other',
      'CSeq: 2 INVITE',
      'Content-Length: 0',
      '',
      '',
    ])
  })

  it('lists what it required', () => {
    const arrival = atDoor(requestOf('OPTIONS', [], false, ['Require: nothingSupportsThis, timer', 'Require: 100rel']))
    expect(arrival.is === 'refused' && arrival.answer).toContain('\r\nUnsupported: nothingSupportsThis, 100rel\r\n')
  })
})

describe('bytes', () => {
  it('are a message as text is', () => expect(outcome(atDoor(Buffer.from(invite)))).toBe('INVITE'))
  it('that are no UTF-8 in a header get silence', () =>
    expect(outcome(atDoor(Buffer.from(options.replace('"A"', '"\xff"'), 'latin1')))).toBe('silence'))
  it('of any kind may be in a body', () =>
    expect(outcome(atDoor(Buffer.concat([Buffer.from(change(invite, 'Content-Length', '1').slice(0, -300)), Buffer.from([0xff])])))).toBe(
      'INVITE',
    ))
  it.each([
    ['\r\n', null],
    ['\r\n\r\n', '\r\n'],
    ['', null],
  ])('%j keep the socket alive', (text, answer) => expect(atDoor(text)).toEqual({ is: 'keepAlive', answer }))
})

describe('a response', () => {
  const response = (first: string, more: readonly string[] = []): string =>
    [first, ...requestOf('INVITE', ['Contact']).split('\r\n').slice(1, 7), ...more, 'Content-Length: 0', '', ''].join('\r\n')

  it.each([
    ['SIP/2.0 480 Temporarily Unavailable [call Processing Released]', 480],
    ['SIP/2.0 486 Upptaget "just nu" {17}', 486],
    ['SIP/2.0 486 ', 486],
    ['SIP/2.0 486', 486],
    ['SIP/2.0 603 Declined\u0001', 603],
    // Nobody has answered yet who could be told from others.
    ['SIP/2.0 180 Ringing', 100],
  ])('%j is told by its number', (first, status) => expect(readResponse(response(first)).statusCode).toBe(status))

  it.each(['SIP/2.0 4860 No', 'SIP/2.0 099 No', 'SIP/2.0 700 No', 'SIP/3.0 200 OK', 'SIP/2.0', 'SIP/2.0 OK'])('%j gets silence', (first) =>
    expect(outcome(atDoor(response(first)))).toBe('silence'),
  )
})
