import { For, Show } from 'solid-js'
import type { ReviewWeek } from '../../../shared/review/week.ts'
import { placeIn, type UsualRange } from '../../../shared/volume/usualRange.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { weekdayText } from './format.ts'
import { verdictOf, wholeWeekOf } from './sheets.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** Each day's calls beside the usual range of its weekday, as a table whose middle column is drawn. */
export function DaysTable(props: { answer: ReviewWeek }) {
  const days = () => props.answer.days
  const whole = () => wholeWeekOf(props.answer)
  const top = () => Math.max(4, ...days().flatMap(({ calls, usual }) => [calls, usual?.high ?? 0]))

  return (
    <section class="card stack week-days" aria-labelledby="week-days">
      <h2 id="week-days">{words().days}</h2>
      <Show when={whole().calls === 0 && whole().closedLine === 0}>
        <p>{words().noCalls}</p>
      </Show>
      <table class="review-table tabular">
        <thead>
          <tr>
            <th scope="col">{words().day}</th>
            <th scope="col" class="review-number">
              {words().calls}
            </th>
            <td class="week-days__drawn" />
            <th scope="col">{words().verdict}</th>
          </tr>
        </thead>
        <tbody>
          <For each={days()}>
            {(day) => (
              <tr data-testid="week-day" data-day={day.day} data-calls={day.calls} data-place={placeIn(day.usual, day.calls) ?? ''}>
                <th scope="row">{weekdayText(day.day)}</th>
                <td class="review-number">{day.calls > 0 || day.closedBy === null ? formatNumber(day.calls) : words().none}</td>
                <td class="week-days__drawn">
                  <Show when={day.closedBy === null && day.state !== 'ahead'}>
                    <UsualBar calls={day.calls} usual={day.usual} top={top()} />
                  </Show>
                </td>
                <td>
                  {verdictOf(day)}
                  <Show when={day.usual}>
                    <span class="muted"> · {words().basedOn(day.earlier)}</span>
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words().wholeWeek}</th>
            <td class="review-number">{formatNumber(whole().calls)}</td>
            <td class="week-days__drawn" />
            <td>
              {verdictOf(whole(), true)}
              <Show when={whole().usual}>
                <span class="muted"> · {words().basedOnWeeks(whole().earlier)}</span>
              </Show>
            </td>
          </tr>
        </tfoot>
      </table>
      <p class="muted no-print">{words().usualNote}</p>
    </section>
  )
}

/** The usual range as a band, the day as a dot. What it says stands in words beside it. */
function UsualBar(props: { calls: number; usual: UsualRange | null; top: number }) {
  const at = (count: number) => `${(Math.min(count, props.top) / props.top) * 100}%`
  return (
    <div class="usual-bar" aria-hidden="true">
      <Show when={props.usual}>
        {(usual) => <span class="usual-bar__band" style={{ left: at(usual().low), right: `calc(100% - ${at(usual().high)})` }} />}
      </Show>
      <span class="usual-bar__dot" data-place={placeIn(props.usual, props.calls) ?? ''} style={{ left: at(props.calls) }} />
    </div>
  )
}
