import type { LineId } from '../../shared/floor/model.ts'
import type { Db } from '../record/open.ts'

/** The messages of one month of a line. */
export interface MonthOfMessages {
  /** YYYY-MM of their arrival, in the line's time zone. */
  readonly month: string
  readonly count: number
  /** Of them, those that somebody has tried to call back about. */
  readonly attempted: number
  /** Of them, those whose caller answered. */
  readonly calledBack: number
  /** Erased by time, without having been closed or called back. */
  readonly expired: number
  /** From arrival to the first attempt, over those with one: the middle one, in seconds; null without any. */
  readonly medianToAttemptS: number | null
}

/** A line's months with messages, the first first; what was made up for a demonstration counts only when it is asked for. */
export async function readMessageMonths(db: Db, line: LineId, origin: 'live' | 'demo' = 'live'): Promise<MonthOfMessages[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['month', 'arrived', 'attempted', 'called_back', 'state'])
    .where('line', '=', line)
    .where('origin', '=', origin)
    .orderBy('arrived')
    .execute()
  const months = [...new Set(rows.map(({ month }) => month))].sort()
  return months.map((month) => {
    const all = rows.filter((row) => row.month === month)
    const waits = all.flatMap(({ arrived, attempted }) => (attempted === null ? [] : [(attempted - arrived) / 1_000]))
    return {
      month,
      count: all.length,
      attempted: waits.length,
      calledBack: all.filter(({ called_back }) => called_back !== null).length,
      expired: all.filter(({ state }) => state === 'expired').length,
      medianToAttemptS: median(waits),
    }
  })
}

/** The middle of the values, or the mean of the two in the middle; null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort()
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}
