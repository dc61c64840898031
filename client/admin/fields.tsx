import { createUniqueId, For, type JSX, Show } from 'solid-js'
import type { Line } from '../../shared/floor/model.ts'
import { createWords } from '../i18n/i18n.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import type { Form } from './createForm.ts'
import { adminWords } from './words.ts'

const words = createWords(adminWords)

/** Lines to tick, none to all. */
export function LineChoice(props: {
  legend: string
  hint?: string
  lines: readonly Line[]
  chosen: readonly string[]
  error?: string | undefined
}) {
  const id = createUniqueId()
  return (
    <fieldset class="admin-choice" data-invalid={props.error ? true : undefined} aria-describedby={props.error ? id : undefined}>
      <legend class="field__label">{props.legend}</legend>
      <Show when={props.hint}>
        <p class="field__hint">{props.hint}</p>
      </Show>
      <For each={props.lines}>
        {(line) => (
          <label class="admin-tick">
            <input type="checkbox" name="lines" value={line.id} checked={props.chosen.includes(line.id)} /> {line.name}
          </label>
        )}
      </For>
      <Show when={props.error}>
        <p class="error-text" id={id}>
          {props.error}
        </p>
      </Show>
    </fieldset>
  )
}

/** One of a few values. */
export function SelectField(props: {
  label: string
  name: string
  value: string
  options: readonly { value: string; text: string }[]
  error?: string | undefined
}) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {props.label}
      </label>
      <select
        class="select"
        id={id}
        name={props.name}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={props.error ? `${id}-error` : undefined}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.text}
            </option>
          )}
        </For>
      </select>
      <Show when={props.error}>
        <p class="error-text" id={`${id}-error`}>
          {props.error}
        </p>
      </Show>
    </div>
  )
}

/** A text of several rows. */
export function TextArea(props: { label: string; hint: string; name: string; value: string; error?: string | undefined }) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {props.label}
      </label>
      <p class="field__hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      <textarea
        class="field__input"
        id={id}
        name={props.name}
        rows="4"
        maxLength={2000}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={props.error ? `${id}-hint ${id}-error` : `${id}-hint`}
      >
        {props.value}
      </textarea>
      <Show when={props.error}>
        <p class="error-text" id={`${id}-error`}>
          {props.error}
        </p>
      </Show>
    </div>
  )
}

/** The end of every form: what went wrong in general, send, and go back. */
export function FormEnd(props: { form: Pick<Form<never>, 'busy' | 'general'>; send: string; danger?: boolean; onCancel: () => void }) {
  return (
    <>
      <ErrorText refusal={props.form.general()} />
      <div class="row">
        <button
          type="submit"
          class="button"
          classList={{ 'button--danger': props.danger ?? false, 'button--primary': !props.danger }}
          disabled={props.form.busy()}
        >
          {props.form.busy() ? words().saving : props.send}
        </button>
        <button type="button" class="button" onClick={() => props.onCancel()}>
          {words().cancel}
        </button>
      </div>
    </>
  )
}

/** The end of settings that stay open: what went wrong in general, save, and that it is saved. */
export function SettingsEnd(props: { form: Pick<Form<never>, 'busy' | 'general'>; saved: boolean }) {
  return (
    <>
      <ErrorText refusal={props.form.general()} />
      <div class="row">
        <button type="submit" class="button button--primary" disabled={props.form.busy()}>
          {props.form.busy() ? words().saving : words().save}
        </button>
        <p role="status">
          <Show when={props.saved}>{words().saved}</Show>
        </p>
      </div>
    </>
  )
}

/** Asks once more before something is taken away; `request` does it. */
export function Confirm(props: {
  text: string
  send: string
  form: Pick<Form<never>, 'busy' | 'general'>
  onSure: () => void
  onCancel: () => void
  children?: JSX.Element
}) {
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        props.onSure()
      }}
    >
      <p>{props.text}</p>
      <FormEnd form={props.form} send={props.send} danger onCancel={props.onCancel} />
    </form>
  )
}
