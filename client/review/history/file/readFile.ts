import { type Column, createProfile } from '../../../../shared/imports/columns.ts'
import { type Broken, type CallRow, MOST_ROW_NUMBERS, ROWS_AT_ONCE, type ToldOfFile } from '../../../../shared/imports/imports.ts'
import { columnsRead, type Matching } from '../../../../shared/imports/matching.ts'
import { looksLikeNumber } from '../../../../shared/imports/numbers.ts'
import { createRowReader, type RowRead } from '../../../../shared/imports/rows.ts'
import { DATE_ORDERS, isClock, readDay, readTime } from '../../../../shared/imports/times.ts'
import { createRecords, delimiterOf, FileFault } from './records.ts'
import { type Encoding, encodingOf, readText } from './text.ts'

/** Rows that are kept to show what a matching makes of them. */
const SAMPLE_ROWS = 6

/** What is known of a file when it has been looked through once. The sample stays in the thread that reads the file. */
export interface Look {
  readonly columns: readonly Column[]
  /** Rows with something in them, headings not counted. */
  readonly rows: number
  readonly encoding: Encoding
  readonly delimiter: string
  readonly hasHeadings: boolean
  readonly sample: readonly NumberedRow[]
}

/** A row with its number in the file, from 1, headings counted. */
export interface NumberedRow {
  readonly number: number
  readonly cells: readonly string[]
}

export type OnBytes = (bytes: number) => void

/** Looks through a whole file and says what its columns hold. Throws FileFault, and what the browser throws when the file has gone. */
export async function lookAtFile(file: Blob, onBytes: OnBytes): Promise<Look> {
  const encoding = await encodingOf(file)
  try {
    return await lookAs(file, encoding, onBytes)
  } catch (error) {
    if (!(error instanceof TypeError) || encoding !== 'utf-8') throw error
    // No UTF-8: then what Windows has written in western Europe, which takes any bytes.
    return lookAs(file, 'windows-1252', onBytes)
  }
}

async function lookAs(file: Blob, encoding: Encoding, onBytes: OnBytes): Promise<Look> {
  const profile = createProfile()
  const sample: NumberedRow[] = []
  let [headings, hasHeadings, rows, delimiter] = [[] as readonly string[], false, 0, '']
  for await (const { number, cells, isFirst, separator } of rowsOf(file, encoding, onBytes)) {
    delimiter = separator
    if (isFirst && isHeading(cells)) {
      hasHeadings = true
      headings = cells
      continue
    }
    rows++
    profile.add(cells)
    if (sample.length < SAMPLE_ROWS) sample.push({ number, cells })
  }
  if (rows === 0) throw new FileFault('empty', 1)
  return { columns: profile.columns(headings), rows, encoding, delimiter, hasHeadings, sample }
}

/** Headings hold no time, no number, and nothing that could be one of a telephone. */
function isHeading(cells: readonly string[]): boolean {
  const isValue = (text: string) =>
    /^[\d\s.,:+-]+$/.test(text) ||
    isClock(text) ||
    looksLikeNumber(text) ||
    DATE_ORDERS.some((order) => readTime(text, order).ok || readDay(text, order) !== null)
  return !cells.some((cell) => cell.trim() !== '' && isValue(cell.trim()))
}

/** The rows of a file that have something in them; a first line that names the separator is no row. */
async function* rowsOf(
  file: Blob,
  encoding: Encoding,
  onBytes: OnBytes,
): AsyncGenerator<NumberedRow & { isFirst: boolean; separator: string }> {
  let records: ReturnType<typeof createRecords> | undefined
  let [number, isFirst, separator] = [0, true, '']
  for await (const { text, at } of readText(file, encoding)) {
    if (!records) {
      separator = delimiterOf(text)
      records = createRecords(separator)
    }
    for (const cells of records(text, at >= file.size)) {
      number++
      if (cells.every((cell) => cell.trim() === '') || (number === 1 && /^sep=$/i.test(cells[0] ?? ''))) continue
      yield { number, cells, isFirst, separator }
      isFirst = false
    }
    onBytes(at)
  }
}

export interface Reading {
  readonly file: Blob
  readonly look: Look
  readonly matching: Matching
  /** ms since 1970; no call is later. */
  readonly now: number
  readonly onBytes: OnBytes
  /** Takes the next rows, which follow after `first` ones; the file waits for it. False ends the reading. */
  readonly send: (first: number, rows: readonly CallRow[]) => Promise<boolean>
}

/** What a matching makes of the first rows. */
export function tryMatching(look: Look, matching: Matching, now: number): { readonly number: number; readonly read: RowRead }[] {
  const read = createRowReader(matching, look.columns.length, now)
  return look.sample.map(({ number, cells }) => ({ number, read: read(cells) }))
}

/**
 * Reads a file by a matching and hands on its calls, page by page; of all else it only counts. Gives what there is to tell, and how many
 * calls there were; null when `send` has ended it.
 */
export async function sendFile({ file, look, matching, now, onBytes, send }: Reading): Promise<{ told: ToldOfFile; calls: number } | null> {
  const read = createRowReader(matching, look.columns.length, now)
  const broken: Partial<Record<Broken, { count: number; rows: number[] }>> = {}
  const notes: Partial<Record<keyof ToldOfFile['notes'], number>> = {}
  let page: CallRow[] = []
  let [sent, rows, otherDirection] = [0, 0, 0]
  for await (const { number, cells, isFirst } of rowsOf(file, look.encoding, onBytes)) {
    if (isFirst && look.hasHeadings) continue
    rows++
    const found = read(cells)
    if (found.is === 'other') otherDirection++
    if (found.is === 'broken') {
      const fault = broken[found.why] ?? { count: 0, rows: [] }
      broken[found.why] = fault
      fault.count++
      if (fault.rows.length < MOST_ROW_NUMBERS) fault.rows.push(number)
    }
    if (found.is !== 'call') continue
    if (found.note) notes[found.note] = (notes[found.note] ?? 0) + 1
    page.push(found.row)
    if (page.length < ROWS_AT_ONCE) continue
    if (!(await send(sent, page))) return null
    sent += page.length
    page = []
  }
  if (page.length > 0 && !(await send(sent, page))) return null
  const used = columnsRead(matching).length
  const numbers = look.columns.filter(({ kind }) => kind === 'numbers').length
  const columns = { read: used, left: look.columns.length - used, numbers }
  return { told: { timeZone: matching.timeZone, rows, columns, otherDirection, broken, notes }, calls: sent + page.length }
}
