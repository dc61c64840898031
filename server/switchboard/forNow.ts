import type { Opening, Voicemail } from './exchange.ts'

export const alwaysOpen: Opening = { isOpen: () => true, onClosing: () => () => {} }
export const noVoicemail: Voicemail = {
  begin: () => ({ add() {}, keep: async () => null, discard() {} }),
  noteAttempt() {},
}
