import type { SipSocket } from './sockets.ts'

/** Which socket a Call-ID's messages go to, and whose it is when that socket has closed. */
export interface Routes {
  set(callId: string, socket: SipSocket): void
  /** Undefined when nobody has it, or its owner is away. */
  get(callId: string): SipSocket | undefined
  has(callId: string): boolean
  /** Whether a message over that socket may act on it: yes for a Call-ID that nobody has. */
  mayUse(callId: string, socket: SipSocket): boolean
  delete(callId: string): void
  /** How many lead to the socket. */
  count(socket: SipSocket): number
  /** The socket has closed and nothing of it is kept; gives its Call-IDs, which wait for their owner. */
  leave(socket: SipSocket): string[]
  /** All Call-IDs there are. */
  readonly size: number
}

interface Route {
  socket: SipSocket | null
  /** A trunk's link for good, an account's id for its sockets, null for all strangers. */
  readonly owner: SipSocket | string | null
}

/** A dialog moves between sockets of one account, or of strangers who know its tags; a trunk's is one socket for good, and nobody else's. */
export function createRoutes(): Routes {
  const routes = new Map<string, Route>()
  const bySocket = new Map<SipSocket, Set<string>>()
  const ownerOf = (socket: SipSocket): Route['owner'] => (socket.trunk ? socket : (socket.account?.id ?? null))

  function remove(callId: string): void {
    const socket = routes.get(callId)?.socket
    routes.delete(callId)
    const others = socket && bySocket.get(socket)
    if (!others) return
    others.delete(callId)
    if (others.size === 0) bySocket.delete(socket)
  }

  return {
    set(callId, socket) {
      if (routes.get(callId)?.socket === socket) return
      remove(callId)
      routes.set(callId, { socket, owner: ownerOf(socket) })
      const others = bySocket.get(socket)
      if (others) others.add(callId)
      else bySocket.set(socket, new Set([callId]))
    },
    get: (callId) => routes.get(callId)?.socket ?? undefined,
    has: (callId) => routes.has(callId),
    mayUse(callId, socket) {
      const route = routes.get(callId)
      return route === undefined || route.owner === ownerOf(socket)
    },
    delete: remove,
    count: (socket) => bySocket.get(socket)?.size ?? 0,
    leave(socket) {
      const left = [...(bySocket.get(socket) ?? [])]
      bySocket.delete(socket)
      for (const callId of left) {
        const route = routes.get(callId)
        if (route) route.socket = null
      }
      return left
    },
    get size() {
      return routes.size
    },
  }
}
