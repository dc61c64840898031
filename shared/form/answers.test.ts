import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answers, answerFault, give, pressed, questionsOf, shownOf } from './answers.ts'
import {
  CATEGORY,
  CLOSING_CATEGORIES,
  CONSENT,
  DECLINED,
  QUESTIONS,
  type Question,
  questionOf,
  UNDECIDED,
  UNKNOWN,
} from './questionnaire.ts'

const ALL = questionsOf(UNDECIDED)

/** Any right answer to a question, nothing among them. */
function anyAnswer(question: Question): fc.Arbitrary<readonly string[]> {
  const ids = question.options.map(({ id }) => id)
  const single = fc.constantFrom(...ids).map((id) => [id])
  const nothing = fc.constant<string[]>([])
  if (question.type === 'multi') {
    const several = fc.array(fc.constantFrom(...ids), { maxLength: 6 })
    return several.map((presses) => presses.reduce<readonly string[]>((answer, id) => pressed(question, answer, id), []))
  }
  if (question.type === 'number')
    return fc.oneof(
      nothing,
      single,
      fc.integer({ min: question.min ?? 0, max: question.max ?? 0 }).map((n) => [`${n}`]),
    )
  if (question.type === 'municipality') return fc.oneof(nothing, single, fc.constantFrom(['01'], ['1280'], ['0180-sodermalm']))
  return fc.oneof(nothing, single)
}

const askable = ALL.filter(({ type }) => type !== 'free_text')
const anyGiving = fc.constantFrom(...askable).chain((question) => fc.tuple(fc.constant(question), anyAnswer(question)))
/** A form as an advisor fills it: only what is put can be answered. */
const anyForm = fc.array(anyGiving, { maxLength: 40 }).map((givings) =>
  givings.reduce<Answers>((answers, [question, answer]) => {
    return shownOf(ALL, answers).includes(question) ? give(ALL, answers, question.id, answer) : answers
  }, {}),
)

describe('answering', () => {
  it('leaves a form in which each answer is right and belongs to a question that is put', () => {
    fc.assert(
      fc.property(anyForm, (answers) => {
        const shown = shownOf(ALL, answers).map(({ id }) => id)
        for (const [id, answer] of Object.entries(answers)) {
          expect(shown).toContain(id)
          expect(answer.length).toBeGreaterThan(0)
          expect(answerFault(questionOf(id), answer)).toBeNull()
        }
      }),
    )
  })

  it('does the same twice as once', () => {
    fc.assert(
      fc.property(anyForm, anyGiving, (answers, [question, answer]) => {
        fc.pre(shownOf(ALL, answers).includes(question))
        const once = give(ALL, answers, question.id, answer)
        fc.pre(shownOf(ALL, once).includes(question))
        expect(give(ALL, once, question.id, answer)).toEqual(once)
      }),
    )
  })

  it('changes no other answer than by taking it out with its question, or by a consent', () => {
    fc.assert(
      fc.property(anyForm, anyGiving, (answers, [question, answer]) => {
        fc.pre(question.id !== CONSENT && shownOf(ALL, answers).includes(question))
        const after = give(ALL, answers, question.id, answer)
        const shown = shownOf(ALL, after).map(({ id }) => id)
        for (const [id, given] of Object.entries(answers))
          if (id !== question.id && shown.includes(id) && shown.includes(CONSENT)) expect(after[id]).toEqual(given)
      }),
    )
  })

  it('declines for who does not want to be asked only what has no answer, and takes that back', () => {
    fc.assert(
      fc.property(anyForm, fc.constantFrom('no', DECLINED), fc.constantFrom('yes', 'some', UNKNOWN), (answers, no, yes) => {
        fc.pre(shownOf(ALL, answers).some(({ id }) => id === CONSENT))
        const open = give(ALL, answers, CONSENT, [yes])
        const refused = give(ALL, open, CONSENT, [no])
        for (const question of shownOf(ALL, refused)) {
          const isRest = question.askedOf === 'caller' && question.filled === 'end_of_call' && question.id !== CONSENT
          const [was, is] = [open[question.id], refused[question.id]]
          if (question.id === CONSENT) continue
          expect(is).toEqual(was ?? (isRest ? [DECLINED] : undefined))
        }
        const back = give(ALL, refused, CONSENT, [yes])
        for (const [id, answer] of Object.entries(open)) if (answer[0] !== DECLINED) expect(back[id]).toEqual(answer)
      }),
    )
  })

  it.each(CLOSING_CATEGORIES)('leaves nothing to ask after %s', (category) => {
    const full = give(ALL, { [CATEGORY]: ['used_violence'], age: ['40'], reason_for_call: ['advice'], language: ['sv'] }, CATEGORY, [
      category,
    ])
    expect(full).toEqual({ [CATEGORY]: [category] })
    expect(shownOf(ALL, full).map(({ id }) => id)).toEqual(['contact_type', CATEGORY, 'free_notes'])
  })

  it('hides what hangs on what is hidden', () => {
    const before: Answers = { [CATEGORY]: ['used_violence'], violence_types: ['physical'], severity_physical: ['severe'] }
    expect(give(ALL, before, CATEGORY, ['professional'])).toEqual({ [CATEGORY]: ['professional'] })
  })
})

describe('several answers', () => {
  const several = ALL.filter(({ type }) => type === 'multi')

  it('never have beside them one that stands alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...several).chain((question) => fc.tuple(fc.constant(question), anyAnswer(question))),
        ([question, answer]) => {
          expect(answerFault(question, answer)).toBeNull()
          for (const { id } of question.options) {
            const after = pressed(question, answer, id)
            expect(answerFault(question, after)).toBeNull()
            expect(after.includes(id)).toBe(!answer.includes(id))
          }
        },
      ),
    )
  })

  it('are refused when they do', () => {
    expect(answerFault(questionOf('violence_types'), ['physical', DECLINED])).toContain('alone')
    expect(answerFault(questionOf('violence_types'), ['physical', 'physical'])).toContain('once')
  })
})

it.each([
  ['age', ['11'], 'must be a whole number from 12 to 110, or of declined, unknown'],
  ['age', ['012'], 'must be a whole number from 12 to 110, or of declined, unknown'],
  ['age', ['34'], null],
  ['age', ['34', '35'], 'must be one answer'],
  [
    'municipality',
    ['9999'],
    'must be the id of a county, a municipality or a district, or of outside_sweden, sweden_unknown, declined, unknown',
  ],
  [
    'municipality',
    ['SE'],
    'must be the id of a county, a municipality or a district, or of outside_sweden, sweden_unknown, declined, unknown',
  ],
  ['municipality', ['12'], null],
  ['municipality', ['0180-sodermalm'], null],
  ['gender', ['constructor'], 'must be of woman, man, nonbinary, other, declined, unknown'],
  ['referred_service', ['a-service-1', 'another'], null],
  ['referred_service', ['En verksamhet'], 'must be of unknown'],
  ['free_notes', ['text'], 'must not be among the answers: notes are kept apart'],
])('of %s the answer %j: %s', (id, answer, fault) => expect(answerFault(questionOf(id), answer)).toBe(fault))

it('puts the two sensitive questions only where a supervisor has decided so', () => {
  expect(UNDECIDED).toEqual(['honour_context', 'lgbtqi'])
  const ids = (on: readonly string[]) => questionsOf(on).map(({ id }) => id)
  expect(ids([])).not.toContain('lgbtqi')
  expect(ids(['lgbtqi'])).toContain('lgbtqi')
  expect(ids(['lgbtqi'])).not.toContain('honour_context')
  expect(ids(['lgbtqi', 'honour_context']).length).toBe(QUESTIONS.length)
})

it('has the consent before every question that it is about', () => {
  const at = QUESTIONS.findIndex(({ id }) => id === CONSENT)
  expect(QUESTIONS.findIndex(({ askedOf, filled }) => askedOf === 'caller' && filled === 'end_of_call')).toBe(at)
})
