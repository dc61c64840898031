/** Every caller and every advisor of bench/trunk has a tone of their own: so a call that is heard by somebody else is noticed. */

/** How many calls can be up at once without two callers, or two advisors, that sound alike. */
export const VOICES = 40
/** Whole tens of Hz, in the band of a telephone, callers below advisors. */
export const CALLER_TONES: readonly number[] = Array.from({ length: VOICES }, (_, i) => 400 + 40 * i)
export const ADVISOR_TONES: readonly number[] = Array.from({ length: VOICES }, (_, i) => 2_040 + 30 * i)

/** How often somebody listens to what comes, in ms; first so long after the beginning that the shortest call still has its time. */
const LISTEN_FIRST_MS = 2_000
const LISTEN_EVERY_MS = 5_000
/** Calls shorter than this on average may end before anybody has listened. */
export const LEAST_TALK_S = 6

/** Listens now and again from the beginning of a call on, until told to stop. */
export function listening(listen: () => void): () => void {
  let timer = setTimeout(again, LISTEN_FIRST_MS)
  function again(): void {
    timer = setTimeout(again, LISTEN_EVERY_MS)
    listen()
  }
  return () => clearTimeout(timer)
}

/** How long call number `i` lasts, in ms: `meanS` seconds on average, the longest three times as long as the shortest. */
export const talkMs = (i: number, meanS: number): number => Math.round(meanS * 1_000 * (0.5 + (i % 7) / 6))
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
