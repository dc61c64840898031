import type { Month } from '../../../shared/volume/months.ts'
import { formatDate } from '../../i18n/i18n.ts'

/** A month as people say it: 'feb. 2019', or with `long` 'februari 2019'; `short` leaves the year out. */
export function monthName(month: Month, how: 'middle' | 'long' | 'short' = 'middle'): string {
  const middle = Date.parse(`${month}-15T12:00:00Z`)
  const name = how === 'long' ? 'long' : 'short'
  return formatDate(middle, { month: name, timeZone: 'UTC', ...(how === 'short' ? {} : { year: 'numeric' }) })
}

/** A day as people write it in a list: '8 mars 2019'. */
export const dayName = (day: string): string =>
  formatDate(Date.parse(`${day}T12:00:00Z`), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
