import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { ADDRESS, NAME, NUMBER } from '../anonymity/markers.ts'
import { LINE_NUMBER, OPERATOR, type Sbc } from './sbc.ts'

const ME = `"${NAME}" <sip:+${NUMBER}@${ADDRESS}>`

/** Messages that no telephone sends, each of which names its caller: what goes wrong must be written down nowhere either. */
export async function knock(sbc: Sbc, address: string): Promise<void> {
  const socket = createSocket('udp4')
  socket.bind(0, address)
  await once(socket, 'listening')
  const own = `${address}:${socket.address().port}`
  const sip = (first: string, method: string, more: readonly string[] = [], body = '') =>
    [
      first,
      `Via: SIP/2.0/UDP ${own};branch=z9hG4bK-${NUMBER}-${method}`,
      `From: ${ME};tag=${NUMBER}`,
      `To: <sip:${LINE_NUMBER}@x>`,
      `Call-ID: ${NUMBER}-${method}@${ADDRESS}`,
      `CSeq: 1 ${method}`,
      `Contact: ${ME}`,
      ...more,
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n')
  const target = `sip:${LINE_NUMBER}@${sbc.address}`
  const messages = [
    `INVITE ${NUMBER} from ${NAME} at ${ADDRESS}`,
    sip(`INVITE sip:${NUMBER}@${sbc.address} SIP/2.0`, 'INVITE', [], `v=0\r\no=${NUMBER}\r\n`),
    sip(`INVITE ${target} SIP/2.0`, 'INVITE', [`Content-Type: application/sdp`], `v=0\r\nm=audio ${NUMBER} RTP/AVP ${NUMBER}\r\n`),
    sip(`INVITE ${target} SIP/2.0`, 'INVITE', [`Subject: ${NAME}\r\n ${NUMBER}`]),
    sip(`INVITE ${target} SIP/2.0`, 'INVITE', [`: ${NUMBER}`, `From: ${NUMBER}`, `CSeq: ${NUMBER} ${NAME}`, `Via: ${NUMBER}`]),
    sip(`INVITE tel:+${NUMBER} SIP/2.0`, 'INVITE'),
    sip(`REGISTER ${target} SIP/2.0`, 'REGISTER', [`User-Agent: friendly-scanner ${NUMBER}`]),
    sip(`SUBSCRIBE ${target} SIP/2.0`, 'SUBSCRIBE', [`Event: ${NUMBER}`]),
    sip(`BYE sip:${NUMBER}@${sbc.address} SIP/2.0`, 'BYE'),
    sip(`CANCEL ${target} SIP/2.0`, 'CANCEL'),
    sip('SIP/2.0 200 OK', 'INVITE'),
    sip(`SIP/2.0 486 ${NAME} ${NUMBER}`, 'INVITE').replace('z9hG4bK-', 'z9hG4bK9999.'),
    sip(`INVITE ${target} SIP/2.0`, 'INVITE').replace(`tag=${NUMBER}`, `tag=${NUMBER}"<>;;`),
    sip(`INVITE ${target} SIP/2.0`, 'INVITE').replace('Content-Length: 0', `Content-Length: ${NUMBER}`),
    sip(`INVITE ${target} SIP/2.0`, 'INVITE', [`X-Long: ${NUMBER.repeat(400)}`]),
  ]
  for (const message of messages) await new Promise((resolve) => socket.send(message, sbc.port, '127.0.0.1', resolve))
  socket.close()
}

/** Asks from the operator's address with this Via, made from that address, which the answer goes to. Resolves with the answer's first line. */
export async function askWithVia(sbc: Sbc, viaFrom: (own: string) => string): Promise<string> {
  const socket = createSocket('udp4')
  try {
    socket.bind(0, OPERATOR)
    await once(socket, 'listening')
    const via = viaFrom(`${OPERATOR}:${socket.address().port}`)
    const id = Math.random().toString(16).slice(2)
    const head = [
      `OPTIONS sip:${LINE_NUMBER}@${sbc.address} SIP/2.0`,
      `Via: ${via}`,
      'Max-Forwards: 70',
      'From: <sip:a@b>;tag=a',
      'To: <sip:c@d>',
    ]
    socket.send([...head, `Call-ID: ${id}`, 'CSeq: 1 OPTIONS', 'Content-Length: 0', '', ''].join('\r\n'), sbc.port, '127.0.0.1')
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer]
    return answer.toString().split('\r\n')[0] ?? ''
  } finally {
    socket.close()
  }
}
