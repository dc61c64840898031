import type { Language } from '../../shared/languages.ts'
import { createWords, language } from '../i18n/i18n.ts'

/** Languages that are asked for most often at interpreter services in Sweden, as ISO 639 codes; any other code can be written. */
const COMMON = (
  'ar so ti fa prs ps ckb kmr bs hr sr sq tr ru uk pl ro rom es fr pt de it nl en fi et lv lt hu bg mk el sl sk cs be ' +
  'am om sw ln rw wo ff ha yo ig bm ur hi bn pa ta ne my th vi zh yue tl id ja ko mn az hy ka uz kk ky tk ug he yi syr se fit'
).split(' ')

const own = createWords<Readonly<Record<string, string>>>({
  // where the browsers' names are not those of interpreter services
  sv: { ps: 'pashto', ckb: 'kurdiska (sorani)', kmr: 'kurdiska (kurmanji)', rom: 'romani', syr: 'syriska (suryoyo)' },
  en: { ps: 'Pashto', ckb: 'Kurdish (Sorani)', kmr: 'Kurdish (Kurmanji)', rom: 'Romani', syr: 'Syriac (Suryoyo)' },
})

/** A spoken language by its name in the page's language, as inside a sentence; an unknown code is its own name. */
export function spokenName(code: string): string {
  return own()[code] ?? new Intl.DisplayNames([language()], { type: 'language', fallback: 'none' }).of(code) ?? code
}

/** The same, standing alone. */
export function spokenTitle(code: string): string {
  const name = spokenName(code)
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}

/** The common languages, by their names in the page's language. */
export function commonLanguages(): readonly { readonly code: string; readonly name: string }[] {
  return COMMON.map((code) => ({ code, name: spokenName(code) })).sort((a, b) => a.name.localeCompare(b.name, language()))
}

/** The code of a language that is written by name, in the page's language, or as a code that has a name; null for anything else. */
export function readLanguage(typed: string): string | null {
  const text = typed.trim().toLocaleLowerCase()
  const named = COMMON.find((code) => spokenName(code).toLocaleLowerCase() === text)
  return named ?? (/^[a-z]{2,3}$/.test(text) && spokenName(text) !== text ? text : null)
}

/** What interpreters call the languages that callers choose by key; a caller of the shared text speaks one of several. */
export const SPOKEN_AS: Readonly<Record<Language, readonly string[]>> = {
  sv: ['sv'],
  en: ['en'],
  ar: ['ar'],
  bcs: ['bs', 'hr', 'sr'],
  kmr: ['kmr', 'ku'],
  es: ['es'],
  fa: ['fa', 'prs'],
}
