import { Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import { refusalText } from './refusalText.ts'

/** A refusal in words, read out when it appears; nothing while there is none. `id` lets a field point at it. */
export function ErrorText(props: { refusal: Refusal | undefined; id?: string }) {
  return (
    <Show when={props.refusal}>
      {(refusal) => (
        <p class="error-text" role="alert" id={props.id}>
          {refusalText(refusal())}
        </p>
      )}
    </Show>
  )
}
