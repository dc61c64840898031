import { For } from 'solid-js'
import { createWords } from '../../i18n/i18n.ts'
import { explainWords } from './explainWords.ts'
import { PublishedTable } from './Sources.tsx'

const words = createWords(explainWords)

/** What each figure of the page counts and does not count, how it is reckoned, and where published ones come from. */
export function Explained() {
  return (
    <>
      <details class="months-details card">
        <summary>{words().title}</summary>
        <dl class="months-explained">
          <For each={words().figures}>
            {([figure, meaning]) => (
              <div>
                <dt>{figure}</dt>
                <dd>{meaning}</dd>
              </div>
            )}
          </For>
        </dl>
        <p class="muted">{words().dayByDay}</p>
      </details>
      <details class="months-details card">
        <summary>{words().published}</summary>
        <PublishedTable />
        <p class="muted">{words().readNote}</p>
      </details>
    </>
  )
}
