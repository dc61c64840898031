import { DECLINED, type SurveyQuestion } from './survey.ts'

/** What somebody has answered, question by question; one without an answer is not there. */
export type SurveyAnswers = Readonly<Record<string, readonly string[]>>

/** What was sent and is in no question. `option` is missing when the question itself is unknown. */
export interface UnknownChoice {
  readonly question: string
  readonly option?: string
}

export type SurveyReading =
  | { readonly is: 'answers'; readonly answers: SurveyAnswers }
  /** Nothing is chosen. */
  | { readonly is: 'empty' }
  | { readonly is: 'unknown'; readonly choice: UnknownChoice }

/**
 * Reads what a form sent as pairs of question and option. Whatever is not among `questions` is refused. A form without a program cannot hold people
 * to its rules, so the rest is settled here, towards keeping less, and nobody is sent back for it: who declines a question has
 * declined it; any other option that stands alone gives way to what is chosen beside it; of one answer, the first counts; and a
 * question that follows from another is dropped without it.
 */
export function readSurvey(
  questions: readonly SurveyQuestion[],
  sent: Iterable<readonly [question: string, option: string]>,
): SurveyReading {
  const chosen = new Map<string, Set<string>>()
  for (const [id, option] of sent) {
    const question = questions.find((one) => one.id === id)
    if (!question) return { is: 'unknown', choice: { question: id } }
    if (!question.options.some((one) => one.id === option && !one.retired)) return { is: 'unknown', choice: { question: id, option } }
    chosen.set(id, (chosen.get(id) ?? new Set()).add(option))
  }
  const settled = questions.flatMap((question) => {
    const answer = settle(question, [...(chosen.get(question.id) ?? [])])
    return answer.length > 0 ? [[question.id, answer] as const] : []
  })
  const given = new Map(settled)
  const answers = Object.fromEntries(
    settled.filter(([id]) => {
      const showIf = questions.find((one) => one.id === id)?.showIf
      return !showIf || given.get(showIf.question)?.some((answer) => showIf.anyOf.includes(answer))
    }),
  )
  return Object.keys(answers).length > 0 ? { is: 'answers', answers } : { is: 'empty' }
}

/** In the order of the options, so that nothing of the order of choosing is left. */
function settle({ type, options, exclusive = [] }: SurveyQuestion, chosen: readonly string[]): readonly string[] {
  if (chosen.includes(DECLINED)) return [DECLINED]
  if (type === 'single') return chosen.slice(0, 1)
  const beside = chosen.filter((id) => !exclusive.includes(id))
  const kept = beside.length > 0 ? beside : chosen.slice(0, 1)
  return options.map(({ id }) => id).filter((id) => kept.includes(id))
}
