import type { KeyFormat } from './keys.ts'

/** How DTLS-SRTP is written in SDP: as the standard has it (RFC 5764, 8), and shorter, as FreeSWITCH does. An answer repeats the offer's. */
export const PROFILES = ['UDP/TLS/RTP/SAVPF', 'RTP/SAVPF', 'TCP/TLS/RTP/SAVPF'] as const
export type Profile = (typeof PROFILES)[number]

/** How a description is put together around its audio; our descriptions to that end follow it. */
export interface Shape {
  readonly profile: Profile
}

/** What we offer to an end that has said nothing yet. */
export const ALONE: Shape = { profile: 'UDP/TLS/RTP/SAVPF' }

/** What our media leg needs to know of the other end of a call: enough for ICE, DTLS and Opus, and nothing that says who or where it is. */
export interface RemoteAudio extends Shape {
  readonly mid: string
  readonly ufrag: string
  readonly pwd: string
  readonly fingerprint: { readonly algorithm: string; readonly value: string }
  readonly setup: 'active' | 'passive' | 'actpass'
  /** RTP payload type that the other end uses for Opus. */
  readonly opus: number
  /** How the other end sends pressed keys (RFC 4733); null when it does not. */
  readonly keys: KeyFormat | null
  /** Whether the other end says that it sends and receives: false both ways is hold. */
  readonly sends: boolean
  readonly receives: boolean
}

/** The remote session description as libdatachannel gets it: written by us, without origin, candidates or any attribute we do not use. */
export function remoteSdp(remote: RemoteAudio): string {
  return lines([
    'v=0',
    'o=- 0 0 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    `a=group:BUNDLE ${remote.mid}`,
    `m=audio 9 UDP/TLS/RTP/SAVPF ${remote.opus}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${remote.mid}`,
    'a=sendrecv',
    'a=rtcp-mux',
    `a=ice-ufrag:${remote.ufrag}`,
    `a=ice-pwd:${remote.pwd}`,
    `a=fingerprint:${remote.fingerprint.algorithm} ${remote.fingerprint.value}`,
    `a=setup:${remote.setup}`,
    `a=rtpmap:${remote.opus} opus/48000/2`,
    `a=fmtp:${remote.opus} ${OPUS_FORMAT}`,
  ])
}

/** Opus as we take and give it: 20 ms frames, in-band error correction (RFC 7587). */
export const OPUS_FORMAT = 'minptime=10;useinbandfec=1'

/** Lines of SDP with the line ends that RFC 8866 asks for. */
export function lines(all: readonly string[]): string {
  return `${all.join('\r\n')}\r\n`
}
