import { placeOf } from '../geography/places.ts'
import { CONSENT, DECLINED, QUESTIONS, type Question, SERVICES } from './questionnaire.ts'

/**
 * What a form says: by question the ids of options, a number, or a place. A question without an entry was not asked, which is neither
 * declined nor unknown. No entry is empty.
 */
export type Answers = Readonly<Record<string, readonly string[]>>

/** The questions that are put on a line: `on` are those that a supervisor has decided on. */
export const questionsOf = (on: readonly string[], questions: readonly Question[] = QUESTIONS): Question[] =>
  questions.filter(({ id, offUntilDecided }) => !offUntilDecided || on.includes(id))

/** Those of the questions that are put after these answers. */
export function shownOf(questions: readonly Question[], answers: Answers): Question[] {
  return questions.filter(({ showIf }) => {
    if (!showIf) return true
    const given = answers[showIf.question] ?? []
    return 'anyOf' in showIf ? given.some((id) => showIf.anyOf.includes(id)) : !given.some((id) => showIf.noneOf.includes(id))
  })
}

/** What an answer must be, in English, when it is not that; null for a right one. Nothing is always right: it takes the answer back. */
export function answerFault(question: Question, answer: readonly string[]): string | null {
  if (answer.length === 0) return null
  if (question.type === 'free_text') return 'must not be among the answers: notes are kept apart'
  if (new Set(answer).size < answer.length) return 'must have each answer once'
  if (question.type !== 'multi' && answer.length > 1) return 'must be one answer'
  const wrong = answer.find((id) => !isAnswer(question, id))
  if (wrong !== undefined) return allowed(question)
  if (answer.length > 1 && answer.some((id) => question.exclusive?.includes(id))) return `must have ${question.exclusive?.join(', ')} alone`
  return null
}

function isAnswer(question: Question, id: string): boolean {
  if (question.options.some((option) => option.id === id)) return true
  if (question.type === 'municipality') return placeOf(id) !== undefined && placeOf(id)?.kind !== 'country'
  if (question.type === 'number')
    return /^[1-9]\d{0,2}$/.test(id) && Number(id) >= (question.min ?? 0) && Number(id) <= (question.max ?? 999)
  return question.id === SERVICES && /^[a-z0-9][a-z0-9-]{0,63}$/.test(id)
}

function allowed({ type, min, max, options }: Question): string {
  const ids = options.map(({ id }) => id).join(', ')
  if (type === 'municipality') return `must be the id of a county, a municipality or a district, or of ${ids}`
  return type === 'number' ? `must be a whole number from ${min} to ${max}, or of ${ids}` : `must be of ${ids}`
}

/** The answer after one option has been pressed: of several the pressed one is put in or taken out, and what stands alone does so. */
export function pressed(question: Question, answer: readonly string[], option: string): readonly string[] {
  if (question.type !== 'multi') return [option]
  if (answer.includes(option)) return answer.filter((id) => id !== option)
  if (question.exclusive?.includes(option)) return [option]
  return [...answer.filter((id) => !question.exclusive?.includes(id)), option]
}

/**
 * The form after one question has been answered, or its answer taken back by an empty one. What follows from it:
 * - answers of questions that are no longer put go, also of those that hang on them;
 * - who does not want to be asked (CONSENT) has declined the questions of the end of the call that have no answer, those that are put
 *   only then as well; and when that is taken back, they are as if not asked.
 */
export function give(questions: readonly Question[], before: Answers, id: string, answer: readonly string[]): Answers {
  const { [id]: old, ...others } = before
  const after = settled(questions, answer.length === 0 ? others : { ...others, [id]: answer })
  const [refused, refuses] = [isRefusal(before), isRefusal(after)]
  if (refused && !refuses) return settled(questions, withoutDeclined(questions, after))
  if (!refuses) return after
  const already = refused ? new Set(shownOf(questions, before).map((question) => question.id)) : new Set<string>()
  const rest = shownOf(questions, after).filter((question) => isRest(question) && !after[question.id] && !already.has(question.id))
  return { ...after, ...Object.fromEntries(rest.map((question) => [question.id, [DECLINED]])) }
}

const isRefusal = (answers: Answers): boolean => answers[CONSENT]?.some((id) => id === 'no' || id === DECLINED) ?? false

/** What is asked after the consent: questions that are put to the caller at the end. */
const isRest = ({ id, askedOf, filled, options }: Question): boolean =>
  id !== CONSENT && askedOf === 'caller' && filled === 'end_of_call' && options.some((option) => option.id === DECLINED)

function withoutDeclined(questions: readonly Question[], answers: Answers): Answers {
  const rest = new Set(questions.filter(isRest).map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => !rest.has(id) || answer[0] !== DECLINED))
}

/** Without answers of questions that are not put: taking one out may hide another. */
function settled(questions: readonly Question[], answers: Answers): Answers {
  const shown = new Set(shownOf(questions, answers).map(({ id }) => id))
  const kept = Object.entries(answers).filter(([id]) => shown.has(id))
  return kept.length === Object.keys(answers).length ? answers : settled(questions, Object.fromEntries(kept))
}

/** Whether two forms, or two answers of one question, say the same; the order of several answers says nothing. */
export function sameAnswer(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}
