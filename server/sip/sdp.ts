import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import type { KeyFormat } from '../media/keys.ts'
import { PROFILES, type RemoteAudio } from '../media/remoteAudio.ts'

/** Why a session description cannot be used, as the SIP status that says so. */
export type UnusableSdp = { readonly status: 415 | 488 }

const FINGERPRINT = /^(sha-1|sha-224|sha-256|sha-384|sha-512) ([0-9a-f]{2}(?::[0-9a-f]{2})+)$/i
const ICE = /^[\x21-\x7e]{4,256}$/

/** The session description of a request or an answer, as what our media leg needs. 488 when it has no Opus over DTLS-SRTP with ICE. */
export function readAudio(message: IncomingRequestMessage | IncomingResponseMessage): RemoteAudio | UnusableSdp {
  if (!message.body) return { status: 488 }
  if (message.getHeader('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/sdp') return { status: 415 }
  return readSdp(message.body)
}

/** Exported for its tests. */
export function readSdp(sdp: string): RemoteAudio | UnusableSdp {
  const all = sdp.split(/\r?\n/)
  const media = all.filter((line) => line.startsWith('m='))
  const written = /^m=audio \d+ (\S+)(?: \d+)+\s*$/.exec(media[0] ?? '')?.[1]
  const profile = PROFILES.find((known) => known === written)
  if (media.length !== 1 || profile === undefined) return { status: 488 }
  const attribute = (name: string): string | undefined =>
    all
      .find((line) => line.startsWith(`a=${name}:`))
      ?.slice(name.length + 3)
      .trim()
  const opus = all.map((line) => /^a=rtpmap:(\d{1,3}) opus\/48000/i.exec(line)?.[1]).find((payload) => payload !== undefined)
  const ufrag = attribute('ice-ufrag')
  const pwd = attribute('ice-pwd')
  const fingerprint = FINGERPRINT.exec(attribute('fingerprint') ?? '')
  if (!opus || !ufrag || !pwd || !fingerprint?.[1] || !fingerprint[2] || !ICE.test(ufrag) || !ICE.test(pwd)) return { status: 488 }
  const setup = attribute('setup')
  const mid = attribute('mid') ?? '0'
  const direction = all.map((line) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.exec(line)?.[1]).find((found) => found !== undefined)
  return {
    mid: /^[A-Za-z0-9_-]{1,16}$/.test(mid) ? mid : '0',
    ufrag,
    pwd,
    fingerprint: { algorithm: fingerprint[1].toLowerCase(), value: fingerprint[2].toUpperCase() },
    profile,
    setup: setup === 'active' || setup === 'passive' ? setup : 'actpass',
    opus: Number(opus),
    keys: readKeys(all, media[0] ?? ''),
    sends: direction === undefined || direction === 'sendrecv' || direction === 'sendonly',
    receives: direction === undefined || direction === 'sendrecv' || direction === 'recvonly',
  }
}

/** How pressed keys come, if they do: at the clock of Opus where both are offered (RFC 7587, 4.3 says that they share one). */
function readKeys(all: readonly string[], media: string): KeyFormat | null {
  const named = new Set(media.trim().split(' ').slice(3))
  const formats = all.flatMap((line) => {
    const [, payload = '', clock] = /^a=rtpmap:(\d{1,3}) telephone-event\/(8000|48000)$/i.exec(line.trim()) ?? []
    return named.has(payload) && Number(payload) < 128 ? [{ payload: Number(payload), clock: Number(clock) }] : []
  })
  return formats.find(({ clock }) => clock === 48_000) ?? formats[0] ?? null
}
