import { createEffect, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { createWords } from '../i18n/i18n.ts'
import { keyOf } from './keys.ts'
import { callerWords } from './words.ts'

const words = createWords(callerWords)

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const
/** How long a pressed key looks pressed, in ms. */
const PRESSED_MS = 350

/** The keys of a telephone, folded in until somebody opens them or a choice is asked for. While they are open, the keyboard's digits press them too. */
export function Keypad(props: { wanted: boolean; onKey: (key: string) => boolean }) {
  const [open, setOpen] = createSignal(false)
  const [pressed, setPressed] = createSignal<string>()
  const [failed, setFailed] = createSignal(false)
  let release: ReturnType<typeof setTimeout> | undefined

  createEffect(() => {
    if (props.wanted) setOpen(true)
  })

  function press(key: string) {
    clearTimeout(release)
    setFailed(!props.onKey(key))
    setPressed(key)
    release = setTimeout(setPressed, PRESSED_MS, undefined)
  }

  function typed(event: KeyboardEvent) {
    const key = open() ? keyOf(event) : null
    if (key) press(key)
  }

  onMount(() => window.addEventListener('keydown', typed))
  onCleanup(() => {
    window.removeEventListener('keydown', typed)
    clearTimeout(release)
  })

  return (
    <div class="keypad">
      <button
        type="button"
        class="button keypad__fold"
        data-testid="keypad"
        aria-expanded={open()}
        aria-controls="keypad"
        onClick={() => setOpen(!open())}
      >
        {words().keypad}
      </button>
      <div id="keypad" class="keypad__keys" hidden={!open()}>
        <For each={KEYS}>
          {(key) => (
            <button
              type="button"
              class="button keypad__key"
              classList={{ 'keypad__key--pressed': pressed() === key }}
              aria-label={key === '*' ? words().star : key === '#' ? words().hash : undefined}
              onClick={() => press(key)}
            >
              {key}
            </button>
          )}
        </For>
      </div>
      <div aria-live="polite">
        <Show when={failed() && open()}>
          <p class="notice">{words().keyFailed}</p>
        </Show>
      </div>
    </div>
  )
}
