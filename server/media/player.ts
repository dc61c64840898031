import type { Leg } from './leg.ts'
import type { Clip } from './oggOpus.ts'
import { FRAME_MS } from './rtp.ts'

/** More frames than this at once are a stall of ours: the rest is skipped, not sent as a burst. */
const CATCH_UP_FRAMES = 5

/** What a leg hears while nobody talks to it: clips one after the other, as an endless or ending sequence. */
export type Programme = Iterator<Clip, void>

/** Plays programmes to legs, all on one clock. */
export interface Player {
  /**
   * Starts now, instead of whatever the leg heard from this player. `onEnd` is called once, soon after the last frame, when the
   * programme has ended by itself; not when it was stopped or replaced.
   */
  play(leg: Leg, programme: Programme, onEnd?: () => void): void
  stop(leg: Leg): void
  close(): void
}

interface Playing {
  readonly programme: Programme
  readonly onEnd: (() => void) | undefined
  clip: Clip
  next: number
}

/** `source` of own frames is the player's, so that a leg's numbering goes on between player and bridge. */
export function createPlayer(): Player {
  const playing = new Map<Leg, Playing>()
  let timer: NodeJS.Timeout | null = null
  let dueAt = 0

  /** A programme that throws ends there; what it or `onEnd` throws must not stop the clock of all others. */
  function advance(leg: Leg, state: Playing): void {
    let clip: Clip | null = null
    try {
      const following = state.programme.next()
      if (!following.done) clip = following.value
    } catch (fault) {
      queueMicrotask(() => {
        throw fault
      })
    }
    if (clip) {
      state.clip = clip
      state.next = 0
      return
    }
    playing.delete(leg)
    if (state.onEnd) queueMicrotask(state.onEnd)
  }

  /** One frame, or 20 ms of nothing for a clip without any. */
  function sendOne(leg: Leg, state: Playing): void {
    if (state.next >= state.clip.length) advance(leg, state)
    const frame = state.clip[state.next++]
    if (frame) leg.play(frame, OWN_SOURCE)
  }

  function tick(): void {
    const now = performance.now()
    let due = Math.floor((now - dueAt) / FRAME_MS) + 1
    if (due > CATCH_UP_FRAMES) {
      dueAt = now
      due = 1
    }
    for (let i = 0; i < due; i++) for (const [leg, state] of playing) sendOne(leg, state)
    dueAt += due * FRAME_MS
    timer = playing.size === 0 ? null : setTimeout(tick, Math.max(0, dueAt - performance.now()))
  }

  return {
    play(leg, programme, onEnd) {
      playing.set(leg, { programme, onEnd, clip: [], next: 0 })
      if (timer) return
      dueAt = performance.now()
      timer = setTimeout(tick, 0)
    },
    stop(leg) {
      playing.delete(leg)
    },
    close() {
      playing.clear()
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}

/** Source number of the player's frames; legs count from 1. */
const OWN_SOURCE = 0
