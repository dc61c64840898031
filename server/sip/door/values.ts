import { URI } from 'sip.js'
import { LIMITS } from './limits.ts'

/** Readers of header values: one pass each, no grammar, null for what they cannot read. */

/** An address with the parameters of its header, as in From, To, Contact and Record-Route (RFC 3261, 20.10). */
export interface NameAddress {
  /** As written between the brackets, trimmed; nothing says that it is a URI. */
  readonly uri: string
  /** Lower-case names; null for a parameter without value. */
  readonly parameters: ReadonlyMap<string, string | null>
}

/**
 * Reads `"Name" <uri>;parameters` and `uri;parameters`. A display name whose quotes do not balance is passed over: its address is what
 * stands in the last brackets.
 */
export function readNameAddress(text: string): NameAddress | null {
  const open = openBracket(text)
  if (open < 0) {
    const end = text.indexOf(';')
    const parameters = readParameters(end < 0 ? '' : text.slice(end))
    return parameters && { uri: text.slice(0, end < 0 ? undefined : end).trim(), parameters }
  }
  const close = text.indexOf('>', open)
  const parameters = close < 0 ? null : readParameters(text.slice(close + 1))
  return parameters && { uri: text.slice(open + 1, close).trim(), parameters }
}

/** Where the address begins; -1 without brackets. */
function openBracket(text: string): number {
  for (let at = 0, quoted = false; at < text.length; at++) {
    const sign = text[at]
    if (quoted && sign === '\\') at += 1
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === '<') return at
    else if (!quoted && sign === ';') return -1
  }
  return text.lastIndexOf('<')
}

/** `;name=value;name`, with spaces anywhere; null for more than the limit, or for anything else before the first semicolon. */
function readParameters(text: string): Map<string, string | null> | null {
  const [before = '', ...all] = splitOutside(text, ';', LIMITS.parameters + 1)
  if (before.trim() !== '' || all.length > LIMITS.parameters) return null
  const read = new Map<string, string | null>()
  for (const one of all) {
    const equals = one.indexOf('=')
    const name = (equals < 0 ? one : one.slice(0, equals)).trim().toLowerCase()
    if (name !== '' && !read.has(name)) read.set(name, equals < 0 ? null : one.slice(equals + 1).trim())
  }
  return read
}

/** The values of header lines that are lists, cut at their commas; null when they are more than `most`, or one is empty. */
export function readList(lines: readonly string[], most: number): string[] | null {
  const values = lines.flatMap((line) => splitOutside(line, ',', most).map((value) => value.trim()))
  return values.length > most || values.includes('') ? null : values
}

/** Words of a list header such as Supported; what is beyond the limit is left out. */
export function readWords(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => line.split(',', LIMITS.words))
    .slice(0, LIMITS.words)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** Cuts at a sign that stands neither in quotes nor in brackets. When there are more than `most` parts, one more is given and the rest is left out. */
export function splitOutside(text: string, sign: string, most: number): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0, quoted = false, bracketed = false; at < text.length; at++) {
    const one = text[at]
    if (quoted && one === '\\') at += 1
    else if (one === '"') quoted = !quoted
    else if (quoted) continue
    else if (one === '<') bracketed = true
    else if (one === '>') bracketed = false
    else if (one === sign && !bracketed) {
      parts.push(text.slice(from, at))
      if (parts.length > most) return parts
      from = at + 1
    }
  }
  parts.push(text.slice(from))
  return parts
}

const NAME = /^[!#-+\-./0-9:=?@A-Z[\]^_`a-z{|}~]+$/

/** A Call-ID: one word (RFC 3261, 20.8), which stands alone on its line. */
export function isCallId(text: string | undefined): text is string {
  return text !== undefined && text.length <= LIMITS.name && /^[\x21-\x7e]+$/.test(text)
}

/** A tag or branch that can be written back as it is: signs without meaning of their own, not too many. */
export function isName(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.length <= LIMITS.name && NAME.test(text)
}

/** Of a Via (RFC 3261, 20.42): its branch, and who sent it. */
export interface Via {
  readonly sentBy: string
  readonly branch: string
}

/** RFC 3261, 8.1.1.7: a branch is mandatory, and more than its cookie. */
export function readVia(text: string): Via | null {
  const end = text.indexOf(';')
  const sent = sentBy(text.slice(0, Math.max(0, end)))
  const branch = readParameters(end < 0 ? '' : text.slice(end))?.get('branch')
  return sent !== undefined && isName(branch) && branch.toLowerCase() !== 'z9hg4bk' ? { sentBy: sent.toLowerCase(), branch } : null
}

/** What stands after the protocol and its transport, white space around the slashes or not; undefined for anything else. */
function sentBy(text: string): string | undefined {
  const [name = '', version = '', rest = '', ...more] = text.split('/').map((part) => part.trim())
  const [, by] = /^[A-Za-z0-9.-]{1,16}\s(.*)$/.exec(rest) ?? []
  const sent = by?.trim() ?? ''
  const isOurs = name.toLowerCase() === 'sip' && version === '2.0' && more.length === 0
  return isOurs && sent !== '' && sent.length < MOST_SENT_BY ? sent : undefined
}

/** RFC 3261, 8.1.1.5: below 2^31. */
export function readCSeq(text: string): { readonly number: number; readonly method: string } | null {
  const [, digits = '', method = ''] = /^(\d{1,16})\s+(\S+)$/.exec(text) ?? []
  const number = Number(digits)
  return digits !== '' && number < 2 ** 31 ? { number, method } : null
}

/** Of a host with its port, and room. */
const MOST_SENT_BY = 256

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]{0,31}):/
const HOST = /^(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})$/

/** The scheme of a URI, lower case; undefined for none. */
export function schemeOf(text: string): string | undefined {
  return SCHEME.exec(text)?.[1]?.toLowerCase()
}

/**
 * Reads a `sip:` or `sips:` URI (RFC 3261, 19.1), and a `tel:` (RFC 3966) as the SIP URI of a host that does not exist. Its headers and
 * its password are left out, for a request must not repeat them. A user part is anything that can be written back; an underscore in a host
 * is taken, as carriers write it. Null for all else.
 */
export function readUri(text: string): URI | null {
  const scheme = schemeOf(text)
  if (text.length > LIMITS.header || !/^[\x21-\x7e]+$/.test(text) || /[<>"]/.test(text)) return null
  if (scheme === 'tel') {
    const number = text.slice(4).split(';')[0] ?? ''
    return number === '' ? null : uriOf('sip', number, 'tel.invalid', undefined, new Map())
  }
  if (scheme !== 'sip' && scheme !== 'sips') return null
  const rest = text.slice(scheme.length + 1)
  const at = rest.lastIndexOf('@')
  const [where = ''] = rest.slice(at + 1).split('?')
  const semicolon = where.indexOf(';')
  const [host, port] = readHost(semicolon < 0 ? where : where.slice(0, semicolon))
  const parameters = readParameters(semicolon < 0 ? '' : where.slice(semicolon))
  if (host === null || parameters === null) return null
  const user = at < 0 ? '' : rest.slice(0, at)
  const colon = user.indexOf(':')
  return uriOf(scheme, colon < 0 ? user : user.slice(0, colon), host, port, parameters)
}

function readHost(text: string): readonly [host: string | null, port: number | undefined] {
  const colon = text.startsWith('[') ? text.indexOf(':', text.indexOf(']')) : text.indexOf(':')
  const host = colon < 0 ? text : text.slice(0, colon)
  const port = colon < 0 ? undefined : text.slice(colon + 1)
  if (!HOST.test(host) || (port !== undefined && !/^\d{1,5}$/.test(port))) return [null, undefined]
  return [host, port === undefined ? undefined : Number(port)]
}

/** Null when sip.js could not write it again: it decodes a user part each time. */
function uriOf(
  scheme: string,
  user: string,
  host: string,
  port: number | undefined,
  parameters: ReadonlyMap<string, string | null>,
): URI | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(user)
    // sip.js decodes once more.
    decodeURIComponent(decoded)
  } catch {
    return null
  }
  const uri = new URI(scheme, decoded, host, port)
  for (const [name, value] of parameters) if (isName(name) && (value === null || isName(value))) uri.setParam(name, value)
  return uri
}
