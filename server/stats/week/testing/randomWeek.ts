import fc from 'fast-check'
import { CALL_BACK_REASONS, type Line } from '../../../../shared/floor/model.ts'
import { newLineService } from '../../../../shared/floor/service.ts'
import { CALL_BACK_RESULTS, CALL_RESULTS } from '../../../../shared/volume/volume.ts'
import type { CallTable } from '../../../record/schema.ts'
import { calendarOf } from '../../calendar.ts'

const office = [{ from: '08:30', to: '16:00' }]
const pilot: Line = {
  ...{ id: 'stockholm', name: 'Stockholm', greeting: '', order: 1, startedOn: '2019-02-04', catchment: 3_600_000 },
  ...{ timeZone: 'Europe/Stockholm', ...newLineService },
  hours: { week: [office, office, [], [], office, [], []], holidays: ['newYearsDay', 'epiphany'], exceptions: [] },
}
/** Two lines in two time zones; the second is always open. */
export const LINES: readonly [Line, Line] = [pilot, { ...pilot, id: 'toronto', order: 2, timeZone: 'America/Toronto', hours: null }]

/** Weeks in which something is odd: clocks forward and back in either zone, ends of years, weeks 53 and 1. */
export const ODD_WEEKS = [
  '2026-W13',
  '2026-W43',
  '2026-W44',
  '2026-W10',
  '2020-W53',
  '2026-W53',
  '2027-W01',
  '2025-W01',
  '2024-W52',
  '2026-W47',
]

/** A random call, call-back or attempt within `span` of a moment, on one of the lines. */
export function randomCall(around: number, span: number): fc.Arbitrary<CallTable> {
  return fc
    .record({
      line: fc.constantFrom(...LINES),
      offset: fc.integer({ min: -span, max: span }),
      kind: fc.constantFrom('call' as const, 'call' as const, 'call' as const, 'callBack' as const),
      closed: fc.boolean(),
      reason: fc.constantFrom(...CALL_BACK_REASONS),
      result: fc.constantFrom(...CALL_RESULTS, null),
      backResult: fc.constantFrom(...CALL_BACK_RESULTS),
      waited: fc.oneof(fc.integer({ min: 0, max: 600_000 }), fc.constantFrom(60_000, 60_001)),
      talked: fc.integer({ min: 0, max: 5_400_000 }),
      held: fc.constantFrom(0, 0, 61_000),
      brokenOff: fc.boolean(),
      origin: fc.constantFrom('live' as const, 'live' as const, 'demo' as const),
      channel: fc.constantFrom('phone' as const, 'web' as const),
    })
    .map(({ line, offset, kind, closed, reason, result, backResult, waited, talked, held, brokenOff, origin, channel }) => {
      const arrived = around + offset
      const outcome = kind === 'callBack' ? backResult : result
      const answered = outcome === 'answered' || (outcome === 'interrupted' && brokenOff) ? arrived + waited : null
      const ended = outcome === null ? null : arrived + waited + (answered === null ? 0 : talked + held)
      return {
        ...{ id: crypto.randomUUID(), line: line.id, channel, kind, reason: kind === 'callBack' ? reason : null, language: null },
        ...{ met_closed: kind === 'call' && closed ? (1 as const) : (0 as const), interpreted_s: 0, interpreted_language: null },
        ...{ arrived, answered, ended, heartbeat_at: ended ?? arrived, waited_s: waited / 1000 },
        ...{ talked_s: answered === null ? 0 : talked / 1000, held_s: answered === null ? 0 : held / 1000 },
        ...{ outcome, advisor: null, origin, ...calendarOf(arrived, line.timeZone) },
      }
    })
}
