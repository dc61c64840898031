import type { PublicLine } from '../../shared/http.ts'
import { closedText, idleText, type Reader } from '../../shared/openingText.ts'
import { language } from '../i18n/i18n.ts'

/** What is said before a call, in the chosen language. Null for a line of which nothing is known, or that is always open. */
export function idleTextOf(line: PublicLine | undefined, now: number): string | null {
  return line ? idleText(line, now, reader()) : null
}

/** What one can do while the line is closed, in the chosen language. */
export const closedTextOf = (line: PublicLine): string => closedText(line, language())

const reader = (): Reader => ({ language: language(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
