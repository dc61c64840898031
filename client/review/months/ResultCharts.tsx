import { createMemo, For } from 'solid-js'
import type { Per } from '../../../shared/volume/volume.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { Chart } from '../../ui/Chart.tsx'
import { LEAST_TOP, monthBars, namedMonths } from './chartParts.ts'
import { monthName } from './names.ts'
import { amountOf, type Measure, type MonthRow, wholeOf } from './rows.ts'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)
/** Each in a small chart of its own, so that nothing has to be told apart by colour. */
const SHOWN = ['answered', 'abandoned', 'abandonedShort', 'voicemail', 'callBacks', 'closedLine'] as const satisfies Measure[]
const MOST_NAMES = 4

/** What became of the calls, call-backs, and attempts on a closed line, month by month. */
export function ResultCharts(props: { rows: readonly MonthRow[]; per: Per }) {
  const whole = createMemo(() => wholeOf(props.rows, props.per))
  const months = () => props.rows.map(({ month }) => month)
  const ticks = () => namedMonths(months(), MOST_NAMES)
  const plugin = createMemo(() => {
    const years = props.rows.length > 24
    const text = (month: string) => (years ? month.slice(0, 4) : `${monthName(month, 'short')} ${month.slice(2, 4)}`)
    return monthBars({ texts: months().map(text), bars: [0] })
  })
  const inAll = (measure: Measure) => {
    const amount = amountOf(whole().counts[measure], whole().inhabitants, props.per)
    return amount === null ? words().none : words().inAll(formatNumber(amount, 2), props.per)
  }

  return (
    <div class="months-results">
      <For each={SHOWN}>
        {(measure) => (
          <figure class="months-result">
            <figcaption>
              <span class="months-result__name">{words().columns[measure]}</span> <span class="muted">{inAll(measure)}</span>
            </figcaption>
            <Chart
              class="months-chart months-chart--small"
              x={props.rows.map((_, index) => index)}
              xTicks={ticks()}
              yTop={props.per === 'calls' ? LEAST_TOP : 0}
              plugin={plugin()}
              series={[
                {
                  values: props.rows.map((row) => amountOf(row.counts[measure], row.inhabitants, props.per)),
                  color: '--accent',
                  width: 0,
                  fill: '--accent',
                },
              ]}
            />
          </figure>
        )}
      </For>
    </div>
  )
}
