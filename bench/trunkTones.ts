/** Every caller and every advisor of bench/trunk has a tone of their own: so a call that is heard by somebody else is noticed. */

/** How many calls can be up at once without two callers, or two advisors, that sound alike. */
export const VOICES = 40
/** Whole tens of Hz, in the band of a telephone, callers below advisors. */
export const CALLER_TONES: readonly number[] = Array.from({ length: VOICES }, (_, i) => 400 + 40 * i)
export const ADVISOR_TONES: readonly number[] = Array.from({ length: VOICES }, (_, i) => 2_040 + 30 * i)
/** How often somebody listens to what comes, in ms. */
export const LISTEN_MS = 5_000

/** How long call number `i` lasts, in ms: a minute on average. */
export const talkMs = (i: number): number => 30_000 + 10_000 * (i % 7)
/** Whether it is the advisor who ends call number `i`, when that is to be tried. */
export const farEndHangsUp = (i: number): boolean => i % 2 === 1

/** Which tone was heard each time that somebody listened; null for none of them. */
export type Heard = (number | null)[]

/** Times without a tone between two with one: sound that was lost on the way. */
export function gaps(heard: Readonly<Heard>): number {
  const first = heard.findIndex((tone) => tone !== null)
  const last = heard.findLastIndex((tone) => tone !== null)
  return heard.slice(first, last + 1).filter((tone) => tone === null).length
}

/** The different tones that were heard. */
export function tonesIn(heard: Readonly<Heard>): number[] {
  return [...new Set(heard.filter((tone) => tone !== null))]
}
