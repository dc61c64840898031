import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Request, Response } from 'express'
import { LANGUAGE_TAGS, LANGUAGES, type Language } from '../../shared/languages.ts'
import { NEUTRAL_PAGE } from '../../shared/neutralPage.ts'
import { OWN_NAMES, plainWords } from './words.ts'

/** Addresses of the stylesheet and of the script, which nobody needs; missing when the pages have not been built. */
export interface PlainAssets {
  readonly style?: string
  readonly script?: string
}

/** A document of the server's. Titles are text; `main` and `foot` are HTML, of which every text has been through `escaped`. */
export interface PlainPage {
  readonly language: Language
  readonly assets: PlainAssets
  /** As it stands in a history that others may see. */
  readonly title: string
  /** The languages that the page can be read in, and its address in each. */
  readonly languages: readonly Language[]
  readonly addressIn: (language: Language) => string
  readonly main: string
  readonly foot?: string
}

/** The page as a document that needs no script: it can be left at once, in each language, and says what it leaves behind. */
export function plainPage({ language, assets, title, languages, addressIn, main, foot = '' }: PlainPage): string {
  const words = plainWords[language]
  return `<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
${assets.style ? `<link rel="stylesheet" href="${escaped(assets.style)}">` : ''}
${assets.script ? `<script type="module" src="${escaped(assets.script)}"></script>` : ''}
</head>
<body>
<div class="call plain">
<header class="call__top plain__top">
<a class="button call__leave" id="leave" href="${NEUTRAL_PAGE}" rel="noreferrer" data-testid="quick-exit">${escaped(words.leave)}</a>
</header>
<nav class="plain__languages" aria-label="${escaped(words.languages)}">
${languages.map((each) => languageLink(each, each === language, addressIn(each))).join('\n')}
</nav>
<main class="call__main">
${main}
</main>
<footer class="call__foot">
<p class="call__key plain__key">${escaped(words.leaveHint)}</p>
${foot}
<p>${escaped(words.stored)}</p>
</footer>
</div>
</body>
</html>
`
}

function languageLink(language: Language, here: boolean, address: string): string {
  const tag = LANGUAGE_TAGS[language]
  const name = `<bdi>${escaped(OWN_NAMES[language])}</bdi>`
  const current = here ? ' aria-current="true"' : ''
  return `<a href="${escaped(address)}" lang="${tag}" hreflang="${tag}"${current}>${name}</a>`
}

/** Which way a language is written, for `dir`. */
export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' || language === 'fa' ? 'rtl' : 'ltr')

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Text or an attribute's value as HTML. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

export function sendPage(response: Response, status: number, html: string): void {
  response.status(status).type('text/html; charset=utf-8').send(html)
}

/** The stylesheet and the script that the build has made for plain pages, in `clientDir`. */
export function plainAssets(clientDir: string): PlainAssets {
  const dir = join(clientDir, 'assets')
  const names = existsSync(dir) ? readdirSync(dir) : []
  const find = (ending: RegExp): string | undefined => names.find((name) => ending.test(name))
  const [style, script] = [find(/^plain-[\w-]+\.css$/), find(/^plain-[\w-]+\.js$/)]
  return { ...(style ? { style: `/assets/${style}` } : {}), ...(script ? { script: `/assets/${script}` } : {}) }
}

/** The language that is asked for, else the first of the browser's that the page `speaks`, else Swedish. */
export function languageOf<L extends Language>(asked: string | null, request: Pick<Request, 'headers'>, speaks: readonly L[]): L | 'sv' {
  const chosen = speaks.find((known) => known === asked)
  if (chosen) return chosen
  const wanted = (request.headers['accept-language'] ?? '').split(',').flatMap((part) => {
    const [tag = '', ...settings] = part.trim().toLowerCase().split(';')
    const weight = Number(
      settings
        .find((one) => one.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    )
    const spoken = SPOKEN[tag.split('-')[0] ?? '']
    const language = speaks.find((known) => known === spoken)
    return language && weight > 0 ? [{ language, weight }] : []
  })
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? 'sv'
}

/** Languages as browsers name them. Kurdish in Arabic script is none of ours. */
const SPOKEN: Readonly<Record<string, Language | undefined>> = {
  ...Object.fromEntries(LANGUAGES.map((language) => [language, language])),
  ...{ bs: 'bcs', hr: 'bcs', sr: 'bcs', sh: 'bcs', ku: 'kmr', prs: 'fa' },
}
