import { type Component, createSignal, onCleanup, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { createWords } from '../i18n/i18n.ts'
import { uiWords } from './words.ts'

const words = createWords(uiWords)
const AGAIN_MS = 5_000

/**
 * A part of a page that is fetched when it is first shown. Unlike Solid's `lazy`, one that cannot be fetched (the server is away, or an
 * update has taken the file away) takes nothing else of the page with it: it says so in its place, and tries again for as long as it is shown.
 */
export function lazyPart<P extends object>(load: () => Promise<{ readonly default: Component<P> }>): Component<P> {
  let fetched: Component<P> | undefined

  return (props) => {
    const [part, setPart] = createSignal(fetched)
    const [failed, setFailed] = createSignal(false)
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    onCleanup(() => {
      gone = true
      clearTimeout(timer)
    })

    async function get() {
      try {
        fetched = (await load()).default
      } catch {
        if (gone) return
        setFailed(true)
        timer = setTimeout(() => void get(), AGAIN_MS)
        return
      }
      if (!gone) setPart(() => fetched)
    }
    if (!fetched) void get()

    return (
      <Show when={part()} fallback={<p class="muted">{failed() ? words().partMissing : words().loading}</p>} keyed>
        {(known) => <Dynamic component={known} {...props} />}
      </Show>
    )
  }
}
