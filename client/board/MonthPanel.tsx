import { createMemo, For, Show } from 'solid-js'
import { createWords, formatNumber, language } from '../i18n/i18n.ts'
import { Chart } from '../ui/Chart.tsx'
import type { Board } from './createBoard.ts'
import { type Month, monthChart } from './reckon.ts'
import { boardWords } from './words.ts'

const words = createWords(boardWords)
const PUBLISHED_MONTHS = 3

/** This month's calls so far, beside and drawn against Respect Phoneline in its month of the same number. */
export function MonthPanel(props: { board: Board }) {
  const month = () => props.board.month()
  const only = () => (props.board.lines().length === 1 ? props.board.live.figures()[props.board.lines()[0]?.id ?? ''] : undefined)

  return (
    <section class="board-panel board-month" aria-labelledby="board-month">
      <header class="board-panel__head">
        <h2 class="board-label" id="board-month">
          {words().month(monthName(month()?.month))}
        </h2>
        <Show when={month()}>{(known) => <p class="board-note">{isMean(known()) ? words().sourceMean : words().sourceMonths}</p>}</Show>
      </header>
      <div class="board-month__figures">
        <p class="board-number" data-testid="board-month-count" data-value={month()?.count ?? ''}>
          {month() ? formatNumber(month()?.count ?? 0) : words().none}
        </p>
        <div class="board-month__target">
          <p class="board-target" data-testid="board-baseline" data-value={month()?.baseline ?? ''}>
            {targetText(month(), props.board.lines().length > 1)}
          </p>
          <Show when={month()}>{(known) => <p class="board-note">{words().pace(Math.round(known().pace))}</p>}</Show>
          <Show when={only()}>
            {(figures) => (
              <p class="board-note">
                {words().perMillion(
                  figures().monthPerMillion === null ? words().none : formatNumber(figures().monthPerMillion ?? 0, 2),
                  formatNumber(figures().baselinePerMillion, 2),
                )}
              </p>
            )}
          </Show>
        </div>
      </div>
      <Show when={month()}>{(known) => <MonthChart month={known()} />}</Show>
    </section>
  )
}

function MonthChart(props: { month: Month }) {
  const chart = createMemo(() => monthChart(props.month))
  const ticks = createMemo(() => [1, ...chart().days.filter((day) => day > 0 && day % 5 === 0)])

  return (
    <>
      <Chart
        class="board-month__chart"
        x={chart().days}
        xTicks={ticks()}
        yTop={props.month.baseline}
        series={[
          { values: chart().baseline, color: '--muted', width: 3, dashed: true },
          { values: chart().calls, color: '--accent', width: 5, dot: true },
        ]}
      />
      <div class="visually-hidden">
        <table>
          <caption>{words().tableCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words().day}</th>
              <th scope="col">{words().calls}</th>
              <th scope="col">{words().baseline}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.month.cumulative.slice(1)}>
              {(calls, day) => (
                <tr>
                  <th scope="row">{day() + 1}</th>
                  <td>{formatNumber(calls)}</td>
                  <td>{formatNumber(chart().baseline[day() + 1] ?? 0, 1)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </>
  )
}

function targetText(month: Month | null, several: boolean): string {
  if (month === null) return words().none
  if (several || month.monthNumber === null) return words().baselineSum(month.baseline)
  return isMean(month) ? words().baselineMean(month.baseline) : words().baselineMonth(month.monthNumber, month.baseline)
}

/** After its three published months Respect Phoneline is known by its average alone. */
function isMean(month: Month): boolean {
  return month.monthNumber !== null && month.monthNumber > PUBLISHED_MONTHS
}

/** 'november' of '2026-11'; empty for none. The middle of the month is the same month in every time zone. */
function monthName(month: string | undefined): string {
  if (month === undefined) return words().none
  return new Intl.DateTimeFormat(language() === 'sv' ? 'sv-SE' : 'en-GB', { month: 'long' }).format(new Date(`${month}-15T12:00:00`))
}
