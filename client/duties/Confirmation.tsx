import { Show } from 'solid-js'
import { createWords, formatDate } from '../i18n/i18n.ts'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)

/** By which lawyer something has been confirmed and when, or that it is still to be; `at` in ms since 1970. */
export function Confirmation(props: { by: { readonly by: string; readonly at: number } | null | undefined }) {
  return (
    <Show when={props.by} fallback={<strong class="duty-unconfirmed">{words().toConfirm}</strong>}>
      {(one) => (
        <span data-testid="duty-confirmed">
          {words().confirmed(one().by, formatDate(one().at, { day: 'numeric', month: 'long', year: 'numeric' }))}
        </span>
      )}
    </Show>
  )
}
