import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** What a trunk's server does with what it is asked; each may be changed while it runs. */
export interface RegistrarRules {
  user: string
  password: string
  /** `null`: asks for no password. */
  algorithm: 'MD5' | 'SHA-256' | null
  qop: boolean
  /** Seconds that it grants; longer ones are cut. */
  grants: number
  /** Seconds under which it answers 423. */
  leastExpires: number
  /** Status for every REGISTER, instead of all that. */
  refuses: number | null
  /** The first answers to right passwords are 401 with stale=true. */
  staleOnce: boolean
  /** Answers nothing at all. */
  deaf: boolean
  /** Answers no REGISTER. */
  mute: boolean
}

/** A SIP server over WebSocket for tests, as a registrar and an operator are: real frames, real digest. Must be closed. */
export interface Registrar {
  readonly url: string
  readonly rules: RegistrarRules
  /** Everything received, oldest first. */
  readonly got: string[]
  /** The contacts that are registered now. */
  readonly contacts: Map<string, WebSocket>
  /** The first message received that fits; waits for it. Each is given once only. */
  next(fits: (text: string) => boolean): Promise<string>
  /** Hears everything that is received, as it comes; returns how to stop. */
  listen(listener: (text: string) => void): () => void
  /** Sends to the one client. */
  send(text: string): void
  /** A response to a request of the client. */
  answer(request: string, status: string, more?: { headers?: readonly string[]; body?: string; tag?: string }): void
  /** Ends each link at once, as a broken network does. */
  cut(): void
  /** Stops listening and forgets; `start` begins anew at the same port. */
  stop(): Promise<void>
  start(): Promise<void>
}

export const header = (text: string, name: string): string => new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*\\r?$`, 'im').exec(text)?.[1] ?? ''

export async function createRegistrar(changes: Partial<RegistrarRules> = {}): Promise<Registrar> {
  const rules: RegistrarRules = {
    ...{ user: 'lyhord', password: 'open sesame', algorithm: 'MD5', qop: true, grants: 3600, leastExpires: 1 },
    ...{ refuses: null, staleOnce: false, deaf: false, mute: false },
    ...changes,
  }
  const got: string[] = []
  const taken = new Set<string>()
  const contacts = new Map<string, WebSocket>()
  const waiting = new Set<() => void>()
  const listeners = new Set<(text: string) => void>()
  const nonces = new Set<string>()
  let server: WebSocketServer | null = null
  let port = 0
  let stale = false

  function onMessage(socket: WebSocket, text: string): void {
    if (rules.deaf) return
    got.push(text)
    if (text.startsWith('OPTIONS ')) registrar.answer(text, '200 OK')
    if (text.startsWith('REGISTER ')) onRegister(socket, text)
    for (const look of [...waiting]) look()
    for (const listener of [...listeners]) listener(text)
  }

  function challenge(text: string, status: string, name: string): void {
    const nonce = crypto.randomUUID()
    nonces.add(nonce)
    const value = `Digest realm="here", nonce="${nonce}", algorithm=${rules.algorithm}${rules.qop ? ', qop="auth,auth-int"' : ''}${stale ? ', stale=true' : ''}`
    stale = false
    registrar.answer(text, status, { headers: [`${name}: Digest realm="here", nonce="x", algorithm=SHA-512-256`, `${name}: ${value}`] })
  }

  function onRegister(socket: WebSocket, text: string): void {
    if (rules.mute) return
    if (rules.refuses !== null) return registrar.answer(text, `${rules.refuses} No`)
    const authorization = header(text, 'Authorization')
    if (rules.algorithm !== null && !isRight(text, authorization, rules)) return challenge(text, '401 Unauthorized', 'WWW-Authenticate')
    if (rules.staleOnce) {
      rules.staleOnce = false
      stale = true
      return challenge(text, '401 Unauthorized', 'WWW-Authenticate')
    }
    const expires = Number(/expires=(\d+)/.exec(header(text, 'Contact'))?.[1])
    if (expires > 0 && expires < rules.leastExpires)
      return registrar.answer(text, '423 Interval Too Brief', { headers: [`Min-Expires: ${rules.leastExpires}`] })
    const contact = /<([^>]+)>/.exec(header(text, 'Contact'))?.[1] as string
    if (expires === 0) contacts.delete(contact)
    else contacts.set(contact, socket)
    const lines = ['Contact: <sip:lyhord@other.invalid;transport=ws>;expires=7']
    if (expires > 0) lines.push(`Contact: <${contact}>;expires=${Math.min(expires, rules.grants)}`)
    registrar.answer(text, '200 OK', { headers: lines })
  }

  const registrar: Registrar = {
    get url() {
      return `ws://127.0.0.1:${port}`
    },
    rules,
    got,
    contacts,
    next(fits) {
      return new Promise((resolve) => {
        const look = (): void => {
          const found = got.find((text) => !taken.has(text) && fits(text))
          if (found === undefined) return
          taken.add(found)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send(text) {
      for (const client of server?.clients ?? []) client.send(text)
    },
    answer(request, status, { headers = [], body = '', tag = 'there' } = {}) {
      const to = header(request, 'To')
      registrar.send(
        [
          `SIP/2.0 ${status}`,
          `Via: ${header(request, 'Via')}`,
          `From: ${header(request, 'From')}`,
          `To: ${to}${to.includes('tag=') || status.startsWith('100') ? '' : `;tag=${tag}`}`,
          `Call-ID: ${header(request, 'Call-ID')}`,
          `CSeq: ${header(request, 'CSeq')}`,
          ...headers,
          ...(body ? ['Content-Type: application/sdp'] : []),
          `Content-Length: ${body.length}`,
          '',
          body,
        ].join('\r\n'),
      )
    },
    cut() {
      for (const client of server?.clients ?? []) client.terminate()
    },
    async stop() {
      contacts.clear()
      registrar.cut()
      await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
      server = null
    },
    async start() {
      const made = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false) })
      server = made
      made.on('connection', (socket) => {
        socket.on('error', () => {})
        socket.on('message', (data) => onMessage(socket, data.toString()))
        socket.on('close', () => {
          for (const [contact, of] of contacts) if (of === socket) contacts.delete(contact)
        })
      })
      await new Promise((resolve) => made.once('listening', resolve))
      port = (made.address() as AddressInfo).port
    },
  }
  await registrar.start()
  return registrar
}

/** Whether a request's credentials are right (RFC 7616), reckoned apart from the code under test. */
export function isRight(request: string, authorization: string, { user, password, algorithm }: RegistrarRules): boolean {
  const given = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)`).exec(authorization)?.[1] ?? ''
  if (given('username') !== user || given('algorithm') !== algorithm) return false
  const hash = (text: string): string =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex')
  const [method, uri] = request.split(' ')
  if (given('uri') !== uri) return false
  const middle = given('qop') ? `${given('nc')}:${given('cnonce')}:${given('qop')}:` : ''
  return (
    given('response') === hash(`${hash(`${user}:${given('realm')}:${password}`)}:${given('nonce')}:${middle}${hash(`${method}:${uri}`)}`)
  )
}
