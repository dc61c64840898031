import { NEUTRAL_PAGE } from '../../shared/neutralPage.ts'

/** Two presses of Escape within this time leave the page. */
export const TWICE_MS = 1_500

/** Tells whether a press of a key is the second one within `TWICE_MS`; `now` in ms. A key held down is one press. */
export function makeTwice(): (now: number, repeated: boolean) => boolean {
  let last = Number.NEGATIVE_INFINITY
  return (now, repeated) => {
    if (repeated) return false
    const twice = now - last <= TWICE_MS
    last = twice ? Number.NEGATIVE_INFINITY : now
    return twice
  }
}

/**
 * Leaves at once: the page goes blank, `hangUp` ends what goes on, and the neutral page takes this one's place in the history.
 * Whatever fails, the rest still happens.
 */
export function leaveQuickly(hangUp: () => void): void {
  document.documentElement.classList.add('gone')
  try {
    hangUp()
  } finally {
    location.replace(NEUTRAL_PAGE)
  }
}

/** Escape pressed twice calls `leave`; returns how to stop listening. It hears the key before anything else on the page can take it. */
export function makeEscapeExit(leave: () => void): () => void {
  const isSecond = makeTwice()
  const listen = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isSecond(event.timeStamp, event.repeat)) leave()
  }
  window.addEventListener('keydown', listen, { capture: true })
  return () => window.removeEventListener('keydown', listen, { capture: true })
}
