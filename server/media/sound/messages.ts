import type { Key } from '../keys.ts'
import type { RemoteAudio } from '../remoteAudio.ts'

/**
 * The whole conversation between signalling and sound. Both sides know legs, rooms and clips by numbers that signalling gives out;
 * what is asked with `ask` is answered once, with `done` or `failed`.
 */

/** One end's audio. */
export type LegId = number
/** One conversation of three or more. */
export type RoomId = number
/** Opus frames that were sent once and can be played many times. */
export type ClipId = number
/** One playing on a leg; what is said of an earlier one is void. */
export type RunId = number

/** What a leg was, for a signalling that has begun anew. */
export interface Standing {
  readonly leg: LegId
  /** What the signalling before has noted of it; null for nothing. */
  readonly note: string | null
  readonly opened: boolean
  readonly lost: boolean
  readonly remote: RemoteAudio | null
}

export type ToSound =
  /** First of all: which UDP port, 0 for any free one, and the address that is told to others, null for the machine's own. */
  | { readonly is: 'open'; readonly port: number; readonly address: string | null }
  | { readonly is: 'leg'; readonly leg: LegId }
  | { readonly is: 'offer'; readonly leg: LegId; readonly ask: number }
  | { readonly is: 'answer' | 'accept'; readonly leg: LegId; readonly remote: RemoteAudio; readonly ask: number }
  | { readonly is: 'press'; readonly leg: LegId; readonly key: string; readonly ask: number }
  /** Where the leg's packets go: to another leg, to signalling, or nowhere. */
  | { readonly is: 'pass'; readonly leg: LegId; readonly to: LegId | 'signalling' | null }
  | { readonly is: 'clip'; readonly clip: ClipId; readonly frames: readonly Uint8Array[] }
  | { readonly is: 'dropClip'; readonly clip: ClipId }
  /** Instead of whatever was played. `meanwhile`: repeated when the next clip is late. */
  | { readonly is: 'play'; readonly leg: LegId; readonly run: RunId; readonly clip: ClipId; readonly meanwhile: ClipId | null }
  /** The answer to `wants`; null: there is no more. */
  | { readonly is: 'more'; readonly leg: LegId; readonly run: RunId; readonly clip: ClipId | null }
  | { readonly is: 'stop'; readonly leg: LegId }
  | { readonly is: 'join'; readonly room: RoomId; readonly leg: LegId; readonly active: boolean }
  | { readonly is: 'active'; readonly room: RoomId; readonly leg: LegId; readonly active: boolean }
  | { readonly is: 'leave'; readonly room: RoomId; readonly leg: LegId }
  | { readonly is: 'note'; readonly leg: LegId; readonly note: string | null }
  | { readonly is: 'close'; readonly leg: LegId }
  /** Signalling lives. */
  | { readonly is: 'alive' }

export type FromSound =
  /** `nextId`: numbers below it have been given out. */
  | { readonly is: 'opened'; readonly port: number; readonly nextId: number; readonly standing: readonly Standing[] }
  /** The port cannot be had; `why` is for the operator. */
  | { readonly is: 'unusable'; readonly why: string }
  | { readonly is: 'done'; readonly ask: number; readonly value: string | boolean | null }
  | { readonly is: 'failed'; readonly ask: number; readonly why: string }
  /** Media can flow, for the first time. */
  | { readonly is: 'up'; readonly leg: LegId }
  /** A connection has failed before media could flow. */
  | { readonly is: 'broken'; readonly leg: LegId }
  /** Packets received so far, of the legs that have changed: sound, and anything. */
  | { readonly is: 'counts'; readonly counts: readonly (readonly [leg: LegId, rtp: number, any: number, lost: boolean])[] }
  /** More packets came for seconds than any telephone sends; those above a telephone's pace went nowhere. */
  | { readonly is: 'flooded'; readonly leg: LegId }
  | { readonly is: 'key'; readonly leg: LegId; readonly key: Key }
  | { readonly is: 'packet'; readonly leg: LegId; readonly payload: Uint8Array; readonly timestamp: number }
  /** The clip that is played ends soon, and nothing is there to follow it. */
  | { readonly is: 'wants'; readonly leg: LegId; readonly run: RunId }
  | { readonly is: 'ended'; readonly leg: LegId; readonly run: RunId }
  | { readonly is: 'fault'; readonly why: string }
  /** Asks for `alive`. */
  | { readonly is: 'ping' }
