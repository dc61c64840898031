import data from './questionnaire.json' with { type: 'json' }

/** A text in the languages of the staff. */
export interface Text {
  readonly sv: string
  readonly en: string
}

/** One question of the form that an advisor fills in about a call; nothing in it points at a person. */
export interface Question extends Text {
  readonly id: string
  readonly section: string
  /** `municipality`: a code of Statistics Sweden, or one of the options. */
  readonly type: 'single' | 'multi' | 'number' | 'municipality' | 'free_text'
  /** Put to the caller, or filled in from what came up. */
  readonly askedOf: 'caller' | 'advisor'
  readonly options: readonly (Text & { readonly id: string })[]
}

/** Both are answers, and neither is the same as a question that was not asked: that has no answer. */
export const DECLINED = 'declined'
export const UNKNOWN = 'unknown'

/** The questionnaire and its version, which each form keeps: an old form is read by its own. */
export const QUESTIONNAIRE_VERSION = data.version
export const QUESTIONS = data.questions as readonly Question[]

/** A question by its id. Throws RangeError for one that is not in the questionnaire. */
export function questionOf(id: string): Question {
  const found = QUESTIONS.find((question) => question.id === id)
  if (!found) throw new RangeError(`questionnaire: there is no question ${id}`)
  return found
}
