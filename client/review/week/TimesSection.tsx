import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { TALK_GUIDANCE_S } from '../../../shared/limits.ts'
import type { CallDot, ReviewWeek } from '../../../shared/review/week.ts'
import { createWords, formatDuration } from '../../i18n/i18n.ts'
import { type Dot, DotChart, type Level } from '../../ui/DotChart.tsx'
import { clockText, dayText, secondsText } from '../calls/format.ts'
import { FigureGrid } from './FigureGrid.tsx'
import type { FigureName } from './figures.ts'
import { weekdayText } from './format.ts'
import { SampleNote } from './SampleNote.tsx'
import { weekWords } from './words.ts'

const words = createWords(weekWords)
const MINUTES_A_DAY = 1_440
const FIRST_ROWS = 200

/** Waits: each call a dot, those who gave up as rings. */
export function WaitsSection(props: { answer: ReviewWeek }) {
  const dots = createMemo(() => dotsOf(props.answer.dots, ({ of, waitedS }) => (of === 'abandonedShort' ? null : waitedS)))
  const median = () => props.answer.figures.waits.median
  return (
    <Times
      answer={props.answer}
      title={words().waits}
      note={words().waitsNote}
      figures={['meanWait', 'medianWait', 'longestWait']}
      dots={dots()}
      rows={props.answer.dots.filter(({ of }) => of !== 'abandonedShort')}
      levels={median() === null ? [] : [{ at: median() ?? 0, color: '--ink' }]}
      yTop={60}
      keys={[
        { sign: 'dot', text: words().answeredDot },
        { sign: 'ring', text: words().abandonedDot },
        ...(median() === null ? [] : [{ sign: 'line', text: words().medianLine(secondsText(median())) } as const]),
      ]}
    />
  )
}

/** Lengths: each answered call a dot, with median, quartiles, and the guidance of 30 minutes. */
export function LengthsSection(props: { answer: ReviewWeek }) {
  const dots = createMemo(() => dotsOf(props.answer.dots, ({ lengthS }) => lengthS))
  const lengths = () => props.answer.figures.lengths
  const band = () => {
    const { lower, upper } = lengths()
    return lower === null || upper === null ? undefined : { from: lower, to: upper, color: '--accent-soft' as const }
  }
  const median = () => lengths().median
  return (
    <Times
      answer={props.answer}
      title={words().lengths}
      note={words().lengthsNote}
      figures={['medianLength', 'lowerLength', 'upperLength', 'longestLength', 'overGuidance']}
      dots={dots()}
      rows={props.answer.dots.filter(({ lengthS }) => lengthS !== null)}
      band={band()}
      levels={[
        { at: TALK_GUIDANCE_S, color: '--muted', dashed: true },
        ...(median() === null ? [] : [{ at: median() ?? 0, color: '--ink' } as const]),
      ]}
      yTop={TALK_GUIDANCE_S * 1.1}
      keys={[
        { sign: 'dashed', text: words().guidanceLine },
        ...(median() === null ? [] : [{ sign: 'line', text: words().medianLine(secondsText(median())) } as const]),
        ...(band()
          ? [{ sign: 'band', text: words().quartileBand(secondsText(lengths().lower), secondsText(lengths().upper)) } as const]
          : []),
      ]}
    />
  )
}

function Times(props: {
  answer: ReviewWeek
  title: string
  note: string
  figures: readonly FigureName[]
  dots: readonly Dot[]
  rows: readonly CallDot[]
  levels: readonly Level[]
  band?: { from: number; to: number; color: `--${string}` } | undefined
  yTop: number
  keys: readonly { sign: 'dot' | 'ring' | 'line' | 'dashed' | 'band'; text: string }[]
}) {
  const id = createUniqueId()
  const ticks = createMemo(() =>
    props.answer.days.map(({ day }, index) => ({ at: (index + 0.5) * MINUTES_A_DAY, text: dayText(day, { weekday: 'short' }) })),
  )
  return (
    <section class="card stack week-times" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <p class="muted no-print">{props.note}</p>
      <SampleNote answer={props.answer} on="screen" />
      <FigureGrid answer={props.answer} names={props.figures} />
      <Show when={props.dots.length > 0} fallback={<p>{words().noCalls}</p>}>
        <DotChart
          class="week-chart"
          dots={props.dots}
          kinds={[{ color: '--accent' }, { color: '--caution', hollow: true }]}
          levels={props.levels}
          band={props.band}
          from={0}
          to={7 * MINUTES_A_DAY}
          ticks={ticks()}
          yTop={props.yTop}
          yText={formatDuration}
        />
        <ul class="week-keys">
          <For each={props.keys}>
            {({ sign, text }) => (
              <li>
                <span class="week-keys__sign" data-sign={sign} aria-hidden="true" />
                {text}
              </li>
            )}
          </For>
        </ul>
        <DotTable rows={props.rows} answer={props.answer} />
      </Show>
    </section>
  )
}

/** The dots as a table; laid out when it is opened. */
function DotTable(props: { rows: readonly CallDot[]; answer: ReviewWeek }) {
  const [open, setOpen] = createSignal(false)
  const [all, setAll] = createSignal(false)
  const rows = () => (all() ? props.rows : props.rows.slice(0, FIRST_ROWS))
  return (
    <details class="no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words().table}</summary>
      <Show when={open()}>
        <table class="review-table tabular">
          <thead>
            <tr>
              <th scope="col">{words().day}</th>
              <th scope="col">{words().quarter}</th>
              <th scope="col">{words().outcome}</th>
              <th scope="col" class="review-number">
                {words().wait}
              </th>
              <th scope="col" class="review-number">
                {words().length}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(dot) => (
                <tr>
                  <th scope="row">{weekdayText(props.answer.days[dot.weekday]?.day ?? '')}</th>
                  <td>{clockText(dot.minute)}</td>
                  <td>{words().outcomes[dot.of]}</td>
                  <td class="review-number">{secondsText(dot.waitedS)}</td>
                  <td class="review-number">{secondsText(dot.lengthS)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <Show when={rows().length < props.rows.length}>
          <p class="muted">{words().more(rows().length, props.rows.length)}</p>
          <button type="button" class="button" onClick={() => setAll(true)}>
            {words().all}
          </button>
        </Show>
      </Show>
    </details>
  )
}

/** Over the minutes of the week; those without a value have no dot. In the order of the week, whatever the lines' time zones. */
function dotsOf(dots: readonly CallDot[], secondsOf: (dot: CallDot) => number | null): Dot[] {
  return dots
    .flatMap((dot) => {
      const y = secondsOf(dot)
      return y === null ? [] : [{ x: dot.weekday * MINUTES_A_DAY + dot.minute, y, kind: dot.of === 'answered' ? 0 : 1 }]
    })
    .sort((a, b) => a.x - b.x)
}
