import type { Answers } from './answers.ts'
import earlier from './earlier.json' with { type: 'json' }
import { QUESTIONNAIRE_VERSION, QUESTIONS, type Question } from './questionnaire.ts'

/**
 * What a version has changed of the ids of the one before it, by the ids of the one before. A question or an option that a version has
 * left out is kept in RETIRED with its words, so that what was answered can be read; an id never comes back with another meaning.
 */
export interface Step {
  readonly to: number
  readonly questions: Readonly<Record<string, string>>
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Version 2: a call that was hung up at once has a category of its own, and the consent stands before the questions it is about. */
export const STEPS: readonly Step[] = [{ to: 2, questions: {}, options: {} }]

/** Questions that no version asks any more, and of those that are asked the options that are no more. */
export const RETIRED: readonly Question[] = []

/** The ids of every earlier version, written down when it was replaced. */
export const EARLIER: readonly { readonly version: number; readonly questions: Readonly<Record<string, readonly string[]>> }[] = earlier

/**
 * Answers that are in the ids of version `from`, in those of the last step. Answers that have come to mean the same become one; nothing
 * else is lost. Pure. Throws RangeError for a version that is newer than the last step.
 */
export function bringForward(answers: Answers, from: number, steps: readonly Step[] = STEPS): Answers {
  const newest = steps.at(-1)?.to ?? QUESTIONNAIRE_VERSION
  if (from > newest) throw new RangeError(`versions: ${from} is newer than this questionnaire, ${newest}`)
  return steps.filter(({ to }) => to > from).reduce(stepped, answers)
}

function stepped(answers: Answers, { questions, options }: Step): Answers {
  const after = new Map<string, readonly string[]>()
  for (const [question, given] of Object.entries(answers)) {
    const id = own(questions, question) ?? question
    const renamed = given.map((option) => own(own(options, question) ?? {}, option) ?? option)
    after.set(id, [...new Set([...(after.get(id) ?? []), ...renamed])])
  }
  return Object.fromEntries(after)
}

/** The words of a question in the ids of today, asked still or not. Undefined for none of ours. */
export const anyQuestion = (id: string, retired: readonly Question[] = RETIRED): Question | undefined =>
  QUESTIONS.find((question) => question.id === id) ?? retired.find((question) => question.id === id)

/** Whether an answer can still be read in words: a number, a place and a service say themselves. */
export function isReadable(question: string, answer: string, retired: readonly Question[] = RETIRED): boolean {
  const known = [...QUESTIONS, ...retired].filter(({ id }) => id === question)
  return known.some(({ type, options }) => type === 'number' || type === 'municipality' || options.some(({ id }) => id === answer))
}

const own = <T>(from: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(from, name) ? from[name] : undefined)
