import type { Socket } from 'node:net'
import type { Request, RequestHandler } from 'express'
import type { UnknownClient } from '../shares/clientAddress.ts'
import { networksOf } from '../shares/network.ts'
import type { Strangers } from '../shares/strangers.ts'
import type { TrustedProxies } from '../shares/trustedProxies.ts'

/** What a page shows whose client cannot be told; the operator reads it at the first try. */
const WHY: Readonly<Record<UnknownClient, string>> = {
  notNamed: 'The proxy in front of this server does not say for whom it speaks: it must set X-Forwarded-For.',
  unreadable: 'The proxy in front of this server does not say for whom it speaks: X-Forwarded-For is no IP address.',
  strangeProxy: 'Requests are taken from the proxy alone that TRUSTED_PROXIES names.',
}
const RETRY_S = '10'
/** For programs that watch over the server, on this machine and without a proxy; they look after themselves whom they answer. */
const WATCH = ['/healthz', '/metrics']

/** Serves those whose client can be told, each network up to its share; tells `onUnknown` why somebody is not, and nothing else. */
export function fairShares({ clientOf, ledger }: Strangers, onUnknown: (why: UnknownClient) => void): RequestHandler {
  return (request, response, next) => {
    const client = clientOf(request)
    if (client.is === 'local') return next()
    if (client.is === 'unknown') {
      if (WATCH.includes(request.path)) return next()
      onUnknown(client.why)
      return void response.status(503).type('text/plain').send(WHY[client.why])
    }
    if (ledger.take(client.networks, 'requests')) return next()
    response.setHeader('Retry-After', RETRY_S)
    response.status(429).type('text/plain').send('429')
  }
}

/** The address that a request counts for, for shares alone: never to be logged or kept. */
export function addressOf({ clientOf }: Strangers, request: Request): string {
  const client = clientOf(request)
  return client.is === 'stranger' ? client.address : (request.socket.remoteAddress ?? '')
}

/** Cuts connections beyond a network's share. A proxy's are not counted, for behind it are many: it has limits of its own. */
export function boundConnections({ ledger }: Strangers, proxies: TrustedProxies): (socket: Socket) => void {
  return (socket) => {
    const peer = socket.remoteAddress ?? ''
    if (proxies.has(peer)) return
    const networks = networksOf(peer)
    const visitor = networks && ledger.visit(networks)
    const held = visitor?.hold('connections')
    visitor?.close()
    if (!held) return void socket.destroy()
    socket.once('close', () => held.release())
  }
}
