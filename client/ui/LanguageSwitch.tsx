import { For } from 'solid-js'
import { createWords, LANGUAGES, language, setLanguage } from '../i18n/i18n.ts'
import { uiWords } from './words.ts'

const words = createWords(uiWords)
const names = { sv: 'Svenska', en: 'English' } as const

/** One button per language, each named in its own language. */
export function LanguageSwitch() {
  return (
    <fieldset class="language-switch">
      <legend class="visually-hidden">{words().language}</legend>
      <For each={LANGUAGES}>
        {(each) => (
          <button
            type="button"
            class="button button--quiet"
            lang={each}
            aria-pressed={language() === each}
            onClick={() => setLanguage(each)}
          >
            {names[each]}
          </button>
        )}
      </For>
    </fieldset>
  )
}
