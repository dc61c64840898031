import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ERROR_CODES, refuse } from '../../shared/errors.ts'
import { FIELDS } from '../../shared/fields.ts'
import { UNREADABLE } from '../../shared/telephone/numbers.ts'
import { NUMBER_KINDS } from '../../shared/telephone/plan.ts'
import { RECORDING_FAULTS } from '../admin/line/makeRecording.ts'
import { promptWords } from '../admin/line/promptWords.ts'
import { setLanguage } from '../i18n/i18n.ts'
import { dialWords } from '../phone/callback/dialWords.ts'
import { errorWords } from './errorWords.ts'
import { fieldWords } from './fieldWords.ts'
import { refusalText } from './refusalText.ts'

beforeAll(() => vi.stubGlobal('document', { documentElement: {} }))
afterEach(() => setLanguage('sv'))

/** Two texts that say something, each in its language: neither is missing, and neither is the other. */
function expectWords(sv: string | undefined, en: string | undefined): void {
  for (const text of [sv, en]) expect(text).toMatch(/^.{3,}\.$/s)
  expect(en).not.toBe(sv)
  expect(en).not.toMatch(/[åäö]/i)
}

describe('has words in both languages', () => {
  it.each(ERROR_CODES)('the refusal %s', (code) => expectWords(errorWords.sv[code], errorWords.en[code]))

  it.each(FIELDS)('what is allowed in %s', (field) => {
    expectWords(fieldWords.sv[field][1], fieldWords.en[field][1])
    expect(fieldWords.sv[field][0]).not.toBe('')
    expect(fieldWords.en[field][0]).not.toMatch(/^$|[åäö]/)
  })

  it.each(RECORDING_FAULTS)('a recording that is %s', (fault) => expectWords(promptWords.sv.faults[fault], promptWords.en.faults[fault]))

  it.each(UNREADABLE)('a number that cannot be read: %s', (why) => expectWords(dialWords.sv.unreadable[why], dialWords.en.unreadable[why]))

  it.each([...NUMBER_KINDS.filter((kind) => kind !== 'ordinary'), 'own' as const])('a number that may not be called: %s', (why) =>
    expectWords(dialWords.sv.notAllowed[why], dialWords.en.notAllowed[why]),
  )
})

describe('a refusal', () => {
  it('of a setting says which, and what is allowed; at the setting itself the latter alone', () => {
    const { refusal } = refuse('badRequest', 'service.voicemail.keepDays', 'must be at least 1 day')
    expect(refusalText(refusal)).toBe('Hur länge meddelanden sparas: Ett helt antal dagar från 1 till 90.')
    expect(refusalText(refusal, true)).toBe('Ett helt antal dagar från 1 till 90.')
    setLanguage('en')
    expect(refusalText(refusal)).toBe('How long messages are kept: A whole number of days from 1 to 90.')
  })

  it.each([
    ['of a place in a list is about the list', 'hours.week.0.1.from', 'hours.week.from'],
    ['of a list’s item is about that', 'service.interpreters.3.number', 'service.interpreters.number'],
    ['of something within is about what it is in', 'hours.exceptions.2026-12-24', 'hours.exceptions'],
  ] as const)('%s', (_what, field, known) => {
    expect(refusalText(refuse('badRequest', field).refusal, true)).toBe(fieldWords.sv[known][1])
  })

  it('of another kind has the words of its code', () => {
    expect(refusalText(refuse('numberTaken', 'number').refusal, true)).toBe(errorWords.sv.numberTaken)
    expect(refusalText(refuse('badRequest', 'token').refusal)).toBe(errorWords.sv.badRequest)
  })
})
