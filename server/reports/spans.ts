import { daysIn } from '../../shared/volume/months.ts'
import { addDays } from '../../shared/zonedTime.ts'

const YEAR = 4
const MONTH = 7

/**
 * The years, months and days (YYYY, YYYY-MM, YYYY-MM-DD) that make up a period, both days counted: the largest that fit, in order, each day
 * in one of them. Of any period at most 11 months at each end and 30 days beside them, and the years between. Pure.
 */
export function spansOf(from: string, to: string): string[] {
  const spans: string[] = []
  for (let day = from; day <= to; ) {
    const [span, last] = longestFrom(day, to)
    spans.push(span)
    day = addDays(last, 1)
  }
  return spans
}

/** The longest span that begins on this day and has ended by `to`, and its last day. */
function longestFrom(day: string, to: string): [span: string, last: string] {
  const [year, month] = [day.slice(0, YEAR), day.slice(0, MONTH)]
  const lastOfMonth = `${month}-${daysIn(month)}`
  if (day.endsWith('-01-01') && `${year}-12-31` <= to) return [year, `${year}-12-31`]
  return day.endsWith('-01') && lastOfMonth <= to ? [month, lastOfMonth] : [day, day]
}
