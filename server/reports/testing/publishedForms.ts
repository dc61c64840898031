import { QUESTIONNAIRE_VERSION, QUESTIONS } from '../../../shared/form/questionnaire.ts'
import { CATEGORY_QUESTION, REPORTED_GROUP } from '../../../shared/reports/report.ts'
import type { AnswerTable, CallTable, FormTable } from '../../record/schema.ts'

/** How often each answer was given, in the order in which the forms are filled; what is left over was not asked. */
type Given = Readonly<Record<string, Readonly<Record<string, number>>>>

/**
 * Forms that give what was published of the calls of persons who have used violence: 233 of 505 in 2019 (53 % from the county of
 * Stockholm, 24 % Skåne, 9 % others, 14 % declined; just over a fifth women; 37 years; about half with children; 16 % born abroad;
 * about half had not sought help) and about half of 331 in 2021 (82 % men; 78 % had not sought help; nine of ten against a partner,
 * almost a quarter against children; almost two thirds of referrals led to contact). Where only an order or an about was
 * published, the counts are of our making.
 */
const PUBLISHED_ANSWERS: Readonly<Record<'2019' | '2021', { readonly group: number; readonly given: Given }>> = {
  '2019': {
    group: 233,
    given: {
      municipality: { '0180': 60, '0127': 63, '1280': 40, '1290': 16, '1480': 21, declined: 33 },
      gender: { woman: 48, man: 180, declined: 5 },
      age: { '30': 74, '37': 80, '44': 74, declined: 5 },
      has_children: { yes: 117, no: 90, declined: 6, unknown: 20 },
      country_of_birth: { sweden: 170, other: 37, declined: 26 },
      in_crisis: { yes: 24, no: 180 },
      violence_types: { psychological: 180, physical: 140, material: 60, unknown: 20 },
      severity_physical: { less_severe: 118, severe: 6, unknown: 16 },
      knew_of_service: { no: 130, yes: 60, unknown: 43 },
      sought_help_before: { no: 116, yes: 100, unknown: 17 },
      referral_made: { yes: 150, no_declined: 50, no_not_suitable: 33 },
      heard_of_line: { search_engine: 90, social_media: 50, public_transport_ad: 30, declined: 20 },
    },
  },
  '2021': {
    group: 166,
    given: {
      gender: { man: 136, woman: 30 },
      sought_help_before: { no: 129, yes: 37 },
      violence_types: { psychological: 120, physical: 80, material: 30 },
      violence_against: { partner: 149, own_children: 41 },
      called_line_before: { yes: 60 },
      earlier_referral_contact: { yes: 39, no: 21 },
    },
  },
}
/** Of those who have not used violence. */
const OTHERS = ['subjected', 'relative', 'professional', 'other_question'] as const

/** What the form about each of the published calls (publishedCalls) says, question by question in the order in which the form puts them. */
export function publishedAnswers(calls: readonly CallTable[]): { readonly call: CallTable; readonly given: readonly GivenAnswer[] }[] {
  return (['2019', '2021'] as const).flatMap((year) =>
    calls.filter(({ day }) => day.startsWith(year)).map((call, at) => ({ call, given: givenAt(PUBLISHED_ANSWERS[year], at) })),
  )
}

type GivenAnswer = readonly [question: string, answer: readonly string[]]

function givenAt({ group, given }: (typeof PUBLISHED_ANSWERS)['2019'], at: number): GivenAnswer[] {
  const [inGroup, other] = [at < group, OTHERS[at % OTHERS.length] ?? '']
  return QUESTIONS.flatMap(({ id }): GivenAnswer[] => {
    if (id === CATEGORY_QUESTION) return [[id, [inGroup ? REPORTED_GROUP : other]]]
    const answer = inGroup ? answersAt(id, given[id] ?? {}, at) : []
    return answer.length > 0 ? [[id, answer]] : []
  })
}

/** One form for each of them, with its answers, as rows. */
export function publishedForms(calls: readonly CallTable[]): { readonly forms: FormTable[]; readonly answers: AnswerTable[] } {
  const all = publishedAnswers(calls).map((one) => ({ ...one, form: `form-of-${one.call.id}` }))
  return {
    forms: all.map(({ form, call: { id, line, day } }) => ({
      ...{ id: form, call: id, kind: 'call', line, day, version: QUESTIONNAIRE_VERSION, closed: 1, rev: 0, saved: null },
    })),
    answers: all.flatMap(({ form, given }) =>
      given.flatMap(([question, answers]) => answers.map((answer) => ({ form, question, answer }))),
    ),
  }
}

/** What the form at this place says: one answer after the other, but of questions with several answers the first so many say each. */
function answersAt(question: string, given: Readonly<Record<string, number>>, at: number): string[] {
  if (question === 'violence_types' || question === 'violence_against' || question === 'heard_of_line') {
    const several = Object.entries(given).filter(([answer]) => answer !== 'declined' && answer !== 'unknown')
    return several.filter(([, count]) => at < count).map(([answer]) => answer)
  }
  let passed = 0
  for (const [answer, count] of Object.entries(given)) {
    passed += count
    if (at < passed) return [answer]
  }
  return []
}
