import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Me } from '../../shared/http.ts'
import { readConfig } from '../config.ts'
import { isSameOrigin } from '../http/security.ts'
import { strangersLimits } from '../shares/limits.ts'
import { createStrangers } from '../shares/strangers.ts'
import { isWithinDialog } from './socketShare.ts'
import { type SipSocket, serveSipSockets } from './sockets.ts'

const ended: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

const ADA: Me = { id: 'ada', username: 'ada', name: 'Ada', role: 'advisor' }

/** A real door behind an imitated proxy, which says who comes. */
async function door({
  mostStrangers = 100,
  busy = (_text: string): boolean => false,
  breaks = '',
  env = {} as Record<string, string>,
} = {}) {
  const config = readConfig({ PUBLIC_ORIGIN: 'https://linje.example', ...env })
  const httpServer = createServer()
  const strangers = createStrangers(config)
  const got: { socket: SipSocket; text: string }[] = []
  const waiting = new Set<() => void>()
  const inUse = new Set<SipSocket>()
  let tellEnded = (_keys: readonly string[]): void => {}
  const sockets = serveSipSockets({
    httpServer,
    strangers,
    mostStrangers,
    ownOrigin: (request) => isSameOrigin(request, config),
    sessions: {
      find: async (cookie) => (cookie === 'ada' ? { key: 'session', me: ADA } : null),
      onEnded(listener) {
        tellEnded = listener
        return () => {}
      },
    },
    handlers: {
      inUse: (socket) => inUse.has(socket),
      onMessage(socket, text) {
        if (text === breaks) throw new Error('a fault of ours')
        got.push({ socket, text })
        if (busy(text)) inUse.add(socket)
        for (const look of [...waiting]) look()
      },
      onClosed() {
        for (const look of [...waiting]) look()
      },
    },
  })
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve))
  const { port } = httpServer.address() as AddressInfo
  ended.push(async () => {
    await sockets.close()
    httpServer.closeAllConnections()
    await new Promise((resolve) => httpServer.close(resolve))
  })
  return {
    got,
    count: sockets.count,
    end: (key: string) => tellEnded([key]),
    when: (is: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (!is()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    /** Resolves with the open socket, or the status by which it was refused. */
    async come(from: string | null, headers: Record<string, string> = {}): Promise<WebSocket | number> {
      const named: Record<string, string> = from === null ? {} : { 'x-forwarded-for': from }
      const socket = new WebSocket(`ws://127.0.0.1:${port}/sip`, 'sip', { headers: { ...named, ...headers } })
      socket.on('error', () => {})
      ended.push(async () => socket.terminate())
      return new Promise((resolve) => {
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
        socket.on('open', () => resolve(socket))
      })
    },
  }
}

const open = (socket: WebSocket | number): WebSocket => {
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}
const closed = async (socket: WebSocket | number): Promise<number> => Number((await once(open(socket), 'close'))[0])

describe('who may come to /sip', () => {
  it.each([
    ['a visitor', '192.0.2.1', {}, 'open'],
    ['a page of ours', '192.0.2.1', { origin: 'https://linje.example' }, 'open'],
    ['a page of another site', '192.0.2.1', { origin: 'https://evil.example' }, 403],
    ['a page that hides its site', '192.0.2.1', { origin: 'null' }, 403],
    ['somebody who cannot be told', null, {}, 503],
    ['somebody behind a proxy that does not know', 'unknown', {}, 503],
  ] as const)('%s: %s', async (_name, from, headers, expected) => {
    const { come } = await door()
    const socket = await come(from, headers)
    expect(typeof socket === 'number' ? socket : 'open').toBe(expected)
  })

  it('one network has its share of sockets, and another is let in', async () => {
    const { come, when, count } = await door({ mostStrangers: 1_000, env: { MAX_CALLS_ANONYMOUS: '3' } })
    const { sockets } = strangersLimits({ maxCallsPerAddress: 3 }).holds
    const one = await Promise.all(Array.from({ length: sockets + 3 }, (_, at) => come(`2001:db8::${at + 1}`)))
    await when(() => count() === sockets)
    const other = open(await come('2001:db8:1::1'))
    other.send('OPTIONS')
    await when(() => count() === sockets + 1)
    for (const socket of one) open(socket).close()
    await when(() => count() === 1)
    open(await come('2001:db8::1')).send('OPTIONS')
    await when(() => count() === 2)
  })

  it('when it is full the idle stranger who came first goes, and nobody in a call', async () => {
    const { come, got, when } = await door({ mostStrangers: 3, busy: (text) => text === 'call' })
    const [caller, idle, second] = [open(await come('192.0.2.1')), open(await come('198.51.100.1')), open(await come('203.0.113.1'))]
    caller.send('call')
    await when(() => got.length === 1)
    const gone = closed(idle)
    open(await come('192.0.2.100'))
    await gone
    expect([caller.readyState, second.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN])
  })
})

describe('what a stranger sends', () => {
  it('is handed on as text, whatever the kind of frame', async () => {
    const { come, got, when } = await door()
    const socket = open(await come('192.0.2.1'))
    socket.send('OPTIONS å')
    socket.send(Buffer.from('REGISTER ä'), { binary: true })
    await when(() => got.length === 2)
    expect(got.map(({ text }) => text)).toEqual(['OPTIONS å', 'REGISTER ä'])
  })

  it.each([
    ['is no UTF-8', Buffer.from([0x4f, 0xff, 0xfe]), 1007],
    ['is larger than any telephone sends', Buffer.alloc(8 * 1024 + 1, 0x61), 1009],
  ])('closes its socket when it %s', async (_name, bytes, code) => {
    const { come, got } = await door()
    const socket = await come('192.0.2.1')
    open(socket).send(bytes, { binary: true })
    expect([await closed(socket), got]).toEqual([code, []])
  })

  it.each<[string, (socket: WebSocket) => void]>([
    ['messages', (socket) => socket.send('OPTIONS')],
    ['large messages', (socket) => socket.send(`OPTIONS ${'a'.repeat(8_000)}`)],
    ['calls', (socket) => socket.send('INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\n\r\n')],
    ['changes of a call', (socket) => socket.send('INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b>;tag=1\r\n\r\n')],
    ['pings', (socket) => socket.ping()],
    ['pongs', (socket) => socket.pong()],
  ])('is dropped beyond the share, and a flood of %s ends its own socket', async (_name, send) => {
    const { come, got, when } = await door()
    const other = open(await come('198.51.100.1'))
    const socket = open(await come('192.0.2.1'))
    const gone = closed(socket)
    for (let at = 0; at < 400; at++) send(socket)
    await gone
    expect(got.length).toBeLessThan(120)
    other.send('from elsewhere')
    await when(() => got.some(({ text }) => text === 'from elsewhere'))
  })

  it('closes its socket when nobody can handle it, and the one beside it is heard', async () => {
    const { come, got, when, count } = await door({ breaks: 'break' })
    const [stranger, other] = [open(await come('192.0.2.1')), open(await come('198.51.100.1'))]
    await when(() => count() === 2)
    const over = closed(stranger)
    stranger.send('break')
    await over
    await when(() => count() === 1)
    other.send('heard')
    await when(() => got.length === 1)
  })

  it('is put together when it comes in pieces', async () => {
    const { come, got, when } = await door()
    const socket = open(await come('192.0.2.1'))
    socket.send(Buffer.from('by'), { binary: true, fin: false })
    socket.send(Buffer.from('tes'), { binary: true, fin: true })
    await when(() => got.length === 1)
    expect(got[0]?.text).toBe('bytes')
  })

  it('is not kept when it does not read: its socket ends', async () => {
    const { come, got, when } = await door()
    const socket = open(await come('192.0.2.1'))
    socket.send('OPTIONS')
    await when(() => got.length === 1)
    socket.pause()
    const answers = got[0]?.socket
    const gone = when(() => answers?.open === false)
    for (let sent = 0; answers?.open && sent < 4_000; sent++) {
      answers.send('x'.repeat(8_000))
      if (sent % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await gone
  })
})

describe('staff', () => {
  it('whose session ends has no socket of an account any more', async () => {
    const { come, end, got, when } = await door()
    const [mine, stranger] = [await come('192.0.2.1', { cookie: 'ada' }), open(await come('192.0.2.1', { cookie: 'other' }))]
    open(mine).send('REGISTER')
    stranger.send('REGISTER')
    await when(() => got.length === 2)
    expect(got.map(({ socket }) => socket.account?.id ?? null).sort()).toEqual(['ada', null])
    const gone = closed(mine)
    end('session')
    expect([await gone, stranger.readyState]).toEqual([1008, WebSocket.OPEN])
  })

  it('has eight sockets an account, the newest', async () => {
    const { come } = await door()
    const first = await come('192.0.2.1', { cookie: 'ada' })
    for (let at = 0; at < 7; at++) open(await come('192.0.2.1', { cookie: 'ada' }))
    const gone = closed(first)
    const last = open(await come('192.0.2.1', { cookie: 'ada' }))
    await gone
    expect(last.readyState).toBe(WebSocket.OPEN)
  })
})

it.each([
  ['INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\n\r\nt: <sip:a@b>;tag=1', false],
  ['INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b;tag=x>\r\n\r\n', false],
  ['INVITE sip:a@b SIP/2.0\r\nVia: x\r\nTO : <sip:a@b> ; TAG=1\r\n', true],
  ['INVITE sip:a@b SIP/2.0\r\nt:sip:a@b;tag=1\r\n\r\n', true],
  ['INVITE sip:a@b SIP/2.0\r\nFrom: <sip:a@b>;tag=1\r\n\r\n', false],
  ['INVITE', false],
  [`INVITE \n${':\n'.repeat(4_000)}`, false],
])('%j is within a dialog: %s', (text, expected) => expect(isWithinDialog(text)).toBe(expected))
