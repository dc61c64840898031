import { randomBytes } from 'node:crypto'
import { LIMITS } from './limits.ts'
import { readNameAddress } from './values.ts'
import { type Fault, first, type Wire } from './wire.ts'

/** A tag for From or To that nobody guesses (RFC 3261, 19.3): who knows both tags may end a call. */
export function newTag(): string {
  return randomBytes(12).toString('hex')
}

/**
 * The answer to a request that is not acted on (RFC 3261, 8.2.6 and 8.2.7: without a transaction). Null where there can be none: to an
 * ACK or a response, and where the other end could not tell what is answered, for want of Via, Call-ID or CSeq.
 */
export function refusalTo({ asks, headers }: Wire, { status, why, headers: more = [] }: Fault): string | null {
  const callId = first(headers, 'call-id')
  const cseq = first(headers, 'cseq')
  const vias = headers.get('via') ?? []
  if (!asks || vias.length === 0 || vias.length > LIMITS.vias || !callId || !cseq || /\sACK$/.test(cseq)) return null
  const from = first(headers, 'from')
  const to = first(headers, 'to')
  const hasTag = to !== undefined && (readNameAddress(to)?.parameters.has('tag') ?? true)
  return [
    `SIP/2.0 ${status} ${why}`,
    ...vias.map((value) => `Via: ${value}`),
    ...(from === undefined ? [] : [`From: ${from}`]),
    ...(to === undefined ? [] : [`To: ${to}${hasTag ? '' : `;tag=${newTag()}`}`]),
    `Call-ID: ${callId}`,
    `CSeq: ${cseq}`,
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')
}
