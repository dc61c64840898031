import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Sbc } from '../e2e/sbc/sbc.ts'
import { recordedCalls } from '../e2e/server/record.ts'
import type { Floor } from '../shared/floor/model.ts'
import type { Row } from './report.ts'
import type { Person, RunningServer, Stage } from './stage.ts'
import { udpSocketsOf } from './trunkProcesses.ts'

/** What has ended is let go by then. */
const GONE_MS = 15_000

export interface Sockets {
  readonly server: number
  readonly rtpengine: number
}

/** UDP sockets that the programs on the way hold open. */
export const countSockets = (server: RunningServer, sbc: Sbc): Sockets => ({
  server: udpSocketsOf(server.pid),
  rtpengine: udpSocketsOf(sbc.pids().rtpengine),
})

/**
 * What there still is of `calls` when all have ended, and which places hold it: a call that the record does not have as answered and ended
 * counts as well. `before` is from before the first.
 */
export async function left(stage: Stage, server: RunningServer, sbc: Sbc, before: Sockets, calls: number): Promise<Row> {
  const look = async () => {
    const record = recordedCalls(stage.dir)
    const sockets = countSockets(server, sbc)
    return {
      'calls in floor': Object.keys((await floorOf(server, stage.supervisor)).calls).length,
      'calls not in record as answered': calls - record.filter(({ ended, outcome }) => ended !== null && outcome === 'answered').length,
      'entries in Kamailio': sbc.remembers(),
      'calls in rtpengine': await sessions(sbc),
      'sockets of rtpengine': Math.max(0, sockets.rtpengine - before.rtpengine),
      'sockets of server': Math.max(0, sockets.server - before.server),
    }
  }
  const late = Date.now() + GONE_MS
  let now = await look()
  while (Object.values(now).some((count) => count !== 0) && Date.now() < late) {
    await wait(500)
    now = await look()
  }
  const still = Object.entries(now).filter(([, count]) => count !== 0)
  return { stuck: still.length === 0 ? 'none' : still.map(([what, count]) => `${count} ${what}`).join(', ') }
}

/** Calls that rtpengine holds, by its own word. */
async function sessions(sbc: Sbc): Promise<number> {
  const port = Number(/listen-ng\s*=\s*\S*?(\d+)$/m.exec(readFileSync(join(sbc.dir, 'rtpengine.conf'), 'utf8'))?.[1])
  const socket = createSocket('udp4')
  try {
    // Its answers go by the word before the command: one that has come before is answered as then.
    socket.send(`${randomUUID()} d7:command10:statisticse`, port, '127.0.0.1')
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer]
    const total = /sessionstotali(\d+)e/.exec(answer.toString('latin1'))?.[1]
    if (total === undefined) throw new Error('rtpengine does not say how many calls it holds')
    return Number(total)
  } finally {
    socket.close()
  }
}

/** The floor as it is now. */
export async function floorOf(server: RunningServer, { cookie }: Person): Promise<Floor> {
  const answer = await fetch(`${server.origin}/api/floor`, { headers: { cookie } })
  return ((await answer.json()) as { floor: Floor }).floor
}
