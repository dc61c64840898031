import { type Accessor, createSignal, onCleanup } from 'solid-js'

/**
 * The browser's time in ms since 1970, moving on every `periodMs`. For showing time only: a hidden page may be throttled to one
 * step a minute, so nothing that must happen in time may hang on it. Stops with its owner.
 */
export function createClock(periodMs: number): Accessor<number> {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), periodMs)
  onCleanup(() => clearInterval(timer))
  return now
}
