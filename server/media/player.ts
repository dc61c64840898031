import type { Leg } from './leg.ts'
import type { Clip } from './oggOpus.ts'
import { FRAME_MS } from './rtp.ts'

/** More frames than this at once are a stall of ours: the rest is skipped, not sent as a burst. */
const CATCH_UP_FRAMES = 5
/** The next clip is asked for when so many frames are left of the one that is played: time for the way there and back. */
const ASK_AHEAD_FRAMES = 5

/** Plays clips to legs, all on one clock. */
export interface Player {
  /** Starts now, instead of whatever the leg heard from this player. */
  play(leg: Leg, clip: Clip, listeners: PlayListeners, meanwhile?: Clip | null): void
  /** What follows, as the answer to `onWants`; null: nothing does. Without effect on a leg that plays nothing. */
  more(leg: Leg, clip: Clip | null): void
  stop(leg: Leg): void
  close(): void
}

export interface PlayListeners {
  /** The clip ends soon, and nothing is there to follow it. Called once for each `more`. */
  onWants(): void
  /** Called once, soon after the last frame, when no more follows; not when it was stopped or replaced. */
  onEnd(): void
}

interface Playing {
  readonly listeners: PlayListeners
  readonly meanwhile: Clip | null
  clip: Clip
  next: number
  /** What follows: a clip, nothing any more, or not known yet. */
  following: Clip | 'end' | 'unknown'
  asked: boolean
  /** Whether `clip` only fills the time until the one that follows is known. */
  filling: boolean
}

/** `source` of own frames is the player's, so that a leg's numbering goes on between player and bridge. */
export function createPlayer(): Player {
  const playing = new Map<Leg, Playing>()
  let timer: NodeJS.Timeout | null = null
  let dueAt = 0

  /** The next clip, where it is known; what fills the time, where it is not. */
  function advance(leg: Leg, state: Playing): void {
    ask(state)
    const { following } = state
    if (following === 'end') {
      playing.delete(leg)
      queueMicrotask(state.listeners.onEnd)
    } else if (following === 'unknown') {
      if (state.meanwhile) begin(state, state.meanwhile, true)
    } else begin(state, following, false)
  }

  function begin(state: Playing, clip: Clip, filling: boolean): void {
    state.clip = clip
    state.next = 0
    state.filling = filling
    if (filling) return
    state.following = 'unknown'
    state.asked = false
  }

  function ask(state: Playing): void {
    if (state.asked) return
    state.asked = true
    queueMicrotask(state.listeners.onWants)
  }

  /** One frame, or 20 ms of nothing for a clip without any. */
  function sendOne(leg: Leg, state: Playing): void {
    if (state.next >= state.clip.length) advance(leg, state)
    else if (state.clip.length - state.next <= ASK_AHEAD_FRAMES) ask(state)
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
    play(leg, clip, listeners, meanwhile = null) {
      const filler = meanwhile && meanwhile.length > 0 ? meanwhile : null
      playing.set(leg, { listeners, meanwhile: filler, clip, next: 0, following: 'unknown', asked: false, filling: false })
      if (timer) return
      dueAt = performance.now()
      timer = setTimeout(tick, 0)
    },
    more(leg, clip) {
      const state = playing.get(leg)
      if (!state) return
      state.following = clip ?? 'end'
      // What only filled the time gives way at once.
      if (state.filling) state.next = state.clip.length
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
