import { createUniqueId, For, Show } from 'solid-js'

interface Given {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly name?: string
}

/** One of a few values, held by whoever shows it. */
export function Choice(
  props: Given & { value: string; options: readonly (readonly [string, string])[]; onChange: (value: string) => void },
) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {props.label}
      </label>
      <select class="select" id={id} name={props.name} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <For each={props.options}>
          {([value, text]) => (
            <option value={value} selected={value === props.value}>
              {text}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}

/** A text of several rows, held by whoever shows it. */
export function Rows(props: Given & { value: string; rows?: number; onInput: (value: string) => void }) {
  const id = createUniqueId()
  const described = () => [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {props.label}
      </label>
      <Show when={props.hint}>
        <p class="field__hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <textarea
        class="field__input"
        id={id}
        name={props.name}
        rows={props.rows ?? 2}
        value={props.value}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={described()}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={props.error}>
        <p class="error-text" id={`${id}-error`}>
          {props.error}
        </p>
      </Show>
    </div>
  )
}

/** Several of a few values to tick. */
export function Ticks<T extends string>(props: {
  legend: string
  options: readonly (readonly [T, string])[]
  chosen: readonly T[]
  onChange: (chosen: T[]) => void
}) {
  const toggle = (value: T, on: boolean) =>
    props.onChange(props.options.map(([each]) => each).filter((each) => (each === value ? on : props.chosen.includes(each))))
  return (
    <fieldset class="register-ticks">
      <legend class="field__label">{props.legend}</legend>
      <For each={props.options}>
        {([value, text]) => (
          <label class="register-tick">
            <input
              type="checkbox"
              checked={props.chosen.includes(value)}
              onChange={(event) => toggle(value, event.currentTarget.checked)}
            />{' '}
            {text}
          </label>
        )}
      </For>
    </fieldset>
  )
}
