import { For } from 'solid-js'
import type { FactValue } from '../../shared/services/register.ts'
import type { ServiceFacts } from '../../shared/services/service.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords } from '../i18n/i18n.ts'
import { factText } from './factText.ts'

const terms = createWords(serviceWords)

export interface FactChange {
  readonly fact: keyof ServiceFacts
  readonly from: FactValue
  readonly to: FactValue
}

/** What differs, fact by fact: what it was, and what it is. */
export function Changes(props: { changes: readonly FactChange[] }) {
  return (
    <dl class="register-changes">
      <For each={props.changes}>
        {({ fact, from, to }) => (
          <div>
            <dt>{terms().facts[fact]}</dt>
            <dd>
              <del>{factText(fact, from)}</del> <span aria-hidden="true">→</span> <ins>{factText(fact, to)}</ins>
            </dd>
          </div>
        )}
      </For>
    </dl>
  )
}
