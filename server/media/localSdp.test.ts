import { describe, expect, it } from 'vitest'
import { type LocalAudio, writeLocal } from './localSdp.ts'
import { ALONE, type RefusedSection, type Shape } from './remoteAudio.ts'

const LOCAL: LocalAudio = {
  ...{ mid: 'a', opus: 111, ssrc: 7, ufrag: 'abcd', pwd: 'x'.repeat(22), fingerprint: 'sha-256 AB', setup: 'active' },
  candidates: ['1 1 UDP 1 192.0.2.1 5000 typ host'],
}
const picture: RefusedSection = { kind: 'video', transport: 'UDP/TLS/RTP/SAVPF', format: 96, mid: 'v' }
const data: RefusedSection = { kind: 'application', transport: 'UDP/DTLS/SCTP', format: 'webrtc-datachannel', mid: null }
const write = (shape: Partial<Shape>): string[] =>
  writeLocal(LOCAL, { direction: 'sendrecv', version: 1, keys: [], shape: { ...ALONE, ...shape } }).split('\r\n')
const linesOf = (all: readonly string[], start: string): string[] => all.filter((line) => line.startsWith(start))

describe('our description', () => {
  it('repeats the sections that it refuses, where they stood, without a port', () => {
    const all = write({ refused: { before: [picture], after: [data, { ...picture, kind: 'audio', transport: 'RTP/AVP', format: 0 }] } })
    expect(linesOf(all, 'm=')).toEqual([
      'm=video 0 UDP/TLS/RTP/SAVPF 96',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'm=application 0 UDP/DTLS/SCTP webrtc-datachannel',
      'm=audio 0 RTP/AVP 0',
    ])
    expect(linesOf(all, 'a=mid:')).toEqual(['a=mid:v', 'a=mid:a', 'a=mid:v'])
    expect(linesOf(all, 'a=group:'), 'what is refused is in no group').toEqual(['a=group:BUNDLE a'])
    expect(linesOf(all, 'a=ice-ufrag:')).toHaveLength(1)
    expect(all.indexOf('a=ice-ufrag:abcd')).toBeGreaterThan(all.indexOf('a=mid:a'))
    expect(all.indexOf('a=end-of-candidates')).toBeLessThan(all.indexOf('m=application 0 UDP/DTLS/SCTP webrtc-datachannel'))
  })

  it.each([
    ['bundle', 1, 1],
    ['mid', 0, 1],
    ['none', 0, 0],
  ] as const)('groups by %s as the other end does', (grouping, groups, mids) => {
    const all = write({ grouping })
    expect(linesOf(all, 'a=group:')).toHaveLength(groups)
    expect(linesOf(all, 'a=mid:')).toHaveLength(mids)
  })

  it('has RTCP on the port of RTP where the other end has, and repeats the profile', () => {
    expect(write({ mux: true })).toContain('a=rtcp-mux')
    expect(write({ mux: false, profile: 'RTP/AVP' })).not.toContain('a=rtcp-mux')
    expect(write({ profile: 'RTP/AVP' })).toContain('m=audio 9 RTP/AVP 111')
  })
})
