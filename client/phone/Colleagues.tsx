import { createMemo, For, Show } from 'solid-js'
import type { AdvisorId } from '../../shared/floor/model.ts'
import { isOfferable } from '../../shared/floor/questions.ts'
import { createWords, language } from '../i18n/i18n.ts'
import type { LiveFloor } from '../live/floor.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)

/** Who else is on duty, and what they are doing; by name, so that nobody reads a ranking into it. */
export function Colleagues(props: { live: LiveFloor; me: AdvisorId }) {
  const others = createMemo(() =>
    Object.values(props.live.floor().advisors)
      .filter(({ id, state }) => id !== props.me && state.is !== 'offline')
      .sort((a, b) => a.name.localeCompare(b.name, language())),
  )

  return (
    <section class="card stack" aria-labelledby="colleagues-title">
      <h2 id="colleagues-title">{words().colleagues}</h2>
      <Show when={others().length > 0} fallback={<p class="muted">{words().noColleagues}</p>}>
        <ul class="colleagues">
          <For each={others()}>
            {(advisor) => (
              <li>
                <span class={`mark mark--${advisor.state.is}`} aria-hidden="true" />
                <span>{advisor.name}</span>
                <span class="muted">
                  {words().states[advisor.state.is]}
                  <Show when={advisor.state.is === 'available' && !isOfferable(advisor)}> ({words().notReached})</Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
