import type { Readings } from '../ui/audioStats.ts'

export const LINE_QUALITIES = ['good', 'shaky', 'bad', 'measuring'] as const
export type LineQuality = (typeof LINE_QUALITIES)[number]

/** Within these a talk is easy; beyond the second column it is hard. Loss in percent, the others in ms. */
const LIMITS = { lossPercent: [3, 10], jitterMs: [40, 100], roundTripMs: [350, 800] } as const

/** How long no packet may come before the line counts as bad; Opus sends some even in silence. In ms. */
const DEAF_MS = 3_000

/** The line in one word. A caller who says nothing does not make it worse: only packets that never come do. */
export function qualityOf(readings: Readings | null, sincePacketMs: number): LineQuality {
  if (!readings) return sincePacketMs > DEAF_MS ? 'bad' : 'measuring'
  if (sincePacketMs > DEAF_MS) return 'bad'
  const values = [
    [readings.lossPercent, LIMITS.lossPercent],
    [readings.jitterMs, LIMITS.jitterMs],
    [readings.roundTripMs ?? 0, LIMITS.roundTripMs],
  ] as const
  if (values.some(([value, [, hard]]) => value >= hard)) return 'bad'
  if (values.some(([value, [easy]]) => value >= easy)) return 'shaky'
  return 'good'
}

/** Nothing is heard although the line works: normal on a helpline, and worth saying so that nobody blames the line. */
export function isQuiet(readings: Readings | null): boolean {
  return readings !== null && readings.packetsReceived > 0 && readings.audioLevel < 0.003
}
