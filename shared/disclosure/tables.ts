import { isSmall, type Part, suppress, type Telling } from './suppress.ts'

/** A count as readers get it: the number, or why there is none. */
export type ToldCount = { readonly is: 'shown'; readonly count: number } | { readonly is: Exclude<Telling, 'shown'> }

export interface ToldList {
  readonly total: ToldCount
  /** In the order in which they came. */
  readonly counts: readonly ToldCount[]
}

export interface ToldTable {
  readonly total: ToldCount
  readonly rowTotals: readonly ToldCount[]
  readonly columnTotals: readonly ToldCount[]
  readonly cells: readonly (readonly ToldCount[])[]
}

/** More than any cell is worth, so that their sums are hidden last. */
const TOTAL = 1e9

/**
 * What may be told of counts and their sum (suppress.ts). Each thing counted is in one count, so everything that was not asked or not answered
 * must be among them. Put last what readers miss least: where something must be hidden beside a small count, it is taken from the end.
 * The sum is told unless it is itself small: then nothing but that is.
 */
export function tellList(counts: readonly number[]): ToldList {
  const total = sum(counts)
  const parts: Part[] = [
    { from: 1, to: 0, count: total, worth: null },
    ...counts.map((count, at) => ({ from: 0, to: 1, count, worth: counts.length - at })),
  ]
  const [first, ...rest] = told(parts, total)
  return { total: first as ToldCount, counts: rest }
}

/** What may be told of a table, by rows and columns, and of all its sums. Every row is as long as the first; what is missed least is last. */
export function tellTable(cells: readonly (readonly number[])[]): ToldTable {
  const rows = cells.length
  const columns = cells[0]?.length ?? 0
  const columnSums = Array.from({ length: columns }, (_, column) => sum(cells.map((row) => row[column] ?? 0)))
  const total = sum(columnSums)
  // Nodes: 0 all rows, 1 all columns, then the rows, then the columns.
  const rowNode = (row: number) => 2 + row
  const columnNode = (column: number) => 2 + rows + column
  const parts: Part[] = [
    { from: 1, to: 0, count: total, worth: null },
    ...cells.map((row, at) => ({ from: 0, to: rowNode(at), count: sum(row), worth: TOTAL + rows - at })),
    ...columnSums.map((count, at) => ({ from: columnNode(at), to: 1, count, worth: TOTAL + columns - at })),
    ...cells.flatMap((row, at) =>
      row.map((count, column) => ({ from: rowNode(at), to: columnNode(column), count, worth: rows - at + columns - column })),
    ),
  ]
  const all = told(parts, total)
  const first = 1 + rows + columns
  return {
    total: all[0] as ToldCount,
    rowTotals: all.slice(1, 1 + rows),
    columnTotals: all.slice(1 + rows, first),
    cells: cells.map((_, row) => all.slice(first + row * columns, first + (row + 1) * columns)),
  }
}

function told(parts: readonly Part[], total: number): ToldCount[] {
  const withheld: ToldCount = { is: 'withheld' }
  if (isSmall(total)) return parts.map((_, at) => (at === 0 ? { is: 'small' } : withheld))
  return suppress(parts).map((telling, at) => (telling === 'shown' ? { is: 'shown', count: parts[at]?.count ?? 0 } : { is: telling }))
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)
