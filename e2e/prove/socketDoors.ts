import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { fuzzDtls, fuzzRtcp, fuzzRtp, fuzzStun } from '../../server/media/testing/fuzzDatagrams.ts'
import type { Door } from './door.ts'
import { doorOf } from './doors.ts'
import { liveText } from './liveText.ts'

/** Where a server that runs is reached. */
export interface Reach {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  readonly mediaPort: number
}

/** Sends inputs as a stranger does; lives until `close`. Whether they are taken, refused or closed for is the server's affair. */
export interface Sender {
  send(input: unknown): Promise<void>
  close(): void
}

interface SocketDoor {
  /** Of all inputs that go over sockets, this door's share. */
  readonly share: number
  readonly inputs: () => Promise<Door['inputs']>
  readonly open: (reach: Reach) => Sender
}

/** A socket's sender waits when more than so much has not gone out. */
const UNSENT_BYTES = 256 * 1024
/** So many datagrams, then others have a turn; a buffer that is full drops, and proves nothing. */
const DATAGRAMS_A_TURN = 50
const OPEN_MS = 2_000
/** A server that lets nobody in for the moment is asked again. */
const AGAIN_MS = 20

/** Every door whose inputs are sent to a server that runs, one a line. */
export const SOCKET_DOORS: Readonly<Record<string, SocketDoor>> = {
  stun: { share: 0.2, inputs: async () => fuzzStun, open: datagrams },
  dtls: { share: 0.2, inputs: async () => fuzzDtls, open: datagrams },
  rtp: { share: 0.1, inputs: async () => fuzzRtp, open: datagrams },
  rtcp: { share: 0.1, inputs: async () => fuzzRtcp, open: datagrams },
  sip: { share: 0.2, inputs: inputsOf('sip'), open: (reach) => frames(`${ws(reach)}/sip`, 'sip', (input) => input as string | Buffer) },
  live: { share: 0.1, inputs: inputsOf('live'), open: (reach) => frames(`${ws(reach)}${ENGINE}`, undefined, liveFrame) },
  http: { share: 0.1, inputs: inputsOf('http'), open: requests },
}

const ENGINE = '/socket.io/?EIO=4&transport=websocket'
const ws = ({ origin }: Reach): string => origin.replace('http', 'ws')

function inputsOf(name: string): () => Promise<Door['inputs']> {
  return async () => (await doorOf(name)).inputs
}

function datagrams({ mediaPort }: Reach): Sender {
  const socket = createSocket('udp4')
  socket.on('error', () => {})
  let sent = 0
  return {
    async send(input) {
      socket.send(input as Buffer, mediaPort, '127.0.0.1', () => {})
      sent += 1
      if (sent % DATAGRAMS_A_TURN === 0) await wait(1)
    },
    close: () => socket.close(),
  }
}

/** One WebSocket after the other: a new one when the server has closed the last. */
function frames(url: string, protocol: string | undefined, frameOf: (input: unknown) => string | Buffer): Sender {
  let socket: WebSocket | null = null
  async function opened(): Promise<WebSocket> {
    for (;;) {
      if (socket?.readyState === WebSocket.OPEN) return socket
      const next = new WebSocket(url, protocol ?? [], { perMessageDeflate: false, handshakeTimeout: OPEN_MS })
      next.on('error', () => {})
      socket = next
      await Promise.race([once(next, 'open'), once(next, 'close')]).catch(() => {})
      if (next.readyState !== WebSocket.OPEN) await wait(AGAIN_MS)
    }
  }
  return {
    async send(input) {
      const to = await opened()
      to.send(frameOf(input), () => {})
      while (to.readyState === WebSocket.OPEN && to.bufferedAmount > UNSENT_BYTES) await wait(1)
    },
    close: () => socket?.terminate(),
  }
}

/** An event of `/live` in the framing of Socket.IO 5, which asks for an answer; a text goes as it is, for the framing is a stranger's, too. */
const liveFrame = (input: unknown): string => liveText(input) ?? ''

function requests({ origin }: Reach): Sender {
  return {
    async send(input) {
      const { method, path, headers, body } = input as {
        readonly method: string
        readonly path: string
        readonly headers: Readonly<Record<string, string>>
        readonly body?: string
      }
      try {
        const answer = await fetch(origin + path, { method, headers, ...(body === undefined ? {} : { body }) })
        await answer.arrayBuffer()
      } catch {
        // Closed for what it sent, or nothing that can be sent at all.
      }
    },
    close() {},
  }
}
