import { createUniqueId, For, type JSX, Show } from 'solid-js'
import type { ReviewWeek } from '../../../shared/review/week.ts'
import { mondayOf, weekOf } from '../../../shared/review/weeks.ts'
import { addDays } from '../../../shared/zonedTime.ts'
import { createWords, formatDate } from '../../i18n/i18n.ts'
import type { WeekState } from './createWeek.ts'
import { periodText, weekTitle } from './sheets.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** Which week and which lines, and how to get to others. */
export function WeekHead(props: { week: WeekState; answer: ReviewWeek; children: JSX.Element }) {
  const id = createUniqueId()
  const ids = () => props.answer.lines.map((line) => line.id)
  const last = () => (props.week.latest() ? addDays(mondayOf(props.week.latest() ?? ''), 6) : undefined)

  function jump(day: string) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(day) && day >= '1900-01-01' && day <= (last() ?? day)) void props.week.goTo(weekOf(day))
  }

  function tick(line: string, on: boolean) {
    const all = props.answer.allLines.map((one) => one.id)
    const chosen = all.filter((one) => (one === line ? on : ids().includes(one)))
    if (chosen.length > 0) void props.week.chooseLines(chosen.length === all.length ? null : chosen)
  }

  return (
    <header class="week-head stack">
      <div class="week-head__title">
        <h1 aria-live="polite">
          {weekTitle(props.answer.week)} <span class="week-head__period">{periodText(props.answer)}</span>
        </h1>
        <p class="week-head__lines">{props.answer.lines.map(({ name }) => name).join(', ')}</p>
      </div>
      <div class="row week-head__ways no-print">
        <button type="button" class="button" aria-label={words().previous} onClick={() => void props.week.step(-1)}>
          ←
        </button>
        <button
          type="button"
          class="button"
          aria-label={words().next}
          disabled={props.answer.week >= (props.week.latest() ?? '')}
          onClick={() => void props.week.step(1)}
        >
          →
        </button>
        <button
          type="button"
          class="button"
          disabled={props.answer.week === props.answer.lastWhole}
          onClick={() => void props.week.goTo(props.answer.lastWhole)}
        >
          {words().lastWhole}
        </button>
        <label class="week-head__day" for={id}>
          {words().goToDay}{' '}
          <input
            class="field__input"
            id={id}
            type="date"
            min="1900-01-01"
            max={last() ?? ''}
            value={props.answer.days[0]?.day ?? ''}
            onChange={(event) => jump(event.currentTarget.value)}
          />
        </label>
        {props.children}
      </div>
      <Show when={props.answer.allLines.length > 1}>
        <fieldset class="row week-head__choice no-print">
          <legend class="field__label">{words().lines}</legend>
          <For each={props.answer.allLines}>
            {(line) => (
              <label>
                <input
                  type="checkbox"
                  checked={ids().includes(line.id)}
                  disabled={ids().length === 1 && ids().includes(line.id)}
                  onChange={(event) => tick(line.id, event.currentTarget.checked)}
                />{' '}
                {line.name}
              </label>
            )}
          </For>
        </fieldset>
      </Show>
      <p class="muted no-print">{words().keys}</p>
      <p class="week-head__printed">{words().printed(formatDate(Date.now(), { dateStyle: 'long' }))}</p>
    </header>
  )
}
