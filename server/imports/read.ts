import { sql } from 'kysely'
import type { Alike, Found, Import, ToldOfFile } from '../../shared/imports/imports.ts'
import type { Db } from '../record/open.ts'
import { namesOf } from '../stats/review.ts'

/** All imports, newest first, or the one with this id. */
export async function readImports(db: Db, id?: string): Promise<Import[]> {
  const names = await namesOf(db)
  const signed = (account: string | null, at: number | null) =>
    account === null || at === null ? null : { name: names.get(account) ?? '', at: Number(at) }
  const all = db
    .selectFrom('imports')
    .selectAll()
    .select([
      sql<number | null>`(select sum(answered + abandoned + abandoned_short) from import_days where import_id = imports.id)`.as('days'),
      sql<number | null>`(select sum(calls) from month_totals where import_id = imports.id)`.as('totals'),
    ])
    .where('state', '<>', 'discarded')
    .orderBy('at', 'desc')
    .orderBy('id')
  const rows = await (id === undefined ? all : all.where('id', '=', id)).execute()
  return rows.map((row) => ({
    id: row.id,
    what: row.what,
    line: row.line,
    channel: row.channel,
    state: row.state,
    received: row.received,
    done: row.done,
    counted: Number((row.what === 'calls' ? row.days : row.totals) ?? 0),
    told: JSON.parse(row.told) as ToldOfFile,
    found: row.found === null ? null : (JSON.parse(row.found) as Found),
    leftOut: JSON.parse(row.left_out) as Alike[],
    by: { name: names.get(row.account) ?? '', at: Number(row.at) },
    kept: signed(row.kept_by, row.kept_at),
    undone: signed(row.undone_by, row.undone_at),
  }))
}
