import { describe, expect, it } from 'vitest'
import { formatDuration, preferred } from './i18n.ts'

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [725, '12:05'],
    [3725, '1:02:05'],
    [-3, '0:00'],
  ])('%d s reads %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })
})

describe('the language of the browser', () => {
  it.each([
    [['sv-SE', 'en'], 'sv'],
    [['de', 'en-GB', 'sv'], 'en'],
    [['ar', 'fa'], 'sv'],
    [[], 'sv'],
  ] as const)('%j is met in %s', (languages, language) => {
    expect(preferred(languages)).toBe(language)
  })
})
