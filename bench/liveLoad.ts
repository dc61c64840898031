/** The other boards of bench/live, in a process of their own: connects them, says `ready`, and keeps them until it is ended. */
import { io } from 'socket.io-client'

export interface LivePlan {
  /** Address with namespace. */
  readonly url: string
  /** One connection for each; empty connects without a session. */
  readonly cookies: readonly string[]
}

const AT_ONCE = 20

async function connect(plan: LivePlan): Promise<void> {
  for (let at = 0; at < plan.cookies.length; at += AT_ONCE)
    await Promise.all(plan.cookies.slice(at, at + AT_ONCE).map((cookie) => one(plan.url, cookie)))
  process.send?.('ready')
}

function one(url: string, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = io(url, { transports: ['websocket'], forceNew: true, ...(cookie ? { extraHeaders: { cookie } } : {}) })
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
    // Read, as a board would, and let go.
    socket.onAny(() => {})
  })
}

process.once('message', (plan) => {
  connect(plan as LivePlan).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
