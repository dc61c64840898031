import type { KeyFormat } from './keys.ts'
import { lines, OPUS_FORMAT, type RefusedSection, type Shape } from './remoteAudio.ts'

/** Our own end, as libdatachannel gathered it. */
export interface LocalAudio {
  readonly mid: string
  readonly opus: number
  readonly ssrc: number
  readonly ufrag: string
  readonly pwd: string
  readonly fingerprint: string
  readonly setup: string
  readonly candidates: readonly string[]
}

/**
 * Reads what we need from the description that libdatachannel wrote of itself.
 * `advertise` replaces the address of the host candidates, for a server behind a one-to-one NAT. Throws when a part is missing.
 */
export function readLocal(sdp: string, opus: number, ssrc: number, advertise: string | null): LocalAudio {
  const one = (name: string): string => {
    const found = new RegExp(`^a=${name}:(.+)$`, 'm').exec(sdp)?.[1]?.trim()
    if (!found) throw new Error(`our own description has no ${name}`)
    return found
  }
  const candidates = [...sdp.matchAll(/^a=candidate:(.+)$/gm)].map((match) => (match[1] ?? '').trim())
  if (candidates.length === 0) throw new Error('no media address: set MEDIA_ADDRESS to an address of this machine')
  return {
    mid: one('mid'),
    opus,
    ssrc,
    ufrag: one('ice-ufrag'),
    pwd: one('ice-pwd'),
    fingerprint: one('fingerprint'),
    setup: one('setup'),
    candidates: advertise === null ? candidates : [readvertised(candidates, advertise)],
  }
}

function readvertised(candidates: readonly string[], address: string): string {
  const parts = (candidates[0] ?? '').split(' ')
  parts[4] = address
  return parts.join(' ')
}

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

/** Our answer's direction to what the other end says of itself (RFC 3264, 6.1). */
export function directionFor(remote: { readonly sends: boolean; readonly receives: boolean }): Direction {
  if (remote.sends && remote.receives) return 'sendrecv'
  if (remote.sends) return 'recvonly'
  return remote.receives ? 'sendonly' : 'inactive'
}

/** What of our description changes from one to the next of a leg. */
export interface Description {
  readonly direction: Direction
  /** Grows with each one of a leg (RFC 3264, 8). */
  readonly version: number
  /** How pressed keys may be sent, both ways. */
  readonly keys: readonly KeyFormat[]
  readonly shape: Shape
}

/**
 * The session description that we send. It says nothing of the other leg. Media sections of the other end that we refuse stand where they
 * stood, with port 0: their number, order and kinds may not change (RFC 3264, 6 and 8).
 */
export function writeLocal(local: LocalAudio, { direction, version, keys, shape }: Description): string {
  const { profile, grouping, mux, refused } = shape
  return lines([
    'v=0',
    `o=- ${local.ssrc} ${version} IN IP4 0.0.0.0`,
    's=-',
    't=0 0',
    ...(grouping === 'bundle' ? [`a=group:BUNDLE ${local.mid}`] : []),
    'a=msid-semantic:WMS *',
    ...refused.before.flatMap(refusal),
    `m=audio 9 ${profile} ${[local.opus, ...keys.map(({ payload }) => payload)].join(' ')}`,
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    ...(grouping === 'none' ? [] : [`a=mid:${local.mid}`]),
    `a=${direction}`,
    ...(mux ? ['a=rtcp-mux'] : []),
    `a=ice-ufrag:${local.ufrag}`,
    `a=ice-pwd:${local.pwd}`,
    `a=fingerprint:${local.fingerprint}`,
    `a=setup:${local.setup}`,
    `a=rtpmap:${local.opus} opus/48000/2`,
    `a=fmtp:${local.opus} ${OPUS_FORMAT}`,
    ...keys.flatMap(({ payload, clock }) => [`a=rtpmap:${payload} telephone-event/${clock}`, `a=fmtp:${payload} 0-15`]),
    'a=ptime:20',
    `a=ssrc:${local.ssrc} cname:lyhord`,
    'a=msid:lyhord audio',
    ...local.candidates.map((candidate) => `a=candidate:${candidate}`),
    'a=end-of-candidates',
    ...refused.after.flatMap(refusal),
  ])
}

const refusal = ({ kind, transport, format, mid }: RefusedSection): readonly string[] => [
  `m=${kind} 0 ${transport} ${format}`,
  'c=IN IP4 0.0.0.0',
  ...(mid === null ? [] : [`a=mid:${mid}`]),
  'a=inactive',
]
