import { createEffect, createMemo, Show } from 'solid-js'
import type { Me } from '../../shared/http.ts'
import { createWords, formatTime } from '../i18n/i18n.ts'
import { createLiveFloor } from '../live/floor.ts'
import { createClock } from '../ui/clock.ts'
import { Header } from '../ui/Header.tsx'
import { AdvisorList } from './AdvisorList.tsx'
import type { BoardAddress } from './address.ts'
import { type Board, createBoard } from './createBoard.ts'
import { LineTable } from './LineTable.tsx'
import { MonthPanel } from './MonthPanel.tsx'
import { createHealing, createRestingPointer, createTheme, createWakeLock } from './screen.ts'
import { TalkBars } from './TalkBars.tsx'
import { Sign, Tiles } from './Tiles.tsx'
import { boardWords } from './words.ts'

const words = createWords(boardWords)

/** The board of somebody who may see it: as a TV for screens, as a page with a head for people. `onRefused` is told when the server no longer lets it in. */
export function BoardView(props: { me: Me; address: BoardAddress; onRefused: () => void }) {
  // a board's page lives for weeks as one thing: who looks and what was chosen never change under it
  const { me, address } = props
  const tv = me.role === 'board' || address.tv
  const live = createLiveFloor({ reloadOnBuild: tv })
  const board = createBoard(live, address.lines)
  createEffect(() => live.refused() && props.onRefused())

  return (
    <Show when={tv} fallback={<Desk board={board} me={me} />}>
      <Tv board={board} light={address.light} />
    </Show>
  )
}

function Tv(props: { board: Board; light: boolean }) {
  const rests = createRestingPointer()
  createWakeLock()
  createTheme(props.light ? 'light' : 'dark')
  createHealing({
    silentMs: () => props.board.live.dataAgeMs(),
    quiet: () => props.board.counts().waiting === 0 && props.board.counts().talking === 0,
  })

  return (
    <main class="board board--tv" classList={{ 'board--resting': rests() }} data-stale={staleMark(props.board)}>
      <BoardHead board={props.board} />
      <ContactBand board={props.board} />
      <Numbers board={props.board} />
    </main>
  )
}

function Desk(props: { board: Board; me: Me }) {
  return (
    <>
      <Header me={props.me} here="board" />
      <main id="main" class="board board--desk" data-stale={staleMark(props.board)}>
        <BoardHead board={props.board} />
        <ContactBand board={props.board} />
        <Numbers board={props.board} />
        <Show when={props.me.role === 'supervisor'}>
          <AdvisorList board={props.board} />
          <p class="board-links">
            <a href="/board?tv">{words().tvLayout}</a>
            <a href="/admin#boards">{words().makeLink}</a>
          </p>
        </Show>
      </main>
    </>
  )
}

function Numbers(props: { board: Board }) {
  const several = () => props.board.lines().length > 1
  return (
    <>
      <Tiles board={props.board} />
      <div class="board-panels">
        <div class="board-left">
          <TalkBars board={props.board} />
          <Show when={several()}>
            <LineTable board={props.board} />
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
      <p class="board-head__age tabular" data-testid="board-data-age" data-value={fresh().ageS ?? ''}>
        {fresh().ageS === null ? words().noDataYet : words().dataAge(fresh().ageS ?? 0)}
      </p>
      <p class="board-head__clock tabular">{formatTime(clock(), zone())}</p>
    </header>
  )
}

/** Over everything while there is no contact: a stale number must never pass for a live one. */
function ContactBand(props: { board: Board }) {
  const clock = createClock(1_000)
  const mountedAt = Date.now()
  const lost = createMemo(
    () => staleMark(props.board) !== undefined || (props.board.freshness().ageS === null && clock() - mountedAt > 5_000),
  )
  const since = createMemo(() => Math.round((Date.now() - props.board.live.dataAgeMs()) / 60_000) * 60_000)

  return (
    <div aria-live="polite" class="board-contact">
      <Show when={lost()}>
        <div class="board-band" data-testid="board-no-contact">
          <Sign />
          <p>
            <strong>
              {Number.isFinite(since()) ? words().noContactSince(formatTime(since(), props.board.lines()[0]?.timeZone)) : words().noContact}
            </strong>{' '}
            {words().oldFigures}
          </p>
        </div>
      </Show>
    </div>
  )
}

function staleMark(board: Board): '' | undefined {
  return board.freshness().stale ? '' : undefined
}
