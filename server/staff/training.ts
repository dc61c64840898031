import type { Selectable } from 'kysely'
import type { AdvisorId } from '../../shared/floor/model.ts'
import type { NewTraining, Training } from '../../shared/staff/training.ts'
import type { Db } from '../record/open.ts'
import type { TrainingTable } from '../record/schema.ts'
import { namesOf } from '../stats/review.ts'

/** The training of each account. */
export interface TrainingLog {
  /** The latest first. */
  of(account: AdvisorId): Promise<Training[]>
  /** Null for an account that is not there. */
  add(account: AdvisorId, training: NewTraining, by: AdvisorId): Promise<Training | null>
  /** False when that account has no such entry. */
  remove(account: AdvisorId, id: string): Promise<boolean>
}

/** `clock` gives ms since 1970. */
export function createTrainingLog(db: Db, clock: () => number): TrainingLog {
  return {
    async of(account) {
      const names = await namesOf(db)
      const rows = await db
        .selectFrom('training')
        .selectAll()
        .where('account', '=', account)
        .orderBy('day', 'desc')
        .orderBy('at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map((row) => asTraining(row, names))
    },

    async add(account, { day, what }, by) {
      const names = await namesOf(db)
      if (!names.has(account)) return null
      const row = { id: crypto.randomUUID(), account, day, what, entered_by: by, at: clock() }
      await db.insertInto('training').values(row).execute()
      return asTraining(row, names)
    },

    async remove(account, id) {
      const gone = await db.deleteFrom('training').where('id', '=', id).where('account', '=', account).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
  }
}

const asTraining = ({ id, day, what, entered_by, at }: Selectable<TrainingTable>, names: ReadonlyMap<string, string>): Training => ({
  ...{ id, day, what },
  by: { name: names.get(entered_by) ?? '', at },
})
