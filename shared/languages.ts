/**
 * Languages in which a line can speak to its callers, with the key that chooses each on a telephone: it never changes,
 * whichever of them a line offers, so that what is said of it can be recorded once.
 */
export const LANGUAGES = ['sv', 'en', 'ar', 'bcs', 'kmr', 'es', 'fa'] as const
export type Language = (typeof LANGUAGES)[number]

/** The key that chooses a language: 1 for the first of the list, and so on. */
export const keyOfLanguage = (language: Language): string => String(LANGUAGES.indexOf(language) + 1)

/** BCP 47 tags for `lang` and for the names of languages. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = {
  sv: 'sv',
  en: 'en',
  ar: 'ar',
  bcs: 'sh-Latn',
  kmr: 'kmr-Latn',
  es: 'es',
  fa: 'fa',
}
