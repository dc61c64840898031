import type { ToldCount } from '../disclosure/tables.ts'
import type { LineId } from '../floor/model.ts'
import { questionOf } from '../form/questionnaire.ts'
import type { CallBackResult, CallResult } from '../volume/volume.ts'

/** Questions of the form that reports tell of, in the order in which the published reports tell of them. */
export const REPORTED_QUESTIONS = [
  'municipality',
  'gender',
  'age',
  'has_children',
  'children_in_home',
  'country_of_birth',
  'reason_for_call',
  'in_crisis',
  'violence_types',
  'severity_physical',
  'severity_sexual',
  'violence_against',
  'other_problems',
  'earlier_contacts',
  'sought_help_before',
  'knew_of_service',
  'referral_made',
  'earlier_referral_contact',
  'heard_of_line',
] as const
export type ReportedQuestion = (typeof REPORTED_QUESTIONS)[number]

/** Who called, by the form; the group that the questions are about. */
export const CATEGORY_QUESTION = 'caller_category'
export const REPORTED_GROUP = 'used_violence'

/** The answer to another reported question after which alone this one is put; null when it is put in the whole group. */
export function hangsOn(question: ReportedQuestion): { readonly question: ReportedQuestion; readonly option: string } | null {
  const { showIf } = questionOf(question)
  const parent = REPORTED_QUESTIONS.find((id) => id === showIf?.question)
  const [option, ...others] = showIf && 'anyOf' in showIf ? showIf.anyOf : []
  return parent === undefined || option === undefined || others.length > 0 ? null : { question: parent, option }
}

/** The longest period of a report, in days: some fifty years. */
export const MOST_DAYS = 18_300

export interface ToldRow<K extends string = string> {
  readonly key: K
  readonly told: ToldCount
}

/** What became of calls; of months of which only a total is left, nobody knows it. */
export type ReportedResult = CallResult | 'unknown'

/** A question, over the forms of one group, or over those of them with the answer that it hangs on (hangsOn). Each is in one of the four after `of`. */
export interface ToldQuestion {
  readonly question: ReportedQuestion
  readonly of: ToldCount
  readonly answered: ToldCount
  readonly notAsked: ToldCount
  readonly unknown: ToldCount
  readonly declined: ToldCount
  /** Of those that answered; of a question with several answers each option is counted by itself, so they add up to more. */
  readonly options: readonly ToldRow[]
  /** Of a question that is answered by a number: the mean in whole units; null when fewer than five answered, or it may not be told. */
  readonly mean: number | null
}

/** The answer of GET /api/review/report. No number in it is from 1 to 4, and none follows from the others (shared/disclosure). */
export interface Report {
  /** First and last day, in each line's time zone. */
  readonly from: string
  readonly to: string
  readonly lines: readonly { readonly id: LineId; readonly name: string }[]
  /** Calls that came while a line was open. */
  readonly calls: ToldCount
  readonly months: readonly ToldRow[]
  readonly results: readonly ToldRow<ReportedResult>[]
  readonly channels: readonly ToldRow[]
  /** Calls that met a closed line, apart from the above. */
  readonly closedLine: ToldCount
  readonly callBacks: ToldCount
  readonly callBackResults: readonly ToldRow<CallBackResult>[]
  /** Messages that callers left, and of them those who were reached when they were called back. */
  readonly messages: ToldCount
  readonly messagesReached: ToldCount
  readonly emailReplies: ToldCount
  /** Of all calls and call-backs: counted by another system, or made up for a demonstration. */
  readonly imported: boolean
  readonly synthetic: boolean
  /** Forms about calls of the period. */
  readonly forms: ToldCount
  readonly withoutForm: ToldCount
  /** Who called, over all forms. */
  readonly categories: readonly ToldRow[]
  /** Over the forms about persons who have used violence. */
  readonly questions: readonly ToldQuestion[]
}
