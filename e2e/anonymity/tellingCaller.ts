import { WebSocket } from 'ws'
import { formatResponse, formatSip, header, parseSip, type SipMessage, tagOf, uriOf } from '../../server/demo/sipMessage.ts'
import { ADDRESS, NAME, NUMBER } from './markers.ts'
import { createTellingLeg, telling } from './tellingLeg.ts'

/** A SIP client that tells everything about its user, in every place where SIP has room for it. */
export interface TellingCaller {
  /** Calls; resolves with the status of the final answer. */
  invite(line: string): Promise<number>
  /** Says who it is again, in every kind of message within the call. */
  tellMore(): Promise<void>
  hangUp(): Promise<void>
  /** Messages of a call to somebody who is not there, of a registration without an account, and of nonsense. */
  knock(): void
  /** What the far end said last in the call's dialog; BYE when it hung up. */
  readonly requests: readonly string[]
  /** RTP packets that have come in. */
  received(): number
  close(): void
}

const ME = `"${NAME}" <sip:+${NUMBER}@${ADDRESS}:5060>`

const TELLING = [
  `P-Asserted-Identity: ${ME}`,
  `P-Preferred-Identity: ${ME}`,
  `Remote-Party-ID: ${ME};party=calling;screen=yes;privacy=off`,
  `Diversion: ${ME};reason=unconditional`,
  `History-Info: <sip:+${NUMBER}@${ADDRESS}>;index=1`,
  `Call-Info: <http://${ADDRESS}/${NUMBER}.png>;purpose=icon`,
  `Referred-By: ${ME}`,
  `Reply-To: ${ME}`,
  `Subject: ${NAME} ${NUMBER}`,
  `Organization: ${NAME}`,
  `P-Access-Network-Info: IEEE-802.11;i-wlan-node-id=${NUMBER}`,
  `Geolocation: <cid:${NUMBER}@${ADDRESS}>`,
  `User-to-User: ${NUMBER};encoding=hex`,
  `X-Caller: ${NUMBER}`,
  `User-Agent: Phone of ${NAME} ${NUMBER} at ${ADDRESS}`,
  `Contact: <sip:+${NUMBER}@${ADDRESS}:5060;transport=ws>;+sip.instance="<urn:uuid:${NUMBER}>"`,
]

/** Opens the connection; a proxy's headers tell too. Must be closed. */
export async function createTellingCaller(url: string): Promise<TellingCaller> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sip`, 'sip', {
    headers: {
      'user-agent': `Phone of ${NAME} ${NUMBER}`,
      'x-forwarded-for': ADDRESS,
      'x-real-ip': ADDRESS,
      forwarded: `for=${ADDRESS}`,
      referer: `http://${ADDRESS}/${NUMBER}`,
    },
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const leg = await createTellingLeg()
  const description = telling(leg.description)
  const callId = `${NUMBER}@${ADDRESS}`
  const localTag = `tag-${NUMBER}`
  const from = `${ME};tag=${localTag}`
  const requests: string[] = []
  const waiting = new Map<number, (message: SipMessage) => void>()
  let cseq = 1
  let to = ''
  let target = ''

  function request(method: string, number: number, uri: string, toHeader: string, more: readonly string[] = [], body = '', type?: string) {
    const via = `Via: SIP/2.0/WS ${ADDRESS}:5060;branch=z9hG4bK-${NUMBER}-${number}${method === 'ACK' ? 'a' : ''};received=${ADDRESS}`
    const head = [via, 'Max-Forwards: 70', `From: ${from}`, `To: ${toHeader}`, `Call-ID: ${callId}`, `CSeq: ${number} ${method}`]
    return formatSip(`${method} ${uri} SIP/2.0`, [...head, ...TELLING, ...more], body, type)
  }

  function ask(method: string, more: readonly string[] = [], body = '', type?: string): Promise<SipMessage> {
    const number = ++cseq
    const answer = new Promise<SipMessage>((resolve) => waiting.set(number, resolve))
    socket.send(request(method, number, target, to, more, body, type))
    return answer
  }

  socket.on('message', (data) => {
    const message = parseSip(data.toString())
    if (!message) return
    if (message.status === 0) {
      requests.push(message.method)
      const body = message.method === 'INVITE' ? description : ''
      if (message.method !== 'ACK') socket.send(formatResponse(message, 200, 'OK', localTag, TELLING, body))
      return
    }
    if (message.status < 200 || header(message, 'call-id') !== callId) return
    const number = Number(header(message, 'cseq').split(' ')[0])
    waiting.get(number)?.(message)
    waiting.delete(number)
  })

  return {
    requests,
    received: leg.received,
    async invite(line) {
      const uri = `sip:${line}@${new URL(url).host}`
      const answer = new Promise<SipMessage>((resolve) => waiting.set(cseq, resolve))
      socket.send(request('INVITE', cseq, uri, `<${uri}>`, ['Supported: timer', 'Recv-Info: lyhord-state'], description))
      const final = await answer
      if (final.status >= 300) return final.status
      to = header(final, 'to')
      target = uriOf(header(final, 'contact'))
      if (!tagOf(to)) throw new Error('the answer has no tag')
      leg.accept(final.body)
      socket.send(request('ACK', cseq, target, to))
      return final.status
    },
    async tellMore() {
      await ask('INFO', [], `Signal=${NUMBER}\r\nFrom=${ADDRESS}\r\n`, 'application/dtmf-relay')
      await ask('MESSAGE', [], `I am ${NAME}, call me at ${NUMBER}`, 'text/plain')
      await ask('OPTIONS')
      await ask('UPDATE')
      const renewed = await ask('INVITE', [], description)
      socket.send(request('ACK', Number(header(renewed, 'cseq').split(' ')[0]), target, to))
    },
    async hangUp() {
      await ask('BYE', [`Reason: SIP;cause=200;text="${NAME} ${NUMBER} ${ADDRESS}"`])
      leg.close()
    },
    knock() {
      const host = new URL(url).host
      const stranger = (method: string, user: string, number: number, body = '') =>
        formatSip(
          `${method} sip:${user}@${host} SIP/2.0`,
          [
            `Via: SIP/2.0/WS ${ADDRESS}:5060;branch=z9hG4bK-knock-${method}-${number}`,
            'Max-Forwards: 70',
            `From: ${from}`,
            `To: ${method === 'REGISTER' ? ME : `<sip:${user}@${host}>`}`,
            `Call-ID: knock-${number}-${callId}`,
            `CSeq: 1 ${method}`,
            ...TELLING,
          ],
          body,
        )
      socket.send(stranger('INVITE', NUMBER, 1, description))
      socket.send(stranger('INVITE', `no-line-${NUMBER.slice(2)}`, 2, telling('v=0\r\n')))
      socket.send(stranger('INVITE', 'valj-att-sluta', 3, `v=0\r\no=${NAME} ${ADDRESS}\r\n`))
      socket.send(stranger('REGISTER', NUMBER, 4))
      socket.send(stranger('SUBSCRIBE', NUMBER, 5))
      socket.send(stranger('BYE', NUMBER, 6))
      socket.send(`INVITE sip:${NUMBER} nonsense from ${NAME} at ${ADDRESS}`)
      socket.send(`SIP/2.0 200 OK\r\nVia: SIP/2.0/WS ${ADDRESS};branch=z9hG4bK${NUMBER}\r\nFrom: ${ME}\r\n\r\n`)
      socket.send(Buffer.from(`${NUMBER} ${ADDRESS}`))
    },
    close() {
      leg.close()
      socket.close()
    },
  }
}
