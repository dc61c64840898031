import { tellTable } from '../../shared/disclosure/tables.ts'
import { type Counted, type DutyCounts, type NewCount, REPORT_KINDS } from '../../shared/duties/reports.ts'
import type { Line, LineId } from '../../shared/floor/model.ts'
import type { Db } from '../record/open.ts'
import { calendarOf } from '../stats/calendar.ts'

/** What was weighed and what came of it, in numbers: a line, a month, a kind and a reason, and nothing that leads to a call or to who weighed it. */
export interface Counts {
  /** Counted once, however often it is sent. */
  add(id: string, line: Line, count: Omit<NewCount, 'line'> | { readonly kind: NewCount['kind']; readonly what: 'reported' }): Promise<void>
  /** False when there is no such count. Of one that is a report's, nobody knows the id. */
  remove(id: string): Promise<boolean>
  /** A year of these lines together, protected (shared/disclosure). */
  read(lines: readonly LineId[], year: number): Promise<DutyCounts>
}

const NO_REPORT = (what: Counted): boolean => what !== 'reported'

export function createCounts(db: Db, clock: () => number): Counts {
  return {
    async add(id, line, { kind, what }) {
      const { month } = calendarOf(clock(), line.timeZone)
      await db
        .insertInto('duty_counts')
        .values({ id, line: line.id, month, kind, what })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },

    async remove(id) {
      const gone = await db.deleteFrom('duty_counts').where('id', '=', id).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },

    async read(lines, year) {
      const rows = await db
        .selectFrom('duty_counts')
        .select(({ fn }) => ['month', 'kind', 'what', fn.countAll<number>().as('count')])
        .where('month', '>=', `${year}-01`)
        .where('month', '<=', `${year}-12`)
        .where('line', 'in', lines)
        .groupBy(['month', 'kind', 'what'])
        .execute()
      const months = Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`)
      const sum = (of: (row: (typeof rows)[number]) => boolean): number =>
        rows.filter(of).reduce((all, { count }) => all + Number(count), 0)
      const told = tellTable(
        months.map((month) => [
          ...REPORT_KINDS.map((kind) => sum((row) => row.month === month && row.kind === kind && !NO_REPORT(row.what))),
          sum((row) => row.month === month && NO_REPORT(row.what)),
        ]),
      )
      return {
        year,
        rows: months.map((month, at) => ({ month, counts: told.cells[at] ?? [], total: told.rowTotals[at] ?? { is: 'withheld' } })),
        totals: told.columnTotals,
        total: told.total,
      }
    },
  }
}
