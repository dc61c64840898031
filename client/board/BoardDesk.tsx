import { Show } from 'solid-js'
import type { Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { Header } from '../ui/Header.tsx'
import { AdvisorList } from './AdvisorList.tsx'
import { BoardParts, staleMark } from './BoardParts.tsx'
import type { Board } from './createBoard.ts'
import './desk.css'
import { deskWords } from './deskWords.ts'
import { MonthTable } from './MonthTable.tsx'

const words = createWords(deskWords)

/** The board as a page for people: with the head, and for supervisors with names. */
export default function BoardDesk(props: { board: Board; me: Me }) {
  return (
    <>
      <Header me={props.me} here="board" />
      <main id="main" class="board board--desk" data-stale={staleMark(props.board)}>
        <BoardParts board={props.board} />
        <MonthTable board={props.board} />
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
