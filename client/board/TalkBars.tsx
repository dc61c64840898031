import { Index, Show } from 'solid-js'
import { TALK_GUIDANCE_S } from '../../shared/limits.ts'
import { createWords, formatDuration } from '../i18n/i18n.ts'
import type { Board } from './createBoard.ts'
import { BAR_FULL_S, barGrid, type TalkBar } from './reckon.ts'
import { boardWords } from './words.ts'

const words = createWords(boardWords)

/** Each live talk as a bar that grows towards and past the mark of the guidance; a long talk is never a warning. */
export function TalkBars(props: { board: Board }) {
  const talks = () => props.board.talks()
  const cells = () => talks().bars.length + (talks().more > 0 ? 1 : 0)
  const grid = () => barGrid(cells(), props.board.lines().length > 1)

  return (
    <section class="board-panel board-talks" aria-labelledby="board-talks">
      <header class="board-panel__head">
        <h2 class="board-label" id="board-talks">
          {words().liveCalls}
        </h2>
        <p class="board-note board-talks__key">{words().guidance}</p>
      </header>
      <Show when={cells() > 0} fallback={<p class="board-talks__none">{props.board.live.known() ? words().noCalls : words().noDataYet}</p>}>
        <ul
          class="board-bars"
          data-size={grid().columns === 1 ? 'large' : 'small'}
          style={{
            '--columns': grid().columns,
            '--rows': grid().rows,
            '--mark': `${(100 * TALK_GUIDANCE_S) / BAR_FULL_S}%`,
          }}
        >
          <Index each={talks().bars}>{(bar) => <Bar bar={bar()} />}</Index>
          <Show when={talks().more > 0}>
            <li class="board-bar board-bar--more">{words().more(talks().more)}</li>
          </Show>
        </ul>
      </Show>
    </section>
  )
}

function Bar(props: { bar: TalkBar }) {
  return (
    <li class="board-bar" classList={{ 'board-bar--past': props.bar.pastGuidance, 'board-bar--held': props.bar.onHold }}>
      <span class="board-bar__fill" style={{ transform: `scaleX(${props.bar.filled})` }} />
      <span class="board-bar__time tabular">{formatDuration(props.bar.lengthS)}</span>
      <Show when={props.bar.onHold}>
        <span class="board-bar__hold">
          <span aria-hidden="true">‖</span>
          <span class="visually-hidden">{words().onHold}</span>
        </span>
      </Show>
      <Show when={props.bar.pastGuidance}>
        <span class="visually-hidden">{words().pastGuidance}</span>
      </Show>
    </li>
  )
}
