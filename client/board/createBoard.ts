import { type Accessor, createMemo } from 'solid-js'
import type { Instant, Line, LineId } from '../../shared/floor/model.ts'
import type { LiveFloor } from '../live/floor.ts'
import { createClock } from '../ui/clock.ts'
import {
  type DayCounts,
  freshness,
  isImported,
  isSynthetic,
  type LiveCounts,
  liveCounts,
  type Month,
  monthSoFar,
  shownLines,
  talkBars,
  today,
} from './reckon.ts'

/** Twice a second, so that no shown second is ever skipped. */
const TICK_MS = 500

/** All that a board shows, reactive; each part moves only when its own numbers do. */
export interface Board {
  readonly live: LiveFloor
  readonly lines: Accessor<Line[]>
  /** The server's clock, ticking. */
  readonly now: Accessor<Instant>
  readonly counts: Accessor<LiveCounts>
  readonly talks: Accessor<ReturnType<typeof talkBars>>
  readonly day: Accessor<DayCounts | null>
  readonly month: Accessor<Month | null>
  readonly synthetic: Accessor<boolean>
  readonly imported: Accessor<boolean>
  /** ms since the server was last heard on a link whose floor is whole; null before the first time. Moves with the clock. */
  readonly ageMs: Accessor<number | null>
  readonly freshness: Accessor<ReturnType<typeof freshness>>
}

/** Reckons a board over the chosen lines (none chosen: all) for as long as its owner lives. */
export function createBoard(live: LiveFloor, chosen: readonly LineId[]): Board {
  const tick = createClock(TICK_MS)
  let goodAt: number | null = null
  // a heartbeat on a link that has not brought its floor yet makes no number fresh
  const ageMs = createMemo(() => {
    tick()
    const age = live.dataAgeMs()
    if (live.connected() && Number.isFinite(age)) goodAt = performance.now() - age
    return goodAt === null ? null : performance.now() - goodAt
  })
  // without contact the clock of the board stands still: a wait that goes on would be a guess
  const now = createMemo<Instant>((before) => {
    tick()
    live.floor().rev
    return before !== undefined && freshness(ageMs()).stale ? before : live.serverNow()
  })
  const lines = createMemo(() => shownLines(live.floor(), chosen))
  return {
    live,
    lines,
    now,
    counts: createMemo(() => liveCounts(live.floor(), lines(), now())),
    talks: createMemo(() => talkBars(live.floor(), lines(), now())),
    day: createMemo(() => today(live.figures(), lines())),
    month: createMemo(() => monthSoFar(live.figures(), lines()), null, { equals: same }),
    synthetic: createMemo(() => isSynthetic(live.figures(), lines())),
    imported: createMemo(() => isImported(live.figures(), lines())),
    ageMs,
    freshness: createMemo(() => freshness(ageMs())),
  }
}

/** A month is drawn anew only when it has changed. */
function same(a: Month | null, b: Month | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
