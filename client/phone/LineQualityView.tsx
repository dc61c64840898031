import { Show } from 'solid-js'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import type { Talk } from './createTalk.ts'
import { isQuiet } from './quality.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)

/** The line in one plain word; figures for those who ask. A quiet caller is said to be quiet, so that nobody blames the line. */
export function LineQualityView(props: { talk: Talk }) {
  const shown = (value: number | null | undefined, unit: (text: string) => string, decimals = 0) =>
    value === null || value === undefined ? words().unknownValue : unit(formatNumber(value, decimals))

  return (
    <details class="quality" data-testid="line-quality" data-value={props.talk.quality()}>
      <summary>
        <span class={`quality__mark quality__mark--${props.talk.quality()}`} aria-hidden="true" />
        {words().quality}: {words().qualities[props.talk.quality()]}
        <Show when={isQuiet(props.talk.readings()) && props.talk.quality() !== 'bad' && !props.talk.held()}>
          <span class="muted"> · {words().quiet}</span>
        </Show>
      </summary>
      <dl class="facts">
        <div>
          <dt>{words().loss}</dt>
          <dd class="tabular">{shown(props.talk.readings()?.lossPercent, words().percent, 1)}</dd>
        </div>
        <div>
          <dt>{words().jitter}</dt>
          <dd class="tabular">{shown(props.talk.readings()?.jitterMs, words().ms)}</dd>
        </div>
        <div>
          <dt>{words().roundTrip}</dt>
          <dd class="tabular">{shown(props.talk.readings()?.roundTripMs, words().ms)}</dd>
        </div>
        <div>
          <dt>{words().packets}</dt>
          <dd class="tabular">{shown(props.talk.readings()?.packetsReceived, (text) => text)}</dd>
        </div>
      </dl>
    </details>
  )
}
