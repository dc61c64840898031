import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { type Ask, type AskedFacts, type AskForm, askedOf, type MadeAsk } from '../../shared/services/register.ts'
import { DAY_MS } from '../../shared/zonedTime.ts'
import { digest, newSecret } from '../auth/secrets.ts'
import type { Db } from '../record/open.ts'
import { namesOf } from '../stats/review.ts'
import type { Register } from './register.ts'

/** So long a link can be answered. */
export const ASK_DAYS = 30

/**
 * Questions to services about themselves. A link takes one answer, which changes nothing before a supervisor has approved it:
 *
 *   open -> answered -> approved | rejected
 *
 * What is in the link is stored as a hash alone; nothing is stored of who opened it.
 */
export interface Asks {
  /** Newest first. */
  list(): Promise<Ask[]>
  make(service: string, account: string): Promise<Outcome<MadeAsk>>
  /** What the link's page shows: `linkUsed` when it has been answered, taken back or is too old. */
  open(token: string): Promise<Outcome<AskForm>>
  answer(token: string, facts: AskedFacts): Promise<Outcome<undefined>>
  /** Makes an answer part of the service's facts, or lets it go. `version` is that of the service that it was compared with. */
  decide(id: string, approve: boolean, version: number, account: string): Promise<Outcome<undefined>>
  /** Takes back a link that has not been answered. */
  remove(id: string): Promise<boolean>
}

/** The questions on a record and its register; `clock` gives ms since 1970. */
export function createAsks(db: Db, register: Register, clock: () => number): Asks {
  const rowOf = (token: string) =>
    db
      .selectFrom('service_asks')
      .selectAll()
      .where('token', '=', digest(token))
      .where('state', '=', 'open')
      .where('expires', '>', clock())
      .executeTakeFirst()

  return {
    async list() {
      const names = await namesOf(db)
      const rows = await db.selectFrom('service_asks').selectAll().orderBy('at', 'desc').orderBy('id').execute()
      return rows.map(({ id, service, state, account, at, expires, answered_at, facts }) => ({
        ...{ id, service, state, at, expires },
        by: names.get(account) ?? '',
        answeredAt: answered_at,
        facts: facts === null ? null : (JSON.parse(facts) as AskedFacts),
      }))
    },

    async make(service, account) {
      if (!register.find(service)) return refuse('notFound')
      const token = newSecret()
      const at = clock()
      const made = { id: randomUUID(), expires: at + ASK_DAYS * DAY_MS }
      const empty = { answered_at: null, facts: null }
      await db
        .insertInto('service_asks')
        .values({ ...made, service, token: digest(token), state: 'open', account, at, ...empty })
        .execute()
      return ok({ ...made, path: `/ask#${token}` })
    },

    async open(token) {
      const row = await rowOf(token)
      const service = row && register.find(row.service)
      return row && service ? ok({ service: askedOf(service), expires: row.expires }) : refuse('linkUsed')
    },

    async answer(token, facts) {
      const answered = await db
        .updateTable('service_asks')
        .set({ token: null, state: 'answered', answered_at: clock(), facts: JSON.stringify(facts) })
        .where('token', '=', digest(token))
        .where('state', '=', 'open')
        .where('expires', '>', clock())
        .executeTakeFirst()
      return answered.numUpdatedRows > 0n ? ok(undefined) : refuse('linkUsed')
    },

    async decide(id, approve, version, account) {
      const row = await db.selectFrom('service_asks').selectAll().where('id', '=', id).where('state', '=', 'answered').executeTakeFirst()
      const service = row && register.find(row.service)
      if (!row || row.facts === null || !service) return refuse('notFound')
      if (approve) {
        const facts = { ...service, ...(JSON.parse(row.facts) as AskedFacts) }
        const written = await register.write([{ id: service.id, version, facts }], { account, way: 'answered', checked: true })
        if (!written.ok) return written
      }
      const state = approve ? 'approved' : 'rejected'
      await db.updateTable('service_asks').set({ state, facts: null }).where('id', '=', id).execute()
      return ok(undefined)
    },

    async remove(id) {
      const gone = await db.deleteFrom('service_asks').where('id', '=', id).where('state', '=', 'open').executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
  }
}
