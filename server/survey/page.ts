import { LANGUAGES, type Language } from '../../shared/languages.ts'
import type { SurveyQuestion } from '../../shared/survey/survey.ts'
import { escaped, type PlainAssets, plainPage } from '../plain/page.ts'
import { plainWords } from '../plain/words.ts'
import { type SurveyWords, surveyWords } from './words.ts'

/** What every page of the survey is made of. */
export interface SurveyFrame {
  readonly language: Language
  /** Where the survey of this line is: `/survey`, or `/survey/LINE`. */
  readonly path: string
  readonly lineName: string
  readonly assets: PlainAssets
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
  const words = { ...plainWords[frame.language], ...surveyWords[frame.language] }
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
  const about = `${path.replace('/survey', '/about')}?lang=${language === 'sv' ? 'sv' : 'en'}`
  return plainPage({
    ...{ language, assets, title, main, languages: LANGUAGES },
    addressIn: (each) => path + query + each,
    foot: `<p><a href="${escaped(about)}">${escaped(plainWords[language].about)}</a></p>`,
  })
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
