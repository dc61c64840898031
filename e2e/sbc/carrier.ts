import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, connect as openTcp, type Socket } from 'node:net'
import { createServer as createTlsServer, connect as openTls } from 'node:tls'

/** What somebody shows by TLS, and whom they believe; PEM texts. */
export interface Papers {
  readonly cert: string
  readonly key: string
  readonly ca: string
}

/** What carries SIP between a telephone and the border controller. */
export interface Carrier {
  /** As in Via. */
  readonly name: 'UDP' | 'TCP' | 'TLS'
  readonly port: number
  /** Over TCP and TLS, answers go back over the connection that the last request came on. */
  send(text: string): void
  close(): void
}

export interface CarrierOptions {
  readonly address: string
  readonly port: number
  /** Where the border controller listens, at 127.0.0.1. */
  readonly to: number
  readonly transport: 'udp' | 'tcp' | 'tls'
  /** Needed for TLS. Whoever shows others than theirs is not spoken to. */
  readonly papers?: Papers
  readonly onMessage: (text: string) => void
}

/** Listens at once. Must be closed. */
export async function openCarrier({ address, port, to, transport, papers, onMessage }: CarrierOptions): Promise<Carrier> {
  if (transport === 'udp') {
    const socket = createSocket('udp4')
    socket.bind(port, address)
    await once(socket, 'listening')
    socket.on('error', () => {})
    socket.on('message', (data) => onMessage(data.toString()))
    const send = (text: string) => socket.send(text, to, '127.0.0.1')
    return { name: 'UDP', port: socket.address().port, send, close: () => socket.close() }
  }

  const open = new Set<Socket>()
  let out: Socket | null = null
  let asking: Socket | null = null
  function attend(socket: Socket): Socket {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      open.delete(socket)
      if (out === socket) out = null
      if (asking === socket) asking = null
    })
    const read = createReader((text) => {
      if (!text.startsWith('SIP/2.0 ')) asking = socket
      onMessage(text)
    })
    socket.on('data', read)
    return socket
  }
  function connect(): Socket {
    const tcp = openTcp({ host: '127.0.0.1', port: to, localAddress: address })
    return attend(transport === 'tls' ? openTls({ socket: tcp, host: '127.0.0.1', ...papers }) : tcp)
  }

  const server = transport === 'tls' ? createTlsServer({ ...papers, requestCert: true }, attend) : createServer(attend)
  server.listen(port, address)
  await once(server, 'listening')
  return {
    name: transport === 'tls' ? 'TLS' : 'TCP',
    port: (server.address() as AddressInfo).port,
    send(text) {
      if (text.startsWith('SIP/2.0 ') && asking) asking.write(text)
      else {
        out ??= connect()
        out.write(text)
      }
    },
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** Cuts what comes over a stream into messages, by their Content-Length (RFC 3261, 18.3). */
function createReader(onMessage: (text: string) => void): (data: Buffer) => void {
  let kept = Buffer.alloc(0)
  return (data) => {
    kept = Buffer.concat([kept, data])
    for (;;) {
      const head = kept.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/^(?:content-length|l) *: *(\d+)/im.exec(kept.toString('latin1', 0, head))?.[1] ?? 0)
      if (kept.length < head + 4 + length) return
      const text = kept.toString('utf8', 0, head + 4 + length)
      kept = kept.subarray(head + 4 + length)
      onMessage(text.replace(/^(\r\n)+/, ''))
    }
  }
}
