import { type JSX, Show } from 'solid-js'
import { createWords, language } from '../i18n/i18n.ts'
import { fieldWords } from '../ui/fieldWords.ts'
import type { Change } from './createChange.ts'
import { adminWords } from './words.ts'

const words = createWords(adminWords)
const fields = createWords(fieldWords)

/** A form of a change, made anew when what is saved is to be shown; and below it, where others have changed the same. */
export function Changing<T>(props: { change: Change<T>; children: () => JSX.Element }) {
  const names = () =>
    new Intl.ListFormat(language(), { type: 'conjunction' }).format(props.change.clashes().map((field) => fields()[field][0]))
  return (
    <>
      <Show when={props.change.version()} keyed>
        {(_version) => props.children()}
      </Show>
      <Show when={props.change.clashes().length > 0}>
        <div class="notice stack admin-clash" role="alert" data-testid="clash">
          <p>{words().clash(names())}</p>
          <p>
            <button type="button" class="button" onClick={() => props.change.takeSaved()}>
              {words().showSaved}
            </button>
          </p>
        </div>
      </Show>
    </>
  )
}
