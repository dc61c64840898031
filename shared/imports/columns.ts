import { looksLikeNumber, readSeconds } from './numbers.ts'
import { DATE_ORDERS, type DateOrder, isClock, ordersOf, readDay, readTime } from './times.ts'

/** What a column holds. `numbers` look like telephone numbers and cannot be chosen for anything. */
export const COLUMN_KINDS = ['time', 'date', 'clock', 'seconds', 'words', 'numbers', 'other', 'empty'] as const
export type ColumnKind = (typeof COLUMN_KINDS)[number]

/** A column as the file's own browser knows it; nothing of this is sent. */
export interface Column {
  readonly heading: string
  readonly kind: ColumnKind
  /** The writing of its first value, with 9 for a digit and a for a letter; values themselves are shown of no column that is not read. */
  readonly shape: string
  /** Its words in order of their number; empty when there are many, or long ones. */
  readonly words: readonly string[]
  /** Orders that would make dates of all its values; more than one means that somebody must say. Empty when the order does not matter. */
  readonly orders: readonly DateOrder[]
}

/** So many values decide what a column is. */
const LOOKED_AT = 400
const MOST_WORDS = 12
const LONGEST_WORD = 24
/** Shares of values: so many make a column what it is, and so many numbers are no accident. */
const MOST = 0.8
const SOME = 0.05

interface Tally {
  filled: number
  seen: Record<'time' | 'date' | 'clock' | 'seconds' | 'numbers', number>
  words: Map<string, number> | null
  orders: Record<DateOrder, number> & { open: number }
  shape: string
}

/** Looks at the rows of a file, one after another, and says in the end what its columns hold. */
export interface Profile {
  add(cells: readonly string[]): void
  /** With the headings, which may be fewer than the columns. */
  columns(headings: readonly string[]): Column[]
}

export function createProfile(): Profile {
  const tallies: Tally[] = []
  return {
    add(cells) {
      for (let index = 0; index < cells.length; index++) {
        const text = cells[index]?.trim() ?? ''
        if (text === '') continue
        tallies[index] ??= newTally()
        look(tallies[index] as Tally, text)
      }
    },
    columns(headings) {
      const count = Math.max(headings.length, tallies.length)
      return Array.from({ length: count }, (_, index) => columnOf(headings[index]?.trim() ?? '', tallies[index] ?? newTally()))
    },
  }
}

const newTally = (): Tally => ({
  filled: 0,
  seen: { time: 0, date: 0, clock: 0, seconds: 0, numbers: 0 },
  words: new Map(),
  orders: { dmy: 0, mdy: 0, ymd: 0, open: 0 },
  shape: '',
})

function look(tally: Tally, text: string): void {
  tally.filled++
  if (tally.words) countWord(tally.words, text, tally)
  // Only dates can still change what they are: the 13th may come late in a file.
  const { seen } = tally
  if (tally.filled > LOOKED_AT) {
    if (tally.orders.open > 0) lookAtOrder(tally, text)
    return
  }
  if (tally.shape === '') tally.shape = shapeOf(text)
  lookAtOrder(tally, text)
  const isTime = DATE_ORDERS.some((order) => readTime(text, order).ok)
  const isDate = DATE_ORDERS.some((order) => readDay(text, order) !== null)
  if (isTime) seen.time++
  if (isDate) seen.date++
  if (isClock(text)) seen.clock++
  if (readSeconds(text).ok) seen.seconds++
  if (!isTime && !isDate && looksLikeNumber(text)) seen.numbers++
}

function lookAtOrder({ orders }: Tally, text: string): void {
  const fitting = ordersOf(text)
  if (!fitting) return
  orders.open++
  for (const order of fitting) orders[order]++
}

function countWord(words: Map<string, number>, text: string, tally: Tally): void {
  const word = text.toLowerCase()
  const known = words.get(word)
  if (known !== undefined) words.set(word, known + 1)
  else if (words.size >= MOST_WORDS || word.length > LONGEST_WORD || /\d{4}/.test(word)) tally.words = null
  else words.set(word, 1)
}

/** `Kalle Karlsson` is `aaaaa aaaaaaaa`, `+46 70 999` is `+99 99 999`. */
const shapeOf = (text: string): string => text.slice(0, 30).replace(/\p{L}/gu, 'a').replace(/\p{N}/gu, '9')

function columnOf(heading: string, { filled, seen, words, orders, shape }: Tally): Column {
  const looked = Math.min(filled, LOOKED_AT)
  const kind = kindOf(heading, looked, seen, words)
  const best = Math.max(...DATE_ORDERS.map((order) => orders[order]))
  const fitting = orders.open > 0 ? DATE_ORDERS.filter((order) => orders[order] === best && best > 0) : []
  return {
    heading,
    kind,
    shape,
    words: kind === 'words' || kind === 'seconds' ? [...(words ?? [])].sort((a, b) => b[1] - a[1]).map(([word]) => word) : [],
    orders: fitting,
  }
}

function kindOf(heading: string, looked: number, seen: Tally['seen'], words: Tally['words']): ColumnKind {
  if (looked === 0) return NUMBER_HEADING.test(heading) ? 'numbers' : 'empty'
  if (seen.time >= looked * MOST) return 'time'
  if (seen.numbers >= looked * SOME + 1 || NUMBER_HEADING.test(heading)) return 'numbers'
  if (seen.date >= looked * MOST) return 'date'
  if (seen.clock >= looked * MOST && !(SECONDS_HEADING.test(heading) && seen.seconds >= looked * MOST)) return 'clock'
  if (seen.seconds >= looked * MOST) return 'seconds'
  // A faulty value makes no column of numbers of one that is read, but a single number does of a text.
  if (seen.numbers > 0) return 'numbers'
  return words ? 'words' : 'other'
}

/** Headings of telephone numbers and of who calls, Swedish and English, of exchanges and operators. */
const NUMBER_HEADING =
  /nummer\b|\bnumber\b|\btelefon|\bphone|\btel\b|caller|calling|called|callee|\bcli[dp]?\b|\bsrc\b|\bdst\b|source|destination|msisdn|\b[ab]-?n(?:r|umber)\b|\bfr[aå]n\b|\btill\b|uppringande|anropare|\bnamn\b|\bname\b/i
export const SECONDS_HEADING = /sek|sec|längd|langd|dur|talk|samtalstid|taltid|billsec|väntetid|wait|ring|hold|(?<!da)total|length/i
