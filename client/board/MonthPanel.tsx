import { createMemo, For, Show } from 'solid-js'
import { createWords, formatDate, formatNumber } from '../i18n/i18n.ts'
import { Chart } from '../ui/Chart.tsx'
import type { Board } from './createBoard.ts'
import { type Month, monthChart } from './reckon.ts'
import { boardWords } from './words.ts'

const words = createWords(boardWords)

/** This month's calls so far, beside and drawn against the month before and what has been chosen for the line. */
export function MonthPanel(props: { board: Board }) {
  const month = () => props.board.month()

  return (
    <section class="board-panel board-month" aria-labelledby="board-month">
      <header class="board-panel__head">
        <h2 class="board-label" id="board-month">
          {words().month(month() ? monthName(month()?.month ?? '') : words().none)}
          <Show when={month()?.million}>{words().isPerMillion}</Show>
        </h2>
        <p class="board-note">{sourceOf(month())}</p>
      </header>
      <div class="board-month__figures">
        <p class="board-number" data-testid="board-month-count" data-value={month()?.count ?? ''}>
          {month() ? shown(month(), month()?.shown ?? 0) : words().none}
        </p>
        <div class="board-month__target">
          <p
            class="board-target"
            classList={{ 'board-target--none': !month()?.baseline }}
            data-testid="board-baseline"
            data-value={month()?.baseline?.calls ?? ''}
          >
            {targetText(month())}
          </p>
          <Show when={month()}>
            {(known) => (
              <>
                <Show when={known().baseline}>{(own) => <p class="board-note">{words().pace(shown(known(), own().pace))}</p>}</Show>
                <Show when={known().lastMonth !== null}>
                  <p class="board-target board-target--last" data-testid="board-last-month" data-value={known().lastMonth ?? ''}>
                    {words().lastMonth(monthName(known().month, -1), shown(known(), known().lastMonth ?? 0), known().lastWhole)}
                  </p>
                </Show>
                <Show when={known().rates}>{(rates) => <p class="board-note">{otherUnit(known(), rates())}</p>}</Show>
              </>
            )}
          </Show>
        </div>
      </div>
      <Show when={month()}>
        {(known) => (
          <>
            <MonthChart month={known()} />
            <MonthTable month={known()} />
          </>
        )}
      </Show>
    </section>
  )
}

function MonthChart(props: { month: Month }) {
  const chart = createMemo(() => monthChart(props.month))
  const ticks = createMemo(() => [1, ...chart().days.filter((day) => day > 0 && day % 5 === 0)])

  return (
    <Chart
      class="board-month__chart"
      x={chart().days}
      xTicks={ticks()}
      yTop={props.month.baseline?.shown ?? 0}
      series={[
        { values: chart().baseline, color: '--muted', width: 3, dash: 'long' },
        { values: chart().lastMonth, color: '--ink', width: 3, dash: 'dots' },
        { values: chart().calls, color: '--accent', width: 5, dot: true },
      ]}
    />
  )
}

/** What the chart draws, for those who have the board read aloud; the months of the review show theirs. */
function MonthTable(props: { month: Month }) {
  const chart = createMemo(() => monthChart(props.month))
  const cell = (value: number | null | undefined) => (value == null ? words().none : formatNumber(value, props.month.million ? 2 : 1))
  return (
    <div class="visually-hidden">
      <table data-testid="board-month-table">
        <caption>{words().chart}</caption>
        <thead>
          <tr>
            <th scope="col">{words().day}</th>
            <th scope="col">{monthName(props.month.month)}</th>
            <th scope="col">{monthName(props.month.month, -1)}</th>
            <th scope="col">{words().comparison}</th>
          </tr>
        </thead>
        <tbody>
          <For each={chart().days.slice(1)}>
            {(day) => (
              <tr>
                <th scope="row">{day}</th>
                <td>{cell(chart().calls[day])}</td>
                <td>{cell(chart().lastMonth[day])}</td>
                <td>{cell(chart().baseline[day])}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}

/** A figure in the unit of the panel: whole calls, or a rate. */
function shown(month: Month | null, value: number): string {
  return formatNumber(value, month?.million ? 2 : 0)
}

function targetText(month: Month | null): string {
  if (month === null) return words().none
  if (month.baseline === null) return words().noBaseline
  const { of, shown: value } = month.baseline
  const amount = month.million ? words().rate(shown(month, value)) : words().count(Math.round(value))
  if (of === null || month.isSum) return words().baselineSum(amount)
  if (of.is === 'target') return words().target(amount)
  const name = of.is === 'own' ? words().own : 'Respect Phoneline'
  if (of.counted === null) return words().baselineMean(name, amount)
  const which = of.along === 'sinceStart' && month.monthNumber ? words().nth(month.monthNumber) : monthName(of.counted, 0, true)
  return `${name}, ${which}: ${amount}`
}

/** Published figures are shown with who published them. */
function sourceOf(month: Month | null): string {
  const of = month?.baseline?.of
  if (of?.is !== 'respectMonths' && of?.is !== 'respectAverage') return ''
  return of.counted === null ? words().sourceMean : words().sourceMonths
}

/** Calls beside rates, or rates beside calls. */
function otherUnit(month: Month, rates: NonNullable<Month['rates']>): string {
  const unit = month.million ? words().inCalls : words().perMillion
  const own = month.million ? formatNumber(month.count) : formatNumber(rates.own, 2)
  const other = month.million ? month.baseline?.calls : rates.baseline
  return unit(own, other == null ? null : formatNumber(other, 2))
}

/** 'november' of '2026-11', some months on; its middle is the same month in every time zone. */
function monthName(month: string, on = 0, withYear = false): string {
  const middle = new Date(`${month}-15T12:00:00`)
  middle.setMonth(middle.getMonth() + on)
  return formatDate(middle.getTime(), withYear ? { month: 'long', year: 'numeric' } : { month: 'long' })
}
