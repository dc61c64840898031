import { createUniqueId, For } from 'solid-js'

/** The keys of a telephone, in its order. */
export const TELEPHONE_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

/** Twelve keys: pressed, or typed while one of them has the focus. `keys` are `TELEPHONE_KEYS` unless others are given, with names for those that are no digit. */
export function KeyPad(props: {
  label: string
  hint?: string
  keys?: readonly string[]
  names?: Readonly<Record<string, string>>
  onKey: (key: string) => void
}) {
  const id = createUniqueId()
  const keys = () => props.keys ?? TELEPHONE_KEYS

  function typed(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || !/^[\d*#+]$/.test(event.key) || !keys().includes(event.key)) return
    event.preventDefault()
    props.onKey(event.key)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs
    <div class="keypad" role="group" aria-label={props.label} aria-describedby={props.hint ? id : undefined} onKeyDown={typed}>
      <For each={keys()}>
        {(key) => (
          <button type="button" class="button keypad__key" aria-label={props.names?.[key]} onClick={() => props.onKey(key)}>
            {key}
          </button>
        )}
      </For>
      {props.hint && (
        <p class="keypad__hint muted small" id={id}>
          {props.hint}
        </p>
      )}
    </div>
  )
}
