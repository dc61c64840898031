import type { StaffText } from '../writtenTexts.ts'
import data from './questionnaire.json' with { type: 'json' }

export type Option = StaffText & { readonly id: string }

/** A question is put only after these answers to another: one of `anyOf`, or an answer that is not of `noneOf`, or none yet. */
export type ShowIf =
  | { readonly question: string; readonly anyOf: readonly string[] }
  | { readonly question: string; readonly noneOf: readonly string[] }

/** One question of the form that an advisor fills in about a call; nothing in it points at a person. */
export interface Question extends StaffText {
  readonly id: string
  readonly section: string
  /** `municipality`: a place (shared/geography/places.ts), or one of the options. */
  readonly type: 'single' | 'multi' | 'number' | 'municipality' | 'free_text'
  /** Put to the caller, or filled in from what came up. */
  readonly askedOf: 'caller' | 'advisor'
  readonly filled: 'during_call' | 'end_of_call' | 'after_call'
  readonly options: readonly Option[]
  /** Always put when there is none. */
  readonly showIf?: ShowIf
  /** Options that stand alone in a question with several answers. */
  readonly exclusive?: readonly string[]
  readonly hint?: StaffText
  /** Said to the advisor once this has been answered. */
  readonly prompt?: StaffText & { readonly after: string }
  readonly min?: number
  readonly max?: number
  /** What its options mean is for the operator to write down: the sources give no rule. */
  readonly needsRule?: boolean
  /** Put on a line only when its supervisor has decided so. */
  readonly offUntilDecided?: boolean
}

/** Both are answers, and neither is the same as a question that was not asked: that has no answer. */
export const DECLINED = 'declined'
export const UNKNOWN = 'unknown'

export const CATEGORY = 'caller_category'
/** Asks whether questions may be asked; stands before them. */
export const CONSENT = 'questions_accepted'
/** Its text is kept apart from the answers (shared/notes). */
export const NOTES = 'free_notes'
/** Its further answers are ids of the service register. */
export const SERVICES = 'referred_service'
/** Categories after which there is nothing more to ask: the form is closed with them. */
export const CLOSING_CATEGORIES = ['wrong_number', 'silent_call', 'hung_up'] as const
export type ClosingCategory = (typeof CLOSING_CATEGORIES)[number]

/** The questionnaire and its version: the answers of every stored form are in its ids (versions.ts). */
export const QUESTIONNAIRE_VERSION = data.version
export const SECTIONS = data.sections as readonly Option[]
export const QUESTIONS = data.questions as readonly Question[]
/** Questions that are off until a supervisor decides. */
export const UNDECIDED: readonly string[] = QUESTIONS.filter(({ offUntilDecided }) => offUntilDecided).map(({ id }) => id)

/** Questions whose options need a written rule. */
export const RULED: readonly Question[] = QUESTIONS.filter(({ needsRule }) => needsRule)

/** A question by its id. Throws RangeError for one that is not in the questionnaire. */
export function questionOf(id: string): Question {
  const found = QUESTIONS.find((question) => question.id === id)
  if (!found) throw new RangeError(`questionnaire: there is no question ${id}`)
  return found
}

export const hasOption = ({ options }: Pick<Question, 'options'>, id: string): boolean => options.some((option) => option.id === id)
