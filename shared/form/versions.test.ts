import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Answers, answerFault } from './answers.ts'
import { QUESTIONNAIRE_VERSION, QUESTIONS } from './questionnaire.ts'
import { anyQuestion, bringForward, EARLIER, isReadable, RETIRED, STEPS, type Step } from './versions.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']
const anyId = fc.constantFrom(...IDS)
const renames = fc.dictionary(anyId, anyId, { maxKeys: 3 })
const anySteps: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.record({ questions: renames, options: fc.dictionary(anyId, renames, { maxKeys: 3 }) }), { minLength: 1, maxLength: 5 })
  .map((steps) => steps.map((step, index) => ({ to: index + 2, ...step })))
const anyAnswers: fc.Arbitrary<Answers> = fc.dictionary(anyId, fc.uniqueArray(anyId, { minLength: 1, maxLength: 4 }), { maxKeys: 5 })

it('goes the same way in one go as step by step', () => {
  fc.assert(
    fc.property(anySteps, anyAnswers, fc.nat(), (steps, answers, at) => {
      const middle = 1 + (at % (steps.length + 1))
      const there = bringForward(answers, 1, [
        ...steps.slice(0, middle - 1),
        ...(middle === 1 ? [{ to: 1, questions: {}, options: {} }] : []),
      ])
      expect(bringForward(there, middle, steps)).toEqual(bringForward(answers, 1, steps))
    }),
  )
})

it('answers no question that was not asked, and leaves none without an answer that had one', () => {
  fc.assert(
    fc.property(anySteps, anyAnswers, (steps, answers) => {
      const after = bringForward(answers, 1, steps)
      const told = (all: Answers) => Object.values(all).flat().length
      expect(Object.keys(after).length > 0).toBe(Object.keys(answers).length > 0)
      expect(told(after)).toBeLessThanOrEqual(told(answers))
      for (const answer of Object.values(after)) expect(answer.length).toBeGreaterThan(0)
      const untouched = Object.keys(answers).filter((id) =>
        steps.every(({ questions, options }) => !(id in questions) && !Object.values(questions).includes(id) && !(id in options)),
      )
      for (const id of untouched) expect(after[id]).toEqual(answers[id])
    }),
  )
})

it('is at rest in the newest version, and refuses one that is newer', () => {
  fc.assert(
    fc.property(anySteps, anyAnswers, (steps, answers) => {
      expect(bringForward(answers, steps.length + 1, steps)).toEqual(answers)
      expect(() => bringForward(answers, steps.length + 2, steps)).toThrow('newer')
    }),
  )
})

it('leads from every version to this one, and everything ever asked can be read', () => {
  expect(STEPS.at(-1)?.to).toBe(QUESTIONNAIRE_VERSION)
  expect(EARLIER.map(({ version }) => version)).toEqual(Array.from({ length: QUESTIONNAIRE_VERSION - 1 }, (_, index) => index + 1))
  for (const { version, questions } of EARLIER)
    for (const [question, options] of Object.entries(questions))
      for (const option of options) {
        const [id, [answer = ''] = []] = Object.entries(bringForward({ [question]: [option] }, version))[0] ?? ['', ['']]
        expect(isReadable(id, answer), `${question} ${option} of version ${version}`).toBe(true)
        const known = anyQuestion(id)
        if (known && !RETIRED.includes(known)) expect(answerFault(known, [answer])).toBeNull()
      }
})

it('notices an option that nobody can read any more', () => {
  expect(isReadable('gender', 'gone')).toBe(false)
  const gone = {
    ...(QUESTIONS.find(({ id }) => id === 'gender') ?? QUESTIONS[0]),
    options: [{ id: 'gone', sv: 'x', en: 'x' }],
  } as (typeof QUESTIONS)[number]
  expect(isReadable('gender', 'gone', [gone])).toBe(true)
})
