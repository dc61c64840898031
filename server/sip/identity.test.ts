import fc from 'fast-check'
import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { describe, expect, it } from 'vitest'
import { readExpires, readLeastExpires, readOffer, readRegistration, readTimer } from './identity.ts'
import { readRequest as parse, readResponse } from './testing/messages.ts'

const NUMBER = '46701740605'
const ADDRESS = '203.0.113.77'

const sdp = (changes: Readonly<Record<string, string | null>> = {}): string => {
  const lines: Record<string, string | null> = {
    v: 'v=0',
    o: `o=${NUMBER} 1 1 IN IP4 ${ADDRESS}`,
    s: `s=${NUMBER}`,
    t: 't=0 0',
    m: 'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
    c: `c=IN IP4 ${ADDRESS}`,
    mid: 'a=mid:0',
    ufrag: 'a=ice-ufrag:abcd',
    pwd: 'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    fingerprint: `a=fingerprint:sha-256 ${new Array(32).fill('AB').join(':')}`,
    setup: 'a=setup:actpass',
    direction: 'a=sendrecv',
    rtpmap: 'a=rtpmap:111 opus/48000/2',
    candidate: `a=candidate:1 1 UDP 1 ${ADDRESS} 5000 typ host`,
    ...changes,
  }
  return Object.values(lines)
    .filter((line) => line !== null)
    .join('\r\n')
}

const inviteText = (body = sdp(), headers: readonly string[] = [], uri = 'sip:one@host'): string =>
  [
    `INVITE ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS ${NUMBER}.invalid;branch=z9hG4bK1`,
    `From: "${NUMBER}" <sip:${NUMBER}@${ADDRESS}>;tag=${NUMBER}`,
    `To: <${uri}>`,
    `Call-ID: ${NUMBER}@${ADDRESS}`,
    'CSeq: 1 INVITE',
    `Contact: <sip:${NUMBER}@${ADDRESS}>`,
    `P-Asserted-Identity: <tel:+${NUMBER}>`,
    `Remote-Party-ID: <sip:${NUMBER}@${ADDRESS}>`,
    `Diversion: <sip:${NUMBER}@${ADDRESS}>`,
    `History-Info: <sip:${NUMBER}@${ADDRESS}>;index=1`,
    `User-Agent: ${NUMBER}`,
    'Content-Type: application/sdp',
    ...headers,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')

const invite = (...parts: Parameters<typeof inviteText>): IncomingRequestMessage => parse(inviteText(...parts))

describe('what a trunk calls', () => {
  const called = (uri: string, to: string) => {
    const offer = readOffer(parse(inviteText(sdp(), [], uri).replace(/^To: .*$/m, `To: ${to}`)), 'lyhord')
    return 'status' in offer ? offer.status : offer.called
  }
  it.each([
    ['a number in the Request-URI', 'sip:020555666@host', '<sip:020555666@host>', ['020555666']],
    ['an international number', 'sip:+4620555666@host;user=phone', '<sip:+4620555666@host;user=phone>', ['+4620555666']],
    ['a number with parameters', 'sip:+4620555666;phone-context=x@host', '<sip:x!@host>', ['+4620555666']],
    ['a plus sign in disguise', 'sip:%2B4620555666@host', '<sip:x!@host>', ['+4620555666']],
    ['our contact, as a registrar does', 'sip:lyhord@a1b2.invalid;transport=ws', '<sip:020555666@host>', ['020555666']],
    ['our contact, and us in To', 'sip:lyhord@a1b2.invalid;transport=ws', '<sip:Lyhord@host>', 404],
    ['a line by its id', 'sip:stockholm@host', '<sip:020555666@host>', ['stockholm', '020555666']],
    ['a tel address', 'tel:+4620555666', '<tel:+4620555666;phone-context=x>', ['+4620555666']],
    ['a number with dots', 'sip:020.555.666@host', '<sip:x!@host>', 404],
    ['a number that is too long', 'sip:+123456789012345678901@host', '<sip:x!@host>', 404],
    ['nobody', 'sip:host', '<sip:host>', 404],
  ])('%s', (_name, uri, to, expected) => expect(called(uri, to)).toEqual(expected))

  it('is asked for by its id alone from a browser', () => {
    expect(readOffer(invite(sdp(), [], 'sip:+4620555666@host'))).toEqual({ status: 404 })
    expect(readOffer(invite(sdp(), [], 'sip:020555666@host'))).toMatchObject({ called: ['020555666'] })
  })
})

describe('the ticket of a call that was cut off', () => {
  const ticket = 'Qb3-_'.repeat(9).slice(0, 43)
  it.each([
    ['none', [], null],
    ['one', [`Lyhord-Return: ${ticket}`], ticket],
    ['one that is too short', [`Lyhord-Return: ${ticket.slice(1)}`], null],
    ['one that is too long', [`Lyhord-Return: ${ticket}a`], null],
    ['a number in its place', ['Lyhord-Return: +46701234567'], null],
    ['one beside something else', [`Lyhord-Return: ${ticket} x`], null],
  ])('is read as it must look: %s', (_name, headers, read) =>
    expect(readOffer(invite(sdp(), headers))).toMatchObject({ returnTicket: read }),
  )
})

describe('an answer to our registration', () => {
  const answer = (...headers: readonly string[]) =>
    readResponse(
      [
        'SIP/2.0 200 OK',
        'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1',
        'From: <sip:a@b>;tag=1',
        'To: <sip:a@b>;tag=2',
        'Call-ID: 1',
        'CSeq: 1 REGISTER',
        ...headers,
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    )

  it.each([
    [
      ['Contact: <sip:x@other.invalid>;expires=7', 'Contact: <sip:x@ours.invalid;transport=ws>;+sip.instance="<urn:uuid:1>";expires=60'],
      60,
    ],
    [['Contact: <sip:x@other.invalid>;expires=7, <sip:x@ours.invalid>;expires=61'], 61],
    [['Contact: <sip:x@ours.invalid>', 'Expires: 62'], 62],
    [['Contact: <sip:x@192.0.2.1:5000;transport=ws>;expires=63'], 63],
    [['Expires: soon'], null],
    [[], null],
  ])('%j holds for %s s', (headers, seconds) => expect(readExpires(answer(...headers), 'ours.invalid')).toBe(seconds))

  it.each([
    [['Min-Expires: 600'], 600],
    [['Min-Expires: 0'], null],
    [['Min-Expires: x'], null],
    [[], null],
  ])('%j asks for %s s at least', (headers, seconds) => expect(readLeastExpires(answer(...headers))).toBe(seconds))
})

describe('what gets past identity', () => {
  it('is the line, the language and the media, and no byte of who calls', () => {
    const offer = readOffer(invite(sdp(), ['Accept-Language: en', 'Recv-Info: lyhord-state']))
    expect(offer).toEqual({
      line: 'one',
      called: ['one'],
      language: 'en',
      wantsState: true,
      timer: null,
      returnTicket: null,
      audio: {
        mid: '0',
        ufrag: 'abcd',
        pwd: 'abcdefghijklmnopqrstuvwx',
        fingerprint: { algorithm: 'sha-256', value: new Array(32).fill('AB').join(':') },
        profile: 'UDP/TLS/RTP/SAVPF',
        grouping: 'mid',
        mux: false,
        refused: { before: [], after: [] },
        setup: 'actpass',
        opus: 111,
        keys: null,
        sends: true,
        receives: true,
      },
    })
    expect(JSON.stringify(offer)).not.toMatch(/46701740605|203\.0\.113/)
  })

  it('is nothing of a header with any name', () => {
    const name = fc
      .stringMatching(/^[A-Z][A-Za-z-]{0,20}$/)
      .filter((header) => !/^(content|via|from|to|call|cseq|contact|c|v|f|t|i|m|l|e|max|require)/i.test(header))
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), (names) => {
        const offer = readOffer(
          invite(
            sdp(),
            names.map((header) => `${header}: ${NUMBER} ${ADDRESS}`),
          ),
        )
        expect(JSON.stringify(offer)).not.toMatch(/46701740605|203\.0\.113/)
      }),
    )
  })

  it.each([
    ['no line', 'sip:host', 404],
    ['a line that is none', 'sip:a%20b@host', 404],
  ])('is a refusal for %s', (_name, uri, status) => expect(readOffer(invite(sdp(), [], uri))).toEqual({ status }))
})

describe('a session timer', () => {
  it.each([
    [['Session-Expires: 1800', 'Supported: timer'], { seconds: 1800, ours: null }],
    [['Session-Expires: 90;refresher=uac', 'Supported: 100rel, timer'], { seconds: 90, ours: null }],
    [['Session-Expires: 90;refresher=uas', 'Supported: timer', 'Allow: INVITE, ACK, UPDATE, BYE'], { seconds: 90, ours: 'UPDATE' }],
    [['Session-Expires: 90;refresher=uas', 'Supported: timer', 'Allow: INVITE, ACK, BYE'], { seconds: 90, ours: 'INVITE' }],
    [['Session-Expires: 90;refresher=uas', 'Supported: timer'], { seconds: 90, ours: 'INVITE' }],
    [['x: 90 ; refresher = uas', 'k: timer', 'Allow: INVITE', 'Allow: UPDATE'], { seconds: 90, ours: 'UPDATE' }],
    [['Session-Expires: 7200', 'Supported: timer'], { seconds: 7200, ours: null }],
    [['Session-Expires: 7201', 'Supported: timer'], { seconds: 7200, ours: null }],
    [['Session-Expires: 5000000;refresher=uas', 'Supported: timer', 'Allow: UPDATE'], { seconds: 7200, ours: 'UPDATE' }],
    [['Session-Expires: 5000000', 'Min-SE: 90000', 'Supported: timer'], null],
    [['Session-Expires: 99999999999', 'Supported: timer'], null],
    [['Session-Expires: 1800'], null],
    [['Session-Expires: 89', 'Supported: timer'], 'tooShort'],
    [['Session-Expires: 0', 'Supported: timer'], 'tooShort'],
    [['Session-Expires: 89'], null],
    [['Session-Expires: soon', 'Supported: timer'], null],
    [['Session-Expires: -1', 'Supported: timer'], null],
    [[], null],
  ])('%j', (headers, expected) => expect(readTimer(invite(sdp(), headers))).toEqual(expected))
})

describe('a registration', () => {
  const register = (contact: string | null, expires = ''): IncomingRequestMessage =>
    parse(
      [
        'REGISTER sip:host SIP/2.0',
        'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1',
        'From: <sip:Anna@host>;tag=1',
        'To: <sip:Anna@host>',
        'Call-ID: 1',
        'CSeq: 1 REGISTER',
        ...(contact === null ? [] : [`Contact: ${contact}`]),
        ...(expires ? [`Expires: ${expires}`] : []),
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    )

  it.each([
    ['<sip:x@y.invalid;transport=ws>;+sip.instance="<urn:uuid:0000-1>";expires=600', '', { instance: '0000-1', leaves: false }],
    ['<sip:x@y.invalid>;expires=0', '', { instance: '1', leaves: true }],
    ['<sip:x@y.invalid>', '0', { instance: '1', leaves: true }],
  ])('%s', (contact, expires, expected) =>
    expect(readRegistration(register(contact, expires))).toMatchObject({ username: 'anna', ...expected }),
  )

  it('without a contact is refused', () => expect(readRegistration(register(null))).toEqual({ status: 400 }))

  it('of all its contacts is taken back', () =>
    expect(readRegistration(register('*', '0'))).toEqual({ username: 'anna', leaves: true, instance: null }))
})
