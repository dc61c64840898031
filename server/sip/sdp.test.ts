import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSdp } from './sdp.ts'

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

describe('a session description', () => {
  it.each([
    ['without Opus', { rtpmap: 'a=rtpmap:0 PCMU/8000' }],
    ['without ICE', { ufrag: null }],
    ['without a fingerprint', { fingerprint: null }],
    ['with a fingerprint that is none', { fingerprint: 'a=fingerprint:sha-256 nonsense' }],
    ['in plain RTP', { m: 'm=audio 9 RTP/AVP 111' }],
    ['without feedback', { m: 'm=audio 9 RTP/SAVP 111' }],
    ['with video', { extra: 'm=video 9 UDP/TLS/RTP/SAVPF 96' }],
    ['with a space in its password', { pwd: 'a=ice-pwd:abc defghijklmnopqrstuvwxyz' }],
  ])('%s is refused', (_name, changes) => expect(readSdp(sdp(changes))).toEqual({ status: 488 }))

  it.each([
    ['a=sendrecv', true, true],
    ['a=sendonly', true, false],
    ['a=recvonly', false, true],
    ['a=inactive', false, false],
    [null, true, true],
  ])('%s', (direction, sends, receives) => expect(readSdp(sdp({ direction }))).toMatchObject({ sends, receives }))

  it.each([
    [[], '111 0', null],
    [['a=rtpmap:101 telephone-event/8000'], '111 101', { payload: 101, clock: 8000 }],
    [['a=rtpmap:126 telephone-event/8000', 'a=rtpmap:110 telephone-event/48000'], '111 126 110', { payload: 110, clock: 48_000 }],
    [['a=rtpmap:110 telephone-event/48000'], '111', null],
    [['a=rtpmap:110 telephone-event/16000', 'a=rtpmap:101 TELEPHONE-EVENT/8000'], '111 110 101', { payload: 101, clock: 8000 }],
  ])('sends keys by %j among %s: %j', (lines, payloads, keys) =>
    expect(readSdp(`${sdp({ m: `m=audio 9 UDP/TLS/RTP/SAVPF ${payloads}` })}\r\n${lines.join('\r\n')}`)).toMatchObject({ keys }),
  )

  it('of any bytes is read or refused, never thrown at', () => {
    const lines = sdp().split('\r\n')
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => 'status' in readSdp(text)))
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.string({ maxLength: 60 }), (at, junk) => {
        readSdp(lines.map((line, index) => (index === at ? line.slice(0, 4) + junk : line)).join('\r\n'))
      }),
    )
  })
})
