import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import { PROMPT_LANGUAGES, type PromptLanguage } from '../media/prompts.ts'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import { readAudio, type UnusableSdp } from './sdp.ts'

/**
 * The only place that reads headers of what comes in, as sdp.ts is for session descriptions. Everything else gets the values made there,
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
export type Unusable = { readonly status: 400 | 404 } | UnusableSdp

export const STATE_PACKAGE = 'lyhord-state'
/** Of an INVITE's 200: the ticket of this call; of an INVITE: that of the call that was cut off. */
export const RETURN_HEADER = 'Lyhord-Return'

const LINE = /^[a-z0-9-]{1,64}$/
/** As E.164 and shorter ones inside a country; a trunk may write either. */
const NUMBER = /^\+?[0-9]{1,20}$/
const RETURN_TICKET = /^[A-Za-z0-9_-]{43}$/
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
