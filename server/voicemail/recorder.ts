import { MESSAGE_MAX_S, MESSAGE_MIN_S } from '../../shared/limits.ts'
import { after, every } from '../timers.ts'
import { type Hearing, hear, isOver, mayHoldSpeech, receive, startHearing } from './hearing.ts'
import { gapless, insert, isOpus, MOST_PACKETS, type Placed, placed, samplesOf } from './packets.ts'

/** Tells the level of Opus packets; see server/media/level.ts. */
export type CreateMeter = (onLevel: (dbfs: number) => void) => { measure(payload: Uint8Array): void; close(): void }

/** What has been recorded: packets without a hole. */
export interface Recorded {
  readonly packets: readonly Buffer[]
  readonly ms: number
}

/**
 * A message that is being recorded, in memory alone: it lives until `keep` or `discard`, and a process that dies takes it along, so that
 * there is either no message or a whole one.
 */
export interface Recording {
  /** A bare Opus packet as it came, with its RTP timestamp (48 kHz); what is no Opus, lies outside the message, or comes when it is full, is left out. */
  add(payload: Buffer, timestamp: number): void
  /** Length so far, pauses included. */
  readonly ms: number
  /** Its id when it is on disk and in the work list; null when there was nothing to keep: too short, or nobody spoke. Throws when it cannot be kept. */
  keep(): Promise<string | null>
  discard(): void
}

const SAMPLES_PER_MS = 48
/** An Opus stream of 128 kbit/s reaches the longest length first; nothing that talks sends more. */
export const MOST_BYTES = 5_000_000
/** DTX and concealment: the sender says that it is silent. */
const SILENT_BYTES = 2
const CHECK_MS = 500
/** Levels come a moment after their packets. */
const LEVELS_LATE_MS = 1_000

/**
 * Records; `store` keeps what was recorded and gives its id. `onEnd` is called once when it is as long as it may be, or when
 * nobody has spoken for MESSAGE_SILENCE_S: what was said until then can be kept after it.
 */
export function createRecording(createMeter: CreateMeter, store: (recorded: Recorded) => Promise<string>, onEnd: () => void): Recording {
  /** In the order of their times. */
  const packets: Placed[] = []
  /** The one that came last, by which the next is placed. */
  let last: Placed | null = null
  const begunAt = performance.now()
  let hearing: Hearing = startHearing(begunAt)
  let bytes = 0
  let receivedMs = 0
  let endsAt = 0
  let is: 'open' | 'ended' | 'over' = 'open'
  let onLevels = (): void => {}
  const meter = createMeter((dbfs) => {
    hearing = hear(hearing, dbfs, performance.now())
    onLevels()
  })
  const msOf = (): number => endsAt / SAMPLES_PER_MS
  const checks = every(CHECK_MS, () => {
    const now = performance.now()
    if (is === 'open' && (isOver(hearing, now) || now - begunAt >= MESSAGE_MAX_S * 1_000)) end()
  })

  function end(): void {
    is = 'ended'
    onEnd()
  }

  function stop(): boolean {
    const first = is !== 'over'
    is = 'over'
    clearInterval(checks)
    return first
  }

  function forget(): void {
    packets.length = 0
    last = null
  }

  /** Waits until the level of all that came is known, but not for long. */
  function levelsKnown(): Promise<void> {
    return new Promise((resolve) => {
      const late = after(LEVELS_LATE_MS, resolve)
      onLevels = () => {
        if (hearing.heardMs < receivedMs && !mayHoldSpeech(hearing, 0)) return
        clearTimeout(late)
        resolve()
      }
      onLevels()
    })
  }

  return {
    get ms() {
      return msOf()
    },
    add(payload, timestamp) {
      if (is !== 'open' || !isOpus(payload)) return
      // A copy: of a view, all that lies beside it would stay in memory as well.
      const packet = placed(last, Buffer.from(payload), timestamp)
      if (!packet || !insert(packets, packet)) return
      last = packet
      bytes += payload.length
      endsAt = Math.max(endsAt, packet.at + samplesOf(payload))
      receivedMs += samplesOf(payload) / SAMPLES_PER_MS
      if (payload.length > SILENT_BYTES) hearing = receive(hearing, performance.now())
      meter.measure(payload)
      // What came, and not only what it says of its time: packets may lie upon each other.
      if (Math.max(msOf(), receivedMs) >= MESSAGE_MAX_S * 1_000 || bytes >= MOST_BYTES || packets.length >= MOST_PACKETS) end()
    },
    async keep() {
      if (!stop()) return null
      try {
        if (msOf() < MESSAGE_MIN_S * 1_000) return null
        await levelsKnown()
        if (!mayHoldSpeech(hearing, receivedMs)) return null
        const whole = gapless(packets)
        const samples = whole.reduce((sum, packet) => sum + samplesOf(packet), 0)
        return await store({ packets: whole, ms: samples / SAMPLES_PER_MS })
      } finally {
        meter.close()
        forget()
      }
    },
    discard() {
      if (!stop()) return
      meter.close()
      forget()
    },
  }
}
