import { createUniqueId, type JSX, Show, splitProps } from 'solid-js'

type FieldProps = {
  label: string
  /** Said under the label: what is allowed, in words. */
  hint?: string
  /** What is wrong with the value; ties the text to the input and marks it invalid. */
  error?: string | undefined
} & JSX.InputHTMLAttributes<HTMLInputElement>

/** One labelled input with its hint and its error; other properties go to the `<input>`. */
export function Field(props: FieldProps) {
  const [own, input] = splitProps(props, ['label', 'hint', 'error'])
  const id = createUniqueId()
  const describedBy = () => [own.hint && `${id}-hint`, own.error && `${id}-error`].filter(Boolean).join(' ') || undefined

  return (
    <div class="field">
      <label class="field__label" for={id}>
        {own.label}
      </label>
      <Show when={own.hint}>
        <p class="field__hint" id={`${id}-hint`}>
          {own.hint}
        </p>
      </Show>
      <input {...input} class="field__input" id={id} aria-describedby={describedBy()} aria-invalid={own.error ? true : undefined} />
      <Show when={own.error}>
        <p class="error-text" id={`${id}-error`}>
          {own.error}
        </p>
      </Show>
    </div>
  )
}
