import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import type { KeyFormat } from '../media/keys.ts'
import { PROMPT_LANGUAGES, type PromptLanguage } from '../media/prompts.ts'
import { PROFILES, type RemoteAudio } from '../media/remoteAudio.ts'

/**
 * The only place that reads headers and session descriptions of what comes in. Everything else gets the values made here,
 * by an allow-list: what is not named below does not get past this file, whatever a header is called.
 * SIP itself must answer with some of it (Via, From, Call-ID); that stays inside the dialog it came in.
 */

/** Headers that SIP needs to answer and to keep a dialog, and those read below; with their compact forms (RFC 3261, 7.3.3). */
const ALLOWED = new Set(
  [
    ['via', 'v', 'from', 'f', 'to', 't', 'call-id', 'i', 'cseq', 'contact', 'm', 'max-forwards', 'route', 'record-route'],
    ['content-type', 'c', 'content-length', 'l', 'expires', 'supported', 'k', 'require', 'rseq', 'rack'],
    ['session-expires', 'x', 'accept-language', 'recv-info', 'allow', 'lyhord-return'],
    ['www-authenticate', 'proxy-authenticate', 'min-expires'],
  ].flat(),
)
/** Of several challenges the first with an algorithm of ours counts (RFC 8760, 2.4); sip.js would take the last. */
const CHALLENGE = /^(www|proxy)-authenticate[ \t]*:/i
const ALGORITHM = /\balgorithm[ \t]*=[ \t]*"?([\w-]+)/i
/** sip.js reads no `tel:` (RFC 3966) and would drop the whole message. */
const TELEPHONE = /^((?:from|f|to|t|contact|m)[ \t]*:.*?<)tel:([^;>]*)[^>]*>/i

/** The message without any header that is not allowed, before anything else looks at it. Its first line and its body are kept as they are. */
export function withAllowedHeaders(text: string): string {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return text
  const [first = '', ...headers] = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const kept = headers
    .filter((header) =>
      ALLOWED.has(
        header
          .slice(0, Math.max(0, header.indexOf(':')))
          .trim()
          .toLowerCase(),
      ),
    )
    .map((header) => header.replace(TELEPHONE, '$1sip:$2@tel.invalid>'))
  const challenge = kept.find((header) => CHALLENGE.test(header) && /^(md5|sha-256)$/i.test(ALGORITHM.exec(header)?.[1] ?? 'md5'))
  return [first, ...kept.filter((header) => header === challenge || !CHALLENGE.test(header))].join('\r\n') + text.slice(end)
}

/** All that the system will ever know of an incoming call. */
export interface IncomingOffer {
  /** User part of the Request-URI, lower case: a line's id from a browser, the number called from a trunk. The first of `called`. */
  readonly line: string
  /** What was called, likeliest first: a line's id, or a number of ours as the trunk writes it, digits with or without `+`. Never empty. */
  readonly called: readonly string[]
  readonly language: PromptLanguage
  readonly audio: RemoteAudio
  /** Whether the other end asked to be told in its dialog how the call stands (RFC 6086). */
  readonly wantsState: boolean
  readonly timer: SessionTimer | null
  /** Proof that a fault of ours has ended an earlier call, not yet looked at; null without one. See `ReturnTickets`. */
  readonly returnTicket: string | null
}

/** Session timer that the other end asked for (RFC 4028), in seconds. */
export interface SessionTimer {
  readonly seconds: number
  /** The other end leaves it to us to refresh, and takes UPDATE for it. */
  readonly ours: boolean
}

/** Why a request cannot be used, as the SIP status that says so. */
export type Unusable = { readonly status: 400 | 404 | 415 | 488 }

export const STATE_PACKAGE = 'lyhord-state'
/** Of an INVITE's 200: the ticket of this call; of an INVITE: that of the call that was cut off. */
export const RETURN_HEADER = 'Lyhord-Return'

const LINE = /^[a-z0-9-]{1,64}$/
/** As E.164 and shorter ones inside a country; a trunk may write either. */
const NUMBER = /^\+?[0-9]{1,20}$/
const RETURN_TICKET = /^[A-Za-z0-9_-]{43}$/
const FINGERPRINT = /^(sha-1|sha-224|sha-256|sha-384|sha-512) ([0-9a-f]{2}(?::[0-9a-f]{2})+)$/i
const ICE = /^[\x21-\x7e]{4,256}$/
/** RFC 4028, 5: shorter intervals are refused by the standard; we ignore them. */
const SHORTEST_TIMER_S = 90

/**
 * What an INVITE to a line asks for. A browser names the line. A trunk names the number called: in the Request-URI, or, when that is our
 * own contact (`ownUser`, null for browsers), as a PBX calls who has registered, in To.
 */
export function readOffer(message: IncomingRequestMessage, ownUser: string | null = null): IncomingOffer | Unusable {
  const called = ownUser === null ? [userOf(message.ruri)].filter((user) => LINE.test(user)) : readCalled(message, ownUser)
  const line = called[0]
  if (line === undefined) return { status: 404 }
  const audio = readAudio(message)
  if ('status' in audio) return audio
  return {
    line,
    called,
    language: readLanguage(message.getHeader('accept-language')),
    audio,
    wantsState: message.getHeaders('recv-info').some((header) => header.split(',').some((name) => name.trim() === STATE_PACKAGE)),
    timer: readTimer(message),
    returnTicket: RETURN_TICKET.exec(message.getHeader(RETURN_HEADER) ?? '')?.[0] ?? null,
  }
}

function readCalled(message: IncomingRequestMessage, ownUser: string): string[] {
  const named = [userOf(message.ruri), userOf(message.to.uri)].filter((user) => user !== ownUser && (LINE.test(user) || NUMBER.test(user)))
  return [...new Set(named)]
}

/** User part without its parameters (RFC 3966 in a SIP URI); empty for none. */
function userOf(uri: { readonly user: string | undefined } | undefined): string {
  return uri?.user?.toLowerCase().split(';')[0] ?? ''
}

/** The session description of a request or an answer, as what our media leg needs. 488 when it has no Opus over DTLS-SRTP with ICE. */
export function readAudio(message: IncomingRequestMessage | IncomingResponseMessage): RemoteAudio | Unusable {
  if (!message.body) return { status: 488 }
  if (message.getHeader('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/sdp') return { status: 415 }
  return readSdp(message.body)
}

/** Exported for its tests. */
export function readSdp(sdp: string): RemoteAudio | Unusable {
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

/** The session timer that a request asks for; null without one. */
export function readTimer(message: IncomingRequestMessage): SessionTimer | null {
  const header = message.getHeader('session-expires') ?? message.getHeader('x') ?? ''
  const seconds = Number(/^\s*(\d+)/.exec(header)?.[1])
  const takesUpdate = message.getHeaders('allow').some((methods) => /(^|[,\s])UPDATE([,\s]|$)/.test(methods))
  if (!(seconds >= SHORTEST_TIMER_S)) return null
  return message
    .getHeaders('supported')
    .concat(message.getHeaders('k'))
    .some((header) => /(^|[,\s])timer([,\s]|$)/i.test(header))
    ? { seconds, ours: takesUpdate && /;\s*refresher\s*=\s*uas/i.test(header) }
    : null
}

/** Of a REGISTER: whose phone, which page, where it is reached, and whether it leaves. Advisors only; callers never register. */
export interface Registration {
  readonly username: string
  readonly instance: string
  readonly contact: string
  readonly leaves: boolean
}

export function readRegistration(message: IncomingRequestMessage): Registration | Unusable {
  const username = message.to.uri.user?.toLowerCase()
  const raw = message.getHeader('contact') ?? ''
  const contact = /<(sips?:[^>\s]+)>/.exec(raw)?.[1]
  if (!username) return { status: 400 }
  const expires = Number(/;\s*expires=(\d+)/i.exec(raw)?.[1] ?? message.getHeader('expires') ?? '600')
  const leaves = expires === 0
  if (!contact) return { status: 400 }
  const instance = /\+sip\.instance="<urn:uuid:([0-9a-zA-Z-]{1,64})>"/.exec(raw)?.[1]
  return { username, instance: instance ?? message.callId.replace(/[^0-9a-zA-Z-]/g, '').slice(0, 64), contact, leaves }
}

function readLanguage(header: string | undefined): PromptLanguage {
  const asked = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return PROMPT_LANGUAGES.find((language) => language === asked[0]) ?? 'sv'
}

/** How long a registration of ours holds, in seconds, by the registrar's answer; null when it does not say. `ours`: host of our contact, for the answer lists others' too. */
export function readExpires(message: IncomingResponseMessage, ours: string): number | null {
  const contacts = message.getHeaders('contact')
  // Asterisk writes the address that it sees in place of our host.
  const own = contacts.find((contact) => contact.includes(`@${ours}`)) ?? (contacts.length === 1 ? contacts[0] : undefined) ?? ''
  const seconds = /;\s*expires\s*=\s*"?(\d{1,9})/i.exec(own)?.[1] ?? message.getHeader('expires')
  return seconds !== undefined && /^\d{1,9}$/.test(seconds.trim()) ? Number(seconds) : null
}

/** The shortest time that a registrar takes, in seconds (423, RFC 3261, 10.2.8); null when it does not say. */
export function readLeastExpires(message: IncomingResponseMessage): number | null {
  const seconds = Number(message.getHeader('min-expires'))
  return Number.isInteger(seconds) && seconds > 0 ? seconds : null
}
