import type { URI } from 'sip.js'
import { LIMITS } from './limits.ts'
import {
  isCallId,
  isName,
  type NameAddress,
  readCSeq,
  readList,
  readNameAddress,
  readUri,
  readVia,
  readWords,
  schemeOf,
  type Via,
} from './values.ts'
import { bad, type Fault, first, type StartLine, type Wire } from './wire.ts'

/** What every message must have (RFC 3261, 8.1.1), read. */
export interface Essentials {
  readonly vias: readonly string[]
  readonly via: Via
  readonly from: NameAddress
  readonly fromTag: string
  readonly to: NameAddress
  readonly toTag: string | undefined
  readonly callId: string
  readonly cseq: number
  /** Of CSeq: a request's own method, or that of the request which is answered. */
  readonly method: string
  /** Null when there is none, or it is `*`. */
  readonly contact: URI | null
  readonly recordRoutes: readonly string[]
}

/** The option tags that we know (RFC 3261, 8.2.2.3), beside which a request may require nothing. */
export const SUPPORTED = ['timer', 'outbound'] as const

/** Reads what a message must have; a fault when something of it is missing or cannot be read. */
export function readEssentials(wire: Wire, start: StartLine): Essentials | Fault {
  const { headers } = wire
  const vias = readList(headers.get('via') ?? [], LIMITS.vias)
  if (vias === null) return bad(`At most ${LIMITS.vias} values of Via, none of them empty`)
  const via = vias[0] === undefined ? null : readVia(vias[0])
  if (via === null) return bad('Via with a branch is missing')
  const callId = first(headers, 'call-id')
  if (!isCallId(callId)) return bad(`Call-ID is missing, or no word of at most ${LIMITS.name} characters`)
  const cseq = readCSeq(first(headers, 'cseq') ?? '')
  if (cseq === null) return bad('CSeq is missing, or no number below 2^31 with a method')
  if (start.is === 'request' && cseq.method !== start.method) return bad('CSeq names another method')
  const from = readNameAddress(first(headers, 'from') ?? '')
  const fromTag = from?.parameters.get('tag')
  if (from === null || !isName(fromTag)) return bad('From with a tag is missing')
  const to = headers.has('to') ? readNameAddress(first(headers, 'to') ?? '') : null
  if (to === null) return bad('To is missing, or no address')
  const toTag = to.parameters.get('tag')
  if (toTag !== undefined && !isName(toTag)) return bad('The tag of To is no word')
  const contact = readContact(wire, start)
  if (contact !== null && 'why' in contact) return contact
  const recordRoutes = readList(headers.get('record-route') ?? [], LIMITS.hops)
  if (recordRoutes === null || !recordRoutes.every(isAddress)) return bad(`Record-Route is a list of at most ${LIMITS.hops} addresses`)
  return { vias, via, from, fromTag, to, toTag, callId, cseq: cseq.number, method: cseq.method, contact, recordRoutes }
}

/** RFC 3261, 8.1.1.8: one SIP address in a request that makes or moves a dialog; a registration may name several, or `*` with Expires 0 (10.3). */
function readContact({ headers }: Wire, start: StartLine): URI | null | Fault {
  const values = readList(headers.get('contact') ?? [], LIMITS.hops)
  if (values === null) return bad(`Contact is a list of at most ${LIMITS.hops} addresses`)
  const isRequest = start.is === 'request'
  if (values[0] === '*' && isRequest && start.method === 'REGISTER') {
    return values.length === 1 && Number(first(headers, 'expires')) === 0 ? null : bad('Contact: * comes alone and with Expires: 0')
  }
  const read = values.map((value) => readUri(readNameAddress(value)?.uri ?? ''))
  // A dialog's other end may answer with what nobody needs: its Contact is looked at where a dialog comes of it.
  if (!isRequest) return read[0] ?? null
  if (start.method === 'INVITE' && read.length !== 1) return bad('INVITE has one Contact')
  if (read.some((uri) => uri === null)) return bad('Contact is no SIP address')
  return read[0] ?? null
}

function isAddress(value: string): boolean {
  return readUri(readNameAddress(value)?.uri ?? '') !== null
}

/**
 * What else is asked of a request before it is acted on, in the order of RFC 3261, 8.2: Max-Forwards, Request-URI, Require, body. Null
 * when all is well. `methods`: those that we know; of others nothing is asked, for 405 goes first.
 */
export function findFault(wire: Wire, essentials: Essentials, methods: readonly string[]): Fault | null {
  const { start, headers, body } = wire
  if (start?.is !== 'request' || !methods.includes(start.method)) return null
  if (!/^(?:|\d{1,16})$/.test(first(headers, 'max-forwards') ?? '')) return bad('Max-Forwards is no number')
  if (essentials.toTag === undefined) {
    const scheme = schemeOf(start.uri)
    if (scheme !== 'sip' && scheme !== 'sips' && scheme !== 'tel') return { status: 416, why: 'sip, sips and tel are known' }
    if (readUri(start.uri) === null) return bad('Request-URI cannot be read')
  }
  if (start.method !== 'ACK' && start.method !== 'CANCEL') {
    const unknown = readWords(headers.get('require') ?? []).filter((word) => !SUPPORTED.some((known) => known === word.toLowerCase()))
    const named = unknown.filter(isName).slice(0, LIMITS.hops).join(', ')
    if (unknown.length > 0) return { status: 420, why: 'Extension not supported', headers: named ? [`Unsupported: ${named}`] : [] }
  }
  return body === '' || start.method === 'ACK' ? null : findBodyFault(wire)
}

/** RFC 3261, 8.2.3 and 23.2: a body has a type, is not compressed, and can be read. */
function findBodyFault({ headers }: Wire): Fault | null {
  const type = first(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase()
  const coding = first(headers, 'content-encoding')?.trim().toLowerCase() ?? ''
  if (type === undefined) return bad('A body has a Content-Type')
  if (type === 'application/pkcs7-mime') return { status: 493, why: 'No key to read this with' }
  if (coding !== '' && coding !== 'identity') return { status: 415, why: 'No encoding is known', headers: ['Accept-Encoding: identity'] }
  return null
}
