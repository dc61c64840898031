import type { ToldOfFile } from '../../../../shared/imports/imports.ts'
import type { Matching } from '../../../../shared/imports/matching.ts'
import type { RowRead } from '../../../../shared/imports/rows.ts'
import type { Look } from './readFile.ts'

/**
 * What the page asks of the thread that reads a file, and what it hears. The page never gets a cell: only headings, what the columns
 * hold, the words of columns with few, and what a matching makes of the first rows.
 */
export type FileAsk =
  | { readonly is: 'look'; readonly file: Blob }
  | { readonly is: 'try'; readonly matching: Matching }
  | { readonly is: 'send'; readonly importId: string; readonly matching: Matching }

export type FileTold =
  | { readonly is: 'bytes'; readonly bytes: number }
  | { readonly is: 'looked'; readonly look: Omit<Look, 'sample'> }
  | { readonly is: 'tried'; readonly rows: readonly TriedRow[] }
  | { readonly is: 'sent'; readonly told: ToldOfFile; readonly calls: number }
  | { readonly is: 'failed'; readonly why: FileTrouble; readonly row: number }

export interface TriedRow {
  readonly number: number
  readonly read: RowRead
}

/** `gone`: the file has been moved or changed; `refused`: the server has not taken the rows. */
export const FILE_TROUBLES = ['quote', 'empty', 'gone', 'refused'] as const
export type FileTrouble = (typeof FILE_TROUBLES)[number]
