import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import { isLoopback } from './loopback.ts'
import { type Network, networksOf } from './network.ts'

/** Who a request comes from, for shares alone: never to be logged or kept. */
export type Client =
  /** A program on this machine, on a server that nobody else can reach. */
  | { readonly is: 'local' }
  | { readonly is: 'stranger'; readonly address: string; readonly networks: readonly Network[] }
  /** Cannot be told, so it is not served. */
  | { readonly is: 'unknown'; readonly why: UnknownClient }

/** Why a client cannot be told: the proxy says nothing of it, says what is no address, or is none that we trust. */
export type UnknownClient = 'notNamed' | 'unreadable' | 'strangeProxy'

export type ClientOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => Client

type Settings = Pick<Config, 'trustedProxies' | 'publicOrigin' | 'tls' | 'host'>

/** Headers by which a proxy shows itself. */
const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const

/**
 * How requests are told apart. A peer that TRUSTED_PROXIES names is believed about whom it speaks for: the rightmost address of X-Forwarded-For
 * that is no such proxy itself, for what stands left of it was claimed by the client. Nobody else is believed. Behind a proxy a request
 * that does not say for whom it comes has no client: it is never taken for one of this machine.
 */
export function createClientOf(config: Settings): ClientOf {
  const { trustedProxies } = config
  return ({ headers, socket }) => {
    const peer = socket.remoteAddress ?? ''
    const forwarded = headers['x-forwarded-for']
    const isProxied = PROXY_HEADERS.some((name) => headers[name] !== undefined)
    if (!trustedProxies.has(peer)) return expectsProxy(config) ? unknown('strangeProxy') : stranger(peer)
    if (forwarded === undefined) {
      if (isProxied || expectsProxy(config)) return unknown('notNamed')
      if (isLoopback(peer)) return isLoopback(config.host) ? LOCAL : stranger(peer)
      return unknown('notNamed')
    }
    const hops = [forwarded].flat().join(',').split(',').map(withoutPort)
    for (const hop of hops.reverse()) if (isIP(hop) === 0 || !trustedProxies.has(hop)) return stranger(hop)
    return stranger(hops.at(-1) ?? '')
  }
}

/** Whether a proxy stands in front: browsers are told another origin than this machine's, and we do not speak TLS with them ourselves. */
export function expectsProxy({ publicOrigin, tls }: Pick<Settings, 'publicOrigin' | 'tls'>): boolean {
  return publicOrigin !== null && tls === null && !isLoopback(new URL(publicOrigin).hostname)
}

/** Whether a request was made on this machine by a program that is no proxy, which is not to be known behind one. */
export function isOwnMachine(request: Pick<IncomingMessage, 'headers' | 'socket'>, config: Settings): boolean {
  const isProxied = PROXY_HEADERS.some((name) => request.headers[name] !== undefined)
  return !expectsProxy(config) && isLoopback(request.socket.remoteAddress ?? '') && !isProxied
}

/** One sentence for whoever starts the server: how clients are told apart. */
export function clientsAreToldBy(config: Settings): string {
  const named = config.trustedProxies.named.join(', ')
  if (expectsProxy(config))
    return `Clients are told by X-Forwarded-For, which a proxy at ${named} must set; requests that come otherwise are refused.`
  const own = isLoopback(config.host) ? ' Programs on this machine are not limited.' : ''
  return `Clients are told by their own address; X-Forwarded-For is believed of a proxy at ${named} alone.${own}`
}

const LOCAL: Client = { is: 'local' }
const unknown = (why: UnknownClient): Client => ({ is: 'unknown', why })

function stranger(address: string): Client {
  const networks = networksOf(address)
  return networks ? { is: 'stranger', address, networks } : unknown('unreadable')
}

/** Some proxies write the client's port behind its address. */
function withoutPort(text: string): string {
  const hop = text.trim()
  if (hop.startsWith('[')) return hop.slice(1, hop.indexOf(']'))
  const colon = hop.indexOf(':')
  return colon !== -1 && colon === hop.lastIndexOf(':') ? hop.slice(0, colon) : hop
}
