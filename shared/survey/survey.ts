import type { Language } from '../languages.ts'
import data from './survey.json' with { type: 'json' }

export type SurveyText = Readonly<Record<Language, string>>

export interface SurveyOption {
  readonly id: string
  readonly text: SurveyText
  /** No longer put; kept so that old answers can be read. */
  readonly retired?: boolean
}

/** One question that callers can answer afterwards, without anybody knowing who they are. None has room for free text. */
export interface SurveyQuestion {
  readonly id: string
  readonly type: 'single' | 'multi'
  readonly text: SurveyText
  /** Put only to those who gave one of these answers. */
  readonly showIf?: { readonly question: string; readonly anyOf: readonly string[] }
  /** Options that stand alone in a question with several answers. */
  readonly exclusive?: readonly string[]
  readonly options: readonly SurveyOption[]
  /** As of an option. */
  readonly retired?: boolean
}

/** An answer, and not the same as a question that was passed over. */
export const DECLINED = 'declined'

/** Counts up when a question is added, retired or worded anew. */
export const SURVEY_VERSION = data.version
/** Languages whose texts are machine-made and have not been read by a native speaker. */
export const SURVEY_DRAFTS = data.drafts as readonly Language[]
/** All that have ever been put, in their order. */
export const SURVEY_QUESTIONS = data.questions as readonly SurveyQuestion[]
/** Those that are put now. */
export const surveyNow = (): readonly SurveyQuestion[] => SURVEY_QUESTIONS.filter(({ retired }) => !retired)

/** The question about what became of a referral, and what its answers come to. */
export const CONTACT_QUESTION = 'contact_made'
export const CONTACTED: readonly string[] = ['yes_started', 'yes_booked', 'yes_only_contact']
export const NOT_CONTACTED: readonly string[] = ['not_yet', 'no']
