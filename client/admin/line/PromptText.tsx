import { Show } from 'solid-js'
import { LANGUAGE_TAGS } from '../../../shared/languages.ts'
import type { PromptState } from '../../../shared/prompts.ts'
import { directionOf } from '../../ui/languageNames.ts'

/** The text to read aloud, in its own language and direction; nothing for sounds. */
export function PromptText(props: { prompt: PromptState }) {
  return (
    <Show when={props.prompt.text}>
      <blockquote class="prompt-text" lang={LANGUAGE_TAGS[props.prompt.language]} dir={directionOf(props.prompt.language)}>
        {props.prompt.text}
      </blockquote>
    </Show>
  )
}
