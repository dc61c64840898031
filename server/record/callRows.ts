import type { Change } from '../../shared/floor/changes.ts'
import { evolve, interpretedMs, talkSums } from '../../shared/floor/evolve.ts'
import type { Call, CallOutcome, Floor, Instant } from '../../shared/floor/model.ts'
import { calendarOf } from '../stats/calendar.ts'
import type { CallTable } from './schema.ts'

/** What a call's row says at `at`: the whole row, its sums up to that moment. `outcome` is null while the call is open. */
export function callRow(call: Call, timeZone: string, at: Instant, outcome: CallOutcome | null): Omit<CallTable, 'origin'> {
  const sums = talkSums(call, at)
  return {
    id: call.id,
    line: call.line,
    channel: call.channel,
    kind: call.kind,
    reason: call.reason,
    language: call.language,
    met_closed: call.metClosed ? 1 : 0,
    interpreted_s: interpretedMs(call, at) / 1000,
    interpreted_language: call.interpretedLanguage,
    arrived: call.arrivedAt,
    answered: call.answeredAt,
    ended: outcome === null ? null : at,
    waited_s: ((call.answeredAt ?? at) - call.arrivedAt) / 1000,
    talked_s: sums.talkedMs / 1000,
    held_s: sums.heldMs / 1000,
    outcome,
    advisor: call.advisor,
    ...calendarOf(call.arrivedAt, timeZone),
    heartbeat_at: at,
  }
}

/** The rows of the calls that these changes touch, each as it is after the last of them. Pure. */
export function touchedRows(changes: readonly Change[], before: Floor): Omit<CallTable, 'origin'>[] {
  const rows = new Map<string, Omit<CallTable, 'origin'>>()
  let floor = before
  for (const change of changes) {
    const after = evolve(floor, change)
    if ('call' in change) {
      const ended = change.type === 'callEnded'
      const call = (ended ? floor : after).calls[change.call]
      if (!call) throw new Error('callRows: a change about a call that is not there')
      const zone = after.lines[call.line]?.timeZone
      if (!zone) throw new Error('callRows: a call of a line that is not there')
      rows.set(call.id, callRow(call, zone, change.at, ended ? change.outcome : null))
    }
    floor = after
  }
  return [...rows.values()]
}
