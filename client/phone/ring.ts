import { OFFER_MS } from '../../shared/limits.ts'

/**
 * The ring: two soft notes and a pause, made here so that nothing has to be loaded when a call comes. It plays through a media element,
 * because that is what can be sent to a device of its own, the speakers, while the talk is in the headset.
 */
export interface Ring {
  /** Must be called in a click or key press once; true when sound is allowed. */
  readonly unlock: () => Promise<boolean>
  readonly isUnlocked: () => boolean
  readonly start: () => void
  readonly stop: () => void
  /** One round of the ring, as a test. */
  readonly once: () => Promise<boolean>
  /** '' is the default device. False when the device is gone. */
  readonly setOutput: (deviceId: string) => Promise<boolean>
  readonly setVolume: (volume: number) => void
  readonly close: () => void
}

/** One round of the ring, in s. */
const ROUND_S = 3
/** Enough for the longest offer and a little more. */
const ROUNDS = Math.ceil(OFFER_MS / 1000 / ROUND_S) + 1
/** Start in the round and pitch in Hz. */
const NOTES = [
  [0, 587.33],
  [0.24, 783.99],
  [0.9, 587.33],
  [1.14, 783.99],
] as const
const UNLOCK_MS = 1_000

/** A ring that is silent until unlocked; `close` lets go of the sound device. */
export function makeRing(): Ring {
  const context = new AudioContext({ latencyHint: 'interactive' })
  const volume = context.createGain()
  const sink = context.createMediaStreamDestination()
  volume.connect(sink)
  const element = new Audio()
  element.srcObject = sink.stream
  let sounding: OscillatorNode[] = []
  let unlocked = false
  // a sound device that went away, or a machine that slept, may have stopped us
  context.onstatechange = () => {
    if (unlocked && context.state !== 'running' && context.state !== 'closed') void context.resume().catch(() => {})
  }

  /** All rounds at once: the sound card keeps their time, which a hidden page's timers may not. */
  function play(rounds: number) {
    const now = context.currentTime + 0.02
    const starts = Array.from({ length: rounds }, (_, index) => now + index * ROUND_S)
    sounding = starts.flatMap((start) => NOTES.flatMap(([at, pitch]) => [note(start + at, pitch, 0.5), note(start + at, pitch * 2, 0.12)]))
  }

  function note(at: number, pitch: number, strength: number): OscillatorNode {
    const oscillator = context.createOscillator()
    const shape = context.createGain()
    oscillator.frequency.value = pitch
    shape.gain.setValueAtTime(0.0001, at)
    shape.gain.exponentialRampToValueAtTime(strength, at + 0.03)
    shape.gain.exponentialRampToValueAtTime(0.0001, at + 0.55)
    oscillator.connect(shape).connect(volume)
    oscillator.start(at)
    oscillator.stop(at + 0.6)
    return oscillator
  }

  function stop() {
    for (const oscillator of sounding) oscillator.stop()
    sounding = []
  }

  return {
    async unlock() {
      const resumed = context.resume().then(
        () => true,
        () => false,
      )
      const late = new Promise<boolean>((resolve) => setTimeout(resolve, UNLOCK_MS, false))
      await Promise.race([resumed, late])
      unlocked = context.state === 'running'
      if (!unlocked) return false
      return element.play().then(
        () => true,
        () => false,
      )
    },
    isUnlocked: () => context.state === 'running',
    start() {
      stop()
      void context.resume().catch(() => {})
      play(ROUNDS)
    },
    stop,
    async once() {
      if (context.state !== 'running') return false
      stop()
      play(1)
      return true
    },
    async setOutput(deviceId) {
      if (typeof element.setSinkId !== 'function') return deviceId === ''
      return element.setSinkId(deviceId).then(
        () => true,
        () => false,
      )
    },
    setVolume(level) {
      volume.gain.value = level
    },
    close() {
      stop()
      element.pause()
      element.srcObject = null
      void context.close()
    },
  }
}
