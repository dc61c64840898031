import { type JSX, Show } from 'solid-js'
import { createWords, formatDuration, formatNumber } from '../i18n/i18n.ts'
import type { Board } from './createBoard.ts'
import { waitsLong } from './reckon.ts'
import { Sign } from './Sign.tsx'
import { boardWords } from './words.ts'

const words = createWords(boardWords)

/** The key figures: who waits and how long, who talks, who is there, and today. */
export function Tiles(props: { board: Board }) {
  const counts = () => props.board.counts()
  const known = () => props.board.live.known()
  const long = () => waitsLong(counts().longestWaitS)
  const live = (value: number) => (known() ? value : null)

  return (
    <div class="board-tiles">
      <Tile warned={long()}>
        <Figure id="board-waiting" label={words().waiting} value={live(counts().waiting)} />
        <Figure
          id="board-longest-wait"
          label={long() ? words().waitsLong : words().longestWait}
          value={known() ? counts().longestWaitS : null}
          show={formatDuration}
          sign={long()}
        />
      </Tile>
      <Tile>
        <Figure id="board-talking" label={words().talking} value={live(counts().talking)} />
      </Tile>
      <Tile warned={counts().unreachable > 0}>
        <Figure id="board-available" label={words().available} value={live(counts().available)}>
          <Show when={counts().unreachable > 0}>
            <p class="board-alarm" data-testid="board-unreachable" data-value={counts().unreachable}>
              <Sign /> {words().unreachable(counts().unreachable)}
            </p>
          </Show>
        </Figure>
      </Tile>
      <Tile>
        <Figure id="board-answered-today" label={words().answered} value={props.board.day()?.answered ?? null} />
        <Figure id="board-abandoned-today" label={words().abandoned} value={props.board.day()?.abandoned ?? null}>
          <Show when={props.board.day()?.abandonedShort}>{(short) => <p class="board-note">{words().short(short())}</p>}</Show>
        </Figure>
      </Tile>
    </div>
  )
}

function Tile(props: { warned?: boolean; children: JSX.Element }) {
  return (
    <section class="board-tile" classList={{ 'board-tile--warned': props.warned ?? false }}>
      {props.children}
    </section>
  )
}

/** One number under its name; a dash when there is none. */
function Figure(props: {
  id: string
  label: string
  value: number | null
  show?: (value: number) => string
  sign?: boolean
  /** Small, under the number: what is counted apart, what asks for attention. */
  children?: JSX.Element
}) {
  const text = () => (props.value === null ? words().none : (props.show ?? formatNumber)(props.value))
  return (
    <div class="board-figure">
      <h2 class="board-label">
        <Show when={props.sign}>
          <Sign />{' '}
        </Show>
        {props.label}
      </h2>
      <p
        class="board-number"
        data-testid={props.id}
        data-value={props.value ?? ''}
        classList={{ 'board-number--warned': props.sign ?? false }}
      >
        {text()}
      </p>
      {props.children}
    </div>
  )
}
