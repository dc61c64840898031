import type { StaffText, WrittenTexts } from '../writtenTexts.ts'
import { CANNOT, MAY, MUST, type OpenReason, type Verdict } from './decide.ts'
import { EXPLANATIONS, OPEN_HELP, TELL_CALLER } from './explanations.ts'
import { GUIDES, type GuideId, QUESTIONS, type QuestionId } from './guidance.ts'

/** What a text of the guidance is there for. */
export type TextUse = 'question' | 'help' | 'option' | 'must' | 'may' | 'cannot' | 'open' | 'tell'

/**
 * A text of the guidance that lawyers can write anew. Ids are fixed, as those of questions and options are: what an answer leads to is
 * decided by them (decide.ts), and by no text.
 */
export interface GuidanceText {
  readonly id: string
  readonly use: TextUse
  /** Of a question, its help and its options: where it stands. */
  readonly at?: { readonly guide: GuideId; readonly question: QuestionId }
  /** Version 0; empty for a help that there is none of. */
  readonly shipped: StaffText
}

const NONE: StaffText = { sv: '', en: '' }

export const questionText = (question: QuestionId): string => question
export const helpText = (question: QuestionId): string => `${question}.help`
export const optionText = (question: QuestionId, option: string): string => `${question}.option.${option}`
export const explanationText = (verdict: Exclude<Verdict, { is: 'open' }>): string => `${verdict.is}.${verdict.why}`
export const openText = (why: OpenReason): string => `open.${why}`
export const TELL_TEXT = 'tell'

/** Every text, in the order in which one meets them. */
export const GUIDANCE_TEXTS: readonly GuidanceText[] = [
  ...GUIDES.flatMap((guide) =>
    QUESTIONS[guide].flatMap(({ id, text, help, options }): GuidanceText[] => {
      const at = { guide, question: id }
      return [
        { id: questionText(id), use: 'question', at, shipped: text },
        { id: helpText(id), use: 'help', at, shipped: help ?? NONE },
        ...options.map(({ id: option, sv, en }) => ({ id: optionText(id, option), use: 'option' as const, at, shipped: { sv, en } })),
      ]
    }),
  ),
  ...MUST.map((why) => ({ id: `must.${why}`, use: 'must' as const, shipped: EXPLANATIONS[why] })),
  ...MAY.map((why) => ({ id: `may.${why}`, use: 'may' as const, shipped: EXPLANATIONS[why] })),
  ...CANNOT.map((why) => ({ id: `cannot.${why}`, use: 'cannot' as const, shipped: EXPLANATIONS[why] })),
  ...(Object.keys(OPEN_HELP) as OpenReason[]).map((why) => ({ id: openText(why), use: 'open' as const, shipped: OPEN_HELP[why] })),
  { id: TELL_TEXT, use: 'tell', shipped: TELL_CALLER },
]

const BY_ID = new Map(GUIDANCE_TEXTS.map((text) => [text.id, text]))

/** The text of an id; undefined for one that is none of the guidance. */
export const guidanceText = (id: string): GuidanceText | undefined => BY_ID.get(id)

/** Only a help that came empty may be: every other text has something to say. */
export const mayBeEmpty = (text: GuidanceText): boolean => text.shipped.sv === ''

/** What is to be read now: the newest that a lawyer has written, else what came with Lyhörd. Throws RangeError for an id that is none. */
export function readText(id: string, written: WrittenTexts): StaffText {
  const shipped = BY_ID.get(id)?.shipped
  if (!shipped) throw new RangeError(`guidance: there is no text ${id}`)
  return written[id] ?? shipped
}

/** The texts that a lawyer is to confirm: all but the helps that came empty. */
export const CONFIRMABLE = GUIDANCE_TEXTS.filter((text) => !mayBeEmpty(text))

/** Those of these that no lawyer has written or confirmed. */
export const unconfirmed = (texts: readonly GuidanceText[], written: WrittenTexts): GuidanceText[] =>
  texts.filter((text) => !written[text.id] && !mayBeEmpty(text))
