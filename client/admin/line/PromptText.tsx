import { Show } from 'solid-js'
import { LANGUAGE_TAGS } from '../../../shared/languages.ts'
import type { PromptState } from '../../../shared/prompts.ts'
import { createWords } from '../../i18n/i18n.ts'
import { directionOf } from '../../ui/languageNames.ts'
import { promptWords } from './promptWords.ts'

const words = createWords(promptWords)

/** The text to read aloud, in its own language and direction, and whether somebody must review it first; nothing for sounds. */
export function PromptText(props: { prompt: PromptState }) {
  return (
    <Show when={props.prompt.text}>
      <blockquote class="prompt-text" lang={LANGUAGE_TAGS[props.prompt.language]} dir={directionOf(props.prompt.language)}>
        {props.prompt.text}
      </blockquote>
      <Show when={props.prompt.review === 'machineDraft'}>
        <p class="prompt-draft">{words().notReviewed}</p>
      </Show>
    </Show>
  )
}
