import { expect, it } from 'vitest'
import { LANGUAGES } from '../../shared/languages.ts'
import { languageOf } from './page.ts'

it.each([
  ['fr', null, 'sv'],
  ['de, hr;q=0.9, en;q=0.8', null, 'bcs'],
  ['en;q=0.5, fa-IR', null, 'fa'],
  ['ku-TR', null, 'kmr'],
  ['ckb', null, 'sv'],
  ['en;q=0, es;q=0.1', null, 'es'],
  ['en', 'ar', 'ar'],
  ['en', 'xx', 'en'],
])('browser %s, asked %s: %s', (accepted, asked, language) =>
  expect(languageOf(asked, { headers: { 'accept-language': accepted } }, LANGUAGES)).toBe(language),
)

it.each([
  ['fa, en;q=0.5, sv;q=0.4', null, 'en'],
  ['en', 'fa', 'en'],
  ['hr', null, 'sv'],
])('a page in two languages, browser %s, asked %s: %s', (accepted, asked, language) =>
  expect(languageOf(asked, { headers: { 'accept-language': accepted } }, ['sv', 'en'])).toBe(language),
)
