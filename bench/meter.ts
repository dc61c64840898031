import { percentile } from './report.ts'

/** 24 kbit/s of Opus in 20 ms. */
const PAYLOAD_BYTES = 60
/** Opus, 20 ms, wide band, one frame: what is in it is never decoded here. */
const TOC = 0x48
const STAMP_AT = 1

export interface Measured {
  readonly sent: number
  readonly received: number
  readonly p50Ms: number | null
  readonly p99Ms: number | null
  readonly maxMs: number | null
}

/** Measures what becomes of frames between `begin` and `end`: each carries the moment at which it was sent, by this process's own clock. */
export interface Meter {
  /** The next frame to send. */
  stamped(): Buffer
  /** Takes a frame that was heard; false for one that is no meter's, such as a prompt. */
  hear(payload: Buffer): boolean
  begin(): void
  end(): void
  /** Ask a moment after the end, for the frames that are under way then. */
  result(): Measured
}

export function createMeter(): Meter {
  const delays: number[] = []
  let begun = Number.POSITIVE_INFINITY
  let ended = Number.POSITIVE_INFINITY
  let sent = 0
  return {
    stamped() {
      const frame = Buffer.alloc(PAYLOAD_BYTES, 0x55)
      const now = performance.now()
      frame[0] = TOC
      frame.writeDoubleBE(now, STAMP_AT)
      if (now >= begun && now < ended) sent++
      return frame
    },
    hear(payload) {
      if (payload.length !== PAYLOAD_BYTES || payload[0] !== TOC) return false
      const at = payload.readDoubleBE(STAMP_AT)
      // A frame belongs to the window in which it was sent.
      if (at >= begun && at < ended) delays.push(performance.now() - at)
      return true
    },
    begin() {
      begun = performance.now()
    },
    end() {
      ended = performance.now()
    },
    result() {
      const sorted = Float64Array.from(delays).sort()
      const [p50Ms, p99Ms, maxMs] = [0.5, 0.99, 1].map((p) => percentile(sorted, p)) as [number | null, number | null, number | null]
      return { sent, received: sorted.length, p50Ms, p99Ms, maxMs }
    },
  }
}
