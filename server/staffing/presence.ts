import { sql } from 'kysely'
import { assertUnreachable } from '../../shared/assertUnreachable.ts'
import type { Advisor, Floor, LineId } from '../../shared/floor/model.ts'
import { PRESENCE_KINDS, type PresenceKind } from '../../shared/review/staffing.ts'
import { wallOf } from '../../shared/zonedTime.ts'
import type { Numbered } from '../floor/port.ts'
import type { Db } from '../record/open.ts'
import type { PresenceHourTable } from '../record/schema.ts'
import { monthOf, weekOf } from '../stats/calendar.ts'
import { QUARTER_MS } from '../stats/week/quarters.ts'

/** How often sums are written: the most that a crash can take from them. */
export const PRESENCE_BEAT_MS = 60_000

/** Where each kind of time lies. */
export const PRESENCE_COLUMNS = {
  available: 'available_s',
  offered: 'offered_s',
  talking: 'talking_s',
  elsewhere: 'elsewhere_s',
  afterCall: 'after_call_s',
  paused: 'paused_s',
} as const satisfies Record<PresenceKind, keyof PresenceHourTable>

type Sums = Record<PresenceKind | 'missed' | 'most', number>

/** Adds up signed-in time by line and hour, without keeping who it was. */
export interface PresenceCounter {
  /** What has just happened on the floor, in order. */
  changed(numbered: Numbered): void
  /** Adds what has passed up to `now`, ms, to the record. Time of a server that is gone is in no sum. */
  write(now: number): Promise<void>
}

/** `start` is the floor, and `from` the moment (ms since 1970), at which counting begins. */
export function createPresenceCounter(db: Db, start: Floor, from: number): PresenceCounter {
  let floor = start
  let countedTo = from
  let sums = new Map<string, { readonly line: LineId; readonly at: number; readonly sums: Sums }>()

  function sumsOf(line: LineId, at: number): Sums {
    const key = `${line} ${at}`
    const known = sums.get(key)
    if (known) return known.sums
    const made: Sums = { available: 0, offered: 0, talking: 0, elsewhere: 0, afterCall: 0, paused: 0, missed: 0, most: 0 }
    sums.set(key, { line, at, sums: made })
    return made
  }

  /** From `countedTo` to `now` everybody has been in the state that the floor says. */
  function count(now: number): void {
    while (countedTo < now) {
      const quarter = Math.floor(countedTo / QUARTER_MS) * QUARTER_MS
      const until = Math.min(now, quarter + QUARTER_MS)
      const present = new Map<LineId, number>()
      for (const advisor of Object.values(floor.advisors)) {
        for (const line of advisor.lines) {
          const kind = kindOf(advisor, line, floor)
          if (kind === null) continue
          sumsOf(line, quarter)[kind] += (until - countedTo) / 1000
          present.set(line, (present.get(line) ?? 0) + 1)
        }
      }
      for (const [line, many] of present) {
        const one = sumsOf(line, quarter)
        one.most = Math.max(one.most, many)
      }
      countedTo = until
    }
  }

  return {
    changed({ changes, floor: after }) {
      const last = changes.at(-1)
      if (!last) return
      count(last.at)
      for (const change of changes) {
        const line = change.type === 'offerEnded' && change.why === 'missed' ? floor.calls[change.call]?.line : undefined
        if (line !== undefined) sumsOf(line, Math.floor(change.at / QUARTER_MS) * QUARTER_MS).missed += 1
      }
      floor = after
    },

    async write(now) {
      count(now)
      const due = [...sums.values()]
      sums = new Map()
      const { lines } = floor
      await db.transaction().execute(async (tx) => {
        for (const { line, at, sums: counted } of due) {
          const timeZone = lines[line]?.timeZone
          if (timeZone === undefined) continue
          const { day, minute } = wallOf(at, timeZone)
          const times = Object.fromEntries(PRESENCE_KINDS.map((kind) => [PRESENCE_COLUMNS[kind], counted[kind]])) as Record<
            (typeof PRESENCE_COLUMNS)[PresenceKind],
            number
          >
          const added = Object.fromEntries(
            [...Object.values(PRESENCE_COLUMNS), 'missed' as const].map((name) => [
              name,
              sql`${sql.ref(`presence_hours.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
            ]),
          )
          await tx
            .insertInto('presence_hours')
            .values({
              ...{ line, day, hour: Math.floor(minute / 60), week: weekOf(day), month: monthOf(day), ...times },
              ...{ missed: counted.missed, most: counted.most },
            })
            .onConflict((conflict) =>
              conflict.columns(['line', 'day', 'hour']).doUpdateSet({ ...added, most: sql`max(presence_hours.most, excluded.most)` }),
            )
            .execute()
        }
      })
    },
  }
}

/** What an advisor does as seen from a line that they serve; null when not signed in. */
function kindOf(advisor: Advisor, line: LineId, floor: Floor): PresenceKind | null {
  const { state } = advisor
  switch (state.is) {
    case 'offline':
      return null
    case 'talking':
      return floor.calls[state.call]?.line === line ? 'talking' : 'elsewhere'
    case 'available':
    case 'offered':
    case 'afterCall':
    case 'paused':
      return state.is
    default:
      return assertUnreachable(state)
  }
}
