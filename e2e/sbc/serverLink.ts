import { once } from 'node:events'
import { WebSocket } from 'ws'
import { formatSip, header, parseSip, type SipMessage, uriOf } from '../../server/demo/sipMessage.ts'
import { digestAnswer } from '../../server/sip/digest.ts'
import { type Sbc, TRUNK } from './sbc.ts'

/** A WebSocket that is registered at a border controller, as servers' are. */
export interface ServerLink {
  /** Our name in Via and Contact. */
  readonly host: string
  readonly contact: string
  send(text: string): void
  close(): void
}

/** Registered when the promise resolves; `onMessage` gets all but what belongs to that. Must be closed. */
export async function registerServer(sbc: Sbc, onMessage: (message: SipMessage) => void): Promise<ServerLink> {
  const socket = new WebSocket(sbc.url, 'sip', { perMessageDeflate: false })
  await once(socket, 'open')
  let cseq = 0
  let onRegistered = () => {}
  const registered = new Promise<void>((resolve) => {
    onRegistered = resolve
  })
  const uri = 'sip:127.0.0.1'
  const host = `odd${Math.random().toString(16).slice(2)}.invalid`
  const contact = `Contact: <sip:${TRUNK.user}@${host};transport=ws>`
  const register = (...more: readonly string[]) =>
    socket.send(
      formatSip(`REGISTER ${uri} SIP/2.0`, [
        `Via: SIP/2.0/WS ${host};branch=z9hG4bKodd${++cseq}`,
        `From: <sip:${TRUNK.user}@127.0.0.1>;tag=odd`,
        `To: <sip:${TRUNK.user}@127.0.0.1>`,
        `Call-ID: ${host}`,
        `CSeq: ${cseq} REGISTER`,
        `${contact};expires=120`,
        ...more,
      ]),
    )
  socket.on('message', (data) => {
    const message = parseSip(data.toString())
    if (!message) return
    if (message.method !== 'REGISTER') return onMessage(message)
    if (message.status === 401) {
      const [, realm = '', nonce = ''] = /realm="([^"]*)", nonce="([^"]*)"/.exec(header(message, 'www-authenticate')) ?? []
      register(`Authorization: ${digestAnswer({ realm, nonce }, TRUNK, 'REGISTER', uriOf(uri), 'odd')}`)
    }
    if (message.status === 200) onRegistered()
  })
  register()
  await registered
  return { host, contact, send: (text) => socket.send(text), close: () => socket.terminate() }
}
