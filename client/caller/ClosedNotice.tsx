import { Show } from 'solid-js'
import type { PublicLine } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { openingWords } from './openingWords.ts'

const words = createWords(openingWords)

/** What one can do while the line is closed: come back, leave a message, and in danger call 112. */
export function ClosedNotice(props: { line: PublicLine }) {
  return (
    <div class="call__closed" data-testid="closed-notice">
      <p>
        <Show
          when={props.line.takesMessages}
          fallback={props.line.opensAt === null ? words().tryAnyway : `${words().welcome} ${words().tryAnyway}`}
        >
          {words().message}
        </Show>
      </p>
      <p>
        <a href="tel:112">{words().danger}</a>
      </p>
    </div>
  )
}
