import { rmSync } from 'node:fs'
import { request } from 'node:https'
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import { createCaller, looped } from '../server/demo/peer.ts'
import type { FloorSnapshot } from '../shared/wire.ts'
import { test as base, expect } from './fixtures.ts'
import { PASSWORD } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'
import { type ProxyName, type RunningProxy, startProxy } from './server/proxy.ts'
import { type RunningServer, startServer } from './server/server.ts'

/** Visitors are told apart by addresses of this machine: each may stand for a network of its own. */
const [ONE, OTHER, THIRD, CLAIMED] = ['127.2.0.1', '127.3.0.1', '127.4.0.1', '203.0.113.77'] as const
const ORIGIN = 'https://lyhord.example'
/** What the server lets one address have, as deploy/README.md says. */
const MOST_SOCKETS = 40

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

const test = base.extend<{ readonly behind: (name: ProxyName) => Promise<{ server: RunningServer; proxy: RunningProxy }> }>({
  behind: async ({ house }, use) => {
    const dataDir = house.copy()
    const running: { stop(): Promise<void> }[] = []
    await use(async (name) => {
      const server = await startServer({ dataDir, env: { PUBLIC_ORIGIN: ORIGIN, MAX_CALLS_ANONYMOUS: '3' } })
      running.push(server)
      const proxy = await startProxy(name, server.port)
      running.unshift(proxy)
      return { server, proxy }
    })
    for (const one of running) await one.stop()
    rmSync(dataDir, { recursive: true, force: true })
  },
})

/** A request of a visitor with this address. */
function ask(
  url: string,
  from: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, localAddress: from, rejectUnauthorized: false, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** A visitor's `/sip`; resolves with it when it is open and has answered, or with the status or code by which it was refused. */
async function sipSocket(proxy: RunningProxy, from: string, headers: Record<string, string> = {}): Promise<WebSocket | number> {
  const socket = new WebSocket(`${proxy.url.replace('https', 'wss')}/sip`, 'sip', {
    ...({ headers, rejectUnauthorized: false, localAddress: from } as object),
  })
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', reject)
    socket.on('close', (code) => resolve(code))
    // The double line break that a phone sends to see whether anybody is there (RFC 5626, 4.4.1).
    socket.on('open', () => socket.send('\r\n\r\n'))
    socket.on('message', () => resolve(socket))
  })
}

for (const name of ['nginx', 'Caddy'] as const) {
  test(`${name} as we ship it carries pages, calls, live updates and recordings, and tells visitors apart`, async ({ behind }) => {
    test.slow()
    const { server, proxy } = await behind(name)

    const page = await ask(`${proxy.url}/call`, ONE)
    expect(page.status).toBe(200)
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.body)?.[1]
    expect((await ask(`${proxy.url}${script}`, ONE)).status, 'a script of the page').toBe(200)
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    const plain = await fetch(`${proxy.plainUrl}/call?lang=en`, { redirect: 'manual' })
    expect([301, 308]).toContain(plain.status)
    expect(plain.headers.get('location')).toMatch(/^https:\/\/127\.0\.0\.1(:\d+)?\/call\?lang=en$/)

    const direct = await fetch(`${server.url}/call`)
    expect(direct.status, 'past the proxy nobody is served').toBe(503)
    expect((await fetch(`${server.url}/metrics`)).status, 'nor reads the sums').toBe(401)

    const heard = { frames: 0 }
    const caller = createCaller({
      url: `${proxy.url.replace('https', 'wss')}/sip`,
      line: LINE,
      next: looped([Buffer.from([0x78, 1, 2, 3])]),
      onFrame: () => heard.frames++,
    })
    await caller.answered
    await expect.poll(() => heard.frames, { message: 'the prompt is heard' }).toBeGreaterThan(10)
    caller.hangUp()
    expect((await caller.done).why).toBe('hungUp')

    const signedIn = await ask(`${proxy.url}/api/session`, ONE, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ username: STAFF.lead.username, password: PASSWORD }),
    })
    expect(signedIn.status).toBe(200)
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''

    const link = io(`${proxy.url}/live`, {
      rejectUnauthorized: false,
      transports: ['websocket'],
      extraHeaders: { cookie },
      reconnection: false,
    })
    const snapshot = await new Promise<FloorSnapshot>((resolve, reject) => {
      link.on('floor:snapshot', resolve)
      link.on('connect_error', reject)
    })
    link.disconnect()
    expect(snapshot.you?.role).toBe(STAFF.lead.role)

    const recording = await ask(`${proxy.url}/api/lines/${LINE}/prompts/sv/welcome`, ONE, {
      method: 'PUT',
      headers: { cookie, origin: ORIGIN, 'content-type': 'application/octet-stream' },
      body: Buffer.alloc(2_000_000, 1),
    })
    // It has come through whole: the server has read it, and it is no sound.
    expect([recording.status, JSON.parse(recording.body).refusal.code]).toEqual([400, 'recordingUnusable'])

    const opened: (WebSocket | number)[] = []
    for (let at = 0; at < MOST_SOCKETS + 5; at++) opened.push(await sipSocket(proxy, OTHER, { 'x-forwarded-for': CLAIMED }))
    const refused = opened.filter((one) => typeof one === 'number')
    expect(refused, 'sockets beyond the share of one address, whatever it claims to be').toEqual([1013, 1013, 1013, 1013, 1013])
    const another = await sipSocket(proxy, THIRD, { 'x-forwarded-for': CLAIMED })
    expect(another, 'another visitor is let in').toBeInstanceOf(WebSocket)
    for (const one of [...opened, another]) if (typeof one !== 'number') one.close()

    expect(await sipSocket(proxy, THIRD, { origin: 'https://evil.example' }), 'a page of another site').toBe(403)

    if (name === 'nginx') {
      const limited = async () => {
        const answers = await Promise.all(Array.from({ length: 100 }, () => ask(`${proxy.url}/api/nothing`, THIRD, { method: 'POST' })))
        return answers.some(({ status, body }) => status === 429 && body.includes('nginx'))
      }
      // However slow the machine is: what is earned meanwhile is less than what is asked.
      await expect.poll(limited, { message: 'nginx itself refuses requests', timeout: 40_000, intervals: [0] }).toBe(true)
      expect((await ask(`${proxy.url}/call`, ONE)).status, 'while others are served').toBe(200)
    }

    const output = proxy.written() + server.output()
    for (const address of [ONE, OTHER, THIRD, CLAIMED]) expect(output, 'no log holds an address').not.toContain(address)
  })
}

test('a server behind a proxy says how it tells clients apart', async ({ behind }) => {
  const { server } = await behind('nginx')
  expect(server.output()).toContain(
    'Clients are told by X-Forwarded-For, which a proxy at loopback must set; requests that come otherwise are refused.',
  )
  await fetch(`${server.url}/call`)
  await expect.poll(() => server.output()).toContain('"code":"notNamed"')
})
