import type { Advisor, Floor, Line } from '../../shared/floor/model.ts'
import { type LineService, plainService } from '../../shared/floor/service.ts'
import type { Hours } from '../../shared/hours.ts'
import type { Language } from '../../shared/languages.ts'
import type { Db } from './open.ts'
import type { LineTable } from './schema.ts'

/** The floor at the start of a server: its lines, its staff (all offline), no calls, and the number of the last change. `now` is ms since 1970. */
export async function loadFloor(db: Db, now: number): Promise<Floor> {
  const rev = await db.selectFrom('meta').select('value').where('name', '=', 'rev').executeTakeFirst()
  const lines = await db.selectFrom('lines').selectAll().execute()
  const staff = await db.selectFrom('accounts').select(['id', 'name', 'languages']).where('role', '!=', 'board').execute()
  const serves = await db.selectFrom('account_lines').selectAll().orderBy('line').execute()
  const advisors = staff.map(
    ({ id, name, languages }): Advisor => ({
      id,
      name,
      lines: serves.filter(({ account }) => account === id).map(({ line }) => line),
      languages: JSON.parse(languages) as Language[],
      state: { is: 'offline', since: now },
      phone: null,
    }),
  )
  return {
    rev: Number(rev?.value ?? 0),
    lines: byId(lines.map(lineOf)),
    calls: {},
    advisors: byId(advisors),
    trunk: { is: 'none' },
    keeping: { is: 'able' },
  }
}

function lineOf(row: LineTable): Line {
  return {
    id: row.id,
    name: row.name,
    greeting: row.greeting,
    order: row.place,
    startedOn: row.started_on,
    catchment: row.catchment,
    timeZone: row.time_zone,
    number: row.number,
    hours: row.hours === null ? null : (JSON.parse(row.hours) as Hours),
    // A setting that a later version has brought has its plain value in a row that was written before.
    service: { ...plainService, ...(JSON.parse(row.service) as Partial<LineService>) },
  }
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Record<string, T> {
  return Object.fromEntries(list.map((one) => [one.id, one]))
}
