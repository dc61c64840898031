import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { seeded } from '../server/demo/random.ts'
import { csvOf } from '../server/services/exchange/csv.ts'
import { hsdsOf } from '../server/services/exchange/hsds.ts'
import type { RegisterFormat, RegisterPreview } from '../shared/services/register.ts'
import type { Service } from '../shared/services/service.ts'
import { factsOf } from './findHelp.ts'
import { type Result, type Row, round } from './report.ts'
import { prepare, startServer, usage } from './stage.ts'

const SEED = 7
/** Nine kinds of help for each of 290 municipalities. */
const REGISTER = 2_610
const ASK_EVERY_MS = 2
const MB = 2 ** 20

interface Given {
  readonly what: string
  readonly format: RegisterFormat
  readonly body: string
}

/** How long a server with a whole register keeps everybody else waiting while a supervisor's file is looked at, kept, or given out. */
export async function stall(only: readonly number[]): Promise<Result> {
  const stage = await prepare(0, 0)
  const services = registerIn(join(stage.dir, 'lyhord.db'))
  const server = await startServer(stage.dir)
  const rows: Row[] = []
  try {
    const headers = { cookie: stage.supervisor.cookie, 'content-type': 'application/octet-stream' }
    const beside = besideOf(`${server.origin}/healthz`)
    const measured = async (what: string, bytes: number, work: () => Promise<Response>): Promise<unknown> => {
      const cpu = usage(server.pid).cpuMs
      const watch = beside()
      const begun = performance.now()
      const answer = await work()
      const text = await answer.text()
      const ms = performance.now() - begun
      const longest = await watch()
      rows.push({
        ...{ system: 'lyhord', what, 'file MB': round(bytes / MB, 1), status: answer.status, 'answer ms': round(ms) },
        ...{ 'longest wait of others ms': round(longest), 'CPU ms': round(usage(server.pid).cpuMs - cpu) },
      })
      return answer.ok ? JSON.parse(text.startsWith('[') || text.startsWith('{') ? text : 'null') : null
    }
    const watch = beside()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    rows.push({ system: 'lyhord', what: 'nothing', 'longest wait of others ms': round(await watch()) })
    for (const format of ['csv', 'hsds'])
      await measured(`${format}: given out`, 0, () => fetch(`${server.origin}/api/register/file?format=${format}`, { headers }))
    await measured('all for the page', 0, () => fetch(`${server.origin}/api/register`, { headers }))
    for (const { what, format, body } of filesOf(services, only)) {
      const post = (path: string) => fetch(`${server.origin}/api/register/${path}`, { method: 'POST', headers, body })
      const looked = await measured(`${what}: looked at`, body.length, () => post(`preview?format=${format}`))
      const revision = (looked as RegisterPreview | null)?.revision
      if (revision !== undefined) await measured(`${what}: kept`, body.length, () => post(`import?format=${format}&revision=${revision}`))
    }
  } finally {
    await server.stop()
    stage.clear()
  }
  return {
    name: 'stall',
    about: `A register of ${REGISTER} services. Meanwhile somebody else asks the server for its health every ${ASK_EVERY_MS} ms, one question after another; the longest of these answers is what sound would have waited.`,
    rows,
    aims: ['nobody else waits over 50 ms, whatever the file'],
  }
}

/** Files: as ours goes out and has changed throughout; of as many rows as fit into a MB and into others by `only`; as large as is let in. */
function filesOf(services: readonly Service[], only: readonly number[]): Given[] {
  const changed = services.map((service) => ({ ...service, waitingTime: 'tre veckor' }))
  const tiny = (mb: number): Given => ({
    what: `${mb} MB of the shortest rows`,
    format: 'csv',
    body: `name\n${'A\n'.repeat((mb * MB) / 2 - 4)}`,
  })
  return [
    { what: 'csv, each changed', format: 'csv', body: csvOf(changed) },
    { what: 'hsds, each changed back', format: 'hsds', body: JSON.stringify(hsdsOf(services)) },
    ...(only.length > 0 ? only : [1]).map(tiny),
  ]
}

function registerIn(file: string): Service[] {
  const random = seeded(SEED)
  const db = new Database(file)
  const add = db.prepare(
    "insert into services (id, origin, version, facts, checked_at, checked_by) values (?, 'entered', 1, ?, null, null)",
  )
  const services = Array.from({ length: REGISTER }, (_, at): Service => {
    const facts = { ...factsOf(random, at), note: 'Tar emot utan remiss. '.repeat(10) }
    return { ...facts, id: randomUUID(), origin: 'entered', version: 1, checkedAt: null, checkedBy: null }
  })
  db.transaction(() => {
    for (const { id, origin, version, checkedAt, checkedBy, ...facts } of services) add.run(id, JSON.stringify(facts))
  })()
  db.close()
  return services
}

/** Begins to ask; what it gives stops that, and tells the longest answer in ms. */
function besideOf(url: string) {
  return () => {
    let [longest, goes] = [0, true]
    const asking = (async () => {
      while (goes) {
        const begun = performance.now()
        // A connection that the server has just let go is no answer, and its time counts all the same.
        await fetch(url)
          .then((answer) => answer.arrayBuffer())
          .catch(() => {})
        longest = Math.max(longest, performance.now() - begun)
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
      }
    })()
    return async () => {
      goes = false
      await asking
      return longest
    }
  }
}
