import type { CallOutcome, Channel, LineId } from '../floor/model.ts'
import type { Interval } from './intervals.ts'
import type { Month } from './months.ts'

/** What became of calls. Answered: an advisor talked with the caller, whatever came then; interrupted: a fault of ours, before that. */
export const CALL_RESULTS = [
  'answered',
  'abandoned',
  'abandonedShort',
  'voicemail',
  'closed',
  'interrupted',
] as const satisfies CallOutcome[]
export type CallResult = (typeof CALL_RESULTS)[number]
/** What became of call-backs. */
export const CALL_BACK_RESULTS = ['answered', 'busy', 'noAnswer', 'unreachable', 'interrupted'] as const satisfies CallOutcome[]
export type CallBackResult = (typeof CALL_BACK_RESULTS)[number]

/** One month of a line on one channel, of what has ended: each call is in one of the three, and in one result of it. */
export interface MonthCounts {
  /** That came while the line was open: the month's volume. */
  readonly calls: Readonly<Record<CallResult, number>>
  /** That met a closed line, also when a message was left. */
  readonly closedLine: Readonly<Record<CallResult, number>>
  readonly callBacks: Readonly<Record<CallBackResult, number>>
  /** More of the volume: calls known by a month's total alone, of which nobody knows what became of them. */
  readonly unknown: number
  /** Of all these, those made up for a demonstration. */
  readonly synthetic: number
  /** Of all these, those that another system counted: imported calls, and months of which only the total is left. */
  readonly imported: number
}

/** Inhabitants of the catchment from this day on (YYYY-MM-DD); the first also counts for the time before it. */
export interface Catchment {
  readonly from: string
  readonly inhabitants: number
}

export const BASELINE_KINDS = ['respectMonths', 'respectAverage', 'own', 'target'] as const
/** What a line's months are laid beside. `own`: months `from` to `to` of the line itself; `target`: so many calls a month. */
export type Baseline =
  | { readonly is: 'respectMonths' | 'respectAverage' }
  | { readonly is: 'own'; readonly from: Month; readonly to: Month }
  | { readonly is: 'target'; readonly calls: number }

/** `sinceStart`: month 1 beside month 1; `calendar`: October beside October. */
export const ALONG = ['sinceStart', 'calendar'] as const
export type Along = (typeof ALONG)[number]

/** `million`: calls per million inhabitants of the catchment. */
export const PER = ['calls', 'million'] as const
export type Per = (typeof PER)[number]

/** How a line's volume is judged. */
export interface VolumeSettings {
  readonly baseline: Baseline
  readonly along: Along
  /** What the board shows. */
  readonly per: Per
  /** In order of their days; at least one. */
  readonly catchments: readonly Catchment[]
}

/** What stands beside one month. */
export interface BaselineMonth {
  readonly calls: number
  readonly perMillion: number | null
  /** The month that was counted; null for an average or a target, which is no count. */
  readonly counted: Month | null
}

export interface LineMonth {
  readonly month: Month
  /** 1 is the month of the line's first day; below 1 before it. */
  readonly number: number
  /** Of the catchment, on average over the month's days; 0 for not known. */
  readonly inhabitants: number
  readonly baseline: BaselineMonth | null
  /** Channels without anything are left out. */
  readonly channels: Partial<Readonly<Record<Channel, MonthCounts>>>
}

/** The month that is not over. */
export interface RunningMonth {
  readonly month: Month
  /** Open hours in the month up to now and in all, from the line's first day on. */
  readonly openHours: number
  readonly openHoursInAll: number
  /** Calls up to now that came while the line was open, and what the month will come to; null while nothing can be said. */
  readonly calls: number
  readonly forecast: Interval | null
  /** Of `calls`, those that another system counted: nobody knows in which open hours, so nothing is forecast from them. */
  readonly imported: number
}

export interface LineVolume {
  readonly id: LineId
  readonly name: string
  readonly startedOn: string
  readonly timeZone: string
  readonly settings: VolumeSettings
  /** Who has set them and when (ms since 1970); null while nobody has. */
  readonly setBy: Signature | null
  /** Every month of the period. */
  readonly months: readonly LineMonth[]
  /** Null when it is not in the period. */
  readonly running: RunningMonth | null
}

export interface Signature {
  /** Empty when the account is gone. */
  readonly name: string
  readonly at: number
}

export const MARK_KINDS = ['campaign', 'hours', 'media', 'holiday', 'other'] as const
export type MarkKind = (typeof MARK_KINDS)[number]

/** Something on the time axis that supervisors want to remember. */
export interface NewMark {
  /** Null for all lines. */
  readonly line: LineId | null
  /** YYYY-MM-DD */
  readonly day: string
  readonly kind: MarkKind
  readonly text: string
}
export interface Mark extends NewMark {
  readonly id: string
  /** Who wrote it last. */
  readonly by: Signature
}

/** The answer of GET /api/review/months. */
export interface ReviewMonths {
  readonly from: Month
  readonly to: Month
  readonly lines: readonly LineVolume[]
  /** Of the period and the lines, in order of their days. */
  readonly marks: readonly Mark[]
}

/** The longest period that can be asked for, in months. */
export const MOST_MONTHS = 600
