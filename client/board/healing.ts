/** When a board that runs for weeks loads its page anew. Pure; `createHealing` in `screen.ts` acts on it. */

/** Without contact this long, a page that can reach the server loads itself anew. */
export const LAST_RESORT_MS = 600_000
/** Youngest page that reloads at night: a screen switched on in the evening is left alone. */
export const NIGHT_MIN_AGE_MS = 8 * 3_600_000
const NIGHT_HOURS = { from: 3, to: 5 }

export interface PageLife {
  /** How long ago this page was loaded, in ms, by a clock that nobody sets. */
  readonly ageMs: number
  /** Hour of the screen's local time, 0 to 23. */
  readonly hour: number
  /** Nobody waits and nobody talks. */
  readonly quiet: boolean
  /** Since when there has been no heartbeat, in ms. */
  readonly silentMs: number
}

/** Why to load anew now; null to stay. Only to be done when the server answers: a page that is there beats none. */
export function reloadReason(life: PageLife): 'night' | 'lastResort' | null {
  if (life.silentMs > LAST_RESORT_MS && life.ageMs > LAST_RESORT_MS) return 'lastResort'
  const night = life.hour >= NIGHT_HOURS.from && life.hour < NIGHT_HOURS.to
  if (night && life.quiet && life.ageMs > NIGHT_MIN_AGE_MS) return 'night'
  return null
}
