import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import { PROMPT_LANGUAGES, type PromptLanguage } from '../media/prompts.ts'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import { LIMITS } from './door/limits.ts'
import { readList, readNameAddress, readWords } from './door/values.ts'
import { isLate, readAudio, type UnusableSdp } from './sdp.ts'

/**
 * The only place that reads headers of what comes in, as sdp.ts is for session descriptions. Everything else gets the values made there,
 * by an allow-list: what is not named below does not get past this file, whatever a header is called (nor past door/wire.ts).
 * SIP itself must answer with some of it (Via, From, Call-ID); that stays inside the dialog it came in.
 */

/** All that the system will ever know of an incoming call. */
export interface IncomingOffer {
  /** User part of the Request-URI, lower case: a line's id from a browser, the number called from a trunk. The first of `called`. */
  readonly line: string
  /** What was called, likeliest first: a line's id, or a number of ours as the trunk writes it, digits with or without `+`. Never empty. */
  readonly called: readonly string[]
  readonly language: PromptLanguage
  /** Null when it says nothing of its sound: then the offer is ours, in the 200 (RFC 3261, 13.2.1). */
  readonly audio: RemoteAudio | null
  /** Whether the other end asked to be told in its dialog how the call stands (RFC 6086). */
  readonly wantsState: boolean
  readonly timer: SessionTimer | null
  /** Proof that a fault of ours has ended an earlier call, not yet looked at; null without one. See `ReturnTickets`. */
  readonly returnTicket: string | null
}

/** Session timer that the other end asked for (RFC 4028). */
export interface SessionTimer {
  /** From `SHORTEST_TIMER_S` to `LONGEST_TIMER_S`. */
  readonly seconds: number
  /** The other end leaves it to us to refresh: by UPDATE, or by a re-INVITE where it does not name that in Allow. Null: it refreshes. */
  readonly ours: 'UPDATE' | 'INVITE' | null
}

/** Why a request cannot be used, as the SIP status that says so. */
export type Unusable = { readonly status: 400 | 404 | 422 } | UnusableSdp

export const STATE_PACKAGE = 'lyhord-state'
/** Of an INVITE's 200: the ticket of this call; of an INVITE: that of the call that was cut off. */
export const RETURN_HEADER = 'Lyhord-Return'

const LINE = /^[a-z0-9-]{1,64}$/
/** As E.164 and shorter ones inside a country; a trunk may write either. */
const NUMBER = /^\+?[0-9]{1,20}$/
const RETURN_TICKET = /^[A-Za-z0-9_-]{43}$/
/** RFC 4028, 5: nobody may ask for less. */
export const SHORTEST_TIMER_S = 90
/** The server of a call may shorten what is asked (RFC 4028, 9), and a longer interval finds no fault that a shorter one does not. */
export const LONGEST_TIMER_S = 7200

/**
 * What an INVITE to a line asks for. A browser names the line. A trunk names the number called: in the Request-URI, or, when that is our
 * own contact (`ownUser`, null for browsers), as a PBX calls who has registered, in To.
 */
export function readOffer(message: IncomingRequestMessage, ownUser: string | null = null): IncomingOffer | Unusable {
  const called = ownUser === null ? [userOf(message.ruri)].filter((user) => LINE.test(user)) : readCalled(message, ownUser)
  const line = called[0]
  if (line === undefined) return { status: 404 }
  const timer = readTimer(message)
  if (timer === 'tooShort') return { status: 422 }
  const described = readAudio(message)
  const audio = isLate(described) ? null : described
  if (audio && 'status' in audio) return audio
  return {
    line,
    called,
    language: readLanguage(message.getHeader('accept-language')),
    audio,
    wantsState: has(message, 'recv-info', STATE_PACKAGE),
    timer,
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

/**
 * The session timer that a request asks for; null without one, with one that is no number, and where the sender does not know timers
 * itself (RFC 4028, 9: the server of a call need not have one). Below the shortest: `tooShort`, to be refused with 422.
 */
export function readTimer(message: IncomingRequestMessage): SessionTimer | 'tooShort' | null {
  const [interval = '', ...parameters] = (message.getHeader('session-expires') ?? '').toLowerCase().split(';')
  if (!/^\s*\d{1,10}\s*$/.test(interval) || !has(message, 'supported', 'timer')) return null
  const least = /^\s*(\d{1,10})/.exec(message.getHeader('min-se') ?? '')?.[1]
  if (Number(interval) < SHORTEST_TIMER_S) return 'tooShort'
  // It may be made shorter, but not than the other end takes.
  const seconds = Math.min(Number(interval), Math.max(LONGEST_TIMER_S, Number(least ?? 0)))
  if (seconds > LONGEST_TIMER_S) return null
  const isOurs = parameters.some((one) => one.replaceAll(' ', '') === 'refresher=uas')
  return { seconds, ours: isOurs ? (has(message, 'allow', 'update') ? 'UPDATE' : 'INVITE') : null }
}

/** Whether a list header has this word, in capitals or not. */
function has(message: IncomingRequestMessage, name: string, wanted: string): boolean {
  return readWords(message.getHeaders(name)).some((word) => word.toLowerCase() === wanted)
}

/** Of a REGISTER: whose phone, which page, where it is reached, and whether it leaves. Advisors only; callers never register. */
export type Registration =
  | { readonly username: string; readonly leaves: false; readonly instance: string; readonly contact: string }
  /** `instance`: null for whichever page it is (`Contact: *`, RFC 3261, 10.2.2). */
  | { readonly username: string; readonly leaves: true; readonly instance: string | null }

export function readRegistration(message: IncomingRequestMessage): Registration | Unusable {
  const username = message.to.uri.user?.toLowerCase()
  const raw = message.getHeader('contact') ?? ''
  if (!username || raw === '') return { status: 400 }
  if (raw === '*') return { username, leaves: true, instance: null }
  const contact = readNameAddress(raw)
  if (!contact) return { status: 400 }
  const instance =
    /^"<urn:uuid:([0-9a-zA-Z-]{1,64})>"$/.exec(contact.parameters.get('+sip.instance') ?? '')?.[1] ??
    message.callId.replace(/[^0-9a-zA-Z-]/g, '').slice(0, 64)
  const leaves = Number(contact.parameters.get('expires') ?? message.getHeader('expires') ?? '600') === 0
  return leaves ? { username, leaves, instance } : { username, leaves, instance, contact: contact.uri }
}

function readLanguage(header: string | undefined): PromptLanguage {
  const asked = readWords([header ?? '']).map((word) => word.slice(0, 2).toLowerCase())
  return PROMPT_LANGUAGES.find((language) => language === asked[0]) ?? 'sv'
}

/** How long a registration of ours holds, in seconds, by the registrar's answer; null when it does not say. `ours`: host of our contact, for the answer lists others' too. */
export function readExpires(message: IncomingResponseMessage, ours: string): number | null {
  const contacts = readList(message.getHeaders('contact'), LIMITS.hops) ?? []
  // Asterisk writes the address that it sees in place of our host.
  const own = contacts.find((contact) => contact.includes(`@${ours}`)) ?? (contacts.length === 1 ? contacts[0] : undefined) ?? ''
  const seconds = readNameAddress(own)?.parameters.get('expires')?.replaceAll('"', '') ?? message.getHeader('expires')
  return seconds !== undefined && /^\d{1,9}$/.test(seconds.trim()) ? Number(seconds) : null
}

/** The shortest time that a registrar takes, in seconds (423, RFC 3261, 10.2.8); null when it does not say. */
export function readLeastExpires(message: IncomingResponseMessage): number | null {
  const seconds = Number(message.getHeader('min-expires'))
  return Number.isInteger(seconds) && seconds > 0 ? seconds : null
}
