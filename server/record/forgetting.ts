/** What was overwritten or deleted stays in the log for this long at most, in ms, while nobody else reads the file. */
export const FORGET_MS = 1_000
/** The longest pause before the log is tried again, in ms. */
const LONGEST_PAUSE_MS = 30_000

/**
 * Tables that calls, pages and clocks write all the time, and that hold times, counts and random marks alone. What is taken out of every other
 * table leaves the log soon: notes, answers, sums of answers, reports, keys, staff, texts, and whatever is added later.
 */
const LEFT_IN_LOG: ReadonlySet<string> = new Set(['calls', 'call_days', 'presence_hours', 'sessions', 'board_links', 'meta'])

const WRITES = /^\s*(?:insert (?:or [a-z]+ )?into|update|delete from)\s+"?([a-z_]+)/i

/** Whether older text, or the steps by which a sum has grown, may be read from the log after this statement of ours. */
export function leavesTraces(statement: string): boolean {
  const table = WRITES.exec(statement)?.[1]
  return table !== undefined && !LEFT_IN_LOG.has(table)
}

/** Sees to it that the log of the database is emptied soon after each write that leaves traces. Must be closed. */
export interface Forgetting {
  /** Has run; its transaction may be open still. */
  wrote(statement: string): void
  /** Empties it soon, whatever was written. */
  soon(): void
  close(): void
}

/** `empty` waits for its turn, and resolves to whether the log is empty: when not, it is tried again, after pauses that grow to half a minute. */
export function createForgetting(empty: () => Promise<boolean>): Forgetting {
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function arm(pauseMs: number): void {
    if (closed || timer) return
    timer = setTimeout(() => void tryIt(pauseMs), pauseMs)
    timer.unref()
  }

  async function tryIt(pauseMs: number): Promise<void> {
    // Whoever writes from here on may be too late for this time.
    timer = undefined
    const done = await empty().catch(() => false)
    if (!done) arm(Math.min(2 * pauseMs, LONGEST_PAUSE_MS))
  }

  return {
    wrote(statement) {
      if (leavesTraces(statement)) arm(FORGET_MS)
    },
    soon: () => arm(FORGET_MS),
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
