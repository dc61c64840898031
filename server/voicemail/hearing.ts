import { MESSAGE_SILENCE_S } from '../../shared/limits.ts'

/** What has been heard of a message so far. Times by any one clock, in ms. */
export interface Hearing {
  /** Sound whose level is known. */
  readonly heardMs: number
  /** Of that, as loud as speech. */
  readonly spokenMs: number
  /** When somebody spoke last, or the beginning. */
  readonly lastSpeechAt: number
  /** When a level was told last; null before. */
  readonly lastLevelAt: number | null
}

/** A low voice at a telephone lies above, a quiet room below. */
const SPEECH_DBFS = -50
/** Less than this in all is a click or a breath. */
const LEAST_SPEECH_MS = 300
const LEVEL_MS = 20
/** Without a level for so long, nobody can tell silence from speech. */
const DEAF_MS = 2_000

/** Nothing has been heard yet. */
export const startHearing = (now: number): Hearing => ({ heardMs: 0, spokenMs: 0, lastSpeechAt: now, lastLevelAt: null })

/** After the level of 20 ms of sound, in dBFS. */
export function hear(hearing: Hearing, dbfs: number, now: number): Hearing {
  const spoken = dbfs >= SPEECH_DBFS
  return {
    heardMs: hearing.heardMs + LEVEL_MS,
    spokenMs: hearing.spokenMs + (spoken ? LEVEL_MS : 0),
    lastSpeechAt: spoken ? now : hearing.lastSpeechAt,
    lastLevelAt: now,
  }
}

/** After a packet with sound in it. While no levels are told it may have been speech. */
export function receive(hearing: Hearing, now: number): Hearing {
  const isDeaf = hearing.lastLevelAt === null || now - hearing.lastLevelAt > DEAF_MS
  return isDeaf ? { ...hearing, lastSpeechAt: now } : hearing
}

/** Nobody has spoken for so long that the message is over. */
export const isOver = (hearing: Hearing, now: number): boolean => now - hearing.lastSpeechAt >= MESSAGE_SILENCE_S * 1_000

/** Whether somebody may have spoken in `receivedMs` of sound: in doubt, where levels are missing, yes. */
export function mayHoldSpeech(hearing: Hearing, receivedMs: number): boolean {
  return hearing.spokenMs >= LEAST_SPEECH_MS || hearing.heardMs < receivedMs / 2
}
