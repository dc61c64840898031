import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { type Advisor, createAdvisor } from '../server/demo/peer.ts'
import { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from '../shared/wire.ts'
import type { Person } from './stage.ts'

const SHIFT_MS = 20_000

/** Where a server is reached: `http://127.0.0.1:PORT`, and its `/sip`. */
export interface Served {
  readonly origin: string
  readonly sip: string
}

/** A phone that has begun its shift and answers at once; `outlivesLink`: see AdvisorOptions. Must be closed. Rejects when it is not let in. */
export async function seat(
  { origin, sip }: Served,
  { username, cookie }: Person,
  next: () => Buffer,
  onFrame: (payload: Buffer) => void,
  outlivesLink = false,
): Promise<Advisor> {
  const instance = randomUUID()
  const advisor = createAdvisor({ url: sip, cookie, username, instance, autoAnswerMs: 0, next, onFrame, outlivesLink })
  await advisor.registered
  const live: Socket<ServerEvents, ClientEvents> = io(origin + LIVE_NAMESPACE, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie },
  })
  const started = await live.timeout(SHIFT_MS).emitWithAck('shift:start', { instance })
  if (!started.ok) throw new Error(`a shift was refused: ${started.refusal.code}`)
  return advisor
}
