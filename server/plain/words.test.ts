import { describe, expect, it } from 'vitest'
import { openingWords } from '../../shared/openingWords.ts'
import { aboutWords } from '../about/words.ts'
import { surveyWords } from '../survey/words.ts'
import { plainWords } from './words.ts'

/** Where there is a text, and of which sort it is; an empty text is none. */
function textsIn(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return words === '' || words === undefined ? [] : [`${path} ${typeof words}`]
  return Object.entries(words).flatMap(([key, inner]) => textsIn(inner, `${path}/${key}`))
}

describe.each<[string, Readonly<Record<string, object>>]>([
  ['plain pages', plainWords],
  ['the page about a line', aboutWords],
  ['the survey', surveyWords],
  ['opening hours', openingWords],
])('the words of %s', (_what, words) => {
  it.each(Object.keys(words))('are all there in %s', (language) => expect(textsIn(words[language])).toEqual(textsIn(words.sv)))
})

it('a word that is missing, empty, or one too few of a list, is noticed', () => {
  const whole = textsIn(aboutWords.sv)
  for (const broken of [{ title: undefined }, { title: '' }, { who: aboutWords.sv.who.slice(1) }])
    expect(textsIn({ ...aboutWords.sv, ...broken })).not.toEqual(whole)
})
