import type { Clip } from './oggOpus.ts'
import { FRAME_MS } from './rtp.ts'

/**
 * What a leg hears while nobody talks to it: clips one after the other, as an endless or ending sequence, each asked for a moment before it
 * is due. `meanwhile` is heard again and again when the next one does not come in time; without it nothing is.
 */
export type Programme = Iterator<Clip, void> & { readonly meanwhile?: Clip }

/** The clips, with what is heard when the next one is late. */
function withMeanwhile(clips: Iterator<Clip, void>, meanwhile: Clip): Programme {
  return Object.assign(clips, { meanwhile })
}

/** "No advisor is free" is said at most this often (the announcement's own rule). */
const BUSY_EVERY_MS = 120_000
/** How long a caller has to press a key after each round of the menu. */
const MENU_PAUSE_MS = 3_000
const MENU_ROUNDS = 2
/** Between two rounds of what is said to callers of a closed line. */
const CLOSED_PAUSE_MS = 1_500

/** 20 ms of nothing: a mono Opus packet of CELT at full band that says so (RFC 6716, 3.1 and 4.3). */
const SILENT_FRAME = Buffer.from([0xf8, 0xff, 0xfe])

/** A pause; whole frames. */
export const silence = (ms: number): Clip => new Array<Buffer>(Math.round(ms / FRAME_MS)).fill(SILENT_FRAME)

/** What a waiting caller's programme is made of; null for what is not said. */
export interface WaitingClips {
  /** The welcome, or that the call has come back; null when it has been said. */
  readonly opening: Clip | null
  readonly waiting: Clip
  readonly busy: Clip | null
  /** How to leave a message; asked each time. */
  readonly leaving: () => Clip | null
  /** What says the nth place in the queue, counted from 1; null where places are not said. */
  readonly position: (place: number) => Clip | null
}

/**
 * What a waiting caller hears: first the opening, then the waiting sound, and between its rounds now and then that nobody is free,
 * the caller's place and how to leave a message. `place` is asked each time: 1 is next; null while an advisor's phone rings,
 * when none of that would be true. `clock` in ms. Never ends.
 */
export function waitingProgramme(clips: WaitingClips, place: () => number | null, clock: () => number): Programme {
  return withMeanwhile(waitingClips(clips, place, clock), clips.waiting)
}

function* waitingClips(clips: WaitingClips, place: () => number | null, clock: () => number): Iterator<Clip, void> {
  if (clips.opening) yield clips.opening
  let saidAt = Number.NEGATIVE_INFINITY
  while (true) {
    yield clips.waiting
    const now = place()
    if (now === null || clock() - saidAt < BUSY_EVERY_MS) continue
    for (const clip of [clips.busy, clips.position(now), clips.leaving()]) if (clip) yield clip
    saidAt = clock()
  }
}

/** What one on hold hears: a sound again and again. Never ends. */
export function holdProgramme(sound: Clip): Programme {
  return withMeanwhile(again(sound), sound)
}

function* again(sound: Clip): Generator<Clip, void> {
  while (true) yield sound
}

/** These one after the other, then the end. */
export function* onceProgramme(clips: Iterable<Clip | null>): Generator<Clip, void> {
  for (const clip of clips) if (clip) yield clip
}

/** What a caller of a closed line hears, `rounds` times, then the end: the call is over then, or a message can be left. */
export function* closedProgramme(clips: readonly (Clip | null)[], rounds: number): Programme {
  for (let round = 1; round <= rounds; round++) {
    yield* onceProgramme(clips)
    if (round < rounds) yield silence(CLOSED_PAUSE_MS)
  }
}

/** How to choose each language, said in that language: twice, with time to press a key, then the end. */
export function* menuProgramme(choices: readonly (Clip | null)[]): Programme {
  for (let round = 1; round <= MENU_ROUNDS; round++) {
    yield* onceProgramme(choices)
    yield silence(MENU_PAUSE_MS)
  }
}

/** How to leave a message, and how to go on waiting instead where that is possible; then the tone, which is asked for when it is due. */
export function* voicemailProgramme(how: readonly (Clip | null)[], tone: () => Clip | null): Programme {
  yield* onceProgramme(how)
  yield* onceProgramme([tone()])
}
