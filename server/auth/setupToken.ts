import { newSecret, sameText } from './secrets.ts'

/** The one-time token of the set-up page. In memory only: each start without accounts makes a new one. */
export interface SetupToken {
  readonly token: string
  /** Takes the token: true once, for the right text. `giveBack` makes it good again when the set-up could not be done. */
  take(text: string): boolean
  giveBack(): void
}

export function createSetupToken(): SetupToken {
  const token = newSecret()
  let free = true
  return {
    token,
    take(text) {
      if (!free || !sameText(text, token)) return false
      free = false
      return true
    },
    giveBack() {
      free = true
    },
  }
}
