import { assertUnreachable } from '../assertUnreachable.ts'
import { addMonths, daysIn, type Month, monthOfYear, monthsAfter, monthsFrom } from './months.ts'
import { PUBLISHED, RESPECT_MONTHS } from './publishedFigures.ts'
import type { BaselineMonth, Catchment, VolumeSettings } from './volume.ts'

const MILLION = 1_000_000

/** calls / (inhabitants / 1 000 000): calls per million inhabitants in one month; null without inhabitants. */
export const perMillion = (calls: number, inhabitants: number): number | null => (inhabitants > 0 ? calls / (inhabitants / MILLION) : null)

/** Inhabitants of a month: the mean over its days of what held on each. `catchments` are in order of their days; 0 for none. */
export function inhabitantsIn(catchments: readonly Catchment[], month: Month): number {
  const days = daysIn(month)
  let sum = 0
  for (let day = 1; day <= days; day++) {
    const text = `${month}-${String(day).padStart(2, '0')}`
    sum += (catchments.findLast(({ from }) => from <= text) ?? catchments[0])?.inhabitants ?? 0
  }
  return sum / days
}

/**
 * What stands beside a month of a line that began in the month `start`; null where the baseline has nothing. `ownCalls` gives the
 * calls of a month of the line itself, for a baseline of its own. Respect Phoneline is known by its first three months, and after
 * them by an average of about 100 a month (the sources: publishedFigures.ts). Of an own period that has a month of the year
 * twice, the calendar takes the later one.
 */
export function baselineOf(settings: VolumeSettings, start: Month, month: Month, ownCalls: (month: Month) => number): BaselineMonth | null {
  const { baseline, catchments, along } = settings
  switch (baseline.is) {
    case 'respectAverage':
      return respectMonth(PUBLISHED.respectAverage.value, null)
    case 'respectMonths': {
      const all = RESPECT_MONTHS.map((one) => one.month)
      const found = RESPECT_MONTHS.find((one) => one.month === beside(all, along, start, month))
      if (along === 'sinceStart' && monthsAfter(start, month) < 0) return null
      return found ? respectMonth(found.calls, found.month) : respectMonth(PUBLISHED.respectAverage.value, null)
    }
    case 'own': {
      const found = beside(monthsFrom(baseline.from, baseline.to), along, start, month)
      if (found === undefined || found === month) return null
      const calls = ownCalls(found)
      return { calls, perMillion: perMillion(calls, inhabitantsIn(catchments, found)), counted: found }
    }
    case 'target':
      return { calls: baseline.calls, perMillion: perMillion(baseline.calls, inhabitantsIn(catchments, month)), counted: null }
    default:
      return assertUnreachable(baseline)
  }
}

/** Which of the months of a baseline, in order and without gaps, stands beside `month`. */
function beside(months: readonly Month[], along: VolumeSettings['along'], start: Month, month: Month): Month | undefined {
  if (along === 'calendar') return months.findLast((one) => monthOfYear(one) === monthOfYear(month))
  const first = months[0]
  const after = monthsAfter(start, month)
  const found = first === undefined || after < 0 ? undefined : addMonths(first, after)
  return found !== undefined && months.includes(found) ? found : undefined
}

const respectMonth = (calls: number, counted: Month | null): BaselineMonth => ({
  calls,
  perMillion: perMillion(calls, PUBLISHED.respectCatchment.value),
  counted,
})
