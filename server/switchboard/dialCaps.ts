import type { AdvisorId, LineId } from '../../shared/floor/model.ts'
import { createLedger } from '../shares/ledger.ts'

/** Bounds how often telephones are rung, so that an account in wrong hands can neither ring somebody without end nor run up a bill. No number is looked at. */
export interface DialCaps {
  /** Takes one of the advisor's and of the line's share; false when either has none left. */
  take(advisor: AdvisorId, line: LineId): boolean
}

/** What one advisor may dial at once, and again within an hour: a whole shift of missed calls in its first hour. */
export const MOST_OF_ADVISOR = 20
/** A line has several advisors. */
const LINE_FACTOR = 3

/** Full shares. `clock` gives ms. */
export function createDialCaps(clock: () => number = Date.now): DialCaps {
  const dialled = { burst: MOST_OF_ADVISOR, perSecond: MOST_OF_ADVISOR / 3_600 }
  const ledger = createLedger({ rates: { dialled }, holds: {} }, clock)
  return {
    take: (advisor, line) =>
      ledger.take(
        [
          { prefix: `advisor ${advisor}`, factor: 1 },
          { prefix: `line ${line}`, factor: LINE_FACTOR },
        ],
        'dialled',
      ),
  }
}
