import { Index, Show } from 'solid-js'
import { createWords, formatDuration, formatNumber } from '../i18n/i18n.ts'
import { lineWords } from './lineWords.ts'
import type { LineRow } from './reckon.ts'

const words = createWords(lineWords)

/** The figures of each line beside those of the others, for a board of several lines. */
export default function LineTable(props: { rows: readonly LineRow[] }) {
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
          <Index each={props.rows}>{(row) => <Row row={row()} />}</Index>
        </tbody>
      </table>
    </section>
  )
}

function Row(props: { row: LineRow }) {
  const number = (value: number | undefined) => (value === undefined ? words().none : formatNumber(value))
  const figures = () => props.row.figures ?? undefined
  const longest = () => props.row.live.longestWaitS

  return (
    <tr>
      <th scope="row">{props.row.name}</th>
      <td>{props.row.live.waiting}</td>
      <td classList={{ 'board-warned': props.row.waitsLong }}>
        <Show when={props.row.waitsLong}>
          <span aria-hidden="true">▲ </span>
        </Show>
        {longest() === null ? words().none : formatDuration(longest() ?? 0)}
      </td>
      <td>{props.row.live.talking}</td>
      <td>{number(figures()?.answeredToday)}</td>
      <td>{figures() ? words().of(number(figures()?.monthCount), number(figures()?.baseline?.calls)) : words().none}</td>
    </tr>
  )
}
