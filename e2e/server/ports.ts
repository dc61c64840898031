import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A TCP port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The same for UDP. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}

/** Ports for sound, both counted, that nobody else here has until they are let go. */
export interface PortRange {
  readonly least: number
  readonly most: number
  release(): void
}

const RANGES = { from: 10_000, size: 400, most: 50, guards: 9_000 } as const

/**
 * A range of UDP ports of its own for a program that shares its ports with whoever else binds them, as rtpengine does: two of them on one
 * port take each other's sound. A port below the ranges is held for as long as the range is. Throws when all are taken.
 */
export async function takePortRange(): Promise<PortRange> {
  for (let at = 0; at < RANGES.most; at++) {
    const guard = createSocket('udp4')
    const held = await new Promise<boolean>((resolve) => {
      guard.once('error', () => resolve(false))
      guard.bind({ port: RANGES.guards + at, address: '127.0.0.1', exclusive: true }, () => resolve(true))
    })
    const least = RANGES.from + at * RANGES.size
    if (held) return { least, most: least + RANGES.size - 1, release: () => guard.close() }
  }
  throw new Error('every range of ports for sound is taken')
}
