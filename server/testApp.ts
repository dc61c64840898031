import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { refuse } from '../shared/errors.ts'
import { type ClientEvents, LIVE_NAMESPACE, type Role, type ServerEvents } from '../shared/wire.ts'
import { type App, type AppOptions, createApp } from './app.ts'
import type { Cost } from './auth/passwords.ts'
import { type Config, readConfig } from './config.ts'
import { silentLog } from './log.ts'
import type { Switchboard } from './switchboard.ts'

/** Tests set their clock on by hours, and stay signed in. */
const LONG_SESSIONS = { SESSION_HOURS: '24', SESSION_IDLE_MINUTES: '1440' }

export const PASSWORD = 'long enough for a test'
/** A hash in a few milliseconds: tests make many accounts. */
export const CHEAP: Cost = { N: 1_024, r: 8, p: 1 }
export const LINE = 'valj-att-sluta'

/** A switchboard without telephones; tells in `left` who left. */
export const quietSwitchboard =
  (left: string[] = []) =>
  async (): Promise<Switchboard> => ({
    phoneLeft: async (advisor, instance) => void left.push(`${advisor} ${instance}`),
    callBack: async () => refuse('trunkDown'),
    callInterpreter: async () => refuse('trunkDown'),
    holdParty: async () => refuse('trunkDown'),
    dropInterpreter: async () => refuse('trunkDown'),
    pressKey: async () => refuse('trunkDown'),
    figures: () => ({ legs: 0, sipConnections: 0, sip: { faults: 0, refused: new Map() } }),
    close: async () => {},
  })

export interface TestApp {
  readonly app: App
  readonly config: Config
  readonly origin: string
  readonly setupUrl: string | null
  /** A request with the API's manners. */
  ask(method: string, path: string, options?: { body?: unknown; cookie?: string; headers?: Record<string, string> }): Promise<Response>
  /** Makes an account and signs it in; gives its id and cookie. */
  person(username: string, role: Role): Promise<{ readonly id: string; readonly cookie: string }>
  /** A live link, not yet connected; `from` is the visitor's address as a proxy tells it. */
  live(options: { cookie?: string; ticket?: string; origin?: string; from?: string }): Socket<ServerEvents, ClientEvents>
  close(): Promise<void>
}

/** A real server on a free port with a record of its own in `dir`, which goes with it unless it was given. */
export async function startTestApp(options: AppOptions & { dir?: string; env?: Record<string, string> } = {}): Promise<TestApp> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'lyhord-'))
  const config = readConfig({ PORT: '0', MEDIA_PORT: '0', DATA_DIR: dir, LOG_LEVEL: 'silent', ...LONG_SESSIONS, ...options.env })
  const app = await createApp(config, { createSwitchboard: quietSwitchboard(), log: silentLog, passwordCost: CHEAP, ...options })
  const { port, setupUrl } = await app.listen()
  const origin = `http://127.0.0.1:${port}`
  const links: Socket[] = []
  return {
    app,
    config,
    origin,
    setupUrl,
    ask: (method, path, { body, cookie, headers } = {}) =>
      fetch(origin + path, {
        method,
        headers: {
          ...(cookie === undefined ? {} : { cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async person(username, role) {
      const made = await app.accounts.create(
        { username, name: username.toUpperCase(), role, password: PASSWORD, lines: [LINE] },
        { openPassword: true },
      )
      if (!made.ok) throw new Error(made.refusal.code)
      return { id: made.value.id, cookie: cookieOf(await app.sessions.begin({ account: made.value.id })) }
    },
    live({ cookie, ticket, origin: page, from }) {
      const link: Socket<ServerEvents, ClientEvents> = io(origin + LIVE_NAMESPACE, {
        autoConnect: false,
        forceNew: true,
        reconnection: false,
        transports: ['websocket'],
        ...(ticket === undefined ? {} : { auth: { ticket } }),
        extraHeaders: {
          ...(cookie === undefined ? {} : { cookie }),
          ...(page === undefined ? {} : { origin: page }),
          ...(from === undefined ? {} : { 'x-forwarded-for': from }),
        },
      })
      links.push(link)
      return link
    },
    async close() {
      for (const link of links) link.disconnect()
      await app.close()
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** `name=value` of a `Set-Cookie` value. */
export const cookieOf = (setCookie: string | null): string => setCookie?.split(';')[0] ?? ''

/** The next event of that name. */
export function next<E extends keyof ServerEvents>(
  link: Socket<ServerEvents, ClientEvents>,
  event: E,
): Promise<Parameters<ServerEvents[E]>[0]> {
  return new Promise((resolve) => link.once(event as 'heartbeat', resolve as ServerEvents['heartbeat']))
}
