import type { Change } from '../../shared/floor/changes.ts'
import type { Floor } from '../../shared/floor/model.ts'
import type { Figures } from '../../shared/wire.ts'
import { dayOf } from '../stats/calendar.ts'
import { after } from '../timers.ts'

/** Figures are told at most this often, in ms. */
const APART_MS = 250
/** The clock alone moves what they are laid beside: after this long they are read anew, in ms. */
const OLD_MS = 60_000

export interface FigureFeed {
  /** The last figures that were read. */
  now(): Figures
  /** Looks whether these changes move a figure. */
  after(changes: readonly Change[]): void
  /** Looks whether it has become another day on a line, or long since the last reading; `now` is ms since 1970. */
  tick(floor: Floor, now: number): void
  /** Reads anew: something has changed that no change of the floor tells of. */
  refresh(): void
  /** Stops; resolves when no reading is under way. */
  close(): Promise<void>
}

const MOVING: ReadonlySet<Change['type']> = new Set(['callArrived', 'callAnswered', 'callEnded', 'lineSet', 'lineRemoved'])

/**
 * Keeps the figures fresh: reads them after what moves them, at once when it was quiet and else APART_MS after the last reading,
 * and tells `onChange` what is new. The first reading is awaited. A failing one is told to `onFault` and tried again at the next tick.
 */
export async function createFigureFeed(
  read: () => Promise<Figures>,
  onChange: (figures: Figures) => void,
  onFault: (error: unknown) => void,
): Promise<FigureFeed> {
  let figures = await read()
  let stale = false
  let failed = false
  let closed = false
  /** Since the last reading began, until APART_MS after its end. */
  let resting = false
  let readAt: number | null = null
  let reading: Promise<void> = Promise.resolve()

  function refresh(): void {
    stale = true
    if (resting || closed) return
    resting = true
    reading = readOnce().finally(() => {
      after(APART_MS, () => {
        resting = false
        if (stale) refresh()
      }).unref()
    })
  }

  async function readOnce(): Promise<void> {
    stale = false
    try {
      const before = JSON.stringify(figures)
      figures = await read()
      failed = false
      if (!closed && JSON.stringify(figures) !== before) onChange(figures)
    } catch (error) {
      failed = true
      onFault(error)
    }
  }

  return {
    now: () => figures,
    after(changes) {
      if (changes.some(({ type }) => MOVING.has(type))) refresh()
    },
    tick(floor, now) {
      const another = Object.values(floor.lines).some(({ id, timeZone }) => figures[id]?.day !== dayOf(now, timeZone))
      readAt ??= now
      if (!another && !failed && now - readAt < OLD_MS) return
      readAt = now
      refresh()
    },
    refresh,
    close() {
      closed = true
      return reading
    },
  }
}
