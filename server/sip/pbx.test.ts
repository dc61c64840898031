import { afterEach, describe, expect, it } from 'vitest'
import { createLeg } from '../media/leg.ts'
import { type IncomingOffer, readOffer } from './identity.ts'
import { readRequest } from './testing/messages.ts'
import { NUMBER, OFFERS } from './testing/offers.ts'

/*
 * INVITEs to a server that has registered: those of Asterisk and FreeSWITCH as they came, that of rtpengine put together from its source;
 * with addresses for documentation, and with a caller's number wherever one of them could write it.
 */

interface Sent {
  readonly uri: string
  readonly to: string
  readonly headers: readonly string[]
  readonly sdp: readonly string[]
}

/** Asterisk 22.10.1, set up as in deploy/trunks/asterisk.md; P-Asserted-Identity and Diversion are what it adds where that page is not followed. */
const asterisk: Sent = {
  uri: 'sip:020555666@192.0.2.10:51234;transport=ws',
  to: '<sip:020555666@192.0.2.10>',
  headers: [
    'Contact: <sip:asterisk@pbx:5060;transport=ws>',
    'Allow: OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, PUBLISH, INVITE, ACK, BYE, CANCEL, UPDATE, INFO, REFER',
    'Supported: timer, replaces, norefersub, histinfo',
    'Session-Expires: 1800',
    'Min-SE: 90',
    `P-Asserted-Identity: "${NUMBER}" <sip:${NUMBER}@192.0.2.20>`,
    `Diversion: <sip:${NUMBER}@192.0.2.20>;reason=unconditional`,
    'User-Agent: Asterisk PBX 22.10.1',
  ],
  sdp: OFFERS.asterisk,
}

/** FreeSWITCH 1.10.12, set up as in deploy/trunks/freeswitch.md; Remote-Party-ID is what it adds where that page is not followed. */
const freeswitch: Sent = {
  uri: 'sip:lyhord@a1b2c3d4.invalid;transport=ws',
  to: '<sip:020555666@pbx.example>',
  headers: [
    'Route: <sip:lyhord@192.0.2.10:50646>;transport=ws',
    'Contact: <sip:mod_sofia@192.0.2.30:5080>',
    'User-Agent: FreeSWITCH-mod_sofia/1.10.12-release~64bit',
    'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY, PUBLISH, SUBSCRIBE',
    'Supported: timer, path, replaces',
    'Allow-Events: talk, hold, conference, presence, as-feature-event, dialog, line-seize, call-info, sla, message-summary, refer',
    'Session-Expires: 120;refresher=uac',
    'Min-SE: 120',
    'Content-Disposition: session',
    'X-FS-Support: update_display,send_info',
    `Remote-Party-ID: "${NUMBER}" <sip:${NUMBER}@192.0.2.30>;party=calling;screen=yes;privacy=off`,
  ],
  sdp: OFFERS.freeswitch,
}

/** rtpengine behind Kamailio. */
const rtpengine: Sent = {
  uri: 'sip:+4620555666@a1b2c3d4.invalid;transport=ws',
  to: '<sip:+4620555666@sbc.invalid>',
  headers: [
    'Contact: <sip:sbc@192.0.2.40;transport=ws>',
    'Supported: timer',
    'Session-Expires: 1800;refresher=uas',
    'Allow: INVITE,ACK,BYE,UPDATE',
  ],
  sdp: OFFERS.rtpengine,
}

function read({ uri, to, headers, sdp }: Sent): IncomingOffer {
  const body = `${sdp.join('\r\n')}\r\n`
  const text = [
    `INVITE ${uri} SIP/2.0`,
    'Via: SIP/2.0/WS 192.0.2.20:8089;rport;branch=z9hG4bKPj80e44a12;alias',
    `From: "${NUMBER}" <sip:${NUMBER}@192.0.2.20>;tag=d624dd29`,
    `To: ${to}`,
    'Call-ID: f3c5aac4-a630-4b82-8d76-6efd816e3127',
    'CSeq: 4234 INVITE',
    'Max-Forwards: 70',
    ...headers,
    'Content-Type: application/sdp',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
  const offer = readOffer(readRequest(text), 'lyhord')
  if ('status' in offer) throw new Error(`refused with ${offer.status}`)
  return offer
}

const undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo.splice(0)) step()
})

describe.each([
  ['Asterisk', asterisk, { called: ['020555666'], opus: 107, keys: 'rtpmap:101 telephone-event/48000', profile: 'UDP/TLS/RTP/SAVPF' }],
  ['FreeSWITCH', freeswitch, { called: ['020555666'], opus: 102, keys: 'rtpmap:101 telephone-event/48000', profile: 'RTP/SAVPF' }],
  ['rtpengine', rtpengine, { called: ['+4620555666'], opus: 96, keys: 'rtpmap:97 telephone-event/48000', profile: 'UDP/TLS/RTP/SAVPF' }],
])('a call from %s', (_name, sent, expected) => {
  it('is read as a call to the number called, without a trace of the caller', () => {
    const offer = read(sent)
    expect(offer.called).toEqual(expect.arrayContaining(expected.called))
    expect(JSON.stringify(offer)).not.toMatch(/46701740605|192\.0\.2|Asterisk|FreeSWITCH/)
  })

  it('gets an answer that it can use', () => {
    const leg = createLeg({ port: 0, bind: '127.0.0.1', advertise: null })
    undo.push(() => leg.close())
    const { audio } = read(sent)
    if (!audio) throw new Error('the offer of the test is none')
    const answer = leg.answer(audio)
    const payloads = `${expected.opus} ${/\d+/.exec(expected.keys)?.[0]}`
    expect(answer).toContain(`m=audio 9 ${expected.profile} ${payloads}\r\n`)
    expect(answer).toContain(`a=${expected.keys}\r\n`)
    expect(answer).toMatch(/^a=setup:active\r$/m)
    expect(answer).toMatch(/^a=candidate:.* 127\.0\.0\.1 \d+ typ host/m)
    expect(answer).not.toContain('rtcp-fb')
  })
})
