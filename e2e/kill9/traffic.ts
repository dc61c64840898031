import { randomUUID } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { type Advisor, type Caller, createAdvisor, createCaller } from '../../server/demo/peer.ts'
import { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from '../../shared/wire.ts'
import { type Client, signIn } from '../server/client.ts'
import { LINE, STAFF } from '../server/house.ts'
import type { RunningServer } from '../server/server.ts'

const SILENCE = Buffer.from([0xf8, 0xff, 0xfe])
const speak = () => SILENCE
/** A new caller comes this often, in ms. */
const EVERY_MS = 60
const LOOK_MS = 3

/** Callers that come and go, and two advisors who answer at once: enough of everything to be killed in the middle of it. */
export interface Traffic {
  /** Lets callers come until it is over; looks every few ms. */
  busyUntil(isOver: () => boolean): Promise<void>
  close(): Promise<void>
}

const sessions = new Map<string, Promise<Client>>()

/** Two advisors on shift, and nobody calling yet. */
export async function createTraffic(server: RunningServer): Promise<Traffic> {
  const url = `${server.url.replace('http', 'ws')}/sip`
  const advisors = await Promise.all([STAFF.first, STAFF.second].map(({ username }) => onShift(server, url, username)))
  const callers: Caller[] = []
  return {
    async busyUntil(isOver) {
      for (let count = 0; !isOver(); count++) {
        const caller = createCaller({ url, line: LINE, next: speak })
        callers.push(caller)
        // Every third hangs up soon after the answer, so that ends are among what is killed.
        if (count % 3 === 2) void caller.answered.then(() => caller.hangUp())
        const next = performance.now() + EVERY_MS
        while (!isOver() && performance.now() < next) await after(LOOK_MS)
      }
    },
    async close() {
      for (const { phone, live } of advisors) {
        phone.close()
        live.close()
      }
      await Promise.all(callers.map(({ done }) => done))
    },
  }
}

async function onShift(server: RunningServer, url: string, username: string): Promise<{ phone: Advisor; live: Socket }> {
  const key = `${server.url} ${username}`
  const session = sessions.get(key) ?? signIn(server.url, username)
  sessions.set(key, session)
  const { cookie } = await session
  const instance = randomUUID()
  const phone = createAdvisor({ url, cookie, username, instance, autoAnswerMs: 0, next: speak })
  const live: Socket<ServerEvents, ClientEvents> = io(`${server.url}${LIVE_NAMESPACE}`, {
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { cookie },
  })
  await Promise.all([
    phone.registered,
    new Promise<void>((resolve, reject) => {
      live.on('connect', () => resolve())
      live.on('connect_error', reject)
    }),
  ])
  const started = await live.emitWithAck('shift:start', { instance })
  if (!started.ok) throw new Error(`the shift was refused: ${started.refusal.code}`)
  return { phone, live }
}
