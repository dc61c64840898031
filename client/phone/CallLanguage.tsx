import { Show } from 'solid-js'
import type { Call } from '../../shared/floor/model.ts'
import { speaksWith } from '../../shared/floor/questions.ts'
import { LANGUAGE_TAGS, type Language } from '../../shared/languages.ts'
import { createWords, language as pageLanguage } from '../i18n/i18n.ts'
import type { LiveFloor } from '../live/floor.ts'
import { callWords } from './callWords.ts'
import type { Phone } from './createPhone.ts'

const words = createWords(callWords)

/** The language that the caller has chosen by key, and whether this advisor needs an interpreter for it. */
export function CallLanguage(props: { call: Call | undefined; phone: Phone; live: LiveFloor }) {
  const chosen = () => props.call?.language ?? null
  const needsInterpreter = () => {
    const advisor = props.phone.advisor()
    return props.call && advisor ? !speaksWith(props.live.floor(), advisor, props.call) : false
  }
  return (
    <Show when={chosen()}>
      {(language) => (
        <p class="notice notice--plain" data-testid="call-language" data-value={language()}>
          {words().chose(nameOf(language()))} <Show when={needsInterpreter()}>{words().needsInterpreter}</Show>
        </p>
      )}
    </Show>
  )
}

/** One shared text is spoken to callers of three languages, which have no name together. */
function nameOf(language: Language): string {
  if (language === 'bcs') return words().bosnianCroatianSerbian
  return new Intl.DisplayNames(pageLanguage(), { type: 'language' }).of(LANGUAGE_TAGS[language]) ?? language
}
