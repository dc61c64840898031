import { createEffect, Show } from 'solid-js'
import type { Me } from '../../shared/http.ts'
import { createLiveFloor } from '../live/floor.ts'
import { createAwakeScreen } from '../ui/awakeScreen.ts'
import { lazyPart } from '../ui/lazyPart.tsx'
import type { BoardAddress } from './address.ts'
import { BoardParts, staleMark } from './BoardParts.tsx'
import { type Board, createBoard } from './createBoard.ts'
import { createHealing, createRestingPointer, createTheme } from './screen.ts'

// a TV has no use for it
const BoardDesk = lazyPart(() => import('./BoardDesk.tsx'))

/** The board of somebody who may see it: as a TV for screens, as a page with a head for people. `onRefused` is told when the server no longer lets it in. */
export function BoardView(props: { me: Me; address: BoardAddress; onRefused: () => void }) {
  // a board's page lives for weeks as one thing: who looks and what was chosen never change under it
  const { me, address } = props
  const tv = me.role === 'board' || address.tv
  const live = createLiveFloor({ reloadOnBuild: tv })
  const board = createBoard(live, address.lines)
  createEffect(() => live.refused() && props.onRefused())

  return (
    <Show when={tv} fallback={<BoardDesk board={board} me={me} />}>
      <Tv board={board} light={address.light} />
    </Show>
  )
}

function Tv(props: { board: Board; light: boolean }) {
  const rests = createRestingPointer()
  createAwakeScreen(() => true)
  createTheme(props.light ? 'light' : 'dark')
  createHealing({
    silentMs: () => props.board.ageMs() ?? Number.POSITIVE_INFINITY,
    quiet: () => props.board.counts().waiting === 0 && props.board.counts().talking === 0,
  })

  return (
    <main class="board board--tv" classList={{ 'board--resting': rests() }} data-stale={staleMark(props.board)}>
      <BoardParts board={props.board} />
    </main>
  )
}
