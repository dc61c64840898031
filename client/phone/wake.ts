/** A gap between two ticks longer than this means that the machine slept or the page was frozen, in ms. */
const SLEPT_MS = 20_000
const TICK_MS = 5_000

/**
 * Calls `onWake` whenever the network, the page or the machine comes back. The steady life of the link does not depend on it:
 * the server asks, and a browser answers that without any timer of ours. Returns how to stop.
 */
export function makeWake(onWake: () => void): () => void {
  let last = Date.now()
  const tick = setInterval(() => {
    const now = Date.now()
    if (now - last > SLEPT_MS && !document.hidden) onWake()
    last = now
  }, TICK_MS)
  const visible = () => {
    if (!document.hidden) onWake()
  }
  const restored = (event: PageTransitionEvent) => {
    if (event.persisted) onWake()
  }
  window.addEventListener('online', onWake)
  window.addEventListener('pageshow', restored)
  document.addEventListener('visibilitychange', visible)
  document.addEventListener('resume', onWake)
  return () => {
    clearInterval(tick)
    window.removeEventListener('online', onWake)
    window.removeEventListener('pageshow', restored)
    document.removeEventListener('visibilitychange', visible)
    document.removeEventListener('resume', onWake)
  }
}
