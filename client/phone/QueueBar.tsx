import { createMemo, Show } from 'solid-js'
import type { AdvisorId } from '../../shared/floor/model.ts'
import { linesInOrder, waitingCalls } from '../../shared/floor/questions.ts'
import { createWords, formatDuration, formatNumber } from '../i18n/i18n.ts'
import type { LiveFloor } from '../live/floor.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)

/** How many wait on the advisor's lines, and how long the one who has waited longest. */
export function QueueBar(props: { live: LiveFloor; me: AdvisorId; now: () => number }) {
  const lines = createMemo(() => {
    const mine = props.live.floor().advisors[props.me]?.lines ?? []
    return linesInOrder(props.live.floor()).filter(({ id }) => mine.includes(id))
  })
  const waiting = createMemo(() => {
    const mine = new Set(lines().map(({ id }) => id))
    return waitingCalls(props.live.floor()).filter(({ line }) => mine.has(line))
  })
  const longest = () => {
    const since = waiting().map(({ waitingSince }) => waitingSince)
    return since.length === 0 ? null : Math.max(0, Math.floor((props.now() - Math.min(...since)) / 1000))
  }

  return (
    <section class="queue" aria-label={words().yourLines}>
      <p class="queue__lines muted">
        <Show when={lines().length > 0} fallback={words().allLines}>
          {lines()
            .map(({ name }) => name)
            .join(', ')}
        </Show>
      </p>
      <dl class="queue__figures">
        <div>
          <dt>{words().waiting}</dt>
          <dd class="tabular" data-testid="phone-waiting" data-value={waiting().length}>
            {formatNumber(waiting().length)}
          </dd>
        </div>
        <div>
          <dt>{words().longest}</dt>
          <dd class="tabular" data-testid="phone-longest-wait" data-value={longest() ?? ''}>
            {longest() === null ? words().none : formatDuration(longest() ?? 0)}
          </dd>
        </div>
      </dl>
    </section>
  )
}
