/** Longest boundary (RFC 2046, 5.1.1). */
const BOUNDARY = /^[0-9A-Za-z'()+_,./:=? -]{1,70}$/
const MOST_HEADER = 1_024
/** More than any sender puts together. */
const MOST_PARTS = 8
const SDP = 'application/sdp'

/**
 * The session description in a SIP body: the body itself, or of a `multipart` one the part that is one (RFC 5621, 3 and 4); nothing of the
 * other parts is looked at or kept. Null when there is none, in more than 8 parts, or when the Content-Type cannot be read.
 */
export function sdpBodyOf(contentType: string | undefined, body: string): string | null {
  const { type, boundary } = readType(contentType)
  if (type === SDP) return body
  if (!type.startsWith('multipart/') || boundary === null) return null
  // What stands before the first boundary is for nobody, and so is what comes after the last (RFC 2046, 5.1.1).
  const [, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`, MOST_PARTS + 3)
  const closed = parts.findIndex((part) => part.startsWith('--'))
  const whole = closed < 0 ? parts : parts.slice(0, closed)
  if (whole.length > MOST_PARTS) return null
  const found = whole.map(sdpOf).filter((sdp) => sdp !== null)
  // Of alternatives the last is the best; two that belong together are one too many, and the first counts (RFC 5621, 4.2 and 8.2).
  return (type === 'multipart/alternative' ? found.at(-1) : found[0]) ?? null
}

/** Null for a part of another type: one without a Content-Type is plain text (RFC 2046, 5.2). */
function sdpOf(part: string): string | null {
  const end = part.slice(0, MOST_HEADER).indexOf('\r\n\r\n')
  if (end < 0) return null
  const header = part
    .slice(0, end)
    .split('\r\n')
    .find((line) => /^content-type[ \t]*:/i.test(line))
  return readType(header?.slice(header.indexOf(':') + 1)).type === SDP ? part.slice(end + 4) : null
}

/** A Content-Type in small letters and without spaces, and the boundary that it names. */
function readType(header = ''): { readonly type: string; readonly boundary: string | null } {
  if (header.length > MOST_HEADER) return { type: '', boundary: null }
  const [type = '', ...parameters] = parametersOf(header)
  const named = parameters.find((parameter) => /^boundary[ \t]*=/i.test(parameter))
  const value = named?.slice(named.indexOf('=') + 1).trim() ?? ''
  const boundary = value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value
  return { type: type.replace(/[ \t]/g, '').toLowerCase(), boundary: BOUNDARY.test(boundary) ? boundary : null }
}

/** A header's value at its semicolons, but for those between quotes. */
function parametersOf(header: string): string[] {
  const parts: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < header.length; at++) {
    if (header[at] === '"') quoted = !quoted
    else if (header[at] === ';' && !quoted) {
      parts.push(header.slice(from, at).trim())
      from = at + 1
    }
  }
  return [...parts, header.slice(from).trim()]
}
