import { isUtf8 } from 'node:buffer'
import { LIMITS } from './limits.ts'

/**
 * A SIP message cut into its parts, in linear time and with nothing of it believed yet. Headers that are not named below are gone: they
 * are neither kept nor read.
 */
export interface Wire {
  readonly start: StartLine | null
  /** Long lower-case names; values unfolded and trimmed, in the order of the message. No value holds a line break. */
  readonly headers: ReadonlyMap<HeaderName, readonly string[]>
  readonly body: string
  /** Whether it may be answered: a response, even one that cannot be read, is not. */
  readonly asks: boolean
  /** The first thing that is wrong with its shape; null for none. */
  readonly fault: Fault | null
}

export type StartLine =
  | { readonly is: 'request'; readonly method: string; readonly uri: string }
  | { readonly is: 'response'; readonly status: number }

/** What is wrong with a message, as the status that says so and the words beside it; the words are ours and quote nothing. */
export interface Fault {
  readonly status: number
  readonly why: string
  /** Header lines that the refusal must carry, such as Unsupported. */
  readonly headers?: readonly string[]
}

/** The header fields that SIP needs to answer and to keep a dialog, and those that `identity.ts` reads. No other gets past this file. */
const NAMES = [
  ...(['via', 'from', 'to', 'call-id', 'cseq', 'contact', 'max-forwards', 'record-route', 'require', 'supported', 'allow'] as const),
  ...(['content-type', 'content-length', 'content-encoding', 'content-disposition', 'expires', 'min-expires'] as const),
  ...(['session-expires', 'min-se', 'accept-language', 'recv-info', 'www-authenticate', 'proxy-authenticate', 'lyhord-return'] as const),
]
export type HeaderName = (typeof NAMES)[number]

/** Compact forms (RFC 3261, 7.3.3; RFC 4028, 4). */
const COMPACT: Readonly<Record<string, HeaderName>> = {
  ...{ v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', k: 'supported', x: 'session-expires' },
  ...{ c: 'content-type', l: 'content-length', e: 'content-encoding' },
}
const KNOWN: ReadonlyMap<string, HeaderName> = new Map([...NAMES.map((name) => [name, name] as const), ...Object.entries(COMPACT)])

/** Header fields that are there once (RFC 3261, 7.3.1: only lists may be repeated). */
const SINGLE: ReadonlySet<HeaderName> = new Set<HeaderName>([
  ...(['from', 'to', 'call-id', 'cseq', 'max-forwards', 'content-type', 'content-length', 'content-disposition'] as const),
  ...(['expires', 'min-expires', 'session-expires', 'min-se', 'lyhord-return'] as const),
])

const TOKEN = /^[A-Za-z0-9.!%*_+`'~-]+$/
const LINE_BREAK = /[\r\n]/
const VERSION = /^SIP\/\d+\.\d+$/i

/**
 * Cuts a message. `trusted`: lines that are not kept may be longer than `LIMITS.header`, as a carrier's Identity is (RFC 8224). A message
 * beyond a limit is read as far as the limit, so that it can be refused.
 */
export function readWire(message: string | Buffer, trusted = false): Wire {
  const size = typeof message === 'string' ? Buffer.byteLength(message) : message.length
  const raw = cut(message)
  const text = typeof raw === 'string' ? raw.replace(/^(?:\r\n)+/, '') : null
  if (text === null) return { start: null, headers: new Map(), body: '', asks: false, fault: bad('Headers must be UTF-8') }
  const end = text.indexOf('\r\n\r\n')
  let fault: Fault | null = size > LIMITS.message ? { status: 513, why: `At most ${LIMITS.message} bytes` } : null
  const note = (found: Fault): void => {
    fault ??= found
  }
  if (end < 0) note(bad('No empty line after the headers'))
  const [top = '', ...lines] = unfolded(end < 0 ? text : text.slice(0, end))
  const start = readStart(top)
  if ('why' in start) note(start)
  if (lines.length > LIMITS.headers) note(bad(`At most ${LIMITS.headers} header lines`))

  const headers = new Map<HeaderName, string[]>()
  for (const line of lines.slice(0, LIMITS.headers)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const known = KNOWN.get(name)
    if (line.length > LIMITS.header && (known || !trusted)) note(bad(`At most ${LIMITS.header} characters a header`))
    else if (LINE_BREAK.test(line)) note(bad('A line ends in CR LF'))
    else if (!TOKEN.test(name)) note(bad('A header has a name and a colon'))
    else if (known) {
      const values = headers.get(known)
      const value = line.slice(colon + 1).trim()
      if (!values) headers.set(known, [value])
      else if (!SINGLE.has(known)) values.push(value)
      // Kamailio writes Content-Type twice behind rtpengine; what says the same says nothing else.
      else if (values[0] !== value) note(bad('A header that must be there once is repeated'))
    }
  }
  const body = readBody(end < 0 ? '' : text.slice(end + 4), headers.get('content-length')?.[0])
  if (body === null) note(bad('Content-Length is no length of this body'))
  return { start: 'why' in start ? null : start, headers, body: body ?? '', asks: !/^SIP\//i.test(top), fault }
}

/** 400 with these words. */
export function bad(why: string): Fault {
  return { status: 400, why }
}

/** The first value of a header field; undefined for none. */
export function first(headers: Wire['headers'], name: HeaderName): string | undefined {
  return headers.get(name)?.[0]
}

/** The message as text, no longer than the limit; null when its headers are no UTF-8. A body may be anything (RFC 3261, 7.4.2). */
function cut(message: string | Buffer): string | null {
  if (typeof message === 'string') return message.slice(0, LIMITS.message)
  const kept = message.subarray(0, LIMITS.message)
  const end = kept.indexOf('\r\n\r\n')
  if (!isUtf8(end < 0 ? kept : kept.subarray(0, end))) return null
  return kept.toString()
}

/** Lines with their continuation lines (RFC 3261, 7.3.1: folding is one space). */
function unfolded(text: string): string[] {
  const lines: string[] = []
  let parts: string[] = []
  for (let at = 0; at <= text.length; ) {
    const next = text.indexOf('\r\n', at)
    const line = text.slice(at, next < 0 ? undefined : next)
    at = next < 0 ? text.length + 1 : next + 2
    if (parts.length > 0 && (line.startsWith(' ') || line.startsWith('\t'))) parts.push(line.trim())
    else {
      if (parts.length > 0) lines.push(parts.join(' '))
      parts = [line]
    }
  }
  lines.push(parts.join(' '))
  return lines
}

/** RFC 3261, 7.1 and 7.2: single spaces; of a response the number counts, and its words are not read. */
function readStart(line: string): StartLine | Fault {
  if (line.length > LIMITS.header)
    return line.startsWith('SIP/') ? bad('A status line is short') : { status: 414, why: 'Request-URI too long' }
  if (LINE_BREAK.test(line)) return bad('A line ends in CR LF')
  const [method = '', uri = '', version = '', ...more] = line.split(' ')
  if (VERSION.test(method)) {
    const status = Number(uri.slice(0, 3))
    const isStatus = /^[1-6]\d\d(?!\d)/.test(uri)
    if (method.toUpperCase() !== 'SIP/2.0' || !isStatus) return bad('A status is a number of three digits, 100 to 699')
    return { is: 'response', status }
  }
  if (VERSION.test(version) && more.length === 0 && version.toUpperCase() !== 'SIP/2.0')
    return { status: 505, why: 'SIP/2.0 is spoken here' }
  if (
    more.length > 0 ||
    version.toUpperCase() !== 'SIP/2.0' ||
    !TOKEN.test(method) ||
    method.length > LIMITS.name ||
    !/^[^\s<>"]+$/.test(uri)
  )
    return bad('A request begins with METHOD URI SIP/2.0')
  return { is: 'request', method, uri }
}

/** The body that Content-Length names: bytes beyond it are discarded (RFC 3261, 18.3); null when it names more than there are, or no number. */
function readBody(body: string, length: string | undefined): string | null {
  if (length === undefined) return body
  if (!/^\d{1,9}$/.test(length)) return null
  const bytes = Buffer.byteLength(body)
  const wanted = Number(length)
  if (wanted > bytes) return null
  if (wanted === bytes) return body
  return bytes === body.length ? body.slice(0, wanted) : Buffer.from(body).toString('utf8', 0, wanted)
}
