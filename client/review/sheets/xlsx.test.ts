import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Sheet, SheetCell } from '../../../shared/sheet.ts'
import { readWorkbook } from './testing/readWorkbook.ts'
import { tabNames, xlsxOf } from './xlsx.ts'
import { zip } from './zipHere.ts'

const sheet = (rows: readonly (readonly SheetCell[])[], more: Partial<Sheet> = {}): Sheet => ({
  ...{ name: 'Samtal', above: [], columns: ['Dag', 'Antal'], rows },
  ...more,
})

describe('tables as a workbook', () => {
  it('are read back, each on its own sheet, numbers as numbers and text as text', async () => {
    const book = await read([
      sheet([
        ['måndag & <tisdag>', 4.5],
        ['=1+1', null],
      ]),
      sheet([['a', -3]], { name: 'Väntan', above: ['Vecka 47', '"Alla" linjer'] }),
    ])
    expect(book.tabs).toEqual(['Samtal', 'Väntan'])
    expect(book.sheets).toEqual([
      [['Samtal'], ['Dag', 'Antal'], ['måndag & <tisdag>', 4.5], ['=1+1']],
      [['Väntan'], ['Vecka 47'], ['"Alla" linjer'], ['Dag', 'Antal'], ['a', -3]],
    ])
    expect(book.xml[1]).toMatch(/<pane[^>]*ySplit="4"[^>]*state="frozen"/)
    expect(book.xml[0]).toMatch(/<cols><col[^>]*width="19"/)
    expect(book.xml.join('')).not.toContain('<f>')
  })

  it('leave out what no XML can hold, and keep the rest', async () => {
    const { sheets } = await read([sheet([['a\u0000b\u001fc\ud800d', 'två\nrader']])])
    expect(sheets[0]?.[2]).toEqual(['abcd', 'två\nrader'])
  })

  it('hold words that mean something to a program, with a space after them', async () => {
    const { sheets } = await read([sheet([['constructor', '__proto__']])])
    expect(sheets[0]?.[2]).toEqual(['constructor ', '__proto__ '])
  })

  it('are refused with what is no number', async () =>
    await expect(xlsxOf([sheet([[Number.POSITIVE_INFINITY]])])).rejects.toThrow(RangeError))

  it('come back as they were, whatever they hold', async () => {
    const cell = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'grapheme', minLength: 1 }).map(legible))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 4 }), async (rows) => {
        const { sheets } = await read([sheet(rows)])
        const told = (one: string | number) => (typeof one === 'string' && one in Object.prototype ? `${one} ` : one)
        expect(sheets[0]?.slice(2)).toEqual(rows.map((row) => row.map((one) => (Object.is(one, -0) ? 0 : told(one)))))
      }),
      { numRuns: 15 },
    )
  })
})

describe('names of tabs', () => {
  it.each([
    [['A/B: [c]*?'], ['A B c']],
    [
      ['Samtal', 'samtal', 'SAMTAL'],
      ['Samtal', 'samtal 2', 'SAMTAL 3'],
    ],
    [['History'], ['History 2']],
    [["'"], ['-']],
  ])('%j are %j', (names, tabs) => expect(tabNames(names)).toEqual(tabs))

  it('are as Excel wants them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 5 }), (names) => {
        const tabs = tabNames(names)
        expect(new Set(tabs.map((tab) => tab.toLowerCase())).size).toBe(names.length)
        for (const tab of tabs) {
          expect(tab).toMatch(/^[^[\]/\\:*?]{1,31}$/)
          expect(tab).not.toMatch(/^'|'$/)
        }
      }),
    )
  })
})

it('the browser’s own packing is a zip like any other', () => {
  const files = { 'a.xml': new Uint8Array(400_000).fill(65) }
  zip(files, (error, packed) => {
    expect(error).toBeNull()
    const unpacked = unzipSync(packed ?? new Uint8Array())
    expect(Object.keys(unpacked)).toEqual(['a.xml'])
    expect(Buffer.compare(unpacked['a.xml'] ?? new Uint8Array(), files['a.xml'])).toBe(0)
  })
})

/** Excel ends lines with a line feed alone, and XML reads nothing else. */
const legible = (text: string): string => text.replace(/\r/g, '').trim() || 'x'

const read = async (sheets: readonly Sheet[]) => readWorkbook(new Uint8Array(await (await xlsxOf(sheets)).arrayBuffer()))
