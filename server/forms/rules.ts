import type { ErrorCode } from '../../shared/errors.ts'
import type { CallTable } from '../record/schema.ts'
import { dayOf } from '../stats/calendar.ts'

/** After a call that ended shortly before midnight, its form can be filled in for so long at least, in ms. */
export const AFTER_MIDNIGHT_MS = 2 * 3_600_000

export type FormCall = Pick<CallTable, 'advisor' | 'answered' | 'ended'>

/**
 * Why this advisor may not fill in the form of a call now; null when they may. It is open to who talked last, from the answer until the day on
 * which the call ended is over in the line's time zone. Pure; `now` in ms.
 */
export function fillFault(call: FormCall | undefined, advisor: string, now: number, timeZone: string): ErrorCode | null {
  if (!call || call.answered === null) return 'unknownCall'
  if (call.advisor !== advisor) return 'notYourCall'
  if (call.ended === null || now - call.ended < AFTER_MIDNIGHT_MS) return null
  return dayOf(call.ended, timeZone) === dayOf(now, timeZone) ? null : 'formOver'
}
