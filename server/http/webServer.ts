import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Config, ConfigError } from '../config.ts'

export interface WebServer {
  readonly server: Server
  /** Begins to listen; gives the port. Throws ConfigError when PORT or HOST cannot be had. */
  listen(): Promise<number>
  /** Cuts every connection, the upgraded ones too. */
  close(): Promise<void>
}

/**
 * The HTTP or HTTPS server of `answer`, not yet listening. Upgrades to `/sip` and the live link's path are left to those who serve
 * them; all others are refused, for nobody else would end them. Throws ConfigError when the TLS files are of no use.
 */
export function createWebServer(config: Config, answer: RequestListener, onConnection: (socket: Socket) => void = () => {}): WebServer {
  const server = serverFor(config, answer)
  // Who does not finish asking must not keep a connection.
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 5_000
  server.maxHeadersCount = 100
  server.on('connection', onConnection)
  server.on('upgrade', refuseStrayUpgrade)
  const cutAll = trackSockets(server)
  return {
    server,
    async listen() {
      await new Promise<void>((resolve, reject) => {
        const failed = (error: Error): void => reject(cannotListen(config, error))
        server.once('error', failed)
        server.listen(config.port, config.host, () => {
          server.off('error', failed)
          resolve()
        })
      })
      return (server.address() as AddressInfo).port
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        cutAll()
      })
    },
  }
}

/** How often it is looked whether somebody takes too long, in ms: by itself Node looks every 30 s. */
const HANDSHAKE = { connectionsCheckingInterval: 2_000, maxHeaderSize: 16_384 }

function serverFor(config: Config, answer: RequestListener): Server {
  if (!config.tls) return createServer(HANDSHAKE, answer)
  try {
    return createTlsServer({ ...HANDSHAKE, ...config.tls, handshakeTimeout: 10_000 }, answer) as unknown as Server
  } catch {
    throw new ConfigError('TLS_CERT and TLS_KEY must name a certificate and the key that belongs to it, both as PEM.')
  }
}

function cannotListen({ host, port }: Config, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError(`PORT must be one that is free: ${port} at ${host} is taken by another program.`)
    case 'EACCES':
      return new ConfigError(`PORT must be one that this user may use: ${port} is not.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(`HOST must be an address of this machine: ${host} is not.`)
    default:
      return error
  }
}

/** Knows every connection, the upgraded ones too, which the server itself forgets; gives how to cut them all. */
function trackSockets(httpServer: Server): () => void {
  const sockets = new Set<Socket>()
  httpServer.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

/** Upgrades to anything but the switchboard's and the live link's path: nobody else answers them. */
function refuseStrayUpgrade(request: IncomingMessage, stream: Duplex): void {
  if (/^\/(?:sip|socket\.io\/?)(?:$|\?)/.test(request.url ?? '')) return
  stream.on('error', () => stream.destroy())
  stream.once('finish', () => stream.destroy())
  stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}

/** The origin under which browsers reach the server. */
export function originOf(config: Config, port: number): string {
  if (config.publicOrigin) return config.publicOrigin
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  return `${config.tls ? 'https' : 'http'}://${host}:${port}`
}
