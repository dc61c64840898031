import { createMemo, createSignal, createUniqueId, For, onCleanup, onMount, Show } from 'solid-js'
import { daysIn } from '../../../shared/volume/months.ts'
import type { Mark, Per, RunningMonth } from '../../../shared/volume/volume.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { Chart } from '../../ui/Chart.tsx'
import { type Brush, LEAST_TOP, monthBars, namedMonths } from './chartParts.ts'
import { MARK_SIGNS } from './marks.ts'
import { monthName } from './names.ts'
import { amountOf, baselineAmount, type MonthRow } from './rows.ts'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)
/** A name of a month and the gap after it, in CSS pixels. */
const NAME_PX = 64
/** A range that reaches further than this many times all else is cut, and the words beneath say how far it goes. */
const MOST_TIMES = 2

/** A line's calls month by month as bars, each with its baseline as a stroke across it; marks, the forecast, and any month in words. */
export function VolumeChart(props: {
  rows: readonly MonthRow[]
  /** Null for none, or when it is not of what is shown. */
  running: RunningMonth | null
  per: Per
  marks: readonly Mark[]
}) {
  const id = createUniqueId()
  const [chosen, setChosen] = createSignal<number>()
  const [width, setWidth] = createSignal(800)
  let frame!: HTMLDivElement
  onMount(() => {
    const resized = new ResizeObserver(() => setWidth(frame.clientWidth))
    resized.observe(frame)
    onCleanup(() => resized.disconnect())
  })

  const months = () => props.rows.map(({ month }) => month)
  const values = createMemo(() => props.rows.map((row) => amountOf(row.counts.calls, row.inhabitants, props.per)))
  const beside = createMemo(() => props.rows.map((row) => baselineAmount(row.baseline, props.per)))
  const running = () => props.rows.findIndex(({ isRunning }) => isRunning)
  const range = createMemo(() => {
    const [row, forecast] = [props.rows[running()], props.running?.forecast]
    if (!row || !forecast) return null
    const low = amountOf(forecast.low, row.inhabitants, props.per)
    const high = amountOf(forecast.high, row.inhabitants, props.per)
    return low === null || high === null ? null : { at: running(), low, high }
  })
  const yTop = () => {
    const most = Math.max(0, ...values().map((value) => value ?? 0), ...beside().map((value) => value ?? 0))
    const high = range()?.high ?? 0
    const drawn = most > 0 ? Math.max(most, Math.min(high, most * MOST_TIMES)) : high
    const top = props.per === 'calls' ? Math.max(LEAST_TOP, drawn) : drawn
    // marks stand above the bars
    return props.marks.length > 0 ? top * 1.08 : top
  }
  const ticks = createMemo(() => namedMonths(months(), Math.max(2, Math.floor(width() / NAME_PX))))
  const byYear = () => ticks().length > 0 && ticks().every((index) => months()[index]?.endsWith('-01')) && months().length > 24
  const text = (index: number) => {
    const month = months()[index] ?? ''
    if (byYear()) return month.slice(0, 4)
    return month.endsWith('-01') || index === ticks()[0] ? `${monthName(month, 'short')} ${month.slice(2, 4)}` : monthName(month, 'short')
  }
  const plugin = createMemo(() => {
    const [all, forecast, marks, names] = [beside(), range(), props.marks, months()]
    return monthBars({
      texts: names.map((_, index) => text(index)),
      bars: [0, 1],
      onPoint: setChosen,
      paint(brush) {
        paintBaseline(brush, all)
        if (forecast) paintRange(brush, forecast)
        for (const mark of marks) paintMark(brush, markPlace(names, mark.day), MARK_SIGNS[mark.kind])
      },
    })
  })
  const shown = () => Math.min(chosen() ?? props.rows.length - 1, props.rows.length - 1)
  const told = () => {
    const row = props.rows[shown()]
    return row ? readout(row, props.per, values()[shown()] ?? null, beside()[shown()] ?? null) : ''
  }

  return (
    <div class="months-volume">
      <ul class="months-key">
        <li class="months-key__calls">{words().keyCalls}</li>
        <Show when={running() >= 0}>
          <li class="months-key__running">{words().keyRunning}</li>
        </Show>
        <Show when={beside().some((value) => value !== null)}>
          <li class="months-key__baseline">{words().keyBaseline}</li>
        </Show>
        <Show when={range()}>
          <li class="months-key__range">{words().keyRange}</li>
        </Show>
        <For each={[...new Set(props.marks.map(({ kind }) => kind))]}>
          {(kind) => (
            <li>
              <span aria-hidden="true">{MARK_SIGNS[kind]}</span> {words().kinds[kind]}
            </li>
          )}
        </For>
      </ul>
      <div ref={frame}>
        <Chart
          class="months-chart"
          x={props.rows.map((_, index) => index)}
          xTicks={ticks()}
          yTop={yTop()}
          plugin={plugin()}
          series={[
            { values: values().map((value, index) => (index === running() ? null : value)), color: '--accent', width: 0, fill: '--accent' },
            {
              values: values().map((value, index) => (index === running() ? value : null)),
              color: '--accent',
              width: 2,
              fill: '--accent-soft',
            },
          ]}
        />
      </div>
      <div class="months-readout">
        <label for={id}>{words().readMonth}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={Math.max(0, props.rows.length - 1)}
          step={1}
          value={shown()}
          aria-valuetext={told()}
          onInput={(event) => setChosen(event.currentTarget.valueAsNumber)}
        />
        <output for={id} data-testid="month-readout">
          {told()}
        </output>
      </div>
    </div>
  )
}

function readout(row: MonthRow, per: Per, value: number | null, beside: number | null): string {
  const unit = (amount: number | null) => (amount === null ? words().none : words().amount(formatNumber(amount, 2), per))
  const other = beside === null ? '' : words().readBeside(unit(beside), row.baseline?.counted ? monthName(row.baseline.counted) : null)
  return `${words().read(monthName(row.month, 'long'), row.number, unit(value), row.isRunning)}${other}`
}

/** Where a day lies among months at 0, 1, 2; null outside of them. */
function markPlace(months: readonly string[], day: string): number | null {
  const index = months.indexOf(day.slice(0, 7))
  return index < 0 ? null : index - 0.5 + (Number(day.slice(8)) - 0.5) / daysIn(day.slice(0, 7))
}

/** A stroke across each bar, with a rim that holds it off from the bar's own colour. */
function paintBaseline({ context, x, y, scale, color }: Brush, beside: readonly (number | null)[]): void {
  const half = Math.min(Math.max((x(1) - x(0)) * 0.48, scale), 44 * scale)
  for (const [width, stroke] of [
    [6, '--surface'],
    [2.5, '--ink'],
  ] as const) {
    context.lineWidth = width * scale
    context.strokeStyle = color(stroke)
    context.beginPath()
    beside.forEach((value, index) => {
      if (value === null) return
      context.moveTo(x(index) - half, y(value))
      context.lineTo(x(index) + half, y(value))
    })
    context.stroke()
  }
}

/** From the least to the most that is likely, as a bracket; open at the top where it goes on above the chart. */
function paintRange({ context, x, y, top, scale, color }: Brush, { at, low, high }: { at: number; low: number; high: number }): void {
  const half = Math.min(Math.max((x(1) - x(0)) * 0.22, 3 * scale), 14 * scale)
  const [from, to] = [y(low), Math.max(y(high), top)]
  context.lineWidth = 2 * scale
  context.strokeStyle = color('--ink')
  context.setLineDash([3 * scale, 2 * scale])
  context.strokeRect(x(at), to, 0, from - to)
  context.setLineDash([])
  context.beginPath()
  context.moveTo(x(at) - half, from)
  context.lineTo(x(at) + half, from)
  if (y(high) >= top) {
    context.moveTo(x(at) - half, to)
    context.lineTo(x(at) + half, to)
  }
  context.stroke()
}

function paintMark({ context, x, top, bottom, scale, size, color }: Brush, place: number | null, sign: string): void {
  if (place === null) return
  const at = Math.round(x(place))
  context.strokeStyle = color('--muted')
  context.fillStyle = color('--ink')
  context.lineWidth = scale
  context.setLineDash([2 * scale, 3 * scale])
  context.beginPath()
  context.moveTo(at, top + size * scale)
  context.lineTo(at, bottom)
  context.stroke()
  context.font = `${size * scale}px sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'top'
  context.fillText(sign, at, top)
}
