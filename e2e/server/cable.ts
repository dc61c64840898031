import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A cable between a browser and the server that can be cut: HTTP and WebSockets go through it, calls' audio does not. */
export interface Cable {
  /** `http://127.0.0.1:PORT`, to be used in place of the server's own. */
  readonly url: string
  /** Breaks every connection without a word and lets none through until `mend`. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** Lays a cable to a port of this machine; `onSent` gets every byte that goes to the server. Must be closed. */
export async function layCable(port: number, onSent: (bytes: Buffer) => void = () => {}): Promise<Cable> {
  const open = new Set<Socket>()
  let whole = true
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
  }
  const server = createServer((near) => {
    keep(near)
    if (!whole) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    keep(far)
    near.on('data', onSent)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const breakAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false
      breakAll()
    },
    mend() {
      whole = true
    },
    async close() {
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}
