import { randomUUID } from 'node:crypto'
import { type Kysely, type Selectable, sql } from 'kysely'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { ChangeWay, ServiceVersion } from '../../shared/services/register.ts'
import { factsOf, noFacts, type Service, type ServiceFacts } from '../../shared/services/service.ts'
import { inPieces } from '../pieces.ts'
import type { Db } from '../record/open.ts'
import type { ServiceTable, Tables } from '../record/schema.ts'
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

/** Services that are written at once: some ms of the record's time. */
const AT_ONCE = 200

/** The register on a record; `clock` gives ms since 1970. */
export async function createRegister(db: Db, clock: () => number): Promise<Register> {
  let services: ReadonlyMap<string, Service> = new Map()
  /** Accounts by service: their names may change. */
  const checkers = new Map<string, string>()
  let list: readonly Service[] = []
  let revision = 0
  let turns: Promise<unknown> = Promise.resolve()

  /** Takes over what has been written, and the names as they are now. Nothing else is read again: a register is large, and callers wait. */
  async function take(written: readonly Service[]): Promise<void> {
    const names = await namesOf(db)
    const after = new Map(services)
    for (const service of written) after.set(service.id, service)
    for (const [id, account] of checkers) {
      const [service, name] = [after.get(id), names.get(account) ?? '']
      if (service && service.checkedBy !== name) after.set(id, { ...service, checkedBy: name })
    }
    services = after
    list = [...after.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    revision = list.reduce((sum, { version }) => sum + version, 0)
  }

  const rows = await db.selectFrom('services').selectAll().orderBy('id').execute()
  for (const { id, checked_by } of rows) if (checked_by !== null) checkers.set(id, checked_by)
  await take((await inPieces(rows, AT_ONCE, (piece) => piece.map(asService))).flat())

  /** One writer at a time: what has been read is what is there when it is written. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turns.then(work)
    turns = mine.catch(() => {})
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
      const written: Service[] = []
      await db.transaction().execute(async (tx) => {
        await inPieces(writes, AT_ONCE, async (piece) => {
          const now = piece.map((one) => versionAfter(one, one.id === null ? undefined : services.get(one.id), origin))
          written.push(...now)
          await putVersions(tx, now, { account, way, at, checked })
        })
      })
      if (checked) for (const { id } of written) if (account !== null) checkers.set(id, account)
      await take(checked ? written.map((service) => ({ ...service, checkedAt: at, checkedBy: null })) : written)
      return ok(written.flatMap(({ id }) => services.get(id) ?? []))
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

/** Of a row; the name of who has checked it is added when it is taken. */
function asService({ id, origin, version, facts, checked_at }: Selectable<ServiceTable>): Service {
  return { ...readFacts(facts), id, origin, version, checkedAt: checked_at, checkedBy: null }
}

/** A service as a write makes it; who has checked it is as it was. */
function versionAfter({ id, facts }: Write, known: Service | undefined, origin: Service['origin']): Service {
  const { checkedAt, checkedBy } = known ?? { checkedAt: null, checkedBy: null }
  return {
    ...factsOf(facts),
    id: id ?? randomUUID(),
    origin: known?.origin ?? origin,
    version: (known?.version ?? 0) + 1,
    checkedAt,
    checkedBy,
  }
}

/** Writes services and their versions. As one text of JSON, for thousands of bound values would hold up whoever else is served. */
async function putVersions(
  tx: Kysely<Tables>,
  written: readonly Service[],
  { account, way, at, checked }: Required<Pick<WriteBy, 'account' | 'way' | 'checked'>> & { readonly at: number },
): Promise<void> {
  const json = JSON.stringify(written.map((service) => [service.id, service.origin, service.version, JSON.stringify(factsOf(service))]))
  const [checkedAt, checkedBy] = checked ? [at, account] : [null, null]
  const sure = checked ? sql`, checked_at = excluded.checked_at, checked_by = excluded.checked_by` : sql``
  await sql`insert into services (id, origin, version, facts, checked_at, checked_by)
    select json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'),
      ${checkedAt}, ${checkedBy} from json_each(${json}) where true
    on conflict (id) do update set version = excluded.version, facts = excluded.facts${sure}`.execute(tx)
  await sql`insert into service_versions (service, version, at, account, way, facts)
    select json_extract(value, '$[0]'), json_extract(value, '$[2]'), ${at}, ${account}, ${way}, json_extract(value, '$[3]')
    from json_each(${json})`.execute(tx)
}
