import type { KeyFormat } from './keys.ts'

/**
 * How DTLS-SRTP is written in the m-line of SDP. The fingerprint decides whether it is DTLS-SRTP, so each of these is taken, and an answer
 * repeats the offer's (RFC 9429, 5.1.2; RFC 5764, 9).
 */
export const PROFILES = [
  ...(['UDP/TLS/RTP/SAVPF', 'UDP/TLS/RTP/SAVP', 'TCP/DTLS/RTP/SAVPF', 'TCP/DTLS/RTP/SAVP', 'TCP/TLS/RTP/SAVPF'] as const),
  ...(['RTP/SAVPF', 'RTP/SAVP', 'RTP/AVPF', 'RTP/AVP'] as const),
] as const
export type Profile = (typeof PROFILES)[number]

/** Kinds of media sections (RFC 8866, 5.14). */
export const MEDIA_KINDS = ['audio', 'video', 'text', 'application', 'message', 'image'] as const
/** Transports of sections that we only refuse (IANA's list for SDP, without those of other networks than the internet). */
export const OTHER_TRANSPORTS = [
  ...(['UDP/DTLS/SCTP', 'TCP/DTLS/SCTP', 'DTLS/SCTP', 'TCP/MSRP', 'TCP/TLS/MSRP', 'udptl', 'UDPTL', 'UDP/TLS/UDPTL'] as const),
  ...(['TCP/BFCP', 'TCP/TLS/BFCP', 'UDP/BFCP', 'UDP/TLS/BFCP', 'TCP/DTLS/BFCP', 'TCP', 'TCP/TLS', 'udp', 'UDP'] as const),
  ...(['TCP/RTP/AVP', 'TCP/TLS/RTP/AVP', 'UDP/FEC', 'FEC/UDP'] as const),
] as const
/** Formats without a payload type that a refused section may repeat. */
export const OTHER_FORMATS = ['webrtc-datachannel', 't38', '*'] as const

/** A media section that we refuse: what our own descriptions must repeat of it (RFC 3264, 6 and 8), each from a closed list. */
export interface RefusedSection {
  readonly kind: (typeof MEDIA_KINDS)[number]
  readonly transport: Profile | (typeof OTHER_TRANSPORTS)[number]
  /** One of its formats: a payload type, 0 to 127, or a word. Nobody heeds it. */
  readonly format: number | (typeof OTHER_FORMATS)[number]
  /** Null when it has none (RFC 5888). */
  readonly mid: string | null
}

/** How a description is put together around its audio; our descriptions to that end follow it. */
export interface Shape {
  readonly profile: Profile
  /** Whether the section is named by `a=mid`, and in a group with BUNDLE too: an answer has neither unasked (RFC 9143, 7.3). */
  readonly grouping: 'bundle' | 'mid' | 'none'
  /** Whether RTP and RTCP share a port (RFC 5761, 5.1.1). */
  readonly mux: boolean
  /** The sections that stand before the audio, and after it. */
  readonly refused: { readonly before: readonly RefusedSection[]; readonly after: readonly RefusedSection[] }
}

/** What we offer to an end that has said nothing yet: audio alone. */
export const ALONE: Shape = { profile: 'UDP/TLS/RTP/SAVPF', grouping: 'bundle', mux: true, refused: { before: [], after: [] } }

/** What our media leg needs to know of the other end of a call: enough for ICE, DTLS and Opus, and nothing that says who or where it is. */
export interface RemoteAudio extends Shape {
  /** Our name for the section where the other end has none. */
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
