import { URI } from 'sip.js'
import { type IncomingMessage, IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import { NameAddrHeader } from 'sip.js/lib/grammar/index.js'
import { readChallenge } from './challenge.ts'
import type { Essentials } from './demands.ts'
import { type NameAddress, readUri } from './values.ts'
import { first, type HeaderName, type StartLine, type Wire } from './wire.ts'

/**
 * Messages as sip.js has them, made from what has been read: its own grammar is never run on outside text, for it refuses what carriers
 * write and takes milliseconds for a kilobyte of Record-Route. Header values stay as they came where a response repeats them (RFC 3261,
 * 8.2.6.2); what sip.js takes from them it gets as values of ours.
 */

/** Whom a From or To names that nobody can read. The tag alone tells a dialog (RFC 3261, 12.2.2). */
export const NOBODY = (): URI => new URI('sip', 'anonymous', 'anonymous.invalid')

/** `from`: tells the sender's transactions from those of all other sockets, whatever branch each has chosen (RFC 3261, 17.2.3). */
export function toRequest(wire: Wire, start: StartLine & { is: 'request' }, essentials: Essentials, from: string): IncomingRequestMessage {
  const message = new IncomingRequestMessage()
  fill(message, wire, essentials)
  message.method = start.method
  message.ruri = readUri(start.uri) ?? undefined
  message.viaBranch = `${from} ${essentials.via.sentBy} ${essentials.via.branch}`
  putContact(message, wire, essentials.contact)
  return message
}

/** `target`: where a 2xx or an early answer without a Contact that can be read is taken to come from. */
export function toResponse(
  wire: Wire,
  start: StartLine & { is: 'response' },
  essentials: Essentials,
  target: URI,
): IncomingResponseMessage {
  const message = new IncomingResponseMessage()
  fill(message, wire, essentials)
  message.method = essentials.method
  // Without a tag nothing comes of an early answer but that somebody is there (RFC 3261, 12.1.2).
  message.statusCode = start.status < 200 && essentials.toTag === undefined ? 100 : start.status
  message.reasonPhrase = ''
  message.viaBranch = essentials.via.branch
  putContact(message, wire, essentials.contact ?? target)
  const asked = readChallenge(wire.headers.get('www-authenticate') ?? [])
  const askedBefore = readChallenge(wire.headers.get('proxy-authenticate') ?? [])
  if (asked) put(message, 'WWW-Authenticate', '', asked)
  if (askedBefore) put(message, 'Proxy-Authenticate', '', askedBefore)
  return message
}

/** Header fields that are read by `identity.ts` and by nobody else, as lists or as texts. */
const READ: readonly HeaderName[] = [
  ...([
    'supported',
    'require',
    'allow',
    'expires',
    'min-expires',
    'session-expires',
    'min-se',
    'accept-language',
    'recv-info',
    'lyhord-return',
  ] as const),
]

function fill(message: IncomingMessage, { headers, body }: Wire, essentials: Essentials): void {
  const { from, fromTag, to, toTag, vias } = essentials
  message.callId = essentials.callId
  message.cseq = essentials.cseq
  message.body = body
  message.data = ''
  for (const via of vias) message.addHeader('via', via)
  for (const route of essentials.recordRoutes) message.addHeader('record-route', route)
  for (const name of READ) for (const value of headers.get(name) ?? []) message.addHeader(name, value)
  message.from = address(from, readUri(from.uri) ?? NOBODY())
  message.fromTag = fromTag
  message.to = address(to, readUri(to.uri) ?? NOBODY())
  // sip.js says `undefined` of a To without a tag by leaving this out.
  if (toTag !== undefined) message.toTag = toTag
  put(message, 'From', first(headers, 'from') ?? '', message.from)
  put(message, 'To', first(headers, 'to') ?? '', message.to)
  message.addHeader('call-id', essentials.callId)
  message.addHeader('cseq', `${essentials.cseq} ${essentials.method}`)
  const type = first(headers, 'content-type')
  if (type === undefined) message.body = ''
  else {
    put(message, 'Content-Type', type, type)
    put(message, 'Content-Disposition', '', { type: /^(?:application\/sdp|multipart\/)/i.test(type) ? 'session' : 'render' })
  }
}

/** All values stay to be read; sip.js takes the first, which is the one of a dialog. */
function putContact(message: IncomingMessage, { headers }: Wire, uri: URI | null): void {
  const lines = headers.get('contact') ?? []
  if (uri) put(message, 'Contact', lines[0] ?? `<${uri}>`, new NameAddrHeader(uri, '', {}))
  for (const line of lines.slice(uri ? 1 : 0)) message.addHeader('contact', line)
}

function address({ parameters }: NameAddress, uri: URI): NameAddrHeader {
  const tag = parameters.get('tag')
  return new NameAddrHeader(uri, '', typeof tag === 'string' ? { tag } : {})
}

/** `name` as sip.js spells it. */
function put(message: IncomingMessage, name: string, raw: string, parsed: unknown): void {
  message.headers[name] = [{ raw, parsed }]
}
