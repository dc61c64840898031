import { LANGUAGES, type Language } from '../i18n/i18n.ts'

/** The line named by `/call/LINE` or `/call?line=LINE`; null when none is named. */
export function lineInAddress(location: { readonly pathname: string; readonly search: string }): string | null {
  const inPath = /^\/call\/([a-z0-9-]{1,64})\/?$/.exec(location.pathname)?.[1]
  const inQuery = new URLSearchParams(location.search).get('line')
  return inPath ?? (inQuery && /^[a-z0-9-]{1,64}$/.test(inQuery) ? inQuery : null)
}

/** The language named by `?lang=`; null when none is named or we do not speak it. */
export function languageInAddress(search: string): Language | null {
  const named = new URLSearchParams(search).get('lang')
  return LANGUAGES.find((known) => known === named) ?? null
}
