import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../languages.ts'
import { readSurvey } from './answers.ts'
import { CONTACT_QUESTION, CONTACTED, DECLINED, NOT_CONTACTED, SURVEY_QUESTIONS, type SurveyQuestion, surveyNow } from './survey.ts'

const text = Object.fromEntries(LANGUAGES.map((language) => [language, 'x'])) as SurveyQuestion['text']
const options = (...ids: string[]) => ids.map((id) => ({ id, text }))
const QUESTIONS: SurveyQuestion[] = [
  { id: 'told', type: 'single', text, options: options('yes', 'no', DECLINED) },
  { id: 'went', type: 'single', text, options: options('yes', 'no', DECLINED), showIf: { question: 'told', anyOf: ['yes'] } },
  { id: 'what', type: 'multi', text, options: options('a', 'b', 'none', DECLINED), exclusive: ['none', DECLINED] },
  { id: 'old', type: 'single', text, options: [...options('x'), { id: 'y', text, retired: true }] },
]

describe('what was sent is read', () => {
  it.each<[string, [string, string][], unknown]>([
    ['nothing', [], 'empty'],
    ['one answer', [['told', 'no']], { told: ['no'] }],
    [
      'several, in the order of the options',
      [
        ['what', 'b'],
        ['what', 'a'],
      ],
      { what: ['a', 'b'] },
    ],
    [
      'the same twice',
      [
        ['what', 'a'],
        ['what', 'a'],
      ],
      { what: ['a'] },
    ],
    [
      'two of which one can be chosen: the first',
      [
        ['told', 'yes'],
        ['told', 'no'],
      ],
      { told: ['yes'] },
    ],
    [
      'declined beside others: declined',
      [
        ['what', 'a'],
        ['what', DECLINED],
      ],
      { what: [DECLINED] },
    ],
    [
      'none beside others: the others',
      [
        ['what', 'none'],
        ['what', 'b'],
      ],
      { what: ['b'] },
    ],
    [
      'none and declined: declined',
      [
        ['what', 'none'],
        ['what', DECLINED],
      ],
      { what: [DECLINED] },
    ],
    [
      'a question that follows',
      [
        ['went', 'no'],
        ['told', 'yes'],
      ],
      { told: ['yes'], went: ['no'] },
    ],
    [
      'a question that does not follow is dropped',
      [
        ['went', 'no'],
        ['told', 'no'],
      ],
      { told: ['no'] },
    ],
    ['and leaves nothing', [['went', 'yes']], 'empty'],
    ['a question that is not there', [['name', 'Bo']], { question: 'name' }],
    ['an option that is not there', [['told', 'Bo']], { question: 'told', option: 'Bo' }],
    ['one that is no longer put', [['old', 'y']], { question: 'old', option: 'y' }],
    ['a name that every object answers to', [['constructor', 'x']], { question: 'constructor' }],
  ])('%s', (_name, sent, expected) => {
    const reading = readSurvey(QUESTIONS, sent)
    if (reading.is === 'answers') expect(reading.answers).toEqual(expected)
    else if (reading.is === 'unknown') expect(reading.choice).toEqual(expected)
    else expect(reading.is).toBe(expected)
  })

  it('whatever comes, an answer holds nothing but options that are put, and reads the same again', () => {
    const choice = fc.constantFrom(
      ...surveyNow().flatMap((question) => question.options.map(({ id }) => [question.id, id] as [string, string])),
    )
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 12 }), (sent) => {
        const reading = readSurvey(surveyNow(), sent)
        expect(reading.is).not.toBe('unknown')
        if (reading.is !== 'answers') return
        const pairs = Object.entries(reading.answers).flatMap(([id, list]) => list.map((option) => [id, option] as [string, string]))
        for (const pair of pairs) expect(sent).toContainEqual(pair)
        for (const { id, type, exclusive = [] } of surveyNow()) {
          const answer = reading.answers[id] ?? []
          if (type === 'single' || answer.some((one) => exclusive.includes(one))) expect(answer.length).toBeLessThanOrEqual(1)
        }
        expect(readSurvey(surveyNow(), pairs)).toEqual(reading)
      }),
    )
  })
})

describe('the survey', () => {
  it('has a text in every language for all that it asks, and different ones for different options', () => {
    for (const { id, text: asked, options: all } of SURVEY_QUESTIONS)
      for (const language of LANGUAGES) {
        for (const one of [asked, ...all.map((option) => option.text)]) expect(one[language]?.trim(), `${id} ${language}`).toBeTruthy()
        expect(new Set(all.map((option) => option.text[language])).size, `${id} ${language}`).toBe(all.length)
      }
  })

  it('can be declined question by question, refers only to what it asks, and has no free text', () => {
    for (const { id, type, options: all, exclusive = [], showIf } of SURVEY_QUESTIONS) {
      const ids = all.map((option) => option.id)
      expect(['single', 'multi'], id).toContain(type)
      expect(ids, id).toContain(DECLINED)
      expect(ids, id).toEqual(expect.arrayContaining([...exclusive]))
      const before = SURVEY_QUESTIONS.find((one) => one.id === showIf?.question)
      if (showIf)
        expect(
          before?.options.map((option) => option.id),
          id,
        ).toEqual(expect.arrayContaining([...showIf.anyOf]))
    }
    const contact = SURVEY_QUESTIONS.find(({ id }) => id === CONTACT_QUESTION)?.options.map(({ id }) => id)
    expect(contact).toEqual([...CONTACTED, ...NOT_CONTACTED, DECLINED])
  })
})
