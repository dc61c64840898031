import type { Sheet, SheetCell } from '../../../shared/sheet.ts'
import type { Language } from '../../i18n/i18n.ts'

/** What spreadsheets of each language expect between cells and in numbers. */
const MANNERS: Readonly<Record<Language, { readonly separator: string; readonly decimal: string }>> = {
  sv: { separator: ';', decimal: ',' },
  en: { separator: ',', decimal: '.' },
}
/** Without it Excel takes UTF-8 for something else. */
const BOM = '\uFEFF'
/** A text that begins so would be taken for a formula; OWASP, CSV Injection. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * Tables as one CSV file (RFC 4180): UTF-8 with a byte order mark, the name and the lines above each table as rows of one cell,
 * an empty row between tables. Swedish has semicolons and decimal commas, English commas and points. A text that a spreadsheet
 * would run as a formula gets an apostrophe before it; numbers are left as they are. Throws RangeError for a number that is not finite.
 */
export function csvOf(sheets: readonly Sheet[], language: Language): string {
  const { separator, decimal } = MANNERS[language]
  const rowOf = (cells: readonly SheetCell[]) => cells.map((cell) => fieldOf(cell, separator, decimal)).join(separator)
  const tables = sheets.map(({ name, above, columns, rows }) =>
    [[name], ...above.map((line) => [line]), columns, ...rows].map((row) => `${rowOf(row)}\r\n`).join(''),
  )
  return BOM + tables.join('\r\n')
}

function fieldOf(cell: SheetCell, separator: string, decimal: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return quoted(numberText(cell).replace('.', decimal), separator)
  return quoted(FORMULA.test(cell) ? `'${cell}` : cell, separator)
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('sheet: a number must be finite')
  return String(value)
}

function quoted(text: string, separator: string): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
}
