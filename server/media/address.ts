import { createSocket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import type { MediaPort } from './leg.ts'

/**
 * Which UDP port and addresses the legs use. `port` 0 takes any free one. An `address` that is not this machine's own is
 * what the outside sees of it (one-to-one NAT): every own address is bound, and that one is written into descriptions.
 * Rejects with MediaPortTaken when the port cannot be had.
 */
export async function mediaPort(port: number, address: string | null): Promise<MediaPort> {
  const own = address !== null && isOwn(address)
  return {
    port: await udpPort(port, own ? address : undefined),
    bind: own ? address : undefined,
    advertise: own ? null : address,
  }
}

function isOwn(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address))
}

/**
 * Asks the system for the port before libdatachannel does, which ends the process when it cannot have it. Port 0 gives any free one.
 * Rejects with the names of the settings when the port cannot be had.
 */
function udpPort(port: number, address: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(address?.includes(':') ? 'udp6' : 'udp4')
    socket.once('error', (cause) =>
      reject(new MediaPortTaken(`UDP port ${port} cannot be used for media: set MEDIA_PORT to a free one.`, { cause })),
    )
    socket.bind(port, address, () => {
      const bound = socket.address().port
      socket.close(() => resolve(bound))
    })
  })
}

/** The media port is taken or forbidden; the message is for the operator. */
export class MediaPortTaken extends Error {
  override readonly name = 'MediaPortTaken'
}
