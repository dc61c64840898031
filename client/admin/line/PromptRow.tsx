import { Show } from 'solid-js'
import { isSound, type PromptState } from '../../../shared/prompts.ts'
import { createWords, formatDuration, language } from '../../i18n/i18n.ts'
import { PromptText } from './PromptText.tsx'
import { promptWords } from './promptWords.ts'

const words = createWords(promptWords)

/** One prompt: what to read, whose voice is heard, and what can be done with it. */
export function PromptRow(props: {
  prompt: PromptState
  playing: boolean
  onListen: () => void
  onRecord: () => void
  onRemove: () => void
}) {
  const name = () => words().prompts[props.prompt.id][0]
  const voice = () => {
    const { recording, voice, id } = props.prompt
    if (recording) return words().ownAt(formatDuration(Math.ceil(recording.seconds)), dayAndTime(recording.changedAt))
    return voice === 'standard' && isSound(id) ? words().standardSound : words().voice[voice]
  }

  return (
    <li class="prompt" data-testid={`prompt-${props.prompt.id}`} data-voice={props.prompt.voice}>
      <div class="stack prompt__said">
        <h4>{name()}</h4>
        <p class="muted">{words().prompts[props.prompt.id][1]}</p>
        <PromptText prompt={props.prompt} />
        <p class="prompt__voice" data-voice={props.prompt.voice}>
          {voice()}
        </p>
      </div>
      <div class="row">
        <Show when={props.prompt.voice !== 'missing'}>
          <button
            type="button"
            class="button"
            aria-label={props.playing ? words().stopListening(name()) : words().listenTo(name())}
            onClick={() => props.onListen()}
          >
            {props.playing ? words().stop : words().listen}
          </button>
        </Show>
        <button type="button" class="button" aria-label={words().recordNamed(name())} onClick={() => props.onRecord()}>
          {words().record}
        </button>
        <Show when={props.prompt.recording}>
          <button type="button" class="button" aria-label={words().removeNamed(name())} onClick={() => props.onRemove()}>
            {words().remove}
          </button>
        </Show>
      </div>
    </li>
  )
}

function dayAndTime(at: number): string {
  const locale = language() === 'sv' ? 'sv-SE' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(at)
}
