import { createMemo, Show } from 'solid-js'
import { STALE_MS } from '../../shared/limits.ts'
import { createWords, formatTime } from '../i18n/i18n.ts'
import { createClock, createTicks } from '../ui/clock.ts'
import { lazyPart } from '../ui/lazyPart.tsx'
import type { Board } from './createBoard.ts'
import { MonthPanel } from './MonthPanel.tsx'
import { lineRows } from './reckon.ts'
import { Sign } from './Sign.tsx'
import { TalkBars } from './TalkBars.tsx'
import { Tiles } from './Tiles.tsx'
import { boardWords } from './words.ts'

const words = createWords(boardWords)
// most boards show one line
const LineTable = lazyPart(() => import('./LineTable.tsx'))

/** What every board shows below its own frame: the head with lines and age of data, and all numbers. */
export function BoardParts(props: { board: Board }) {
  return (
    <>
      <div>
        <BoardHead board={props.board} />
        <ContactBand board={props.board} />
      </div>
      <Numbers board={props.board} />
    </>
  )
}

function Numbers(props: { board: Board }) {
  const several = () => props.board.lines().length > 1
  const rows = () => lineRows(props.board.live.floor(), props.board.live.figures(), props.board.lines(), props.board.now())
  return (
    <>
      <Tiles board={props.board} />
      <div class="board-panels">
        <div class="board-left">
          <TalkBars board={props.board} />
          <Show when={several()}>
            <LineTable rows={rows()} />
          </Show>
        </div>
        <MonthPanel board={props.board} />
      </div>
    </>
  )
}

function BoardHead(props: { board: Board }) {
  const clock = createClock(1_000)
  const zone = () => props.board.lines()[0]?.timeZone
  const fresh = () => props.board.freshness()
  const trunkLost = () => {
    const { trunk } = props.board.live.floor()
    return trunk.is === 'down' ? trunk.since : undefined
  }

  return (
    <header class="board-head">
      <h1 class="board-head__lines">
        {props.board.live.known() && props.board.lines().length === 0
          ? words().noLines
          : props.board
              .lines()
              .map((line) => line.name)
              .join(', ') || words().title}
      </h1>
      <Show when={props.board.synthetic()}>
        <p class="board-head__mark" data-testid="board-synthetic">
          {words().synthetic}
        </p>
      </Show>
      <Show when={props.board.imported()}>
        <p class="board-head__mark" data-testid="board-imported">
          {words().imported}
        </p>
      </Show>
      <Show when={trunkLost()}>
        {(since) => (
          <p class="board-head__mark board-head__mark--lost" role="alert" data-testid="board-trunk">
            <Sign /> {words().trunkDown(formatTime(since(), zone()))}
          </p>
        )}
      </Show>
      <p class="board-head__age tabular" data-testid="board-data-age" data-value={fresh().ageS ?? ''}>
        {fresh().ageS === null ? words().noDataYet : words().dataAge(fresh().ageS ?? 0)}
      </p>
      <p class="board-head__clock tabular">{formatTime(clock(), zone())}</p>
    </header>
  )
}

/** Over everything while there is no contact: a stale number must never pass for a live one. */
function ContactBand(props: { board: Board }) {
  const ticks = createTicks(1_000)
  const mountedAt = ticks()
  const stale = () => props.board.freshness().stale
  const never = () => props.board.freshness().ageS === null && ticks() - mountedAt > STALE_MS
  // kept from the moment of the loss, so that the time does not waver
  const since = createMemo<number | null>((before) => (stale() ? (before ?? Date.now() - (props.board.ageMs() ?? 0)) : null), null)
  const text = () => {
    const at = since()
    return at === null ? words().noContact : words().noContactSince(formatTime(at, props.board.lines()[0]?.timeZone))
  }

  return (
    <div aria-live="polite">
      <Show when={stale() || never()}>
        <div class="board-band" data-testid="board-no-contact">
          <Sign />
          <p>
            <strong>{text()}</strong> {words().oldFigures}
          </p>
        </div>
      </Show>
    </div>
  )
}

/** Value of `data-stale`: there while the data is old. */
export function staleMark(board: Board): '' | undefined {
  return board.freshness().stale ? '' : undefined
}
