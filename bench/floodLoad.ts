/**
 * The strangers of bench/flood, in a process of their own: each sends what it can, at rates that are bounded in all. Gets a FloodPlan, goes on
 * until it is ended, and says each second how much it has sent.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { createMediaLeg } from '../server/demo/mediaLeg.ts'
import { createCaller } from '../server/demo/peer.ts'

export interface FloodPlan {
  readonly origin: string
  readonly sip: string
  readonly line: string
  /** Whose the requests are, as the proxy in front of the server names them. */
  readonly addresses: readonly string[]
}

export type Sent = Record<keyof typeof A_SECOND, number>

/** What all of them send together in a second, at most; one caller's packets beside it. */
const A_SECOND = { small: 600, large: 60, connects: 50, invites: 40, invitesWithMedia: 20, signIns: 20, live: 20 } as const
/** 400 packets each 20 ms are 20,000 a second. */
const PACKETS_AT_ONCE = 400
const TURN_MS = 50
/** A caller that floods and is hung up calls again. */
const AGAIN_MS = 500
const UNSENT_BYTES = 256 * 1024
const FRAME = Buffer.alloc(60, 0x48)

const sent: Sent = { small: 0, large: 0, connects: 0, invites: 0, invitesWithMedia: 0, signIns: 0, live: 0 }

async function flood(plan: FloodPlan): Promise<void> {
  const { addresses } = plan
  let turn = 0
  const next = (): Record<string, string> => ({ 'x-forwarded-for': addresses[turn++ % addresses.length] ?? '' })
  const talkers = addresses.map((address) => createTalker(plan.sip, { 'x-forwarded-for': address }))
  const talk = (text: string): void => talkers[turn++ % talkers.length]?.(text)
  const offer = await createMediaLeg({ next: () => null }).offer()
  const each: Record<keyof Sent, () => void> = {
    small: () => talk(options(0)),
    large: () => talk(options(6_600)),
    connects: () => passBy(plan.sip, next()),
    invites: () => talk(invite(plan.line, '')),
    invitesWithMedia: () => talk(invite(plan.line, offer)),
    signIns: () => void signIn(plan.origin, next()),
    live: () =>
      passBy(`${plan.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, next(), (socket) => {
        socket.send(`40/live,{"ticket":"${randomBytes(32).toString('base64url')}"}`, () => {})
      }),
  }
  void pour(plan, next)
  const begun = performance.now()
  for (let seconds = 0; ; seconds = (performance.now() - begun) / 1_000) {
    for (const kind of Object.keys(A_SECOND) as (keyof Sent)[])
      while (sent[kind] < A_SECOND[kind] * seconds) {
        sent[kind] += 1
        each[kind]()
      }
    process.send?.(sent)
    await wait(TURN_MS)
  }
}

/** One caller who waits, and sends what four hundred callers would. */
async function pour({ sip, line }: FloodPlan, next: () => Record<string, string>): Promise<void> {
  for (;;) {
    const caller = createCaller({ url: sip, line, next: () => FRAME, packetsAtOnce: PACKETS_AT_ONCE, handshake: next() })
    await caller.done
    await wait(AGAIN_MS)
  }
}

/** One SIP socket after the other for a stranger: the next is opened when the last was closed. */
function createTalker(url: string, headers: Record<string, string>): (text: string) => void {
  let socket: WebSocket | null = null
  return (text) => {
    if (socket === null || socket.readyState === WebSocket.CLOSED) {
      socket = new WebSocket(url, 'sip', { headers, perMessageDeflate: false })
      socket.on('error', () => {})
    } else if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount < UNSENT_BYTES) socket.send(text, () => {})
  }
}

function passBy(url: string, headers: Record<string, string>, onOpen = (_socket: WebSocket): void => {}): void {
  const socket = new WebSocket(url, url.endsWith('/sip') ? 'sip' : [], { headers, perMessageDeflate: false })
  socket.on('error', () => {})
  socket.on('open', () => {
    onOpen(socket)
    setTimeout(() => socket.close(), AGAIN_MS)
  })
}

async function signIn(origin: string, headers: Record<string, string>): Promise<void> {
  try {
    const answer = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'advisor0', password: randomBytes(9).toString('hex') }),
    })
    await answer.arrayBuffer()
  } catch {
    // Turned away before it could ask.
  }
}

function request(method: string, to: string, more: readonly string[], body: string): string {
  const id = randomBytes(9).toString('hex')
  return [
    `${method} ${to} SIP/2.0`,
    `Via: SIP/2.0/WS x.invalid;branch=z9hG4bK${id}`,
    'Max-Forwards: 70',
    `From: <sip:anonymous@anonymous.invalid>;tag=${id}`,
    `To: <${to}>`,
    `Call-ID: ${id}`,
    `CSeq: 1 ${method}`,
    `Contact: <sip:${id}@x.invalid;transport=ws>`,
    ...more,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

/** 438 bytes, and so many more. */
function options(more: number): string {
  const padding = Array.from({ length: Math.ceil(more / 200) }, (_, n) => `Record-Route: <sip:${n}.${'x'.repeat(160)}.invalid;lr>`)
  return request('OPTIONS', 'sip:bench@lyhord.invalid', [...padding, `User-Agent: ${'x'.repeat(60)}`], '')
}

function invite(line: string, sdp: string): string {
  return request('INVITE', `sip:${line}@lyhord.invalid`, sdp ? ['Content-Type: application/sdp'] : [], sdp)
}

process.once('message', (plan) => {
  flood(plan as FloodPlan).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
