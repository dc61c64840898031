import { after } from '../timers.ts'
import { createRecent } from './recent.ts'

/** A turn to try a password for a name. */
export interface Turn {
  /** The try does not count as wrong after all. */
  giveBack(): void
}

/** Lines of unknown devices that try passwords, one for each name. */
export interface NameLines {
  /**
   * Waits for a turn to try a password for this name; null without one, when the line is full. `tries` is how many wrong ones came
   * from the same network lately: who has the fewest goes first, and takes the place of who has more.
   */
  turn(name: string, tries: number): Promise<Turn | null>
  /** Gives null to all that wait. */
  close(): void
}

/** So many wrong passwords of a name cost no wait. */
const FREE = 5
/** The wait after one more wrong password than is free, in ms; it doubles with each, up to LONGEST_MS. */
const FIRST_MS = 1_000
const LONGEST_MS = 10_000
/** Without a wrong password for so long, a name is free again. */
const FORGET_MS = 15 * 60_000
/** So many wait for one name. */
export const MOST_FOR_NAME = 4
/** So many wait in all: each is an open request of some kilobytes. */
export const MOST_HELD = 64
const MOST_NAMES = 10_000

interface Waiting {
  readonly tries: number
  readonly go: (turn: Turn | null) => void
}

interface NameLine {
  wrong: number
  /** ms by the clock: when the next one may try. */
  nextAt: number
  /** ms by the clock: when what was wrong is forgotten. */
  until: number
  timer: NodeJS.Timeout | undefined
  readonly waiting: Waiting[]
}

/** How long after the last of so many wrong passwords the next one may be tried, in ms. */
export function pauseAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(wrong - FREE, 10))
}

/** Lines in memory, bounded in number and length. `clock` gives ms. */
export function createNameLines(clock: () => number): NameLines {
  const lines = createRecent<NameLine>(MOST_NAMES, (line) => line.waiting.length > 0)
  const withTimer = new Set<NameLine>()
  let held = 0
  let closed = false

  function lineOf(name: string): NameLine {
    const found = lines.get(name)
    if (found && (found.until > clock() || found.waiting.length > 0)) return found
    return lines.set(name, { wrong: 0, nextAt: 0, until: 0, timer: undefined, waiting: [] })
  }

  function admit(line: NameLine): Turn {
    line.wrong += 1
    line.nextAt = clock() + pauseAfter(line.wrong)
    line.until = clock() + FORGET_MS
    let counts = true
    return {
      giveBack() {
        if (counts) line.wrong -= 1
        counts = false
      },
    }
  }

  function leave(line: NameLine, one: Waiting, turn: Turn | null): void {
    line.waiting.splice(line.waiting.indexOf(one), 1)
    held -= 1
    one.go(turn)
  }

  function wait(line: NameLine): void {
    if (line.timer !== undefined || line.waiting.length === 0) return
    // The pause is LONGEST_MS at most, and a clock that is set back makes it no longer.
    const ms = Math.min(LONGEST_MS, Math.max(0, line.nextAt - clock()))
    withTimer.add(line)
    line.timer = after(ms, () => {
      withTimer.delete(line)
      line.timer = undefined
      const [next] = line.waiting
      // Sorted by insertion order among equals, so that the first to come goes first.
      const best = line.waiting.reduce<Waiting | undefined>((a, b) => (a && a.tries <= b.tries ? a : b), next)
      if (best) leave(line, best, admit(line))
      wait(line)
    })
  }

  return {
    turn(name, tries) {
      if (closed) return Promise.resolve(null)
      const line = lineOf(name)
      if (line.waiting.length === 0 && line.nextAt <= clock()) return Promise.resolve(admit(line))
      if (line.waiting.length >= MOST_FOR_NAME || held >= MOST_HELD) {
        const most = line.waiting.reduce<Waiting | undefined>((a, b) => (a && a.tries >= b.tries ? a : b), undefined)
        if (!most || most.tries <= tries) return Promise.resolve(null)
        leave(line, most, null)
      }
      return new Promise((go) => {
        line.waiting.push({ tries, go })
        held += 1
        wait(line)
      })
    },

    close() {
      closed = true
      for (const line of withTimer) {
        clearTimeout(line.timer)
        for (const one of [...line.waiting]) leave(line, one, null)
      }
      withTimer.clear()
    },
  }
}
