import type { Language } from '../../shared/languages.ts'
import { createWords } from '../i18n/i18n.ts'

const sv: Record<Language, string> = {
  sv: 'svenska',
  en: 'engelska',
  ar: 'arabiska',
  bcs: 'bosniska, kroatiska och serbiska',
  kmr: 'kurdiska (kurmanji)',
  es: 'spanska',
  fa: 'persiska',
}

const en: typeof sv = {
  sv: 'Swedish',
  en: 'English',
  ar: 'Arabic',
  bcs: 'Bosnian, Croatian and Serbian',
  kmr: 'Kurdish (Kurmanji)',
  es: 'Spanish',
  fa: 'Persian',
}

const words = createWords({ sv, en })

/** A language of callers by its name in the page's language, as inside a sentence. */
export const languageName = (language: Language): string => words()[language]

/** The same, standing alone. */
export function languageTitle(language: Language): string {
  const name = languageName(language)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Which way a language is written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' || language === 'fa' ? 'rtl' : 'ltr')
