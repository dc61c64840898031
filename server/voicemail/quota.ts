import type { LineId } from '../../shared/floor/model.ts'
import { MESSAGES_PER_HOUR_MAX, OPEN_MESSAGES_MAX } from '../../shared/limits.ts'

/** How much of the disk all messages together may take, in bytes: four hundred of the longest. The record beside them has a share of its own. */
export const MOST_BYTES_OF_MESSAGES = 2_000_000_000
/** Messages that are being recorded at once, each with up to MOST_BYTES in memory and soon on the disk. */
export const MOST_RECORDINGS = 20
const HOUR_MS = 3_600_000

/** What callers have left and are leaving, counted so that a flood of it fills neither disk nor work list. It knows nothing of who called. */
export interface Quota {
  /** Whether somebody may leave a message on that line now: to be asked before the tone. */
  takes(line: LineId): boolean
  /** A recording begins; to be called when it is over, whatever became of it. */
  begin(line: LineId): () => void
  /** A message is there, of so many bytes, that came at `arrived` (ms since 1970). */
  add(id: string, line: LineId, bytes: number, arrived: number): void
  /** It is erased. It still counts for the hour in which it came. */
  remove(id: string): void
  /** Of all messages that are there. */
  readonly bytes: number
}

export function createQuota(clock: () => number): Quota {
  const open = new Map<string, { readonly line: LineId; readonly bytes: number }>()
  const recording = new Map<LineId, number>()
  /** When the messages of the last hour came, oldest first. */
  const arrivals = new Map<LineId, number[]>()
  let bytes = 0
  const sum = (counts: Iterable<number>): number => [...counts].reduce((all, one) => all + one, 0)
  const change = (line: LineId, by: number): void => void recording.set(line, (recording.get(line) ?? 0) + by)

  return {
    takes(line) {
      const now = clock()
      const begun = recording.get(line) ?? 0
      const there = [...open.values()].filter((message) => message.line === line).length
      const lately = (arrivals.get(line) ?? []).filter((at) => at > now - HOUR_MS).length
      return sum(recording.values()) < MOST_RECORDINGS && there + begun < OPEN_MESSAGES_MAX && lately + begun < MESSAGES_PER_HOUR_MAX
    },
    begin(line) {
      change(line, 1)
      let over = false
      return () => {
        if (!over) change(line, -1)
        over = true
      }
    },
    add(id, line, size, arrived) {
      open.set(id, { line, bytes: size })
      bytes += size
      arrivals.set(line, [...(arrivals.get(line) ?? []).filter((at) => at > clock() - HOUR_MS), arrived])
    },
    remove(id) {
      bytes -= open.get(id)?.bytes ?? 0
      open.delete(id)
    },
    get bytes() {
      return bytes
    },
  }
}
