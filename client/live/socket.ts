import { io, type Socket } from 'socket.io-client'
import { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from '../../shared/wire.ts'

export type LiveSocket = Socket<ServerEvents, ClientEvents>

/**
 * A socket to the server's live side, not yet connected: bind listeners once, then `connect()`. It comes back by itself for as long
 * as the page lives, within a few seconds. WebSocket only: a page that cannot have one cannot have the phone either.
 * `ticket` is asked before each connect, because a used ticket is replaced by a new one.
 */
export function makeLiveSocket(ticket: () => string | undefined): LiveSocket {
  return io(LIVE_NAMESPACE, {
    autoConnect: false,
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 4_000,
    timeout: 8_000,
    auth: (give) => {
      const now = ticket()
      give(now === undefined ? {} : { ticket: now })
    },
  })
}
