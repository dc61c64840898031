import type { LineId } from '../floor/model.ts'

/** Kinds of signed-in time, in the order in which they are told. `elsewhere`: in a talk of another line. `afterCall` is of any line. */
export const PRESENCE_KINDS = ['available', 'offered', 'talking', 'elsewhere', 'afterCall', 'paused'] as const
export type PresenceKind = (typeof PRESENCE_KINDS)[number]

/** Signed-in time by kind, in seconds. */
export type PresenceTimes = Readonly<Record<PresenceKind, number>>

/** So many advisors must have been signed in to a line at the same time in an hour for that hour to be counted at all. */
export const LEAST_ADVISORS = 2

export const STAFFING_SPANS = ['week', 'month'] as const
export type StaffingSpan = (typeof STAFFING_SPANS)[number]

/**
 * What the advisors of a line did in an hour of the day, over a period. Hours with one advisor alone are in none of these sums, so that
 * neither a sum nor the difference of two tells what one person did; `few`: there were no others.
 */
export type ToldPresence =
  | { readonly is: 'none' }
  | { readonly is: 'few' }
  | { readonly is: 'told'; readonly times: PresenceTimes; readonly missed: number; readonly hours: number }

export interface StaffingHour {
  /** 0 to 23 in the line's time zone; of calls, the hour in which they came. */
  readonly hour: number
  readonly presence: ToldPresence
  /** Answered, and answered or given up while waiting (10 s or longer); imported calls are not in it. */
  readonly answered: number
  readonly calls: number
  /** Mean wait of the answered ones, in seconds; null without any. */
  readonly meanWaitS: number | null
}

export interface StaffingReport {
  readonly line: LineId
  readonly span: StaffingSpan
  /** YYYY-Www or YYYY-MM. */
  readonly period: string
  /** The present one, the last that can be asked for. */
  readonly latest: string
  /** First day with signed-in time of this line, YYYY-MM-DD; null while there is none. */
  readonly since: string | null
  readonly hours: readonly StaffingHour[]
  /** Over the whole period, of the same hours. */
  readonly whole: Omit<StaffingHour, 'hour'>
}

export const signedInS = (times: PresenceTimes): number => PRESENCE_KINDS.reduce((sum, kind) => sum + times[kind], 0)

/**
 * Share of signed-in time in talks of the line, hold included: talking / signed-in; null without signed-in time. Signed-in time is all six
 * kinds, pauses too.
 */
export function talkShare(times: PresenceTimes): number | null {
  const all = signedInS(times)
  return all > 0 ? times.talking / all : null
}

/**
 * Occupancy: (talk with hold, of any line, + after-call work) / signed-in time; null without any. It is occupancy and not utilisation, which
 * is laid beside all paid time, with training and meetings, and that is not known here. Source: Call Centre Helper, What Is the Difference
 * Between Occupancy and Utilisation? (callcentrehelper.com). There is no target for it: a line like this is staffed to be reached, not to be busy.
 */
export function occupancy(times: PresenceTimes): number | null {
  const all = signedInS(times)
  return all > 0 ? (times.talking + times.elsewhere + times.afterCall) / all : null
}
