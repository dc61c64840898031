import type { SheetData } from 'write-excel-file/universal'
import writeExcelFile from 'write-excel-file/universal'
import type { Sheet, SheetCell } from '../../../shared/sheet.ts'

/** Of a tab; what Excel allows. */
const LONGEST_TAB = 31
/** Of a column, in characters. */
const NARROWEST = 8
const WIDEST = 48

/**
 * Tables as a workbook (Office Open XML), a sheet for each: numbers as numbers, text as text and never as a formula, bold headings,
 * everything down to the headings kept in sight when the rows are scrolled. Rejects with RangeError for a number that is not finite.
 */
export async function xlsxOf(sheets: readonly Sheet[]): Promise<Blob> {
  const tabs = tabNames(sheets.map(({ name }) => name))
  return writeExcelFile(
    sheets.map((sheet, index) => ({
      sheet: tabs[index] ?? '',
      data: dataOf(sheet),
      columns: widthsOf(sheet).map((width) => ({ width })),
      stickyRowsCount: sheet.above.length + 2,
    })),
  ).toBlob()
}

function dataOf({ name, above, columns, rows }: Sheet): SheetData {
  const bold = (text: string) => ({ value: clean(text), type: String, fontWeight: 'bold' as const })
  return [
    [bold(name)],
    ...above.map((line) => [cellOf(line)]),
    columns.map((text) => ({ ...bold(text), wrap: true, alignVertical: 'top' as const })),
    ...rows.map((row) => row.map(cellOf)),
  ]
}

function cellOf(cell: SheetCell) {
  if (cell === null || cell === '') return null
  if (typeof cell === 'string') return { value: clean(cell), type: String }
  if (!Number.isFinite(cell)) throw new RangeError('sheet: a number must be finite')
  return { value: cell, type: Number }
}

/**
 * Without what XML has no place for: it would make the whole file unreadable. Words that every object knows, such as `constructor`, get a
 * space after them: the library keeps texts as names of an object, and would write what it finds there instead.
 */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
  const legible = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
  return legible in Object.prototype ? `${legible} ` : legible
}

function widthsOf({ columns, rows }: Sheet): number[] {
  return columns.map((heading, column) => {
    const word = Math.max(0, ...heading.split(' ').map((part) => part.length))
    const longest = rows.reduce((most, row) => Math.max(most, String(row[column] ?? '').length), word)
    return Math.min(WIDEST, Math.max(NARROWEST, longest + 2))
  })
}

/** Names that Excel takes for tabs: short, without the characters it forbids, each once whatever its case, and none that it keeps for itself. */
export function tabNames(names: readonly string[]): string[] {
  const taken = new Set<string>(['history'])
  return names.map((name) => {
    const plain = clean(name).replace(/[[\]/\\:*?\s]+/g, ' ')
    for (let number = 1; ; number++) {
      const end = number === 1 ? '' : ` ${number}`
      const tab = `${withoutEdges(clean(plain.slice(0, LONGEST_TAB - end.length))) || '-'}${end}`
      if (taken.has(tab.toLowerCase())) continue
      taken.add(tab.toLowerCase())
      return tab
    }
  })
}

/** Without apostrophes and spaces at its ends. */
export function withoutEdges(text: string): string {
  const isEdge = (at: number): boolean => text[at] === "'" || text[at]?.trim() === ''
  let [from, to] = [0, text.length]
  while (from < to && isEdge(from)) from++
  while (to > from && isEdge(to - 1)) to--
  return text.slice(from, to)
}
