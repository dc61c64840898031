import { type Accessor, createSignal } from 'solid-js'

export const LANGUAGES = ['sv', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const STORED_AS = 'lyhord.language'

const [language, setSignal] = createSignal<Language>('sv')
let remembers = false

/** The chosen language, reactive; Swedish until `createLanguage` has looked. */
export { language }

/**
 * Chooses the language of this page once, before the first render: the kept choice, else the first language of the browser
 * that we speak, else Swedish. With `remember` a later choice is kept in localStorage; without it nothing is read or stored.
 */
export function createLanguage(options: { readonly remember: boolean }): void {
  remembers = options.remember
  apply((remembers ? kept() : undefined) ?? preferred(navigator.languages))
}

/** Switches the language of the page, and of `<html lang>`. */
export function setLanguage(next: Language): void {
  apply(next)
  if (!remembers) return
  try {
    localStorage.setItem(STORED_AS, next)
  } catch {
    // a browser that forbids storage still switches, for this page
  }
}

/** The words of one folder in the chosen language: call the result inside JSX or an effect. */
export function createWords<D>(dict: { readonly sv: D; readonly en: D }): Accessor<D> {
  return () => dict[language()]
}

/** The first of the browser's languages that we speak; Swedish when there is none. */
export function preferred(languages: readonly string[]): Language {
  for (const tag of languages) {
    const found = LANGUAGES.find((known) => tag.toLowerCase().split('-')[0] === known)
    if (found) return found
  }
  return 'sv'
}

/** '0:07', '12:05', '1:02:05'; part seconds are dropped, times below zero are shown as zero. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** Clock time of an instant (ms since 1970), hours and minutes, in the chosen language. */
export function formatTime(instant: number, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hour12: false, timeZone }).format(instant)
}

/** A moment (ms since 1970) or its parts in the chosen language, as the options of Intl.DateTimeFormat say. */
export function formatDate(instant: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), options).format(instant)
}

/** A number in the chosen language, with at most `decimals` decimals. */
export function formatNumber(value: number, decimals = 0): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: decimals }).format(value)
}

function locale(): string {
  return language() === 'sv' ? 'sv-SE' : 'en-GB'
}

function apply(next: Language): void {
  setSignal(next)
  document.documentElement.lang = next
}

function kept(): Language | undefined {
  try {
    return LANGUAGES.find((known) => known === localStorage.getItem(STORED_AS))
  } catch {
    return undefined
  }
}
