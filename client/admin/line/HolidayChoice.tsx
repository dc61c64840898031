import { For, Show } from 'solid-js'
import type { Holiday, HolidayCalendar } from '../../../shared/holidays.ts'
import { createWords, formatDate, language } from '../../i18n/i18n.ts'
import { hoursWords } from './hoursWords.ts'

const words = createWords(hoursWords)
const KINDS = ['public', 'eve', 'short'] as const

/** The days by name on which a line closes, each with its next date; `today` is YYYY-MM-DD. */
export function HolidayChoice(props: {
  calendar: HolidayCalendar
  today: string
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}) {
  const ofKind = (kind: Holiday['kind']) => props.calendar.holidays.filter((one) => one.kind === kind)

  function choose(ids: readonly string[], chosen: boolean) {
    const others = props.chosen.filter((id) => !ids.includes(id))
    props.onChange(chosen ? [...others, ...ids] : others)
  }

  function next(id: string): string {
    const day = props.calendar.days.find((one) => one.holiday === id && one.day >= props.today)?.day
    if (day === undefined) return ''
    return formatDate(Date.parse(`${day}T12:00:00Z`), {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    })
  }

  return (
    <section class="stack" aria-labelledby="hours-holidays">
      <div>
        <h3 id="hours-holidays">{words().holidays}</h3>
        <p class="field__hint">{words().holidaysHint}</p>
      </div>
      <For each={KINDS}>
        {(kind) => (
          <fieldset class="hours-kind">
            <legend class="field__label">{words().kinds[kind]}</legend>
            <div class="row">
              <button
                type="button"
                class="button button--quiet hours-all"
                aria-label={words().allOf(words().kinds[kind])}
                onClick={() =>
                  choose(
                    ofKind(kind).map(({ id }) => id),
                    true,
                  )
                }
              >
                {words().all}
              </button>
              <button
                type="button"
                class="button button--quiet hours-all"
                aria-label={words().noneOf(words().kinds[kind])}
                onClick={() =>
                  choose(
                    ofKind(kind).map(({ id }) => id),
                    false,
                  )
                }
              >
                {words().none}
              </button>
            </div>
            <div class="hours-holidays">
              <For each={ofKind(kind)}>
                {({ id, names }) => (
                  <label class="admin-tick">
                    <input
                      type="checkbox"
                      checked={props.chosen.includes(id)}
                      onChange={(event) => choose([id], event.currentTarget.checked)}
                    />
                    <span>
                      {names[language()]}
                      <Show when={next(id)}>{(day) => <span class="field__hint hours-next">{day()}</span>}</Show>
                    </span>
                  </label>
                )}
              </For>
            </div>
          </fieldset>
        )}
      </For>
    </section>
  )
}
