import { once } from 'node:events'
import { WebSocket } from 'ws'
import { formatResponse, formatSip, header, parseSip, uriOf } from '../../server/demo/sipMessage.ts'
import { digestAnswer } from '../../server/sip/digest.ts'
import { type Sbc, TRUNK } from './sbc.ts'

/** Somebody who registers as servers do, and takes no call. */
export interface OddServer {
  /** Calls that it has been asked to take. */
  readonly asked: number
  close(): void
}

/** Registered when the promise resolves. Answers each call with `status`; null: with nothing at all. Must be closed. */
export async function createOddServer(sbc: Sbc, status: number | null): Promise<OddServer> {
  const socket = new WebSocket(sbc.url, 'sip', { perMessageDeflate: false })
  await once(socket, 'open')
  let asked = 0
  let cseq = 0
  let onRegistered = () => {}
  const registered = new Promise<void>((resolve) => {
    onRegistered = resolve
  })
  const uri = 'sip:127.0.0.1'
  const host = `odd${Math.random().toString(16).slice(2)}.invalid`
  const register = (...more: readonly string[]) =>
    socket.send(
      formatSip(`REGISTER ${uri} SIP/2.0`, [
        `Via: SIP/2.0/WS ${host};branch=z9hG4bKodd${++cseq}`,
        `From: <sip:${TRUNK.user}@127.0.0.1>;tag=odd`,
        `To: <sip:${TRUNK.user}@127.0.0.1>`,
        `Call-ID: ${host}`,
        `CSeq: ${cseq} REGISTER`,
        `Contact: <sip:${TRUNK.user}@${host};transport=ws>;expires=120`,
        ...more,
      ]),
    )
  socket.on('message', (data) => {
    const message = parseSip(data.toString())
    if (message?.status === 401) {
      const [, realm = '', nonce = ''] = /realm="([^"]*)", nonce="([^"]*)"/.exec(header(message, 'www-authenticate')) ?? []
      register(`Authorization: ${digestAnswer({ realm, nonce }, TRUNK, 'REGISTER', uriOf(uri), 'odd')}`)
    }
    if (message?.status === 200) onRegistered()
    if (message?.method !== 'INVITE' || message.status !== 0) return
    asked++
    if (status !== null) socket.send(formatResponse(message, status, 'No', 'odd'))
  })
  register()
  await registered
  return {
    get asked() {
      return asked
    },
    close: () => socket.terminate(),
  }
}
