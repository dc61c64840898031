import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { ChangeWay, ServiceVersion } from '../../shared/services/register.ts'
import { factsOf, noFacts, type Service, type ServiceFacts } from '../../shared/services/service.ts'
import type { Db } from '../record/open.ts'
import type { ServiceTable } from '../record/schema.ts'
import { namesOf } from '../stats/review.ts'

/** One write of a service. */
export interface Write {
  /** Null for a new one that is to get an id. */
  readonly id: string | null
  /** The version that was read; 0 for a new one. */
  readonly version: number
  readonly facts: ServiceFacts
}

export interface WriteBy {
  /** Null for what no person did. */
  readonly account: string | null
  readonly way: ChangeWay
  /** Whether that person has made sure that all of it is true. */
  readonly checked?: boolean
  readonly origin?: Service['origin']
}

/** The register of services. All of it is held in memory, for it is searched during calls; what has been written is on disk. */
export interface Register {
  /** As it is now, closed ones too; the list is replaced by each write and never changed. */
  all(): readonly Service[]
  find(id: string): Service | undefined
  /** Counts up with each change of any service. */
  revision(): number
  /** All or none. `notFound`, or `changedMeanwhile` where a service has another version than the one that was read. */
  write(writes: readonly Write[], by: WriteBy): Promise<Outcome<Service[]>>
  /** Says that a service has been looked at and is true as it stands. */
  check(id: string, version: number, account: string): Promise<Outcome<Service>>
  /** Newest first; empty for a service that is not there. */
  history(id: string): Promise<ServiceVersion[]>
}

/** The register on a record; `clock` gives ms since 1970. */
export async function createRegister(db: Db, clock: () => number): Promise<Register> {
  let services: ReadonlyMap<string, Service>
  let list: readonly Service[] = []
  let revision = 0
  let turn: Promise<unknown> = Promise.resolve()

  async function load(): Promise<void> {
    const names = await namesOf(db)
    const rows = await db.selectFrom('services').selectAll().orderBy('id').execute()
    list = rows.map((row) => asService(row, names))
    services = new Map(list.map((service) => [service.id, service]))
    revision = list.reduce((sum, { version }) => sum + version, 0)
  }
  await load()

  /** One writer at a time: what has been read is what is there when it is written. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }

  const write: Register['write'] = (writes, { account, way, checked = false, origin = 'entered' }) =>
    inTurn(async () => {
      for (const { id, version } of writes) {
        const known = id === null ? undefined : services.get(id)
        if (!known && version > 0) return refuse('notFound')
        if (known && known.version !== version) return refuse('changedMeanwhile', 'version')
      }
      const at = clock()
      const rows = writes.map(({ id, facts }) => {
        const known = id === null ? undefined : services.get(id)
        return { id: id ?? randomUUID(), known, version: (known?.version ?? 0) + 1, facts: JSON.stringify(factsOf(facts)) }
      })
      await db.transaction().execute(async (tx) => {
        for (const { id, known, version, facts } of rows) {
          const sure = checked ? { checked_at: at, checked_by: account } : {}
          if (known) {
            await tx
              .updateTable('services')
              .set({ version, facts, ...sure })
              .where('id', '=', id)
              .execute()
          } else {
            await tx
              .insertInto('services')
              .values({ id, origin, version, facts, checked_at: null, checked_by: null, ...sure })
              .execute()
          }
          await tx.insertInto('service_versions').values({ service: id, version, at, account, way, facts }).execute()
        }
      })
      await load()
      return ok(rows.flatMap(({ id }) => services.get(id) ?? []))
    })

  return {
    all: () => list,
    find: (id) => services.get(id),
    revision: () => revision,
    write,

    async check(id, version, account) {
      const known = services.get(id)
      if (!known) return refuse('notFound')
      const written = await write([{ id, version, facts: known }], { account, way: 'checked', checked: true })
      const [service] = written.ok ? written.value : []
      return service ? ok(service) : written.ok ? refuse('notFound') : written
    },

    async history(id) {
      const names = await namesOf(db)
      const rows = await db.selectFrom('service_versions').selectAll().where('service', '=', id).orderBy('version', 'desc').execute()
      return rows.map(({ version, at, account, way, facts }) => ({
        version,
        at,
        by: account === null ? null : (names.get(account) ?? ''),
        way,
        facts: readFacts(facts),
      }))
    },
  }
}

/** Facts as they were written; what a version of then did not know is as nothing is known of it. */
const readFacts = (json: string): ServiceFacts => factsOf({ ...noFacts, ...(JSON.parse(json) as Partial<ServiceFacts>) })

function asService(row: Selectable<ServiceTable>, names: ReadonlyMap<string, string>): Service {
  return {
    ...readFacts(row.facts),
    id: row.id,
    origin: row.origin,
    version: row.version,
    checkedAt: row.checked_at,
    checkedBy: row.checked_by === null ? null : (names.get(row.checked_by) ?? ''),
  }
}
