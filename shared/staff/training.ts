import type { Signature } from '../volume/volume.ts'

export interface NewTraining {
  /** YYYY-MM-DD, on which it was or began. */
  readonly day: string
  readonly what: string
}

/** Something that somebody has been trained in, as a supervisor has written it down. */
export interface Training extends NewTraining {
  readonly id: string
  readonly by: Signature
}

/** Longest description, in characters. */
export const TRAINING_MOST = 300
