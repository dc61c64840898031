import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { ADDRESS, NAME, NUMBER } from '../anonymity/markers.ts'
import { LINE_NUMBER, type Sbc } from './sbc.ts'

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
