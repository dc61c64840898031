import { createMemo, For, Show } from 'solid-js'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import type { Board } from './createBoard.ts'
import { deskWords } from './deskWords.ts'
import { type Month, monthChart } from './reckon.ts'

const words = createWords(deskWords)

/** What the month's chart draws, day by day, for those who do not see it. */
export function MonthTable(props: { board: Board }) {
  return (
    <div class="visually-hidden">
      <Show when={props.board.month()}>{(month) => <Days month={month()} />}</Show>
    </div>
  )
}

function Days(props: { month: Month }) {
  const chart = createMemo(() => monthChart(props.month))
  const cell = (value: number | null | undefined) => (value == null ? words().none : formatNumber(value, props.month.million ? 2 : 1))

  return (
    <table>
      <caption>{props.month.million ? words().monthRates : words().monthCalls}</caption>
      <thead>
        <tr>
          <th scope="col">{words().day}</th>
          <th scope="col">{words().thisMonth}</th>
          <th scope="col">{words().monthBefore}</th>
          <th scope="col">{words().baseline}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.month.cumulative.slice(1)}>
          {(calls, day) => (
            <tr>
              <th scope="row">{day() + 1}</th>
              <td>{cell(calls)}</td>
              <td>{cell(chart().lastMonth[day() + 1])}</td>
              <td>{cell(chart().baseline[day() + 1])}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}
