import { LANGUAGE_TAGS, LANGUAGES, type Language } from '../../shared/languages.ts'
import { NEUTRAL_PAGE } from '../../shared/neutralPage.ts'
import type { SurveyQuestion } from '../../shared/survey/survey.ts'
import { OWN_NAMES, type SurveyWords, surveyWords } from './words.ts'

/** What every page of the survey is made of. */
export interface SurveyFrame {
  readonly language: Language
  /** Where the survey of this line is: `/survey`, or `/survey/LINE`. */
  readonly path: string
  readonly lineName: string
  /** Addresses of the stylesheet and of the script, which nobody needs; missing when the pages have not been built. */
  readonly assets: { readonly style?: string; readonly script?: string }
}

/** Why an answer was not taken, as a word of SurveyWords. */
export type SurveyFault = 'empty' | 'unknown' | 'tooMany' | 'unreadable' | 'fault'

/**
 * The survey as a document that needs no script: plain fields, of which none must be filled in. `chosen` says what is chosen already,
 * when an answer was not taken; then `fault` stands at the top.
 */
export function surveyPage(
  frame: SurveyFrame,
  questions: readonly SurveyQuestion[],
  fault: SurveyFault | null,
  chosen: (question: string, option: string) => boolean,
): string {
  const words = surveyWords[frame.language]
  return page(
    frame,
    '?lang=',
    words.title,
    `<h1>${escaped(words.title)}</h1>
<p class="survey__line">${escaped(frame.lineName)}</p>
${fault === null ? '' : `<p class="notice notice--bad" role="alert" id="fault">${escaped(words[fault])}</p>`}
<p class="call__lead">${escaped(words.lead)}</p>
<p class="call__lead">${escaped(words.anonymous)}</p>
<form class="survey__form" method="post" action="${escaped(frame.path)}" autocomplete="off"${fault === null ? '' : ' aria-describedby="fault"'}>
<input type="hidden" name="lang" value="${frame.language}">
${questions.map((question) => fieldset(question, frame.language, words, chosen)).join('\n')}
<button class="button button--primary call__big" type="submit">${escaped(words.send)}</button>
</form>`,
  )
}

/** What is said when an answer has been taken: thanks, and the way to help. */
export function thanksPage(frame: SurveyFrame): string {
  const words = surveyWords[frame.language]
  return page(
    frame,
    '?thanks&lang=',
    words.thanksTitle,
    `<h1>${escaped(words.thanksTitle)}</h1>
<p class="call__lead" role="status">${escaped(words.thanks)}</p>
<section class="call__steps">
<h2>${escaped(words.stepsTitle)}</h2>
<ol>${words.steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>
</section>
<p>${escaped(words.again)} <a href="${escaped(frame.path.replace('/survey', '/call'))}">${escaped(words.call)}</a></p>`,
  )
}

/** `query` and a language after it is this page in that language. */
function page({ language, path, assets }: SurveyFrame, query: string, title: string, main: string): string {
  const words = surveyWords[language]
  const tag = LANGUAGE_TAGS[language]
  return `<!doctype html>
<html lang="${tag}" dir="${language === 'ar' || language === 'fa' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
${assets.style ? `<link rel="stylesheet" href="${escaped(assets.style)}">` : ''}
${assets.script ? `<script type="module" src="${escaped(assets.script)}"></script>` : ''}
</head>
<body>
<div class="call survey">
<header class="call__top survey__top">
<a class="button call__leave" id="leave" href="${NEUTRAL_PAGE}" rel="noreferrer" data-testid="quick-exit">${escaped(words.leave)}</a>
</header>
<nav class="survey__languages" aria-label="${escaped(words.languages)}">
${LANGUAGES.map((each) => languageLink(each, each === language, path + query)).join('\n')}
</nav>
<main class="call__main">
${main}
</main>
<footer class="call__foot">
<p class="call__key survey__key">${escaped(words.leaveHint)}</p>
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
  return `<a href="${escaped(address)}${language}" lang="${tag}" hreflang="${tag}"${current}>${name}</a>`
}

function fieldset(
  question: SurveyQuestion,
  language: Language,
  words: SurveyWords,
  chosen: (question: string, option: string) => boolean,
): string {
  const several = question.type === 'multi'
  const options = question.options
    .filter(({ retired }) => !retired)
    .map(({ id, text }) => {
      const on = chosen(question.id, id) ? ' checked' : ''
      const type = several ? 'checkbox' : 'radio'
      return `<label class="survey__option"><input type="${type}" name="${question.id}" value="${id}"${on}> <span>${escaped(text[language])}</span></label>`
    })
  const follows = question.showIf ? ' survey__question--follows' : ''
  return `<fieldset class="survey__question${follows}">
<legend>${escaped(question.text[language])}</legend>
${several ? `<p class="muted">${escaped(words.several)}</p>` : ''}
${options.join('\n')}
</fieldset>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Text or an attribute's value as HTML. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
