import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSpans } from '../client/admin/line/hoursDraft.ts'
import { suggestedLineId } from '../client/admin/lineInputs.ts'
import { withoutEdges } from '../client/review/sheets/xlsx.ts'
import { uriOf } from '../server/demo/sipMessage.ts'
import { placeOf } from '../server/faults.ts'
import { takes } from '../server/http/pages.ts'
import { TALK } from '../shared/imports/matching.ts'
import { isClock } from '../shared/imports/times.ts'
import { partsOf } from '../shared/knowledge.ts'
import { emailsIn } from '../shared/notes/guard.ts'

/** Expressions that say shortly what a function means, and are too slow for outside text: on short ones both must say the same. */
const CLOCK =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(?:(a\.?m\.?|p\.?m\.?|fm|em)\b\.?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/i
const EMAIL =
  /[\p{L}\d._%+-]+ ?(?:@|\(at\)|\[at\]| snabel-?a | at (?=[\p{L}\d-]+(?: dot |\.)\p{L}))[ ]?[\p{L}\d-]+(?: ?(?:\.| punkt | dot ) ?[\p{L}\d-]{2,})+/giu

const textOf = (...parts: readonly string[]) => fc.array(fc.constantFrom(...parts), { maxLength: 14 }).map((all) => all.join(''))

const pairs: readonly [string, fc.Arbitrary<string>, (text: string) => unknown, (text: string) => unknown][] = [
  [
    'addresses of e-mail',
    textOf(
      'a',
      'å',
      'Bo',
      '7',
      '.',
      '_',
      '-',
      '+',
      ' ',
      '@',
      '(at)',
      '[at]',
      ' snabel-a ',
      ' at ',
      ' punkt ',
      ' dot ',
      'x.se',
      '!',
      '\u0345',
    ),
    emailsIn,
    (text) => [...text.matchAll(EMAIL)].map((match) => ({ from: match.index, to: match.index + match[0].length })),
  ],
  [
    'a time of day',
    textOf('1', '09', ':', '.', ',', ' ', '\t', 'a', 'pm', 'p.m.', 'fm', 'em.', 'z', 'utc', '+01', ':30'),
    isClock,
    (text) => CLOCK.test(text.trim()) || /^(\d{2})(\d{2})(\d{2})?(z|[+-]\d{2}(?::?\d{2})?)?$/i.test(text.trim()),
  ],
  [
    'a heading of talk',
    textOf('answer', 'ANSWER', 'ans', 'time', 'Sec', ' ', '\n', '\u2028', 'talk', 'tal', 'x'),
    (text) => TALK.test(text),
    (text) => /tal[kt]|samtal|billsec|conversation|answer.*(?:time|sec)/i.test(text),
  ],
  [
    'an item of a list',
    textOf('-', '–', '•', ' ', '\t', '\r', '\u2028', 'a', 'bc').map((text) => text.trim()),
    (text) => partsOf(text).flatMap((part) => (part.is === 'list' ? part.items : [])),
    (text) => /^[-–•]\s+(.+)$/.exec(text)?.slice(1) ?? [],
  ],
  [
    'a place in a stack',
    textOf('    at ', 'at ', ' ', '(', ')', ':', ':7', ':12', 'a', '.ts', '/', '-', '_', 'é'),
    placeOf,
    (text) => /^ {4}at .*?([\w.-]+:\d+:\d+)\)?$/.exec(text)?.[1],
  ],
  [
    'an address in brackets',
    textOf('<', '>', 'sip:a', ';', 'tag', ' '),
    uriOf,
    (text) => /<([^>]+)>/.exec(text)?.[1] ?? text.split(';')[0] ?? '',
  ],
  [
    'a tab without its edges',
    textOf("'", ' ', '\t', 'a', '-', '\u00a0', '\ud800'),
    withoutEdges,
    (text) => text.replace(/^['\s]+|['\s]+$/g, ''),
  ],
  [
    'an address for a line',
    textOf('-', ' ', 'A', 'ö', '1', '/', 'abcdefghijklm'),
    suggestedLineId,
    (text) =>
      text
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 32)
        .replace(/^-+|-+$/g, ''),
  ],
]

it.each(pairs)('reads %s as its short expression does', (_name, texts, read, meant) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(read(text)).toEqual(meant(text))
    }),
    { numRuns: 1_000 },
  )
})

it('takes opening hours apart as its short expression does', () => {
  const apart = textOf('8-12', '13.30', ' - 16', ',', ';', ' ', 'och', 'and', ' and ', 'x', '–', '\n')
  fc.assert(
    fc.property(apart, (text) => {
      const parts = text
        .trim()
        .split(/\s*(?:[,;]|\boch\b|\band\b)\s*/i)
        .filter((part) => part !== '')
      expect(readSpans(text)).toEqual(readSpans(parts.join(',')))
    }),
    { numRuns: 1_000 },
  )
})

it.each([
  ['gzip', true],
  ['gzip, deflate, br', true],
  ['br;q=1.0, GZIP;q=0.5', true],
  ['gzip;q=0', false],
  ['gzip; q=0.000 , br', false],
  ['gzip;q=0.1', true],
  ['x-gzipped', false],
  ['', false],
])('finds gzip in %j: %s', (accepted, is) => {
  expect(takes(accepted, 'gzip')).toBe(is)
})
