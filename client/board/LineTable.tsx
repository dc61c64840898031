import { For } from 'solid-js'
import type { Line } from '../../shared/floor/model.ts'
import { createWords, formatDuration, formatNumber } from '../i18n/i18n.ts'
import type { Board } from './createBoard.ts'
import { liveCounts, waitsLong } from './reckon.ts'
import { Sign } from './Tiles.tsx'
import { boardWords } from './words.ts'

const words = createWords(boardWords)

/** The figures of each line beside those of the others, for a board of several lines. */
export function LineTable(props: { board: Board }) {
  return (
    <section class="board-panel board-lines">
      <table class="board-table">
        <caption class="visually-hidden">{words().perLine}</caption>
        <thead>
          <tr>
            <th scope="col">{words().line}</th>
            <th scope="col">{words().waiting}</th>
            <th scope="col">{words().longestShort}</th>
            <th scope="col">{words().talking}</th>
            <th scope="col">{words().answeredShort}</th>
            <th scope="col">{words().monthShort}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.board.lines()}>{(line) => <LineRow board={props.board} line={line} />}</For>
        </tbody>
      </table>
    </section>
  )
}

function LineRow(props: { board: Board; line: Line }) {
  const counts = () => liveCounts(props.board.live.floor(), [props.line], props.board.now())
  const figures = () => props.board.live.figures()[props.line.id]
  const number = (value: number | undefined) => (value === undefined ? words().none : formatNumber(value))
  const longest = () => counts().longestWaitS

  return (
    <tr>
      <th scope="row">{props.line.name}</th>
      <td>{counts().waiting}</td>
      <td classList={{ 'board-warned': waitsLong(longest()) }}>
        {waitsLong(longest()) && <Sign />}
        {longest() === null ? words().none : formatDuration(longest() ?? 0)}
      </td>
      <td>{counts().talking}</td>
      <td>{number(figures()?.answeredToday)}</td>
      <td>{figures() ? words().of(number(figures()?.monthCount), number(figures()?.baseline)) : words().none}</td>
    </tr>
  )
}
