import { newSecret, sameText } from './secrets.ts'

/** The one-time token of the set-up page, good for SETUP_HOURS. In memory only: each start without accounts makes a new one. */
export interface SetupToken {
  readonly token: string
  /** Takes the token: true once, for the right text in time. `giveBack` makes it good again when the set-up could not be done. */
  take(text: string): boolean
  giveBack(): void
}

/** Who finds the address in an old log can do nothing with it. */
export const SETUP_HOURS = 24

/** A new token. `clock` gives ms. */
export function createSetupToken(clock: () => number = Date.now): SetupToken {
  const token = newSecret()
  const until = clock() + SETUP_HOURS * 3_600_000
  let free = true
  return {
    token,
    take(text) {
      if (!free || clock() >= until || !sameText(text, token)) return false
      free = false
      return true
    },
    giveBack() {
      free = true
    },
  }
}
