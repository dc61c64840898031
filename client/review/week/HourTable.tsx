import { For, Show } from 'solid-js'
import type { HourCell, ReviewWeek } from '../../../shared/review/week.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { clockText, dayText } from '../calls/format.ts'
import { hoursShown } from './sheets.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)
/** Shades of a cell; each has its number in it. */
const SHADES = 5
/** So many digits do not fit beside each other on a phone. */
const LARGE_DIGITS = 3

/** When calls come: a real table, its cells shaded by their numbers and framed while a line is open. */
export function HourTable(props: { answer: ReviewWeek }) {
  const top = () => Math.max(SHADES, ...props.answer.hours.flat().map(({ calls }) => calls))
  const shade = (cell: HourCell) => (cell.calls === 0 ? 0 : Math.ceil((cell.calls / top()) * SHADES))
  const isLarge = () =>
    props.answer.hours.flat().some(({ calls, closedLine }) => `${calls || ''}${closedLine || ''}`.length >= LARGE_DIGITS)
  const openness = ({ openMinutes }: HourCell) => (openMinutes === 0 ? 'closed' : openMinutes >= 60 ? 'open' : 'partly')
  const said = (cell: HourCell) => ({ open: words().open, partly: words().partlyOpen, closed: words().closedHour })[openness(cell)]

  return (
    <section class="card stack week-hours" aria-labelledby="week-hours">
      <h2 id="week-hours">{words().hours}</h2>
      <Show when={hoursShown(props.answer).length > 0} fallback={<p>{words().noCalls}</p>}>
        <table class="hour-table tabular" classList={{ 'hour-table--large': isLarge() }}>
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">{words().hour}</span>
              </th>
              <For each={props.answer.days}>
                {({ day }) => (
                  <th scope="col">
                    <abbr title={dayText(day, { weekday: 'long', day: 'numeric', month: 'long' })}>
                      {dayText(day, { weekday: 'short' })}
                    </abbr>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={hoursShown(props.answer)}>
              {(hour) => (
                <tr>
                  <th scope="row">{clockText(hour * 60)}</th>
                  <For each={props.answer.hours.map((day) => day[hour]).filter((cell) => cell !== undefined)}>
                    {(cell) => (
                      <td data-open={openness(cell)} data-shade={shade(cell)}>
                        <span class="visually-hidden">{said(cell)}: </span>
                        <Show when={cell.calls > 0}>{formatNumber(cell.calls)}</Show>
                        <Show when={cell.calls === 0 && cell.closedLine === 0}>
                          <span class="visually-hidden">0</span>
                        </Show>
                        <Show when={cell.closedLine > 0}>
                          <span class="hour-table__closed">
                            <span class="visually-hidden">{words().attempts} </span>+{formatNumber(cell.closedLine)}
                          </span>
                        </Show>
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <p class="muted">{words().hourNote}</p>
      </Show>
    </section>
  )
}
