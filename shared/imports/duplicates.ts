import type { CallRow } from './imports.ts'

/** Clocks of two systems may differ by so much, in ms, and a call still be the same. */
export const SAME_CALL_MS = 120_000

/** What makes two rows one: the same time, lengths and result. */
export const rowKey = (row: CallRow): string => row.join(' ')

/**
 * Finds rows that were there before. Rows must come in order of time; what it remembers are those of the last moment.
 */
export function createRepeats(): (row: CallRow) => boolean {
  let at = Number.NaN
  let seen = new Set<string>()
  return (row) => {
    if (row[0] !== at) {
      at = row[0]
      seen = new Set()
    }
    const key = rowKey(row)
    if (seen.has(key)) return true
    seen.add(key)
    return false
  }
}

/**
 * Pairs rows with calls of our own at about the same time, each call with one row at most: the earliest call that is near enough, which
 * gives as many pairs as there can be. Rows and calls (ms since 1970) must come in order of time, and the calls up to SAME_CALL_MS after
 * a row before it is asked about.
 */
export function createPairs(): { add(calls: readonly number[]): void; has(at: number): boolean } {
  let waiting: number[] = []
  let next = 0
  return {
    add(calls) {
      waiting = [...waiting.slice(next), ...calls]
      next = 0
    },
    has(at) {
      while (next < waiting.length && (waiting[next] ?? 0) < at - SAME_CALL_MS) next++
      if (next >= waiting.length || (waiting[next] ?? 0) > at + SAME_CALL_MS) return false
      next++
      return true
    },
  }
}
