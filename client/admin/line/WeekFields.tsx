import { For } from 'solid-js'
import { createWords } from '../../i18n/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import { type DraftFaults, PRESETS, type Preset } from './hoursDraft.ts'
import { hoursWords } from './hoursWords.ts'

const words = createWords(hoursWords)

/** One text a weekday, and patterns to fill them with. `faults` are those to be shown. */
export function WeekFields(props: {
  week: readonly string[]
  faults: DraftFaults | undefined
  onDay: (day: number, spans: string) => void
  onPreset: (preset: Preset) => void
}) {
  const error = (day: number) => {
    const fault = props.faults?.week[day]
    return fault && words().spanFaults[fault]
  }

  return (
    <section class="stack" aria-labelledby="hours-week">
      <div>
        <h3 id="hours-week">{words().week}</h3>
        <p class="field__hint">{words().weekHint}</p>
      </div>
      <div class="row">
        <For each={Object.keys(PRESETS) as Preset[]}>
          {(preset) => (
            <button type="button" class="button hours-preset" onClick={() => props.onPreset(preset)}>
              {words().fillIn(words().presets[preset])}
            </button>
          )}
        </For>
      </div>
      <div class="hours-week">
        <For each={words().weekdays}>
          {(name, day) => (
            <Field
              label={name}
              placeholder={words().closed}
              value={props.week[day()] ?? ''}
              maxLength={100}
              autocomplete="off"
              spellcheck={false}
              error={error(day())}
              onInput={(event) => props.onDay(day(), event.currentTarget.value)}
            />
          )}
        </For>
      </div>
    </section>
  )
}
