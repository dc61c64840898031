import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js'
import type { PublicLine } from '../../shared/http.ts'

/** How soon the page shows that a line has opened or closed, in ms. */
const AGAIN_MS = 30_000

/** The lines that can be called, asked for again and again while the page is looked at; undefined until they have come once. */
export function createLines(): Accessor<readonly PublicLine[] | undefined> {
  const [lines, setLines] = createSignal<readonly PublicLine[]>()
  async function ask() {
    if (document.visibilityState === 'hidden') return
    const now = await publicLines()
    // what was known is better than nothing
    if (now) setLines(now)
  }
  onMount(() => {
    void ask()
    const timer = setInterval(() => void ask(), AGAIN_MS)
    const look = () => void ask()
    document.addEventListener('visibilitychange', look)
    onCleanup(() => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    })
  })
  return lines
}

/** Without the session of staff who may be signed in in the same browser; null on failure. */
export async function publicLines(): Promise<readonly PublicLine[] | null> {
  try {
    const response = await fetch('/api/lines', { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' })
    return response.ok ? ((await response.json()) as PublicLine[]) : null
  } catch {
    return null
  }
}
