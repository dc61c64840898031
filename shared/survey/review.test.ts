import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ToldCount } from '../disclosure/tables.ts'
import { readSurvey, type SurveyAnswers } from './answers.ts'
import { tellServices, tellSurvey } from './review.ts'
import { CONTACT_QUESTION, surveyNow } from './survey.ts'

const choice = fc.constantFrom(...surveyNow().flatMap(({ id, options }) => options.map((option) => [id, option.id] as [string, string])))
const person = fc.array(choice, { minLength: 1, maxLength: 10 }).map((sent): SurveyAnswers => {
  const reading = readSurvey(surveyNow(), sent)
  return reading.is === 'answers' ? reading.answers : {}
})
const countOf = (people: readonly SurveyAnswers[]) => (question: string, option: string) =>
  people.filter((one) => one[question]?.includes(option)).length

/** Whether a count is one that readers may think it is. */
const allows = (told: ToldCount, count: number): boolean =>
  told.is === 'shown' ? told.count === count : told.is === 'small' ? count >= 1 && count <= 4 : told.is === 'hidden' ? count >= 5 : true
const tellingOf = (people: readonly SurveyAnswers[]) => tellSurvey(people.length, countOf(people))
const counts = (value: unknown) => [...JSON.stringify(value).matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count))

it('tells no small count, and nothing that is not so', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 10, maxLength: 60 }), (people) => {
      const told = tellingOf(people)
      expect(counts(told).filter((count) => count >= 1 && count <= 4)).toEqual([])
      for (const { question, options, declined } of told) {
        for (const { key, told: one } of options) expect(allows(one, countOf(people)(question, key)), `${question} ${key}`).toBe(true)
        expect(allows(declined, countOf(people)(question, 'declined')), question).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

// Of those who were referred all but a few made contact: from how many were asked and how many did, the few would follow.
it.each([
  [12, 1],
  [20, 3],
  [40, 4],
])('of %i who were referred %i made contact, and it cannot be worked out', (referred, made) => {
  const people = Array.from({ length: referred + 10 }, (_, at): SurveyAnswers => {
    if (at >= referred) return { referred: ['no'] }
    return { referred: ['yes'], [CONTACT_QUESTION]: [at < made ? 'yes_started' : 'not_yet'] }
  })
  const told = tellingOf(people).find(({ question }) => question === CONTACT_QUESTION)
  expect(told?.of).toEqual({ is: 'shown', count: referred })
  expect(told?.contact).toEqual({ made: { is: 'small' }, notMade: { is: 'hidden' } })
  expect(counts(told?.options).filter((count) => count > 0)).toEqual([])
})

it('tells no small count of a service, nor what it could be worked out from', () => {
  const counted = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.nat(40)))
    .map(([contacted, started]) => ({ contacted, started: started === null ? null : Math.min(started, contacted) }))
  fc.assert(
    fc.property(fc.array(counted, { maxLength: 8 }), (rows) => {
      const years = tellServices(rows.map((row, at) => ({ ...row, id: `${at}`, year: 2026, name: `s${at}`, service: null, source: 'x' })))
      expect(counts(years).filter((count) => count >= 1 && count <= 4)).toEqual([])
      for (const { contacted, started } of years[0]?.services ?? []) if (started?.is === 'shown') expect(contacted.is).toBe('shown')
      for (const [at, { contacted }] of (years[0]?.services ?? []).entries())
        expect(allows(contacted, rows[at]?.contacted ?? -1)).toBe(true)
    }),
  )
})
