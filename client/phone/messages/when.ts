import { addDays, wallOf } from '../../../shared/zonedTime.ts'

/** How a moment is told beside now, by the days of a time zone. */
export type When =
  | { readonly is: 'today' | 'yesterday' | 'tomorrow' }
  /** Within the last six days: the name of the day says which. */
  | { readonly is: 'weekday' }
  | { readonly is: 'date' }

/** Both moments in ms since 1970. Pure. */
export function whenOf(at: number, now: number, timeZone: string): When {
  const day = wallOf(at, timeZone).day
  const today = wallOf(now, timeZone).day
  if (day === today) return { is: 'today' }
  if (day === addDays(today, -1)) return { is: 'yesterday' }
  if (day === addDays(today, 1)) return { is: 'tomorrow' }
  return { is: day < today && day > addDays(today, -7) ? 'weekday' : 'date' }
}
