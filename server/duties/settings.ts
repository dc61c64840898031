import {
  type DutySettings,
  type DutyVersion,
  type Law,
  type NewDutySettings,
  PLAIN_RULES,
  SHIPPED_LAWS,
  sameLaw,
} from '../../shared/duties/law.ts'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { Db } from '../record/open.ts'
import { namesOf } from '../stats/review.ts'
import { createTurns } from '../turns.ts'

/** The laws that the guidance names, and how long reports are kept, with every version. */
export interface DutyBook {
  now(): Promise<DutySettings>
  /** Refuses changedMeanwhile. A law that says something else than before is confirmed no more. */
  change(next: NewDutySettings, account: string): Promise<Outcome<DutySettings>>
  /** By an account that is marked as a lawyer's, or it refuses notAllowed; besides notFound and changedMeanwhile. */
  confirm(law: string, version: number, account: string): Promise<Outcome<DutySettings>>
  mayConfirm(account: string): Promise<boolean>
  /** Newest first; the last is what came with Lyhörd. */
  versions(): Promise<DutyVersion[]>
}

type Stored = Omit<DutySettings, 'version'>

const shipped: DutySettings = {
  version: 1,
  ...PLAIN_RULES,
  laws: SHIPPED_LAWS.map((law) => ({ ...law, confirmed: null })),
}

export function createDutyBook(db: Db, clock: () => number): DutyBook {
  const inTurn = createTurns()

  async function now(): Promise<DutySettings> {
    const row = await db.selectFrom('duty_settings').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
    return row ? { version: row.version, ...(JSON.parse(row.settings) as Stored) } : shipped
  }

  async function write(before: DutySettings, next: Stored, way: 'changed' | 'confirmed', account: string): Promise<DutySettings> {
    const version = before.version + 1
    await db
      .insertInto('duty_settings')
      .values({ version, at: clock(), account, way, settings: JSON.stringify(next) })
      .execute()
    return { version, ...next }
  }

  const mayConfirm = async (account: string): Promise<boolean> =>
    (await db.selectFrom('accounts').select('lawyer').where('id', '=', account).executeTakeFirst())?.lawyer === 1

  return {
    now,
    mayConfirm,

    change: ({ version, laws, keepSentDays, keepUnsentDays }, account) =>
      inTurn(async () => {
        const before = await now()
        if (before.version !== version) return refuse('changedMeanwhile', 'version')
        const kept = (law: NewDutySettings['laws'][number]): Law['confirmed'] => {
          const old = before.laws.find(({ id }) => id === law.id)
          return old && sameLaw(old, law) ? old.confirmed : null
        }
        const next = { keepSentDays, keepUnsentDays, laws: laws.map((law) => ({ ...law, confirmed: kept(law) })) }
        return ok(await write(before, next, 'changed', account))
      }),

    confirm: (id, version, account) =>
      inTurn(async () => {
        if (!(await mayConfirm(account))) return refuse('notAllowed')
        const before = await now()
        // what is confirmed is what was read
        if (before.version !== version) return refuse('changedMeanwhile', 'version')
        if (!before.laws.some((law) => law.id === id)) return refuse('notFound')
        const by = (await namesOf(db)).get(account) ?? ''
        const { version: _, ...rest } = before
        const laws = before.laws.map((law) => (law.id === id ? { ...law, confirmed: { by, at: clock() } } : law))
        return ok(await write(before, { ...rest, laws }, 'confirmed', account))
      }),

    async versions() {
      const names = await namesOf(db)
      const rows = await db.selectFrom('duty_settings').selectAll().orderBy('version', 'desc').execute()
      return [
        ...rows.map(
          (row): DutyVersion => ({
            ...{ version: row.version, at: row.at, by: names.get(row.account) ?? '', way: row.way },
            ...(JSON.parse(row.settings) as Stored),
          }),
        ),
        { ...shipped, at: null, by: null, way: 'shipped' },
      ]
    },
  }
}
