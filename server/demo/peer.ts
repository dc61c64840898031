/** Softphones without a person, for the demo's simulated callers and for load: real SIP over WebSocket and Opus, the same door as anyone. */

export { oggFrames } from '../media/oggFrames.ts'
export { type Advisor, type AdvisorOptions, createAdvisor } from './advisor.ts'
export { type CallEnd, type Caller, type CallerOptions, type CallerStands, createCaller } from './caller.ts'
export type { MediaStats } from './mediaLeg.ts'

/** Repeats ready-made frames for ever, from the first one; with an empty list it stays silent. */
export function looped(frames: readonly Buffer[]): () => Buffer | null {
  let at = 0
  return () => frames[at++ % frames.length] ?? null
}
