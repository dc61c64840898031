import type { PublicLine } from '../../shared/http.ts'
import { openingWords } from '../../shared/openingWords.ts'
import { createWords } from '../i18n/i18n.ts'
import { closedTextOf } from './opening.ts'

const words = createWords(openingWords)

/** What one can do while the line is closed: come back, leave a message, and in danger call 112. */
export function ClosedNotice(props: { line: PublicLine }) {
  return (
    <div class="call__closed" data-testid="closed-notice">
      <p>{closedTextOf(props.line)}</p>
      <p>
        <a href="tel:112">{words().danger}</a>
      </p>
    </div>
  )
}
