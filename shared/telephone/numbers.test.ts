import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainService } from '../floor/service.ts'
import {
  allowedNumber,
  checkNumber,
  e164,
  groupTyped,
  readNumber,
  sameNumber,
  settingFault,
  spelledNumber,
  UNREADABLE,
  type Unreadable,
  unreadableWhy,
  writtenNumber,
} from './numbers.ts'

const open = { prefixes: ['+'], blocksSpecial: false }
const plain = plainService.callBack

describe('reading a number', () => {
  it.each([
    ['070-123 45 67', '+46701234567'],
    ['0701234567', '+46701234567'],
    ['(070) 123 45 67', '+46701234567'],
    ['070.123.45.67', '+46701234567'],
    ['070–123 45 67', '+46701234567'],
    ['\u202a070‑123\u00a045\u200a67\u202c', '+46701234567'],
    ['０７０１２３４５６７', '+46701234567'],
    ['+46701234567', '+46701234567'],
    ['+46 (0)70 123 45 67', '+46701234567'],
    ['0046 (0) 70 123 45 67', '+46701234567'],
    ['0046(0)70 123 45 67', '+46701234567'],
    ['0046701234567', '+46701234567'],
    ['tel:+46-70-123-45-67', '+46701234567'],
    ['08-123 456 78', '+46812345678'],
    ['0920-123 45', '+4692012345'],
    ['020-555 666', '+4620555666'],
    ['+45 32 12 34 56', '+4532123456'],
    ['00358 40 123 4567', '+358401234567'],
    ['112', '112'],
    ['+46112', '112'],
    ['114 14', '11414'],
    ['', null],
    ['anna', null],
    ['070-KALLE', null],
    ['070-123 45 6', null],
    ['0701 23', null],
    ['123 456', null],
    ['812345678', null],
    ['#31#0701234567', null],
    ['070-123 45 67 ext 4', null],
    ['sip:0701234567@example.org', null],
    ['+46', null],
    ['+999 123 456 789', null],
    ['0'.repeat(30), null],
  ])('%j is %j', (typed, dial) => expect(e164(typed)).toBe(dial))

  it('is blind to how digits are parted', () => {
    const between = fc.array(fc.constantFrom(' ', '-', '.', '\u00a0', '–', '/', ''), { minLength: 12, maxLength: 12 })
    const start = fc.constantFrom('0', '+46', '0046')
    const mobile = fc.tuple(fc.constantFrom('70', '72', '73', '76', '79'), fc.stringMatching(/^\d{7}$/)).map(([a, b]) => a + b)
    fc.assert(
      fc.property(start, mobile, between, (begin, digits, parts) => {
        const typed = begin + [...digits].map((digit, index) => (parts[index] ?? '') + digit).join('')
        expect(e164(typed)).toBe(`+46${digits}`)
      }),
    )
  })

  it('never throws, and writes what it read so that it reads it again', () => {
    const almost = fc.stringMatching(/^[+0]?[0-9 ()-]{0,18}$/)
    fc.assert(
      fc.property(fc.oneof(almost, fc.string()), (typed) => {
        const number = readNumber(typed)
        if (number) expect(e164(writtenNumber(number.dial))).toBe(number.dial)
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('what a line may call', () => {
  it.each([
    ['070-123 45 67', 'ok'],
    ['020-50 50 50', 'ok'],
    ['010-123 45 67', 'ok'],
    ['0771-123 456', 'ok'],
    ['112', 'emergency'],
    ['90 000', 'emergency'],
    ['+46 112', 'emergency'],
    ['0046112', 'emergency'],
    ['113 13', 'short'],
    ['114 14', 'short'],
    ['1177', 'short'],
    ['116 016', 'short'],
    ['118 118', 'directory'],
    ['0118118', 'unreadable'],
    ['0900-123 45', 'premium'],
    ['+46 900 123 45', 'premium'],
    ['0939-101 23 45', 'premium'],
    ['0944-123 45 67', 'premium'],
    ['099-123 45', 'premium'],
    ['075-234 56 78', 'other'],
    ['074-512 34 56', 'other'],
    ['+45 90 90 12 34', 'premium'],
    ['+870 123 456 789', 'other'],
    ['+45 32 12 34 56', 'prefix'],
  ])('%j: %s', (typed, what) => {
    const check = checkNumber(typed, plain)
    expect(check.is === 'notAllowed' ? check.why : check.is).toBe(what)
  })

  it('calls special numbers when nothing is blocked, and only then', () => {
    const short = fc.constantFrom('112', '90000', '11313', '11414', '1177', '116016', '118118')
    const dear = fc
      .tuple(fc.constantFrom('0900', '0939', '0944', '099', '075'), fc.stringMatching(/^[1-8]\d{5}$/))
      .map((all) => all.join(''))
    const dressed = fc
      .tuple(fc.oneof(short, dear), fc.constantFrom('', '+46', '0046'), fc.constantFrom('', ' ', '-'))
      .map(([number, begin, part]) => begin + part + (begin ? number.replace(/^0/, '') : number))
    fc.assert(
      fc.property(dressed, (typed) => {
        expect(allowedNumber(typed, { prefixes: ['+'], blocksSpecial: true }).ok).toBe(false)
      }),
    )
    expect(allowedNumber('112', open)).toEqual({ ok: true, value: '112' })
    expect(allowedNumber('112', { ...open, prefixes: ['+45'] }).ok).toBe(false)
  })

  it('calls nothing outside its prefixes', () => {
    const prefixes = fc.uniqueArray(fc.constantFrom('+46', '+4670', '+45', '+358', '+1'), { maxLength: 3 })
    const typed = fc.stringMatching(/^(\+|00|0)[1-9]\d{6,11}$/)
    fc.assert(
      fc.property(prefixes, typed, (list, number) => {
        const answer = allowedNumber(number, { prefixes: list, blocksSpecial: true })
        if (answer.ok) expect(list.some((prefix) => answer.value.startsWith(prefix))).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('says no without a digit', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0]?\d{3,15}$/)), (typed) => {
        const answer = allowedNumber(typed, { ...plain, prefixes: [] })
        expect(answer.ok).toBe(false)
        expect(JSON.stringify(answer)).not.toMatch(/\d/)
      }),
    )
  })
})

describe('showing a number', () => {
  it.each([
    ['', ''],
    ['0', '0'],
    ['07012345', '070-123 45'],
    ['0701234567', '070-123 45 67'],
    ['+46701234567', '+46 70 123 45 67'],
    ['0812345678', '08-123 456 78'],
    ['anna', 'anna'],
    ['070 k', '070 k'],
  ])('groups %j as %j while it is typed', (typed, shown) => expect(groupTyped(typed)).toBe(shown))

  it('keeps every digit that is typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{1,15}$/), (typed) => {
        expect(groupTyped(typed).replace(/[^+\d]/g, '')).toBe(typed)
        expect(groupTyped(groupTyped(typed))).toBe(groupTyped(typed))
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['+46701234567', '070-123 45 67', '0 7 0, 1 2 3, 4 5, 6 7'],
    ['+4532123456', '+45 32 12 34 56', '+ 4 5, 3 2, 1 2, 3 4, 5 6'],
    ['112', '112', '1 1 2'],
  ])('%s is written %s', (dial, written, spelled) => {
    expect(writtenNumber(dial)).toBe(written)
    expect(spelledNumber(dial)).toBe(spelled)
  })
})

describe('one number written in two ways', () => {
  it.each([
    ['46205556666', '020-555 66 66', true],
    ['+46205556666', '0205556666', true],
    ['0205556666', '0205556667', false],
    ['', '', false],
    ['line', 'line', false],
  ])('%s and %s: %s', (a, b, same) => expect(sameNumber(a, b)).toBe(same))
})

describe('what is wrong with a number', () => {
  it.each<[string, Unreadable]>([
    ['', 'empty'],
    [' - ', 'empty'],
    ['mamma', 'characters'],
    ['070-123 45 6x', 'characters'],
    ['8 123 456 78', 'areaCode'],
    ['070-12', 'tooShort'],
    ['070-123 45 6', 'tooShort'],
    ['+46 70 123 45', 'tooShort'],
    ['070-123 45 678', 'tooLong'],
    ['+46 70 123 45 67 89', 'tooLong'],
    ['0'.repeat(30), 'tooLong'],
    ['+999 123 45 67', 'noSeries'],
  ])('%j: %s', (typed, why) => {
    expect(readNumber(typed), 'it is not read').toBeNull()
    expect(unreadableWhy(typed)).toBe(why)
  })

  it('is found in whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (typed) => UNREADABLE.includes(unreadableWhy(typed))))
  })

  it.each([
    ['070-123 45 67', null],
    ['116 123', null],
    ['112', 'emergency'],
    ['+46112', 'emergency'],
    ['12', 'unreadable'],
  ])('of the settings: %j', (typed, fault) => expect(settingFault(typed)).toBe(fault))

  it('is that one of our own lines has it, however it is written', () => {
    expect(checkNumber('+46 20 555 666', plain, ['', '020-555 666'])).toEqual({ is: 'notAllowed', why: 'own' })
    expect(allowedNumber('020555666', open, ['+4620555666'])).toMatchObject({ refusal: { code: 'numberNotAllowed', detail: 'own' } })
    expect(checkNumber('070-123 45 67', plain, ['020-555 666'])).toMatchObject({ is: 'ok' })
  })
})
