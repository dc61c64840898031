/** A SIP message as far as a softphone needs it: first line, headers in order, body. */
export interface SipMessage {
  /** Method of a request; the CSeq's method of a response. */
  readonly method: string
  /** Status of a response; 0 for a request. */
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

const COMPACT: Readonly<Record<string, string>> = {
  i: 'call-id',
  f: 'from',
  t: 'to',
  v: 'via',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
}

/** Reads one WebSocket message; null for anything that is not SIP, such as a keep-alive. */
export function parseSip(text: string): SipMessage | null {
  const split = text.indexOf('\r\n\r\n')
  if (split < 0) return null
  const [start = '', ...lines] = text.slice(0, split).split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    return [COMPACT[name] ?? name, line.slice(colon + 1).trim()] as const
  })
  const status = /^SIP\/2\.0 (\d{3})/.exec(start)?.[1]
  const cseqMethod = headers.find(([name]) => name === 'cseq')?.[1].split(' ')[1]
  const method = status ? cseqMethod : /^([A-Z]+) \S+ SIP\/2\.0$/.exec(start)?.[1]
  if (!method) return null
  return { method, status: Number(status ?? 0), headers, body: text.slice(split + 4) }
}

/** First header of the name (lower case); empty when it is missing. */
export function header(message: SipMessage, name: string): string {
  return message.headers.find(([each]) => each === name)?.[1] ?? ''
}

/** All headers of the name (lower case), as lines ready to send under `as`. */
export function headerLines(message: SipMessage, name: string, as: string): string[] {
  return message.headers.filter(([each]) => each === name).map(([, value]) => `${as}: ${value}`)
}

/** The URI of a Contact, To or From. */
export function uriOf(value: string): string {
  for (let from = value.indexOf('<'); from >= 0; from = value.indexOf('<', from + 1)) {
    const to = value.indexOf('>', from)
    if (to < 0) break
    if (to > from + 1) return value.slice(from + 1, to)
  }
  return value.split(';')[0] ?? ''
}

/** The tag of a To or From; empty when there is none. */
export function tagOf(value: string): string {
  return /;tag=([^;\s]+)/.exec(value)?.[1] ?? ''
}

/** A message ready to send; the content length is counted in bytes. */
export function formatSip(start: string, headers: readonly string[], body = '', type = 'application/sdp'): string {
  const content = body === '' ? [] : [`Content-Type: ${type}`]
  return `${[start, ...headers, ...content, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`
}

/** Our response to a request, with what a response must repeat of it. `toTag` marks our end of the dialog. */
export function formatResponse(
  request: SipMessage,
  status: number,
  reason: string,
  toTag: string,
  more: readonly string[] = [],
  body = '',
) {
  const to = header(request, 'to')
  return formatSip(
    `SIP/2.0 ${status} ${reason}`,
    [
      ...headerLines(request, 'via', 'Via'),
      ...headerLines(request, 'record-route', 'Record-Route'),
      `From: ${header(request, 'from')}`,
      `To: ${tagOf(to) || status === 100 ? to : `${to};tag=${toTag}`}`,
      `Call-ID: ${header(request, 'call-id')}`,
      `CSeq: ${header(request, 'cseq')}`,
      ...more,
    ],
    body,
  )
}
