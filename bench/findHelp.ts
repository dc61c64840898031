import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Random, seeded } from '../server/demo/random.ts'
import { MUNICIPALITIES } from '../shared/geography/municipalities.ts'
import { findPlaces, folded, PLACES } from '../shared/geography/places.ts'
import { newFacts } from '../shared/services/help.ts'
import type { HelpAnswer } from '../shared/services/register.ts'
import type { ServedArea, ServiceFacts } from '../shared/services/service.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { prepare, startServer, usage } from './stage.ts'

const SIZES = [500, 5_000]
const ASKED = 1_000
const SEED = 7
const one = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

/** One of a register: three quarters are of municipalities, some of them for others by agreement or for their county. */
export function factsOf(random: Random, at: number): ServiceFacts {
  const home = one(random, MUNICIPALITIES)
  const others = Array.from(
    { length: Math.floor(random() * 4) },
    (): ServedArea => ({ place: one(random, MUNICIPALITIES).code, by: 'agreement' }),
  )
  const regional: ServedArea[] = random() < 0.1 ? [{ place: home.code.slice(0, 2), by: 'regional' }] : []
  const areas = [{ place: home.code, by: 'own' as const }, ...others, ...regional]
  return newFacts({
    name: `${one(random, ['Samtalsmottagningen', 'Kriscentrum', 'Familjehuset', 'Vägvalet'])} ${home.name} ${at}`,
    organisation: `${home.name}s kommun`,
    kind: random() < 0.7 ? 'violenceTreatment' : one(random, ['psychiatry', 'addictionCare', 'victimSupport', 'socialServices'] as const),
    level: random() < 0.7 ? 'specialised' : 'talks',
    areas: areas.filter(({ place }, index) => areas.findIndex((other) => other.place === place) === index),
    phone: '08-465 004 00',
    hours: 'Telefontid vardagar 9–11 och 13–15',
    booking: 'Ring på telefontid och säg att du vill ha hjälp att sluta med våld.',
  })
}

/** Finding help in registers of several sizes: a place by its letters, services for a place, services by name; beside plain SQL. */
export async function findHelp(only: readonly number[]): Promise<Result> {
  const rows: Row[] = [placesRow()]
  for (const size of only.length > 0 ? only : SIZES) rows.push(...(await measure(size)))
  return {
    name: 'find-help',
    about: `${ASKED} questions each, one after another. Places: in the page. Services: over HTTP from the built server, beside SQL on the same rows in the asking process: LIKE, which knows of no neighbours and no order, and FTS5 with trigrams for names.`,
    rows,
    aims: ['three letters find a place within 50 ms', 'p99 of a search over 5,000 services under 50 ms'],
  }
}

function placesRow(): Row {
  const random = seeded(SEED)
  const times = Array.from({ length: ASKED }, () => {
    const letters = folded(one(random, PLACES).name).slice(0, 3)
    const begun = performance.now()
    findPlaces(letters)
    return performance.now() - begun
  })
  return rowOf('a place by three letters', null, times, [], null)
}

async function measure(size: number): Promise<Row[]> {
  const stage = await prepare(1, 0)
  try {
    const db = new Database(join(stage.dir, 'lyhord.db'))
    const random = seeded(SEED)
    const add = db.prepare(
      "insert into services (id, origin, version, facts, checked_at, checked_by) values (?, 'entered', 1, ?, null, null)",
    )
    db.exec("create virtual table temp.names using fts5(name, tokenize='trigram')")
    const index = db.prepare('insert into temp.names (name) values (?)')
    db.transaction(() => {
      for (let at = 0; at < size; at++) {
        const facts = factsOf(random, at)
        add.run(randomUUID(), JSON.stringify(facts))
        index.run(facts.name)
      }
    })()
    const places = Array.from({ length: ASKED }, () => one(random, MUNICIPALITIES))
    const like = db.prepare('select facts from services where facts like ?')
    const plainPlaces = places.map(({ code }) =>
      timed(() => like.all(`%"${code}"%`).map((row) => JSON.parse((row as { facts: string }).facts))),
    )
    const matching = db.prepare('select name from temp.names where names match ? limit 12')
    const plainNames = places.map(({ name }) => timed(() => matching.all(`"${name.slice(0, 4)}"`)))
    db.close()

    const server = await startServer(stage.dir)
    try {
      const ask = async <T>(path: string): Promise<readonly [number, T]> => {
        const begun = performance.now()
        const answer = await fetch(server.origin + path, { headers: { cookie: stage.advisors[0]?.cookie ?? '' } })
        if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`)
        const value = (await answer.json()) as T
        return [performance.now() - begun, value]
      }
      await ask('/api/help?place=0180')
      const before = usage(server.pid).cpuMs
      const byPlace: number[] = []
      for (const { code, name } of places) {
        const [ms, help] = await ask<HelpAnswer>(`/api/help?place=${code}`)
        if (help.found.length === 0) throw new Error(`nothing was found for ${name}`)
        byPlace.push(ms)
      }
      const between = usage(server.pid).cpuMs
      const byName: number[] = []
      for (const { name } of places) byName.push((await ask(`/api/help/named?text=${encodeURIComponent(name.slice(0, 4))}`))[0])
      const after = usage(server.pid).cpuMs
      return [
        rowOf('services for a place', size, byPlace, plainPlaces, between - before),
        rowOf('services by name', size, byName, plainNames, after - between),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    stage.clear()
  }
}

/** `cpuMs` is the server's for all questions. */
function rowOf(question: string, services: number | null, times: number[], plain: number[], cpuMs: number | null): Row {
  const [ours, beside] = [times, plain].map((all) => all.sort((a, b) => a - b)) as [number[], number[]]
  const at = (all: number[], p: number) => round(percentile(all, p), 2)
  return {
    ...{ question, services, 'p50 ms': at(ours, 0.5), 'p99 ms': at(ours, 0.99) },
    'server CPU ms each': cpuMs === null ? null : round(cpuMs / ASKED, 2),
    ...{ 'plain SQL p50 ms': at(beside, 0.5), 'plain SQL p99 ms': at(beside, 0.99) },
  }
}

function timed(run: () => unknown): number {
  const begun = performance.now()
  run()
  return performance.now() - begun
}
