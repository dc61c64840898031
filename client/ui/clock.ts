import { type Accessor, createSignal, onCleanup } from 'solid-js'

/**
 * The browser's time in ms since 1970, moving on every `periodMs`. For showing the time of day only, as somebody may set it back at any moment: a hidden page may be throttled to one
 * step a minute, so nothing that must happen in time may hang on it. Stops with its owner.
 */
export const createClock = (periodMs: number): Accessor<number> => createMoving(periodMs, Date.now)

/** The same of a clock that nobody sets, in ms since some moment: for how long something lasts. */
export const createTicks = (periodMs: number): Accessor<number> => createMoving(periodMs, () => performance.now())

function createMoving(periodMs: number, read: () => number): Accessor<number> {
  const [now, setNow] = createSignal(read())
  const timer = setInterval(() => setNow(read()), periodMs)
  onCleanup(() => clearInterval(timer))
  return now
}
