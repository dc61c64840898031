import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { readWorkbook, type Workbook } from '../client/review/sheets/testing/readWorkbook.ts'

/** What the browser keeps when a button that saves a file is pressed. */
export async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return readFileSync(await download.path())
}

/** The same of one that saves a workbook: it holds its sheets and nothing beside them that could hide a number. */
export async function savedWorkbook(page: Page, button: string): Promise<Workbook> {
  const book = readWorkbook(await saved(page, button))
  const known =
    /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|styles|sharedStrings)\.xml|xl\/(worksheets\/)?(_rels\/)?(workbook|sheet\d+)\.xml(\.rels)?)$/
  expect(
    book.files.filter((file) => !known.test(file)),
    'no comments, drawings, names or properties',
  ).toEqual([])
  expect(book.tabs.length).toBeGreaterThan(0)
  for (const xml of book.xml) expect(xml, 'nothing hidden, worked out or formatted into something else').not.toMatch(/hidden|<f[ >]|numFmt/)
  return book
}

/**
 * Rows of a page's tables or of a workbook's sheets so that they can be compared: nothing for a dash or an empty cell, numbers as numbers,
 * and parts of the row above without the dash that files put before them.
 */
export const plainRows = (rows: readonly (readonly (string | number)[])[]): (string | number)[][] =>
  rows.map((row) =>
    row
      .map((cell) => String(cell).trim().replace(/^– /, ''))
      .filter((cell) => cell !== '' && cell !== '–')
      .map((cell) => (/^[\d\s]+([,.]\d+)?$/.test(cell) ? Number(cell.replace(/\s/g, '').replace(',', '.')) : cell)),
  )
