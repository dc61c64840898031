import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sheet, SheetCell } from '../../../shared/sheet.ts'
import { csvOf } from './csv.ts'

const sheet = (rows: readonly (readonly SheetCell[])[], more: Partial<Sheet> = {}): Sheet => ({
  ...{ name: 'Samtal', above: [], columns: ['Dag', 'Antal'], rows },
  ...more,
})

describe('a table as CSV', () => {
  it('is written as Swedish and English spreadsheets read it', () => {
    const one = sheet([['måndag', 4.5]], { above: ['Vecka 47'] })
    expect(csvOf([one], 'sv')).toBe('\uFEFFSamtal\r\nVecka 47\r\nDag;Antal\r\nmåndag;4,5\r\n')
    expect(csvOf([one], 'en')).toBe('\uFEFFSamtal\r\nVecka 47\r\nDag,Antal\r\nmåndag,4.5\r\n')
  })

  it('has an empty row before the next table', () => {
    expect(csvOf([sheet([]), sheet([['a', null]])], 'en')).toBe('\uFEFFSamtal\r\nDag,Antal\r\n\r\nSamtal\r\nDag,Antal\r\na,\r\n')
  })

  it.each<[SheetCell, string]>([
    ['=1+1', "'=1+1"],
    ['+46', "'+46"],
    ['-', "'-"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['＝1', "'＝1"],
    ['a;b', '"a;b"'],
    ['=a;b', '"\'=a;b"'],
    ['"sagt"', '"""sagt"""'],
    ['två\nrader', '"två\nrader"'],
    [-4, '-4'],
    [-0.25, '-0,25'],
    [null, ''],
  ])('%j is %s', (cell, field) => expect(csvOf([sheet([[cell]], { columns: ['x'] })], 'sv')).toBe(`\uFEFFSamtal\r\nx\r\n${field}\r\n`))

  it('refuses what is no number', () => expect(() => csvOf([sheet([[Number.NaN]])], 'sv')).toThrow(RangeError))

  const cell = fc.oneof(
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: fc.constantFrom('a', 'ö', '"', ';', ',', '\r', '\n', '=', '+', '-', '@', '\t', ' ', "'") }),
  )
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }))

  it('is read back cell by cell, and no text begins as a formula', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('sv' as const, 'en' as const), (rows, language) => {
        const read = readCsv(csvOf([sheet(rows, { columns: rows[0]?.map(() => 'x') ?? ['x'] })], language), language === 'sv' ? ';' : ',')
        const decimal = language === 'sv' ? ',' : '.'
        expect(read.slice(2)).toEqual(rows.map((row) => row.map((one) => plain(one, decimal))))
        for (const [index, row] of rows.entries())
          for (const [at, one] of row.entries())
            if (typeof one === 'string') expect(read[index + 2]?.[at] ?? '').not.toMatch(/^[=+\-@\t\r\n]/)
      }),
    )
  })
})

function plain(cell: SheetCell, decimal: string): string {
  if (typeof cell === 'number') return String(cell).replace('.', decimal)
  return cell === null ? '' : /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell
}

/** A reader written from the text of RFC 4180, one character at a time. */
function readCsv(text: string, separator: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let inQuotes = false
  for (let at = 1; at < text.length; at++) {
    const now = text[at]
    if (inQuotes && now === '"' && text[at + 1] === '"') field += text[at++]
    else if (now === '"') inQuotes = !inQuotes
    else if (inQuotes) field += now
    else if (now === separator) [row, field] = [[...row, field], '']
    else if (now === '\r' && text[at + 1] === '\n') {
      rows.push([...row, field])
      ;[row, field] = [[], '']
      at++
    } else field += now
  }
  return rows
}
