import { createSocket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import type { MediaPort } from './leg.ts'

/**
 * Which UDP port and addresses the legs use. `port` 0 takes any free one. An `address` that is not this machine's own is
 * what the outside sees of it (one-to-one NAT): every own address is bound, and that one is written into descriptions.
 */
export async function mediaPort(port: number, address: string | null): Promise<MediaPort> {
  const own = address !== null && isOwn(address)
  return {
    port: port === 0 ? await freeUdpPort() : port,
    bind: own ? address : undefined,
    advertise: own ? null : address,
  }
}

function isOwn(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address))
}

function freeUdpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    socket.once('error', reject)
    socket.bind(0, () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })
}
