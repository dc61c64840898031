import { For, Show } from 'solid-js'
import type { CallDot, ReviewWeek } from '../../../shared/review/week.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { clockText, dayText, secondsText } from '../calls/format.ts'
import { FigureGrid } from './FigureGrid.tsx'
import { weekWords } from './words.ts'

const words = createWords(weekWords)
/** How many are written out, on the screen and on paper (print.css); the rest is behind the figures and in the file. */
const WRITTEN_OUT = 12
const PRINTED = 4

/** Those who got no answer, each with the wait; those who hung up at once apart. */
export function AbandonedSection(props: { answer: ReviewWeek }) {
  const waits = (of: CallDot['of']) => props.answer.dots.filter((dot) => dot.of === of).slice(0, WRITTEN_OUT)
  const others = (of: 'abandoned' | 'abandonedShort', most: number) => props.answer.figures[of].count - Math.min(most, waits(of).length)
  return (
    <section class="card stack week-abandoned" aria-labelledby="week-abandoned">
      <h2 id="week-abandoned">{words().abandonedTitle}</h2>
      <p class="muted no-print">{words().abandonedNote}</p>
      <FigureGrid answer={props.answer} names={['medianAbandoned', 'longestAbandoned', 'abandonedShort', 'longestShort', 'interrupted']} />
      <For each={['abandoned', 'abandonedShort'] as const}>
        {(of) => (
          <Show when={waits(of).length > 0}>
            <div>
              <h3>{words().names[of]}</h3>
              <ul class="week-waits tabular">
                <For each={waits(of)}>
                  {(dot) => (
                    <li>
                      {dayText(props.answer.days[dot.weekday]?.day ?? '', { weekday: 'short' })} {clockText(dot.minute)}{' '}
                      <strong>{secondsText(dot.waitedS)}</strong>
                    </li>
                  )}
                </For>
                <Show when={others(of, WRITTEN_OUT) > 0}>
                  <li class="muted no-print">{words().andMore(formatNumber(others(of, WRITTEN_OUT)))}</li>
                </Show>
                <Show when={others(of, PRINTED) > 0}>
                  <li class="muted print-only">{words().andMore(formatNumber(others(of, PRINTED)))}</li>
                </Show>
              </ul>
            </div>
          </Show>
        )}
      </For>
    </section>
  )
}
