import { assertUnreachable } from '../assertUnreachable.ts'
import { type GuideId, type GuideQuestion, QUESTIONS, type QuestionId } from './guidance.ts'
import type { LawTopic } from './law.ts'

/** What has been answered; a question that is not there has not been. Of several answers, in any order. */
export type DutyAnswers = { readonly [Q in QuestionId]?: readonly string[] }

export const MUST = ['childAtRisk', 'seriousCrime'] as const
export const MAY = ['lifeOrHealth'] as const
/** Why nothing can be reported. Each is also what the statistics count, with the month and nothing else. */
export const CANNOT = ['noConcern', 'cannotBeIdentified', 'noRecipient', 'otherCrime', 'notNear', 'over', 'notGrave'] as const
export type CannotReason = (typeof CANNOT)[number]
export type OpenReason = 'suspicionIsEnough' | 'askPlace' | 'askMore'

/** `open`: the question that decides next, and what helps to answer it where the answer was that one does not know. */
export type Verdict =
  | { readonly is: 'open'; readonly next: QuestionId; readonly why: OpenReason | null }
  | { readonly is: 'must'; readonly why: (typeof MUST)[number] }
  | { readonly is: 'may'; readonly why: (typeof MAY)[number] }
  | { readonly is: 'cannot'; readonly why: CannotReason }

const open = (next: QuestionId, why: OpenReason | null = null): Verdict => ({ is: 'open', next, why })
const cannot = (why: CannotReason): Verdict => ({ is: 'cannot', why })

/** What follows from the answers. Pure; the rules are those of the requirements that are named beside them, and no others. */
export function decideDuty(guide: GuideId, answers: DutyAnswers): Verdict {
  switch (guide) {
    case 'child':
      return child(answers)
    case 'crime':
      return crime(answers)
    default:
      return assertUnreachable(guide)
  }
}

function child(answers: DutyAnswers): Verdict {
  const [concern] = answers.concern ?? []
  if (concern === undefined) return open('concern')
  // H01: to learn or to suspect is enough; H14: without either, confidentiality binds
  if (concern === 'unsure') return open('concern', 'suspicionIsEnough')
  if (concern === 'no') return cannot('noConcern')
  const known = answers.known ?? []
  if (known.length === 0) return open('known')
  // H04: without anything to go by nothing can be done, and nobody can be forced; H05: nor searched for
  if (known.includes('nothing')) return cannot('cannotBeIdentified')
  // H06, H08: the duty falls away when the right social services cannot be found
  const [recipient] = answers.recipient ?? []
  if (recipient === undefined) return open('recipient')
  if (recipient === 'unsure') return open('recipient', 'askPlace')
  if (recipient === 'no') return cannot('noRecipient')
  // H01, H02; H07: whatever else is missing
  return { is: 'must', why: 'childAtRisk' }
}

/** H12, H13: who the caller is plays no part; the time of the call can be enough for the police. */
function crime(answers: DutyAnswers): Verdict {
  const [act] = answers.act ?? []
  if (act === undefined) return open('act')
  if (act === 'unsure') return open('act', 'askMore')
  // H14: other crimes are under confidentiality
  if (act === 'other') return cannot('otherCrime')
  const [nearness] = answers.nearness ?? []
  if (nearness === undefined) return open('nearness')
  if (nearness === 'unsure') return open('nearness', 'askMore')
  // H09, H10: only what is under way or near; H11: closeness in time
  if (nearness === 'over') return cannot('over')
  if (nearness === 'talk') return cannot('notNear')
  // H11: some gravity
  const [gravity] = answers.gravity ?? []
  if (gravity === undefined) return open('gravity')
  if (gravity === 'unsure') return open('gravity', 'askMore')
  if (gravity === 'no') return cannot('notGrave')
  // H10: a duty for the listed crimes under way; H09: a right for any against life or health, under way or near
  return act === 'listed' && nearness === 'underWay' ? { is: 'must', why: 'seriousCrime' } : { is: 'may', why: 'lifeOrHealth' }
}

/** The questions to show: those that have been decided by the ones before, up to the next open one. */
export function questionsToAsk(guide: GuideId, answers: DutyAnswers): GuideQuestion[] {
  const all = QUESTIONS[guide]
  const verdict = decideDuty(guide, answers)
  const last = verdict.is === 'open' ? verdict.next : decidedBy(verdict)
  return all.slice(0, all.findIndex(({ id }) => id === last) + 1)
}

function decidedBy(verdict: Exclude<Verdict, { is: 'open' }>): QuestionId {
  if (verdict.is !== 'cannot') return verdict.why === 'childAtRisk' ? 'recipient' : 'gravity'
  const by: Record<CannotReason, QuestionId> = {
    ...{ noConcern: 'concern', cannotBeIdentified: 'known', noRecipient: 'recipient' },
    ...{ otherCrime: 'act', notNear: 'nearness', over: 'nearness', notGrave: 'gravity' },
  }
  return by[verdict.why]
}

/** The answers with an option chosen, or taken back where there may be several; what stands alone drives out the others. Pure. */
export function chooseOption(answers: DutyAnswers, question: GuideQuestion, option: string): DutyAnswers {
  if (!question.several) return { ...answers, [question.id]: [option] }
  const before = answers[question.id] ?? []
  const standsAlone = (id: string) => question.options.some((one) => one.id === id && one.alone)
  const others = before.filter((id) => id !== option && !standsAlone(id) && !standsAlone(option))
  return { ...answers, [question.id]: before.includes(option) ? others : [...others, option] }
}

/** The laws that a verdict rests on. */
export function lawsOf(verdict: Verdict): readonly LawTopic[] {
  switch (verdict.is) {
    case 'open':
      return []
    case 'must':
      return verdict.why === 'childAtRisk' ? ['reportChild', 'giveInformation'] : ['discloseCrime']
    case 'may':
      return ['necessity', 'confidentiality']
    case 'cannot':
      return verdict.why === 'cannotBeIdentified' ? ['noSearching'] : verdict.why === 'noRecipient' ? ['reportChild'] : ['confidentiality']
    default:
      return assertUnreachable(verdict)
  }
}
