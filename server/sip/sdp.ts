import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import type { KeyFormat } from '../media/keys.ts'
import { MEDIA_KINDS, OTHER_FORMATS, OTHER_TRANSPORTS, PROFILES, type RefusedSection, type RemoteAudio } from '../media/remoteAudio.ts'
import { sdpBodyOf } from './multipart.ts'
import { type Attributes, type Description, type MediaLine, readDescription } from './sdpLines.ts'

/*
 * Reads session descriptions of strangers: in one pass, within bounds, and by an allow-list. What leaves this file are values that are
 * made here or of a closed list, but for what ICE and DTLS need. docs/sdp.md goes through what the RFCs ask of an answerer.
 */

/** Why a session description cannot be used: the reason phrase of the Warning that says so (RFC 3261, 20.43). */
export const SDP_FAULTS = {
  noOffer: 'a session description is needed',
  unreadable: 'the session description cannot be read: at most 32 kB and 16 media sections are taken, with ports up to 65535',
  unknownMedia: 'a media section of an unknown kind or transport',
  noAudio: 'an audio section with a port is needed',
  noProfile: 'audio is taken over DTLS-SRTP alone',
  noOpus: 'audio is taken as Opus alone, among the payload types of the m-line',
  noIce: 'ICE is needed: ice-ufrag of 4 and ice-pwd of 22 signs at least',
  noFingerprint: 'DTLS-SRTP is needed, with a fingerprint of sha-256, sha-384 or sha-512',
  noSetup: 'a=setup must be actpass, active or passive',
  iceLite: 'ICE-lite is not taken: set up the other end as a full ICE agent',
} as const
export type SdpFault = keyof typeof SDP_FAULTS

/** Why a session description cannot be used, as the SIP status that says so. */
export type UnusableSdp = { readonly status: 415 } | { readonly status: 488; readonly why: SdpFault }

/** Headers that make a refusal understood: what is taken instead (RFC 3261, 21.4.13), or what is missing (20.43, 21.4.26). */
export function refusalHeaders(unusable: { readonly status: number; readonly why?: SdpFault }): string[] {
  if (unusable.status === 415) return ['Accept: application/sdp, multipart/mixed']
  return unusable.why === undefined ? [] : [`Warning: 399 lyhord "${SDP_FAULTS[unusable.why]}"`]
}

/**
 * The session description of a request or an answer, as what our media leg needs. 488 when it has no Opus over DTLS-SRTP with ICE, with
 * `noOffer` when there is no body at all; 415 for a body without one.
 */
export function readAudio(message: IncomingRequestMessage | IncomingResponseMessage): RemoteAudio | UnusableSdp {
  if (!message.body) return unusable('noOffer')
  const sdp = sdpBodyOf(message.getHeader('content-type'), message.body)
  return sdp === null ? { status: 415 } : readSdp(sdp)
}

/** Whether the other end has left the offer to us, by saying nothing at all. */
export const isLate = (described: RemoteAudio | UnusableSdp): boolean =>
  'status' in described && described.status === 488 && described.why === 'noOffer'

/** A session description, as what our media leg needs: its first audio that can be used; all other sections are for us to refuse. */
export function readSdp(text: string): RemoteAudio | UnusableSdp {
  const description = readDescription(text)
  if (!description) return unusable('unreadable')
  if (description.session.has('ice-lite')) return unusable('iceLite')
  const { sections } = description
  const read = sections.map(({ media, attributes }) => readSection(media, attributes, description))
  const at = read.findIndex(isUsable)
  const audio = read[at]
  if (!isUsable(audio)) return read.find(isFault) ?? unusable('noAudio')
  const refused = sections.map((section) => readRefused(section.media, section.attributes))
  const before = refused.slice(0, at).filter((section) => section !== null)
  const after = refused.slice(at + 1).filter((section) => section !== null)
  if (before.length + after.length !== sections.length - 1) return unusable('unknownMedia')
  return { ...audio, refused: { before, after } }
}

type Read = Omit<RemoteAudio, 'refused'> | Fault | null
type Fault = Extract<UnusableSdp, { readonly status: 488 }>
const isUsable = (read: Read | undefined): read is Omit<RemoteAudio, 'refused'> => !!read && !('status' in read)
const isFault = (read: Read): read is Fault => !!read && 'status' in read
const unusable = (why: SdpFault): Fault => ({ status: 488, why })

/** RFC 8839, 5.4: letters, digits, + and /, to which some add the other signs of base64. */
const ICE_UFRAG = /^[A-Za-z0-9+/=_-]{4,256}$/
const ICE_PWD = /^[A-Za-z0-9+/=_-]{22,256}$/
const MID = /^[A-Za-z0-9_-]{1,16}$/
const SETUPS = ['actpass', 'active', 'passive'] as const
const DIRECTIONS = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const

/** Null for a section that is no audio or has no port: it is not offered. Attributes of the section go before the session's (RFC 8866, 6.7). */
function readSection(media: MediaLine, own: Attributes, { session }: Description): Read {
  if (media.kind !== 'audio' || media.port === 0 || media.ports !== 1) return null
  const one = (name: string): string | undefined => (own.get(name) ?? session.get(name))?.[0]
  const profile = PROFILES.find((known) => known === media.transport)
  if (!profile) return unusable('noProfile')
  const codecs = readCodecs(media, own)
  const opus = codecs.find(({ name }) => /^opus\/48000(\/[12])?$/.test(name))
  if (!opus) return unusable('noOpus')
  const ufrag = one('ice-ufrag') ?? ''
  const pwd = one('ice-pwd') ?? ''
  if (!ICE_UFRAG.test(ufrag) || !ICE_PWD.test(pwd)) return unusable('noIce')
  const fingerprint = readFingerprint(own.get('fingerprint') ?? session.get('fingerprint') ?? [])
  if (!fingerprint) return unusable('noFingerprint')
  const said = one('setup') ?? 'actpass'
  const setup = SETUPS.find((known) => known === said)
  if (!setup) return unusable('noSetup')
  const direction = DIRECTIONS.find((name) => own.has(name)) ?? DIRECTIONS.find((name) => session.has(name)) ?? 'sendrecv'
  const mid = readMid(own)
  return {
    mid: mid ?? '0',
    ufrag,
    pwd,
    fingerprint,
    profile,
    grouping: mid === null ? 'none' : isBundled(mid, session) ? 'bundle' : 'mid',
    mux: own.has('rtcp-mux'),
    setup,
    opus: opus.payload,
    keys: readKeys(codecs),
    sends: direction === 'sendrecv' || direction === 'sendonly',
    receives: direction === 'sendrecv' || direction === 'recvonly',
  }
}

interface Codec {
  readonly payload: number
  /** Encoding, clock and channels of its rtpmap, in small letters. */
  readonly name: string
}

/** The codecs of the m-line, in its order: what an rtpmap says of other payload types was left behind and is not offered (RFC 3264, 5.1 and 6.1). */
function readCodecs({ formats }: MediaLine, own: Attributes): Codec[] {
  const names = new Map<number, string>()
  for (const value of own.get('rtpmap') ?? []) {
    const [format = '', name = ''] = value.split(' ', 2)
    const payload = readPayload(format)
    if (payload !== null && !names.has(payload)) names.set(payload, name.toLowerCase())
  }
  return formats.flatMap((format) => {
    const payload = readPayload(format)
    const name = payload === null ? undefined : names.get(payload)
    return payload === null || name === undefined ? [] : [{ payload, name }]
  })
}

/** 0 to 127 without those that look like RTCP on a shared port (RFC 5761, 4). */
function readPayload(text: string): number | null {
  if (!/^\d{1,3}$/.test(text)) return null
  const payload = Number(text)
  return payload > 127 || (payload >= 64 && payload <= 95) ? null : payload
}

/** How pressed keys come, if they do: at the clock of Opus where both are offered (RFC 7587, 4.3 says that they share one). */
function readKeys(codecs: readonly Codec[]): KeyFormat | null {
  const formats = codecs.flatMap(({ payload, name }) => {
    const clock = /^telephone-event\/(8000|48000)(?:\/1)?$/.exec(name)?.[1]
    return clock === undefined ? [] : [{ payload, clock: Number(clock) }]
  })
  return formats.find(({ clock }) => clock === 48_000) ?? formats[0] ?? null
}

/** Bytes of each hash that is good enough (RFC 8122, 5). */
const HASHES: ReadonlyMap<string, number> = new Map([
  ['sha-256', 32],
  ['sha-384', 48],
  ['sha-512', 64],
])

/** The first fingerprint by a hash that is good enough and as long as that hash is. Of several hashes, one that holds is enough. */
function readFingerprint(values: readonly string[]): RemoteAudio['fingerprint'] | null {
  for (const value of values) {
    const [name = '', bytes = ''] = value.split(' ', 2)
    const algorithm = name.toLowerCase()
    const length = HASHES.get(algorithm)
    if (length !== undefined && bytes.length === length * 3 - 1 && /^[0-9a-f]{2}(?::[0-9a-f]{2})+$/i.test(bytes))
      return { algorithm, value: bytes.toUpperCase() }
  }
  return null
}

function readMid(own: Attributes): string | null {
  const mid = own.get('mid')?.[0]
  return mid !== undefined && MID.test(mid) ? mid : null
}

const isBundled = (mid: string, session: Attributes): boolean =>
  (session.get('group') ?? []).some((group) => {
    const [semantics, ...mids] = group.split(' ')
    return semantics === 'BUNDLE' && mids.includes(mid)
  })

/** Null for a kind or a transport that is not in our lists: nothing of a stranger's own words is repeated. */
function readRefused({ kind: said, transport: over, formats }: MediaLine, own: Attributes): RefusedSection | null {
  const kind = MEDIA_KINDS.find((known) => known === said)
  const transport = [...PROFILES, ...OTHER_TRANSPORTS].find((known) => known === over)
  if (!kind || !transport) return null
  const [first = ''] = formats
  const format = OTHER_FORMATS.find((known) => known === first) ?? readPayload(first) ?? 0
  return { kind, transport, format, mid: readMid(own) }
}
