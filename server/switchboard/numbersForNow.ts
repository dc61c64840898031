import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { CallBackService } from '../../shared/floor/service.ts'

export function e164(text: string): string | null {
  const digits = text.replace(/[^+0-9]/g, '')
  if (/^\+\d{6,15}$/.test(digits)) return digits
  return /^0\d{6,12}$/.test(digits) ? `+46${digits.slice(1)}` : null
}
export const sameNumber = (a: string, b: string): boolean => e164(a) !== null && e164(a) === e164(b)
export function allowedNumber(text: string, { prefixes }: CallBackService): Outcome<string> {
  const number = e164(text)
  if (number === null) return refuse('numberUnreadable', 'number')
  return prefixes.some((prefix) => number.startsWith(prefix)) ? ok(number) : refuse('numberNotAllowed', 'number')
}
