import { DATA_KINDS, type DataGround, type DataKind, type NewDataGround } from '../../shared/staff/dataMap.ts'
import type { Db } from '../record/open.ts'
import { namesOf } from '../stats/review.ts'

/** The legal grounds that the operator has written down. */
export interface Grounds {
  /** One for each kind of data, in the order of the map. */
  all(): Promise<DataGround[]>
  /** Null when another version is there than the one that was read. */
  write(kind: DataKind, next: NewDataGround, account: string): Promise<DataGround | null>
}

/** `clock` gives ms since 1970. */
export function createGrounds(db: Db, clock: () => number): Grounds {
  async function all(): Promise<DataGround[]> {
    const rows = new Map((await db.selectFrom('data_grounds').selectAll().execute()).map((row) => [row.kind, row]))
    const names = await namesOf(db)
    return DATA_KINDS.map((kind) => {
      const row = rows.get(kind)
      if (!row) return { kind, text: '', version: 0, by: null }
      return { kind, text: row.text, version: row.version, by: { name: names.get(row.account) ?? '', at: row.at } }
    })
  }

  return {
    all,

    async write(kind, { text, version }, account) {
      const row = { kind, text, version: version + 1, account, at: clock() }
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('data_grounds')
        .values(row)
        .onConflict((conflict) => conflict.column('kind').doUpdateSet(row).where('data_grounds.version', '=', version))
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows === 1n ? ((await all()).find((one) => one.kind === kind) ?? null) : null
    },
  }
}
