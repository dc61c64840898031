import type { Line, LineId } from '../../shared/floor/model.ts'
import { type Opening, openingAt, type Timetable } from '../../shared/hours.ts'
import type { FloorPort } from '../floor/port.ts'
import { every } from '../timers.ts'
import { holidaysOn } from './holidays.ts'

/** How late a closing may be noticed, in ms; also after the clock of the machine has been set. */
const LOOK_MS = 1_000
/** A change too far ahead to be seen comes into sight with time. */
const RENEW_MS = 86_400_000

/** Which lines are open, by their hours and the server's clock. */
export interface OpeningHours {
  /** Whether a line is open now, or `at` (ms since 1970). False for a line that does not exist. */
  isOpen(line: LineId, at?: number): boolean
  /** Now, and until when. A line that does not exist is closed for good. */
  stateOf(line: LineId): Opening
  /** Hears of each line that was open and is no longer, once, within a second: by the clock, or because its hours were changed. Returns how to stop. */
  onClosing(listener: (line: LineId) => void): () => void
  close(): void
}

/** Follows the lines of a floor. `clock` gives ms since 1970 and may jump. Must be closed. */
export function createOpening(floor: FloorPort, clock: () => number = Date.now): OpeningHours {
  const listeners = new Set<(line: LineId) => void>()
  const known = new Map<LineId, { readonly line: Line; readonly from: number; readonly opening: Opening }>()
  /** As they were when we last looked: what is asked in between must not hide a closing. */
  const open = new Set<LineId>()
  const following = floor.subscribe(({ floor: after }) => {
    if (after.lines === lines) return
    lines = after.lines
    look()
  })
  let { lines } = following.now
  const timer = every(LOOK_MS, look)
  look()

  function look(): void {
    for (const id of known.keys()) {
      if (lines[id]) continue
      known.delete(id)
      open.delete(id)
    }
    for (const id of Object.keys(lines)) {
      if (stateOf(id).open) open.add(id)
      else if (open.delete(id)) for (const listener of listeners) listener(id)
    }
  }

  /** Reckoned anew only when the line, or the part of time it is true for, is another. */
  function stateOf(id: LineId): Opening {
    const line = lines[id]
    if (!line) return { open: false, changesAt: null }
    const now = clock()
    const before = known.get(id)
    if (before?.line === line && now >= before.from && now < (before.opening.changesAt ?? before.from + RENEW_MS)) return before.opening
    const opening = openingAt(timetableOf(line), now)
    known.set(id, { line, from: now, opening })
    return opening
  }

  return {
    isOpen(id, at) {
      const line = lines[id]
      return line !== undefined && (at === undefined ? stateOf(id).open : openingAt(timetableOf(line), at).open)
    },
    stateOf,
    onClosing(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      clearInterval(timer)
      following.unsubscribe()
    },
  }
}

/** What a line is open by. */
export function timetableOf({ hours, timeZone }: Pick<Line, 'hours' | 'timeZone'>): Timetable {
  return { hours, timeZone, holidaysOn }
}
