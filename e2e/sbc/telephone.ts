import { randomBytes } from 'node:crypto'
import { formatResponse, formatSip, header, parseSip, type SipMessage, tagOf, uriOf } from '../../server/demo/sipMessage.ts'
import { openCarrier, type Papers } from './carrier.ts'
import { createRtpPhone, type RtpPhone } from './rtpPhone.ts'
import { LINE_NUMBER, OPERATOR, type Sbc } from './sbc.ts'
import { codecOfType } from './telephoneCodecs.ts'

const ANSWER_MS = 12_000
const token = () => randomBytes(8).toString('hex')

export interface TelephoneOptions {
  /** Which address it has; the operator's by default. */
  readonly address?: string
  readonly port?: number
  /** UDP by default. */
  readonly transport?: 'udp' | 'tcp' | 'tls'
  /** Needed for TLS. */
  readonly papers?: Papers
  /** The tone that it sings; null is silence. */
  readonly hz?: number | null
  /** It says who is calling in all that it sounds and reports. */
  readonly tells?: boolean
  /** `m=audio` formats with their lines, in the order of preference; PCMA and keys by default. */
  readonly formats?: readonly string[]
  /** Headers of every request. */
  readonly headers?: readonly string[]
  /** How a call that comes is answered; it rings and answers by default. */
  readonly answers?: (invite: SipMessage, reply: Reply) => void
  /** What is lost on its way to the telephone. */
  readonly loses?: (message: SipMessage) => boolean
}

/** An answer to an INVITE. With `sdp` it says where it talks and listens, from now on; that is `rtp` where the telephone has another ear than its first. */
export type Reply = (status: number, reason: string, more?: { headers?: string[]; sdp?: boolean; rtp?: RtpPhone }) => void

/** A telephone behind the operator: SIP and plain RTP, one call at a time. */
export interface Telephone {
  readonly rtp: RtpPhone
  readonly port: number
  /** Calls a number; resolves with the status of the final answer. */
  call(number?: string): Promise<number>
  /** Gives up the call that has not been answered; `call` then resolves with 487. */
  cancel(): void
  hangUp(): Promise<number>
  /** A request within the call, such as a re-INVITE with another direction; resolves with the answer, which is acknowledged. */
  ask(method: string, more?: { readonly headers?: readonly string[]; readonly direction?: string }): Promise<SipMessage>
  /** Sends its last request once more, as when no answer has come. */
  again(): void
  /** All that the far end has asked and answered, oldest first; what it has asked again, because no answer had come in time, once. */
  readonly got: readonly SipMessage[]
  /** Resolves when a message of that kind has come, at once when it came before. */
  received(is: (message: SipMessage) => boolean, message: string): Promise<SipMessage>
  close(): void
}

const AUDIO = ['8', '101', 'a=rtpmap:8 PCMA/8000', 'a=rtpmap:101 telephone-event/8000', 'a=fmtp:101 0-15']

/** Must be closed. */
export async function createTelephone(sbc: Sbc, options: TelephoneOptions = {}): Promise<Telephone> {
  const { address = OPERATOR, port = 0, transport = 'udp', papers, hz = 650, tells, formats = AUDIO, headers = [] } = options
  const rtp = await createRtpPhone(address, hz, tells)
  const carrier = await openCarrier({ address, port, to: sbc.port, transport, papers, onMessage: receive })
  const own = `${address}:${carrier.port}`
  const ownUri = `sip:+46709990000@${own}${transport === 'udp' ? '' : `;transport=${transport}`}`
  const got: SipMessage[] = []
  const waiting = new Set<(message: SipMessage) => void>()
  const tag = token()
  let callId = token()
  let cseq = 0
  let asked = ''
  let remote = ''
  let target = ''
  let local = `"Some Body" <sip:+46709990000@${own}>;tag=${tag}`
  let routes: string[] = []
  let version = 0
  let ringing: SipMessage | null = null
  let last = ''
  let closed = false

  const send = (text: string) => carrier.send(text)
  const contact = `Contact: <${ownUri}>`

  function sdp(direction = 'sendrecv', ear = rtp): string {
    const types = formats.filter((each) => !each.startsWith('a='))
    const lines = formats.filter((each) => each.startsWith('a='))
    const head = ['v=0', `o=- 7 ${++version} IN IP4 ${address}`, 's=-', `c=IN IP4 ${address}`, 't=0 0']
    const reports = ear.telling ? [`a=rtcp:${ear.telling.reportPort}`] : []
    return `${[...head, `m=audio ${ear.port} RTP/AVP ${types.join(' ')}`, ...lines, ...reports, `a=${direction}`].join('\r\n')}\r\n`
  }

  function request(method: string, number: number, more: readonly string[] = [], body = ''): string {
    const branch = method === 'CANCEL' ? asked : `z9hG4bK${token()}`
    if (method === 'INVITE') asked = branch
    last = formatSip(
      `${method} ${target} SIP/2.0`,
      [
        `Via: SIP/2.0/${carrier.name} ${own};rport;branch=${branch}`,
        ...routes,
        'Max-Forwards: 70',
        `From: ${local}`,
        `To: ${remote}`,
        `Call-ID: ${callId}`,
        `CSeq: ${number} ${method}`,
        contact,
        ...headers,
        ...more,
      ],
      body,
    )
    return last
  }

  function received(is: (message: SipMessage) => boolean, what: string, within = ANSWER_MS): Promise<SipMessage> {
    const before = got.find(is)
    if (before) return Promise.resolve(before)
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`the telephone waited for ${what}; it got ${got.map((one) => `${one.method} ${one.status}`).join(', ')}`))
      }, within)
      const look = (message: SipMessage) => {
        if (!is(message)) return
        clearTimeout(late)
        waiting.delete(look)
        resolve(message)
      }
      waiting.add(look)
    })
  }

  const answerTo = (method: string, number: number) =>
    received(
      (message) => message.status >= 200 && message.method === method && header(message, 'cseq').startsWith(`${number} `),
      `the answer to ${method}`,
    )

  function hear(body: string, ear = rtp): void {
    const to = /^m=audio (\d+) RTP\/AVP (\d+)/m.exec(body)
    const at = /^c=IN IP4 (\S+)/m.exec(body)?.[1]
    if (to && at) ear.talk({ address: at, port: Number(to[1]) }, codecOfType(Number(to[2])) ?? 'PCMA')
  }

  function serve(message: SipMessage): void {
    if (message.method === 'ACK') return
    const reply: Reply = (status, reason, more = {}) => {
      const body = more.sdp ? sdp('sendrecv', more.rtp) : ''
      send(formatResponse(message, status, reason, tag, [contact, ...headers, ...(more.headers ?? [])], body))
      if (more.rtp) hear(message.body, more.rtp)
    }
    const within = tagOf(header(message, 'to'))
    if (within && within !== tag) return reply(481, 'Call/Transaction Does Not Exist')
    if (message.method === 'CANCEL') {
      reply(200, 'OK')
      if (ringing) send(formatResponse(ringing, 487, 'Request Terminated', tag))
      return
    }
    if (message.method !== 'INVITE' || within) return reply(200, 'OK', { sdp: message.method === 'INVITE' })
    ringing = message
    callId = header(message, 'call-id')
    remote = header(message, 'from')
    local = `${header(message, 'to')};tag=${tag}`
    target = uriOf(header(message, 'contact'))
    hear(message.body)
    if (options.answers) options.answers(message, reply)
    else {
      reply(180, 'Ringing')
      reply(200, 'OK', { sdp: true })
    }
  }

  function receive(text: string): void {
    const message = parseSip(text)
    if (message && options.loses?.(message)) return
    if (!message || (message.status === 0 && message.method === 'OPTIONS')) {
      if (message) send(formatResponse(message, 200, 'OK', tag))
      return
    }
    const again = (one: SipMessage) => one.status === 0 && one.method === message.method && header(one, 'via') === header(message, 'via')
    if (message.status === 0 && got.some(again)) return
    got.push(message)
    for (const look of [...waiting]) look(message)
    if (message.status === 0) serve(message)
  }

  async function invite(number: string): Promise<SipMessage> {
    target = `sip:${number}@${sbc.address}`
    remote = `<${target}>`
    const mine = ++cseq
    const answer = answerTo('INVITE', mine)
    send(request('INVITE', mine, [...INVITES], sdp()))
    return answer
  }

  /** The ACK of a refusal belongs to the INVITE's transaction; that of an answer is a request of its own. */
  function acknowledge(answer: SipMessage, number: number): void {
    remote = header(answer, 'to')
    if (answer.status < 300) {
      target = uriOf(header(answer, 'contact'))
      routes = answer.headers
        .flatMap(([name, value]) => (name === 'record-route' ? value.split(',') : []))
        .map((route) => `Route: ${route.trim()}`)
        .reverse()
      send(request('ACK', number))
      hear(answer.body)
      return
    }
    send(request('ACK', number).replace(/branch=\S+/, `branch=${asked}`))
  }

  async function ask(method: string, more: { headers?: readonly string[]; direction?: string } = {}): Promise<SipMessage> {
    const number = ++cseq
    const answer = answerTo(method, number)
    send(
      request(
        method,
        number,
        [...(more.headers ?? []), ...(method === 'INVITE' ? INVITES : [])],
        method === 'INVITE' ? sdp(more.direction) : '',
      ),
    )
    const final = await answer
    if (method === 'INVITE') send(request('ACK', number))
    return final
  }

  return {
    rtp,
    port: carrier.port,
    got,
    received,
    async call(number = LINE_NUMBER) {
      callId = token()
      const answer = await invite(number)
      acknowledge(answer, cseq)
      return answer.status
    },
    cancel: () => send(request('CANCEL', cseq)),
    hangUp: async () => (await ask('BYE')).status,
    ask,
    again: () => send(last),
    close() {
      if (closed) return
      closed = true
      rtp.close()
      carrier.close()
    },
  }
}

const INVITES = ['Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE', 'Supported: timer']
