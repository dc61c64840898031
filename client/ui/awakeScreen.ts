import { createEffect, onCleanup } from 'solid-js'

/**
 * Keeps the screen on while `needed` and its owner live: a board must not go dark, and some phones take the microphone away when they do.
 * Does without where the browser cannot.
 */
export function createAwakeScreen(needed: () => boolean): void {
  createEffect(() => {
    if (!needed() || !('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | undefined
    let over = false
    async function ask() {
      if (document.visibilityState !== 'visible') return
      lock = await navigator.wakeLock.request('screen').catch(() => undefined)
      if (over) void lock?.release()
    }
    void ask()
    document.addEventListener('visibilitychange', ask)
    onCleanup(() => {
      over = true
      document.removeEventListener('visibilitychange', ask)
      void lock?.release()
    })
  })
}
