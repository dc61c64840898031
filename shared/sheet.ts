/** One table as it goes out of the house, as CSV or in a workbook. Whoever makes one has the words in the reader's language. */
export interface Sheet {
  /** What the table is about: its first line, and the name of its tab in a workbook. */
  readonly name: string
  /** Lines between the name and the table: lines chosen, period, notes. */
  readonly above: readonly string[]
  readonly columns: readonly string[]
  /** As many cells as columns. */
  readonly rows: readonly (readonly SheetCell[])[]
}

/** A number must be finite and is written as it is, so it is rounded where the page rounds it; null is an empty cell. */
export type SheetCell = string | number | null
