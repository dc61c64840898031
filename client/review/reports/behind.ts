import type { ToldCount } from '../../../shared/disclosure/tables.ts'
import type { Report, ReportedResult } from '../../../shared/reports/report.ts'
import { type CallSet, LONGEST_LIST_DAYS } from '../../../shared/review/week.ts'
import { daysIn } from '../../../shared/volume/months.ts'
import type { Behind } from '../calls/CallsBehind.tsx'
import { daysOf } from './period.ts'

/** Whether lists of calls can be opened from a report's figures, and why not. */
export type Listing = 'none' | 'offered' | 'months' | 'protected'

const isShown = ({ is }: ToldCount): boolean => is === 'shown'

/**
 * A list says of each call its day, result and channel: whoever counts it knows every count of the tables of calls. So it is offered only where
 * each of them is told. A longer period than can be listed has lists of its months. Figures of the forms never have one: it would
 * lay answers beside calls.
 */
export function listingOf(report: Report): Listing {
  const { calls, months, results, channels } = report
  if (calls.is === 'shown' && calls.count === 0) return 'none'
  if (![calls, ...[...months, ...results, ...channels].map(({ told }) => told)].every(isShown)) return 'protected'
  return daysOf(report) <= LONGEST_LIST_DAYS ? 'offered' : 'months'
}

/** The lists behind rows of the report; undefined where there is none. */
export interface Lists {
  readonly calls: Behind | undefined
  readonly closedLine: Behind | undefined
  readonly callBacks: Behind | undefined
  month(month: string, told: ToldCount): Behind | undefined
  result(result: ReportedResult, told: ToldCount): Behind | undefined
}

export function listsOf(report: Report): Lists {
  const { from, to, callBackResults } = report
  const listing = listingOf(report)
  const short = daysOf(report) <= LONGEST_LIST_DAYS
  const has = (told: ToldCount): boolean => told.is === 'shown' && told.count > 0
  const listOf = (set: CallSet, when: boolean): Behind | undefined => (when ? { set, from, to } : undefined)
  return {
    calls: listOf('calls', listing === 'offered'),
    closedLine: listOf('closedLine', short && has(report.closedLine)),
    callBacks: listOf('callBacks', short && has(report.callBacks) && callBackResults.every(({ told }) => isShown(told))),
    month: (month, told) =>
      (listing === 'offered' || listing === 'months') && has(told)
        ? { set: 'calls', from: latest(`${month}-01`, from), to: earliest(`${month}-${daysIn(month)}`, to) }
        : undefined,
    result: (result, told) =>
      result === 'closed' || result === 'unknown' ? undefined : listOf(result, listing === 'offered' && has(told)),
  }
}

const latest = (...days: readonly string[]): string => days.toSorted().at(-1) ?? ''
const earliest = (...days: readonly string[]): string => days.toSorted()[0] ?? ''
