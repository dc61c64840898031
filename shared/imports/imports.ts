import type { Channel, LineId } from '../floor/model.ts'
import type { Month } from '../volume/months.ts'
import type { Signature } from '../volume/volume.ts'

/**
 * The history of a line that another system holds. A browser reads its file; only what is in these types is ever sent, and the server
 * has a place for no more: of a call its time, its lengths and whether it was answered, of a file what was odd about it, as numbers.
 */
export const IMPORT_KINDS = ['calls', 'months'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/**
 *   receiving --complete--> checking --> staged --keep--> keeping --> kept --undo--> undone
 *       |                      | ^__________| |
 *       '-------- discard -----+--------------'--> discarded, and gone
 *
 * It counts while it is `kept`. One that is staged is looked through again when another of its line is kept or undone.
 */
export const IMPORT_STATES = ['receiving', 'checking', 'staged', 'keeping', 'kept', 'undone', 'discarded'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/**
 * What a row may be a second time of: a row of the same file, an import that is kept, a call of our own record, a month that is known by
 * its total. Of a monthly total: `own` and `import` mean that its month has such calls.
 */
export const ALIKE = ['file', 'import', 'own', 'total'] as const
export type Alike = (typeof ALIKE)[number]

/** One call as it is sent: arrival (ms since 1970), whether it was answered, seconds of talk and of wait; null for not known. */
export type CallRow = readonly [arrived: number, answered: 0 | 1, talkedS: number | null, waitedS: number | null]

/** Rows that are sent at once, at most: somebody who calls meanwhile waits until they are written. */
export const ROWS_AT_ONCE = 2_000
/** No file has more calls. */
export const MOST_ROWS = 20_000_000
/** No call comes from before this (1990-01-01 in UTC). */
export const EARLIEST = Date.UTC(1990, 0, 1)
/** Nothing that one person does with a telephone takes longer, in seconds. */
export const LONGEST_S = 86_400

/** Why a row cannot be read. */
export const BROKEN = [
  'cells',
  'noTime',
  'badTime',
  'noSuchTime',
  'early',
  'future',
  'badSeconds',
  'tooLong',
  'badAnswer',
  'badDirection',
] as const
export type Broken = (typeof BROKEN)[number]

/** What was done with times that needed a decision. */
export const TIME_NOTES = ['midnight', 'skipped', 'twice', 'offset'] as const
export type TimeNote = (typeof TIME_NOTES)[number]

/** Numbers of the first rows of a file that could not be read, and how many there are. */
export interface BrokenRows {
  readonly count: number
  readonly rows: readonly number[]
}
/** So many row numbers are told of each fault. */
export const MOST_ROW_NUMBERS = 20

/** What the browser says about the file: numbers alone, and nothing that stood in it. */
export interface ToldOfFile {
  /** IANA name: where times without an offset of their own were read. */
  readonly timeZone: string
  /** Rows of the file, headings not counted. */
  readonly rows: number
  /** Columns: read, not read, and of those not read the ones that look like telephone numbers. */
  readonly columns: { readonly read: number; readonly left: number; readonly numbers: number }
  /** Rows that are no incoming calls. */
  readonly otherDirection: number
  readonly broken: Partial<Readonly<Record<Broken, BrokenRows>>>
  readonly notes: Partial<Readonly<Record<TimeNote, number>>>
}

export interface MonthFound {
  readonly month: Month
  readonly calls: number
  /** Null for not known. */
  readonly answered: number | null
  /** Rows of this month that look like something that is there already. */
  readonly alike: number
}

/** What the server finds in an import. */
export interface Found {
  /** First and last arrival (ms since 1970); null of monthly totals, and without rows. */
  readonly from: number | null
  readonly to: number | null
  readonly months: readonly MonthFound[]
  readonly alike: Partial<Readonly<Record<Alike, number>>>
  /** Calls of which the length of the talk, and the wait, is known. */
  readonly talkKnown: number
  readonly waitKnown: number
}

/** A month of which only the total is left; null for not known. Answered and abandoned are at most all calls. */
export interface MonthTotal {
  readonly month: Month
  readonly calls: number
  readonly answered: number | null
  readonly abandoned: number | null
}

export interface NewImport {
  readonly line: LineId
  readonly channel: Channel
}
export interface NewTotals extends NewImport {
  readonly totals: readonly MonthTotal[]
}
/** Months that can be handed in at once. */
export const MOST_TOTALS = 600

export interface Keep {
  /** Which duplicates are left out. */
  readonly leaveOut: readonly Alike[]
  /** Rows that could not be read are given up; must be true when there are any. */
  readonly withoutBroken: boolean
}

/** An import as supervisors see it. */
export interface Import extends NewImport {
  readonly id: string
  readonly what: ImportKind
  readonly state: ImportState
  readonly received: number
  /** Of `received`, what the work of this state is through with. */
  readonly done: number
  /** Calls that count, when it is kept; that counted, when it was undone. */
  readonly counted: number
  readonly told: ToldOfFile
  readonly found: Found | null
  readonly leftOut: readonly Alike[]
  readonly by: Signature
  readonly kept: Signature | null
  readonly undone: Signature | null
}
