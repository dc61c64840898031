import { type Accessor, createSignal, onCleanup } from 'solid-js'

export const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const

export interface Player {
  readonly playing: Accessor<boolean>
  /** Seconds. */
  readonly at: Accessor<number>
  /** Whether the browser cannot play it. */
  readonly failed: Accessor<boolean>
  readonly toggle: () => void
  readonly pause: () => void
  /** To this second. */
  readonly seek: (to: number) => void
  readonly setSpeed: (factor: number) => void
  /** '' is the default device. */
  readonly setOutput: (device: string) => void
}

const STEP_MS = 200

/** Plays a sound that is in memory alone: with its owner the sound is let go of, and nothing of it stays in this browser. */
export function createPlayer(sound: Blob): Player {
  const url = URL.createObjectURL(sound)
  const element = new Audio(url)
  element.preservesPitch = true
  const [playing, setPlaying] = createSignal(false)
  const [at, setAt] = createSignal(0)
  const [failed, setFailed] = createSignal(false)
  const follow = () => {
    setAt(element.currentTime)
    setPlaying(!element.paused && !element.ended)
  }
  for (const event of ['play', 'pause', 'ended', 'seeked', 'timeupdate']) element.addEventListener(event, follow)
  element.addEventListener('error', () => setFailed(true))
  const steps = setInterval(() => playing() && follow(), STEP_MS)
  onCleanup(() => {
    clearInterval(steps)
    element.pause()
    element.removeAttribute('src')
    element.load()
    URL.revokeObjectURL(url)
  })

  return {
    playing,
    at,
    failed,
    // a press of pause that overtakes the start rejects it, and that is no fault
    toggle: () => (element.paused ? void element.play().catch(() => {}) : element.pause()),
    pause: () => element.pause(),
    seek(to) {
      element.currentTime = Math.max(0, to)
      setAt(element.currentTime)
    },
    setSpeed(factor) {
      element.playbackRate = factor
    },
    setOutput(device) {
      if (typeof element.setSinkId === 'function') void element.setSinkId(device).catch(() => {})
    },
  }
}
