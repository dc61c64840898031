import fc from 'fast-check'
import { type IncomingRequestMessage, Parser } from 'sip.js/lib/core/index.js'
import { describe, expect, it } from 'vitest'
import { ALONE, MEDIA_KINDS, OTHER_TRANSPORTS, PROFILES, type RemoteAudio } from '../media/remoteAudio.ts'
import { silent } from './core.ts'
import { readAudio, readSdp, refusalHeaders, SDP_FAULTS } from './sdp.ts'
import { fuzzBodies, fuzzSdp } from './testing/fuzzSdp.ts'
import { NUMBER, OFFERS } from './testing/offers.ts'

const ADDRESS = '203.0.113.77'
const print = (bytes: number): string => new Array(bytes).fill('AB').join(':')

const sdp = (changes: Readonly<Record<string, string | null>> = {}): string => {
  const lines: Record<string, string | null> = {
    v: 'v=0',
    o: `o=${NUMBER} 1 1 IN IP4 ${ADDRESS}`,
    s: `s=${NUMBER}`,
    t: 't=0 0',
    session: null,
    before: null,
    m: 'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
    c: `c=IN IP4 ${ADDRESS}`,
    mid: 'a=mid:0',
    mux: 'a=rtcp-mux',
    ufrag: 'a=ice-ufrag:abcd',
    pwd: 'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    fingerprint: `a=fingerprint:sha-256 ${print(32)}`,
    setup: 'a=setup:actpass',
    direction: 'a=sendrecv',
    rtpmap: 'a=rtpmap:111 opus/48000/2',
    candidate: `a=candidate:1 1 UDP 1 ${ADDRESS} 5000 typ host`,
    after: null,
    ...changes,
  }
  return Object.values(lines)
    .filter((line) => line !== null)
    .join('\r\n')
}
const usable = (text: string): RemoteAudio => {
  const read = readSdp(text)
  if ('status' in read) throw new Error(`refused with ${JSON.stringify(read)}`)
  return read
}

describe('a session description is refused in words', () => {
  it.each<[keyof typeof SDP_FAULTS, string, Readonly<Record<string, string | null>>]>([
    ['unreadable', 'of another version', { v: 'v=1' }],
    ['unreadable', 'without a version', { v: null }],
    ['unreadable', 'with a port that is none', { m: 'm=audio 65536 UDP/TLS/RTP/SAVPF 111' }],
    ['unreadable', 'with a port below 0', { m: 'm=audio -1 UDP/TLS/RTP/SAVPF 111' }],
    ['unreadable', 'without formats', { m: 'm=audio 9 UDP/TLS/RTP/SAVPF' }],
    ['unreadable', 'with too many sections', { after: new Array(16).fill('m=video 0 RTP/AVP 96').join('\r\n') }],
    ['unreadable', 'with an m-line that is too long', { m: `m=audio 9 UDP/TLS/RTP/SAVPF 111${' 0'.repeat(600)}` }],
    ['unreadable', 'of too many lines', { after: new Array(1_000).fill('a=x').join('\r\n') }],
    ['unreadable', 'that is too long', { after: new Array(40).fill(`a=x:${'x'.repeat(1_000)}`).join('\r\n') }],
    ['noAudio', 'of picture alone', { m: 'm=video 9 UDP/TLS/RTP/SAVPF 111' }],
    ['noAudio', 'that has taken its audio away', { m: 'm=audio 0 UDP/TLS/RTP/SAVPF 111' }],
    ['noAudio', 'of layered audio', { m: 'm=audio 9/2 UDP/TLS/RTP/SAVPF 111' }],
    ['noProfile', 'over something else', { m: 'm=audio 9 TCP/MSRP 111' }],
    ['noOpus', 'without Opus', { rtpmap: 'a=rtpmap:0 PCMU/8000' }],
    ['noOpus', 'with Opus that was left behind', { m: 'm=audio 9 UDP/TLS/RTP/SAVPF 0 8' }],
    ['noOpus', 'with Opus for the session', { session: 'a=rtpmap:111 opus/48000/2', rtpmap: null }],
    ['noOpus', 'with a payload type above 127', { m: 'm=audio 9 UDP/TLS/RTP/SAVPF 128', rtpmap: 'a=rtpmap:128 opus/48000/2' }],
    ['noOpus', 'with a payload type that looks like RTCP', { m: 'm=audio 9 UDP/TLS/RTP/SAVPF 72', rtpmap: 'a=rtpmap:72 opus/48000/2' }],
    ['noIce', 'without ICE', { ufrag: null }],
    ['noIce', 'with a short password', { pwd: 'a=ice-pwd:abcdefghijklmnopqrstu' }],
    ['noIce', 'with a space in its password', { pwd: 'a=ice-pwd:abc defghijklmnopqrstuvwxyz' }],
    ['noFingerprint', 'without a fingerprint', { fingerprint: null }],
    ['noFingerprint', 'with a fingerprint that is none', { fingerprint: 'a=fingerprint:sha-256 nonsense' }],
    ['noFingerprint', 'with a fingerprint that is too short', { fingerprint: `a=fingerprint:sha-256 ${print(31)}` }],
    ['noFingerprint', 'with SHA-1', { fingerprint: `a=fingerprint:sha-1 ${print(20)}` }],
    ['noFingerprint', 'with SHA-224', { fingerprint: `a=fingerprint:sha-224 ${print(28)}` }],
    ['noFingerprint', 'with MD5', { fingerprint: `a=fingerprint:md5 ${print(16)}` }],
    ['noSetup', 'that holds its connection', { setup: 'a=setup:holdconn' }],
    ['iceLite', 'of an ICE-lite agent', { session: 'a=ice-lite' }],
    ['unknownMedia', 'with media of another world', { after: 'm=smell 9 RTP/AVP 1' }],
    ['unknownMedia', 'with a transport of another world', { before: `m=video 9 RTP/${NUMBER} 1` }],
  ])('%s: %s', (why, _name, changes) => {
    const read = readSdp(sdp(changes))
    expect(read).toEqual({ status: 488, why })
    expect(refusalHeaders(read as { status: 488 })).toEqual([`Warning: 399 lyhord "${SDP_FAULTS[why]}"`])
  })
})

describe('the direction', () => {
  it.each([
    ['a=sendrecv', true, true],
    ['a=sendonly', true, false],
    ['a=recvonly', false, true],
    ['a=inactive', false, false],
    [null, true, true],
  ])('of a section is %s', (direction, sends, receives) =>
    expect(readSdp(sdp({ direction, session: 'a=sendrecv' }))).toMatchObject({ sends, receives }),
  )

  it('of the session holds for sections without one', () => {
    expect(usable(sdp({ direction: null, session: 'a=inactive' }))).toMatchObject({ sends: false, receives: false })
  })

  it('of a Firefox that holds is that of its section', () => {
    expect(usable(OFFERS.firefoxHold.join('\r\n'))).toMatchObject({ sends: true, receives: false })
  })
})

describe('attributes', () => {
  it('of the section go before those of the session', () => {
    const session = ['a=ice-ufrag:session', `a=ice-pwd:${'s'.repeat(22)}`, `a=fingerprint:sha-512 ${print(64)}`, 'a=setup:passive'].join(
      '\r\n',
    )
    expect(usable(sdp({ session }))).toMatchObject({ ufrag: 'abcd', fingerprint: { algorithm: 'sha-256' }, setup: 'actpass' })
    expect(usable(sdp({ session, ufrag: null, pwd: null, fingerprint: null, setup: null }))).toMatchObject({
      ...{ ufrag: 'session', pwd: 's'.repeat(22), setup: 'passive' },
      fingerprint: { algorithm: 'sha-512', value: print(64) },
    })
  })

  it('of another section are not this one’s', () => {
    const before = `m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=ice-ufrag:video\r\na=sendonly\r\na=rtpmap:111 H264/90000`
    expect(usable(sdp({ before }))).toMatchObject({ ufrag: 'abcd', receives: true, opus: 111 })
  })

  it('may name a weak hash beside a good one', () => {
    const fingerprint = `a=fingerprint:sha-1 ${print(20)}\r\na=fingerprint:SHA-256 ${print(32).toLowerCase()}`
    expect(usable(sdp({ fingerprint })).fingerprint).toEqual({ algorithm: 'sha-256', value: print(32) })
  })
})

describe('the payload types', () => {
  it('are those of the m-line, in its order', () => {
    const rtpmap = 'a=rtpmap:111 opus/48000/2\r\na=rtpmap:96 opus/48000/2'
    expect(usable(sdp({ m: 'm=audio 9 UDP/TLS/RTP/SAVPF 96', rtpmap })).opus).toBe(96)
    expect(usable(sdp({ m: 'm=audio 9 UDP/TLS/RTP/SAVPF 0 96 111', rtpmap })).opus).toBe(96)
  })

  it.each([
    [[], '111 0', null],
    [['a=rtpmap:101 telephone-event/8000'], '111 101', { payload: 101, clock: 8000 }],
    [['a=rtpmap:126 telephone-event/8000', 'a=rtpmap:110 telephone-event/48000'], '111 126 110', { payload: 110, clock: 48_000 }],
    [['a=rtpmap:110 telephone-event/48000'], '111', null],
    [['a=rtpmap:110 telephone-event/16000', 'a=rtpmap:101 TELEPHONE-EVENT/8000'], '111 110 101', { payload: 101, clock: 8000 }],
  ])('of keys by %j among %s: %j', (lines, payloads, keys) =>
    expect(readSdp(`${sdp({ m: `m=audio 9 UDP/TLS/RTP/SAVPF ${payloads}` })}\r\n${lines.join('\r\n')}`)).toMatchObject({ keys }),
  )
})

describe('the shape', () => {
  it.each(PROFILES)('repeats %s', (profile) => expect(usable(sdp({ m: `m=audio 9 ${profile} 111` }))).toMatchObject({ profile }))

  it.each([
    ['a=group:BUNDLE 0 1', 'a=mid:0', 'bundle'],
    ['a=group:LS 0 1', 'a=mid:0', 'mid'],
    ['a=group:BUNDLE 1', 'a=mid:0', 'mid'],
    [null, 'a=mid:0', 'mid'],
    ['a=group:BUNDLE 0', null, 'none'],
  ])('with %s and %s groups by %s', (session, mid, grouping) => expect(usable(sdp({ session, mid }))).toMatchObject({ grouping }))

  it('has RTCP on the port where the other end has', () => {
    expect(usable(sdp()).mux).toBe(true)
    expect(usable(sdp({ mux: null })).mux).toBe(false)
  })

  const video = { kind: 'video', transport: 'UDP/TLS/RTP/SAVPF', format: 96, mid: 'v' }
  const videoLines = 'm=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=mid:v'
  const data = { kind: 'application', transport: 'UDP/DTLS/SCTP', format: 'webrtc-datachannel', mid: null }
  it.each([
    ['audio alone', {}, ALONE.refused],
    ['audio, picture', { after: videoLines }, { before: [], after: [video] }],
    ['picture, audio', { before: videoLines }, { before: [video], after: [] }],
    ['audio, picture that is over', { after: videoLines.replace('9', '0') }, { before: [], after: [video] }],
    [
      'picture, audio, data',
      { before: videoLines, after: 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel' },
      { before: [video], after: [data] },
    ],
    [
      'audio that is over, audio that cannot be used, audio, audio',
      { before: 'm=audio 0 RTP/AVP 0\r\nm=audio 9 RTP/AVP 8', after: 'm=audio 9 UDP/TLS/RTP/SAVPF 111' },
      {
        before: [
          { kind: 'audio', transport: 'RTP/AVP', format: 0, mid: null },
          { kind: 'audio', transport: 'RTP/AVP', format: 8, mid: null },
        ],
        after: [{ kind: 'audio', transport: 'UDP/TLS/RTP/SAVPF', format: 111, mid: null }],
      },
    ],
  ])('of %s', (_name, changes, refused) => expect(usable(sdp(changes)).refused).toEqual(refused))
})

describe('what others send', () => {
  it.each([
    ['chromium', { opus: 111, keys: { payload: 110, clock: 48_000 }, grouping: 'bundle', sends: true, receives: true }],
    ['firefox', { opus: 109, keys: { payload: 101, clock: 8000 }, grouping: 'bundle', sends: true, receives: true }],
    ['firefoxHold', { opus: 109, keys: { payload: 101, clock: 8000 }, grouping: 'bundle', sends: true, receives: false }],
    ['safari', { opus: 111, keys: { payload: 110, clock: 48_000 }, grouping: 'bundle', sends: true, receives: true }],
    ['asterisk', { opus: 107, keys: { payload: 101, clock: 48_000 }, grouping: 'bundle', sends: true, receives: true }],
    ['freeswitch', { opus: 102, keys: { payload: 101, clock: 48_000 }, grouping: 'none', profile: 'RTP/SAVPF' }],
    ['rtpengine', { opus: 96, keys: { payload: 97, clock: 48_000 }, grouping: 'mid', setup: 'passive' }],
  ] as const)('%s', (name, expected) => expect(usable(OFFERS[name].join('\r\n'))).toMatchObject({ mux: true, ...expected }))

  it('is not kept but for what ICE and DTLS need', () => {
    for (const offer of [sdp(), ...Object.values(OFFERS).map((lines) => lines.join('\r\n'))])
      expect(JSON.stringify(readSdp(offer))).not.toMatch(/46701740605|203\.0\.113|192\.0\.2|mozilla|Asterisk|FreeSWITCH/)
  })
})

/** Whether everything in a description that was read is of our own lists, or of the shape that ICE, DTLS and RTP give it. */
function expectBounded(read: ReturnType<typeof readSdp>): void {
  if ('status' in read) return void expect(read.status === 415 || read.why in SDP_FAULTS).toBe(true)
  const sections = [...read.refused.before, ...read.refused.after]
  const payloads = [
    read.opus,
    ...(read.keys ? [read.keys.payload] : []),
    ...sections.flatMap(({ format }) => (typeof format === 'number' ? format : [])),
  ]
  const known = sections.every(
    ({ kind, transport, mid }) =>
      MEDIA_KINDS.includes(kind) && [...PROFILES, ...OTHER_TRANSPORTS].includes(transport) && (mid === null || mid.length <= 16),
  )
  const bounded = payloads.every((payload) => Number.isInteger(payload) && payload >= 0 && payload <= 127)
  const short = read.ufrag.length <= 256 && read.pwd.length <= 256 && read.fingerprint.value.length <= 191 && read.mid.length <= 16
  expect({ known, bounded, short, few: sections.length < 16 }).toEqual({ known: true, bounded: true, short: true, few: true })
}

describe('a description of any bytes is read or refused, never thrown at', () => {
  it('of a stranger’s making', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => expectBounded(readSdp(text))))
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => expectBounded(readSdp(`v=0\r\nm=audio ${text}`))))
  })

  it('with what strangers put into those of real programs', () => {
    let taken = 0
    for (const [n, text] of [...limited(fuzzSdp(20_261_130), 4_000)].entries()) {
      const read = readSdp(text)
      expectBounded(read)
      if (!('status' in read)) taken++
      if (n % 10 === 0) expect(JSON.stringify(read)).not.toContain(NUMBER)
    }
    // Faults that leave nothing usable would try the first lines of the reader alone.
    expect(taken).toBeGreaterThan(1_000)
  })

  it('in work that grows with its length and no faster', () => {
    // Of each kind of text the longest that is taken: any reader that goes back would take seconds for these.
    const long = ['m=audio 9 ', 'a=rtpmap:', 'a=mid:', 'a=group:BUNDLE ', ' ', '\n', 'a=fingerprint:sha-256 ', 'm=audio 9 RTP/AVP 0\n']
    const texts = long.map((text) => `v=0\r\n${text.repeat(32_000 / text.length)}`)
    // So often that the test would not end in its time if one of them took the square of its length.
    for (let times = 0; times < 50; times++) for (const text of texts) readSdp(text)
  })
})

describe('a body', () => {
  const message = (contentType: string | null, body: string): IncomingRequestMessage =>
    Parser.parseMessage(
      [
        'INVITE sip:one@host SIP/2.0',
        ...[
          'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1',
          'From: <sip:a@b.invalid>;tag=1',
          'To: <sip:one@host>',
          'Call-ID: 1',
          'CSeq: 1 INVITE',
        ],
        ...(contentType === null ? [] : [`Content-Type: ${contentType}`]),
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
      silent.getLogger('test'),
    ) as IncomingRequestMessage
  const read = (contentType: string | null, body: string): number => {
    const audio = readAudio(message(contentType, body))
    return 'status' in audio ? audio.status : 200
  }
  const part = (type: string, body: string): string => `--edge\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`
  const place = part('application/pidf+xml', `<presence entity="pres:${NUMBER}@example.invalid"/>`)
  const whole = part('application/sdp', sdp())
  const mixed = 'multipart/mixed;boundary="edge"'

  it.each<[number, string, string | null, string]>([
    [200, 'a description', 'application/sdp', sdp()],
    [200, 'a description with parameters', 'Application / SDP ; charset=utf-8', sdp()],
    [488, 'nothing', null, ''],
    [415, 'no type', null, sdp()],
    [415, 'another type', 'text/plain', sdp()],
    [200, 'a description and a place', mixed, `${whole}${place}--edge--\r\n`],
    [200, 'a place and a description', mixed, `a preamble\r\n${place}${whole}--edge--\r\n`],
    [
      200,
      'a description and what is not text',
      'multipart/mixed; x="a;b"; Boundary=edge',
      `${whole}${part('application/isup', '\u0001\0\u0010')}--edge--`,
    ],
    [200, 'a description that nothing closes', mixed, `${place}${whole}`],
    [
      200,
      'alternatives, the last of which is best',
      'multipart/alternative;boundary=edge',
      `${part('application/sdp', 'v=0')}${whole}--edge--`,
    ],
    [488, 'two descriptions, the first of which counts', mixed, `${part('application/sdp', 'v=0')}${whole}--edge--`],
    [415, 'a place alone', mixed, `${place}--edge--`],
    [415, 'a description behind the end', mixed, `${place}--edge--\r\n${whole}`],
    [415, 'a description in a part without a type', mixed, `--edge\r\n\r\n${sdp()}\r\n--edge--`],
    [415, 'another boundary', 'multipart/mixed;boundary=other', `${whole}--edge--`],
    [415, 'no boundary', 'multipart/mixed', `${whole}--edge--`],
    [415, 'a boundary that is too long', `multipart/mixed;boundary=${'e'.repeat(71)}`, whole.replace('edge', 'e'.repeat(71))],
    [415, 'nine parts', mixed, `${whole}${place.repeat(8)}--edge--`],
    [200, 'eight parts', mixed, `${place.repeat(7)}${whole}--edge--`],
    [
      415,
      'a part of parts',
      mixed,
      `${part('multipart/mixed;boundary=inner', `--inner\r\nContent-Type: application/sdp\r\n\r\n${sdp()}\r\n--inner--`)}--edge--`,
    ],
  ])('%i: %s', (status, _name, contentType, body) => expect(read(contentType, body)).toBe(status))

  it('leaves nothing of its other parts', () => {
    const audio = readAudio(message(mixed, `${place}${whole}--edge--`))
    expect(audio).toEqual(readSdp(sdp()))
    expect(JSON.stringify(audio)).not.toContain(NUMBER)
  })

  it('that is missing is told apart, and one of another type is told what is taken', () => {
    expect(readAudio(message(null, ''))).toEqual({ status: 488, why: 'noOffer' })
    expect(refusalHeaders({ status: 415 })).toEqual(['Accept: application/sdp, multipart/mixed'])
    expect(refusalHeaders({ status: 404 })).toEqual([])
  })

  it('of any parts is read or refused, never thrown at', () => {
    const any = message(null, '')
    for (const { contentType, body } of limited(fuzzBodies(20_261_130), 2_000))
      expectBounded(readAudio(Object.assign(Object.create(any), { body, getHeader: () => contentType })))
  })
})

function* limited<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count
  for (const one of all) {
    if (left-- === 0) return
    yield one
  }
}
