import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { CHANNELS, type Line } from '../../../shared/floor/model.ts'
import { ALONG, PER } from '../../../shared/volume/volume.ts'
import { createWords } from '../../i18n/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import { type Choices, type Period, periodFault, QUICK_PERIODS, quickPeriod } from './choices.ts'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)

/** What is to be shown. A change holds at once; a period that cannot be shown stays as it was typed, with what is wrong. */
export function ChoicesForm(props: { lines: readonly Line[]; choices: Choices; onChoose: (part: Partial<Choices>) => void }) {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal<Period>()
  const period = (): Period => typed() ?? props.choices
  const fault = () => periodFault(period())
  const wrong = (field: 'from' | 'to') => {
    const now = fault()
    const place = now === 'order' || now === 'length' ? 'to' : now
    return now !== null && place === field ? words().periodFaults[now] : undefined
  }
  const chosen = (): readonly string[] => (props.choices.lines.length === 0 ? props.lines.map((line) => line.id) : props.choices.lines)

  function choosePeriod(part: Partial<Period>) {
    const next = { from: period().from, to: period().to, ...part }
    setTyped(next)
    if (periodFault(next) === null) props.onChoose(next)
  }
  function chooseQuick(next: Period) {
    setTyped(undefined)
    props.onChoose(next)
  }
  function chooseLine(line: string, on: boolean) {
    const lines = props.lines.map((one) => one.id).filter((one) => (one === line ? on : chosen().includes(one)))
    props.onChoose({ lines: lines.length === props.lines.length ? [] : lines })
  }

  return (
    <form class="card months-form" onSubmit={(event) => event.preventDefault()} autocomplete="off">
      <fieldset class="months-period">
        <legend class="visually-hidden">{words().period}</legend>
        <Field
          label={words().from}
          type="month"
          placeholder={words().monthExample}
          value={period().from}
          error={wrong('from')}
          onChange={(event) => choosePeriod({ from: event.currentTarget.value })}
        />
        <Field
          label={words().to}
          type="month"
          placeholder={words().monthExample}
          value={period().to}
          error={wrong('to')}
          onChange={(event) => choosePeriod({ to: event.currentTarget.value })}
        />
        <div class="row months-quick">
          <For each={QUICK_PERIODS}>
            {(which) => (
              <button
                type="button"
                class="button button--quiet"
                onClick={() => chooseQuick(quickPeriod(which, shownLines(props.lines, chosen()), Date.now()))}
              >
                {words().quick[which]}
              </button>
            )}
          </For>
        </div>
      </fieldset>
      <div class="months-selects">
        <Show when={props.lines.length > 1}>
          <fieldset class="months-ticks">
            <legend class="field__label">{words().lines}</legend>
            <For each={props.lines}>
              {(line) => (
                <label>
                  <input
                    type="checkbox"
                    checked={chosen().includes(line.id)}
                    disabled={chosen().length === 1 && chosen()[0] === line.id}
                    onChange={(event) => chooseLine(line.id, event.currentTarget.checked)}
                  />{' '}
                  {line.name}
                </label>
              )}
            </For>
          </fieldset>
        </Show>
        <div class="field">
          <label class="field__label" for={`${id}-channel`}>
            {words().channel}
          </label>
          <select
            class="select"
            id={`${id}-channel`}
            onChange={(event) => props.onChoose({ channel: CHANNELS.find((one) => one === event.currentTarget.value) ?? 'all' })}
          >
            <For each={['all', ...CHANNELS] as const}>
              {(channel) => (
                <option value={channel} selected={props.choices.channel === channel}>
                  {words().channels[channel]}
                </option>
              )}
            </For>
          </select>
        </div>
        <div class="field">
          <label class="field__label" for={`${id}-along`}>
            {words().along}
          </label>
          <select
            class="select"
            id={`${id}-along`}
            onChange={(event) => props.onChoose({ along: ALONG.find((one) => one === event.currentTarget.value) ?? null })}
          >
            <For each={['chosen', ...ALONG] as const}>
              {(along) => (
                <option value={along} selected={(props.choices.along ?? 'chosen') === along}>
                  {words().alongs[along]}
                </option>
              )}
            </For>
          </select>
        </div>
        <fieldset class="months-switch">
          <legend class="field__label">{words().unit}</legend>
          <For each={PER}>
            {(per) => (
              <button type="button" class="button" aria-pressed={props.choices.per === per} onClick={() => props.onChoose({ per })}>
                {words().unitChoices[per]}
              </button>
            )}
          </For>
        </fieldset>
      </div>
    </form>
  )
}

const shownLines = (lines: readonly Line[], chosen: readonly string[]): Line[] => lines.filter(({ id }) => chosen.includes(id))
