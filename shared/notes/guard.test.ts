import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FINDING_KINDS, type FindingKind, findingsIn, hasCheckDigit, withoutFindings } from './guard.ts'

interface Labelled {
  readonly language: string
  readonly text: string
  readonly marks: readonly { readonly kind: FindingKind; readonly from: number; readonly to: number }[]
}

function read(line: string): Labelled {
  const marks: Labelled['marks'][number][] = []
  let text = ''
  let at = 3
  for (const match of line.matchAll(/\{(\w+):([^}]*)\}/g)) {
    text += line.slice(at, match.index)
    marks.push({ kind: match[1] as FindingKind, from: text.length, to: text.length + (match[2] ?? '').length })
    text += match[2] ?? ''
    at = match.index + match[0].length
  }
  return { language: line.slice(0, 2), text: text + line.slice(at), marks }
}

const lines = readFileSync(new URL('./testing/labelled.txt', import.meta.url), 'utf8').split('\n')
const labelled = lines.filter((line) => /^(sv|en)\|/.test(line)).map(read)

type Spot = { readonly kind: FindingKind; readonly from: number; readonly to: number }
const meets = (a: Spot, b: Spot): boolean => a.kind === b.kind && a.from < b.to && b.from < a.to

describe('of the labelled set', () => {
  it('each finding is told with how much is found, and how much of what is found is right', () => {
    const rows = [...FINDING_KINDS, 'all' as const].map((kind) => {
      const own = <T extends Spot>(all: readonly T[]) => all.filter((one) => kind === 'all' || one.kind === kind)
      const each = labelled.map(({ text, marks }) => ({ marks: own(marks), found: own(findingsIn(text)), all: marks }))
      const marked = each.flatMap(({ marks }) => marks).length
      const found = each.flatMap((one) => one.found).length
      const hit = each.flatMap(({ marks, found: own }) => marks.filter((mark) => own.some((one) => meets(one, mark)))).length
      const right = each.flatMap(({ found: own, all }) => own.filter((one) => all.some((mark) => meets(one, mark)))).length
      return { kind, marked, found, recall: hit / marked, precision: right / found }
    })
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`
    console.log(
      [
        `${labelled.length} lines`,
        ...rows.map(
          (row) => `${row.kind.padEnd(15)} ${row.marked} marked, recall ${percent(row.recall)}, precision ${percent(row.precision)}`,
        ),
      ].join('\n'),
    )
    const all = rows.at(-1)
    expect(labelled.length).toBeGreaterThanOrEqual(150)
    expect(all?.recall).toBeGreaterThanOrEqual(0.88)
    expect(all?.precision).toBeGreaterThanOrEqual(0.95)
  })

  it('what it cannot know is names and streets without a word or a number that leads to them, and nothing else', () => {
    const missed = labelled.flatMap(({ text, marks }) => {
      const found = findingsIn(text)
      return marks.filter((mark) => !found.some((one) => meets(one, mark))).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`)
    })
    expect(missed.filter((one) => !/^(?:name|address) /.test(one))).toEqual([])
    console.log(`missed: ${missed.join(', ')}`)
  })
})

const anyDate = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''))
/** An identity number with its check digit; coordination numbers among them. */
const anyIdentity = fc.tuple(anyDate, fc.boolean(), fc.integer({ min: 0, max: 999 })).map(([date, coordination, birth]) => {
  const day = String(Number(date.slice(6)) + (coordination ? 60 : 0)).padStart(2, '0')
  const nine = `${date.slice(2, 6)}${day}${String(birth).padStart(3, '0')}`
  const check = [...'0123456789'].find((digit) => hasCheckDigit(nine + digit)) ?? ''
  return { century: date.slice(0, 2), six: nine.slice(0, 6), four: nine.slice(6) + check }
})
const around = fc.constantFrom('', 'han har ', 'pnr: ', '(')

describe('whatever the text', () => {
  it('identity numbers are found with and without century and sign', () => {
    fc.assert(
      fc.property(anyIdentity, fc.boolean(), fc.constantFrom('-', '', '+', ' '), around, ({ century, six, four }, long, sign, before) => {
        const number = `${long ? century : ''}${six}${sign}${four}`
        const found = findingsIn(`${before}${number}, sa hon`)
        expect(
          found.some(
            ({ kind, from, to }) =>
              (kind === 'identityNumber' || kind === 'phone') && from <= before.length && to >= before.length + number.length,
          ),
        ).toBe(true)
        if (sign === '-') expect(found[0]?.kind).toBe('identityNumber')
      }),
    )
  })

  it('ten digits without a sign and without the check digit are no identity number', () => {
    fc.assert(
      fc.property(anyIdentity, fc.integer({ min: 1, max: 9 }), ({ six, four }, off) => {
        const wrong = `${six}${four.slice(0, 3)}${(Number(four[3]) + off) % 10}`
        expect(findingsIn(wrong).some(({ kind }) => kind === 'identityNumber')).toBe(false)
      }),
    )
  })

  it('mobile numbers are found however they are parted', () => {
    const parted = fc.array(fc.constantFrom('', ' ', '-'), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(
        fc.constantFrom('070', '072', '+4673', '004676'),
        fc.integer({ min: 1_000_000, max: 9_999_999 }),
        parted,
        around,
        (start, rest, parts, before) => {
          const number = start + [...String(rest)].map((digit, index) => (parts[index] ?? '') + digit).join('')
          const found = findingsIn(`${before}${number} i kväll`)
          expect(
            found.some(({ from, to }) => from <= before.length && to >= before.length + number.length),
            number,
          ).toBe(true)
        },
      ),
    )
  })

  it('findings lie in the text, in order, apart, and the same each time; taken out they are gone', () => {
    const anyText = fc
      .array(fc.oneof(fc.constantFrom(...labelled.map(({ text }) => text)), fc.string()), { maxLength: 5 })
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(anyText, (text) => {
        const found = findingsIn(text)
        expect(findingsIn(text)).toEqual(found)
        let end = 0
        for (const { from, to } of found) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          end = to
        }
        expect(end).toBeLessThanOrEqual(text.length)
        const rest = withoutFindings(text, found)
        expect(rest.length).toBe(text.length - found.reduce((sum, { from, to }) => sum + to - from - 1, 0))
      }),
      { numRuns: 300 },
    )
  })
})
