import { createSignal, onCleanup, onMount } from 'solid-js'
import { reloadReason } from './healing.ts'

/** What a screen on a wall needs from its browser. Each works by itself, and does without where the browser cannot. */

const CURSOR_MS = 5_000
const HEALING_MS = 20_000

/** True once the pointer has rested for five seconds. */
export function createRestingPointer(): () => boolean {
  const [rests, setRests] = createSignal(false)
  onMount(() => {
    let timer = setTimeout(() => setRests(true), CURSOR_MS)
    const moved = () => {
      setRests(false)
      clearTimeout(timer)
      timer = setTimeout(() => setRests(true), CURSOR_MS)
    }
    window.addEventListener('pointermove', moved)
    onCleanup(() => {
      window.removeEventListener('pointermove', moved)
      clearTimeout(timer)
    })
  })
  return rests
}

/** Gives the page this theme while the owner lives. */
export function createTheme(theme: 'light' | 'dark'): void {
  const root = document.documentElement
  const before = root.dataset.theme
  root.dataset.theme = theme
  onCleanup(() => {
    if (before === undefined) delete root.dataset.theme
    else root.dataset.theme = before
  })
}

/**
 * Loads the page anew at night, and as a last resort when there has been no contact for long though the server answers.
 * `silentMs` is the age of the last heartbeat, `quiet` that nobody waits or talks.
 */
export function createHealing(life: { readonly silentMs: () => number; readonly quiet: () => boolean }): void {
  const loadedAt = performance.now()
  const timer = setInterval(async () => {
    const ageMs = performance.now() - loadedAt
    const hour = new Date().getHours()
    const due = reloadReason({ ageMs, hour, quiet: life.quiet(), silentMs: life.silentMs() })
    if (due !== null) await reloadIfServed()
  }, HEALING_MS)
  onCleanup(() => clearInterval(timer))
}

/** Loads the page anew, but only while the server is there to serve it: an old page beats the browser's own error page. */
export async function reloadIfServed(): Promise<void> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => undefined)
  if (answer?.ok) location.reload()
}
