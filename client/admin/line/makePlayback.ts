/** Plays one sound at a time. */
export interface Playback {
  /** Plays from the beginning, instead of what was played before. */
  play(url: string): void
  stop(): void
}

/** `onChange` hears what is being played; null when it is over or has failed. */
export function makePlayback(onChange: (url: string | null, failed: boolean) => void): Playback {
  let element: HTMLAudioElement | null = null

  function end(failed: boolean) {
    element?.pause()
    element?.removeAttribute('src')
    element = null
    onChange(null, failed)
  }

  return {
    play(url) {
      if (element) end(false)
      const mine = new Audio(url)
      element = mine
      mine.onended = () => element === mine && end(false)
      mine.onerror = () => element === mine && end(true)
      onChange(url, false)
      mine.play().catch(() => element === mine && end(true))
    },
    stop: () => element && end(false),
  }
}
