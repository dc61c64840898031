import { createSignal, Show } from 'solid-js'
import { createWords, language } from '../i18n/i18n.ts'
import { adminWords } from './words.ts'

const words = createWords(adminWords)

/** A board's link, shown this once: large enough to be read off, and to be copied. */
export function MadeLink(props: { path: string; onDone: () => void }) {
  const [copied, setCopied] = createSignal<boolean>()
  // a screen without a keyboard speaks the language of whoever made the link
  const link = () => `${new URL(props.path, location.origin).href}&lang=${language()}`

  function copy() {
    // without a secure context there is no clipboard
    const written = navigator.clipboard?.writeText(link()) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }

  return (
    <div class="stack">
      <p>{words().madeLead}</p>
      <p class="admin-made" data-testid="board-link">
        {link()}
      </p>
      <p aria-live="polite">
        <Show when={copied() !== undefined}>{copied() ? words().copied : words().copyFailed}</Show>
      </p>
      <div class="row">
        <button type="button" class="button button--primary" onClick={copy}>
          {words().copy}
        </button>
        <button type="button" class="button" onClick={() => props.onDone()}>
          {words().done}
        </button>
      </div>
    </div>
  )
}
