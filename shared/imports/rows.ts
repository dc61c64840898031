import { type Broken, type CallRow, EARLIEST, type TimeNote } from './imports.ts'
import type { Matching } from './matching.ts'
import { createMoments } from './moments.ts'
import { readSeconds, type SecondsRead } from './numbers.ts'
import { readParts, readTime } from './times.ts'

/** What a row of a file is. Nothing of a row that cannot be read is kept but why. */
export type RowRead =
  | { readonly is: 'call'; readonly row: CallRow; readonly note: TimeNote | null }
  | { readonly is: 'other' }
  | { readonly is: 'empty' }
  | { readonly is: 'broken'; readonly why: Broken }

/**
 * Reads rows of `width` cells by a matching, from the matched columns alone. A call may not be from before EARLIEST, nor from after `now`
 * (ms since 1970). A wait or a talk of 0 s is not known: exchanges write it for what they have not measured. Throws RangeError for an
 * unknown zone; the rows never make it throw.
 */
export function createRowReader(matching: Matching, width: number, now: number): (cells: readonly string[]) => RowRead {
  const { time, clock, order, answered, incoming } = matching
  const momentOf = createMoments(matching.timeZone)
  const cellOf = (cells: readonly string[], column: number | null) => (column === null ? '' : (cells[column] ?? ''))
  const wordOf = (cells: readonly string[], column: number) => cellOf(cells, column).trim().toLowerCase()

  function readAnswered(cells: readonly string[], talk: number | null, total: number | null): boolean | null {
    if (answered.by === 'seconds')
      return (matching.talk === null ? total : talk) !== null && ((matching.talk === null ? total : talk) ?? 0) > 0
    const word = wordOf(cells, answered.column)
    if (answered.yes.includes(word)) return true
    return answered.no.includes(word) ? false : null
  }

  return (cells) => {
    if (cells.every((cell) => cell.trim() === '')) return { is: 'empty' }
    if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '')) return broken('cells')
    if (incoming) {
      const word = wordOf(cells, incoming.column)
      if (word === '') return broken('badDirection')
      if (!incoming.words.includes(word)) return { is: 'other' }
    }
    const dateText = cellOf(cells, time)
    const written = clock === null ? readTime(dateText, order ?? 'dmy') : readParts(dateText, cellOf(cells, clock), order ?? 'dmy')
    if (!written.ok) return broken(written.why)
    const { at, note } = momentOf(written.value)
    if (at < EARLIEST) return broken('early')
    if (at > now) return broken('future')
    const lengths = [matching.talk, matching.wait, matching.total].map((column): SecondsRead => readSeconds(cellOf(cells, column)))
    const wrong = lengths.find((length) => !length.ok)
    if (wrong && !wrong.ok) return broken(wrong.why)
    const [talk = null, wait = null, total = null] = lengths.map((length) => (length.ok ? length.value : null))
    const isAnswered = readAnswered(cells, talk, total)
    if (isAnswered === null) return broken('badAnswer')
    return { is: 'call', row: [at, isAnswered ? 1 : 0, ...spans(isAnswered, talk, wait, total)], note }
  }
}

/** Talk and wait, where they are known: the wait is what the whole call has beside the talk, and all of it when nobody answered. */
function spans(
  answered: boolean,
  talk: number | null,
  wait: number | null,
  total: number | null,
): [talk: number | null, wait: number | null] {
  const rest = (part: number | null) => (total === null || part === null ? null : Math.max(0, total - part))
  if (!answered) return [null, (wait ?? total) || null]
  return [(talk ?? rest(wait)) || null, (wait ?? rest(talk)) || null]
}

const broken = (why: Broken): RowRead => ({ is: 'broken', why })
